import type { Refusal } from '@/lib/shopper/security'

/**
 * Why a request is not looked at, or null. Only the shop's own pages may tell: `Sec-Fetch-Site`, which a page cannot
 * forge, says so; a browser too old for it sends an origin, which proxy.ts has compared with the shop's. JSON alone is
 * read: a foreign form cannot send it, and no page of another site is told that it might.
 */
export function refusalOf(headers: Headers): Refusal | null {
  const site = headers.get('sec-fetch-site')
  if (site ? site !== 'same-origin' : !headers.get('origin')) {
    return { status: 403, message: 'Only the shop’s own pages may send events.' }
  }
  if (!/^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')) {
    return { status: 415, message: 'Send the events as JSON, with content-type: application/json.' }
  }
  return null
}
