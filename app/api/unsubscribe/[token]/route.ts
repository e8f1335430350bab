import { readBytes } from '@/lib/core/body'
import { domainClock } from '@/lib/core/clock'
import { logFault } from '@/lib/core/log'
import { missed } from '@/lib/messages/unsubscribe/misses'
import { unsubscribe } from '@/lib/messages/unsubscribe/unsubscribe'
import { isOneClick, ONE_CLICK_BYTES } from '@/lib/shopper/one-click'

const answer = (status: number, message: string, headers: Record<string, string> = {}) =>
  new Response(`${message}\n`, {
    status,
    headers: { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8', ...headers },
  })

/**
 * The one click of a mail client (RFC 8058): says no to the kind of message that the token's is, at once, without cookies,
 * without asking who, and without leading anywhere else. proxy.ts hands it what is sent to /unsubscribe/TOKEN, which is
 * also the address of the page for people. A token that leads nowhere is told so, whatever the reason.
 */
export async function POST(request: Request, { params }: RouteContext<'/api/unsubscribe/[token]'>): Promise<Response> {
  const body = await readBytes(request.body, ONE_CLICK_BYTES)
  if (!(await isOneClick(body, request.headers.get('content-type') ?? ''))) {
    return answer(400, 'Send the form List-Unsubscribe=One-Click, as RFC 8058 has it.')
  }
  const { token } = await params
  try {
    const { now, realNow } = await domainClock(0)
    if (await unsubscribe(token, { what: 'kind', source: 'one-click', now })) return answer(200, 'Unsubscribed.')
    const wait = missed(request.headers.get('x-sorento-peer'), realNow)
    return wait > 0
      ? answer(429, `Too many requests. Try again in ${wait} s.`, { 'retry-after': String(wait) })
      : answer(404, 'There is nothing under this address any more.')
  } catch (error) {
    logFault('messages: a no was not kept', error)
    return answer(503, 'Nothing was changed. Send the same again in a while.', { 'retry-after': '5' })
  }
}
