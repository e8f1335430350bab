import { readBytes } from '@/lib/core/body'
import { createBuckets } from '@/lib/core/buckets'
import { logFault } from '@/lib/core/log'
import { MOST_BYTES, readBeacon } from '@/lib/events/beacon'
import { appendTold } from '@/lib/events/beacon-queries'
import { networkOf } from '@/lib/flows/attempts'
import { learnsFrom } from '@/lib/flows/consent'
import { ownContext } from '@/lib/flows/context'
import { refusalOf } from './refusal'

/** Requests of one visitor and of one network, in real time, of each process of the shop. An office shares an address. */
const ofVisitor = createBuckets({ most: 60, perMs: 60_000 })
const ofNetwork = createBuckets({ most: 1_200, perMs: 60_000 })

const HEADERS = { 'cache-control': 'no-store' }

const answer = (status: number, message: string, headers: Record<string, string> = {}) =>
  Response.json({ message }, { status, headers: { ...HEADERS, ...headers } })

/**
 * What browsers tell of themselves: how long a piece was looked at, which card was followed. docs/privacy.md says what a
 * request holds and how it is answered. Whoever may not be learned from is answered the same and nothing is written.
 */
export async function POST(request: Request): Promise<Response> {
  const refused = refusalOf(request.headers)
  if (refused) return answer(refused.status, refused.message)
  try {
    return await take(request)
  } catch (error) {
    logFault('events: not written', error)
    return answer(503, 'Nothing was written. Send the same events again in a while.', { 'retry-after': '5' })
  }
}

async function take(request: Request): Promise<Response> {
  const ctx = await ownContext()
  const now = ctx.realNow.getTime()
  // What one visitor asks too often takes nothing from the others of their network.
  const wait = ofVisitor.take(ctx.visitorId, now) || ofNetwork.take(networkOf(ctx.peer), now)
  if (wait > 0) {
    const seconds = String(Math.ceil(wait / 1000))
    return answer(429, `Too many requests. Try again in ${seconds} s.`, { 'retry-after': seconds })
  }
  const stated = Number(request.headers.get('content-length') ?? 0)
  const told = readBeacon(stated > MOST_BYTES ? null : await readBytes(request.body, MOST_BYTES))
  if (!told.ok) return answer(told.fault.status, told.fault.message)
  // A visit that begins with this request has seen no page: what is told is of one that has ended, or of nobody's.
  if (!ctx.newVisit && !ctx.viewing && (await learnsFrom(ctx))) await appendTold(told.value, ctx)
  return new Response(null, { status: 204, headers: HEADERS })
}
