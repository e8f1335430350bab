import 'server-only'
import { db } from '@/lib/core/db'
import type { CookieValue } from './cookies'
import { inHouse } from './language'
import { consentOf, marketOf, type AccountMarket } from './market'
import type { RequestContext } from './request'

/** For how long staff sees the shop as a customer before having to ask again, in milliseconds of real time. */
export const VIEWING_MS = 30 * 60_000

/**
 * Staff sees the shop as this customer, and may change nothing. `ended`: they did until a moment ago, and the pages that
 * this browser still shows may be that customer's: nothing may be changed from them either, until they say so.
 */
export type Viewing = (AccountMarket & { customerId: string; name: string; privacyControlAt: Date | null }) | 'ended'

/**
 * Whom a request sees the shop as, if anybody. The cookie is a wish: it holds in the session and for the visitor that
 * it was made in, so that signing out ends it for good, and only while that session is staff's: the role is read each
 * time. The house's own pages are never seen as somebody else.
 */
export async function viewingOf(
  wish: CookieValue<'viewing'> | null,
  asking: Pick<RequestContext, 'sessionCustomerId' | 'visitorId' | 'realNow' | 'url'>,
): Promise<Viewing | null> {
  const { sessionCustomerId, visitorId, realNow, url } = asking
  if (!wish || inHouse(url) || wish.staffId !== sessionCustomerId || wish.visitorId !== visitorId) return null
  if (wish.until <= realNow.getTime()) return 'ended'
  const [staff, customer] = await Promise.all([
    db.customer.count({
      where: { id: wish.staffId, role: 'staff', erasedAt: null, links: { none: undone(visitorId) } },
    }),
    db.customer.findUnique({
      where: { id: wish.customerId, role: 'customer', erasedAt: null },
      select: { country: true, name: true, consentRule: true, privacyControlAt: true },
    }),
  ])
  return staff > 0 && customer ? { ...customer, customerId: wish.customerId } : 'ended'
}

const undone = (visitorId: string) => ({ visitorId, undoneAt: { not: null } })

/**
 * The request as the viewed customer would make it: theirs in place of the browser's own, in silence, so that nothing is
 * learned from it. No visitor has a customer's id: nothing that this browser did is mixed in.
 */
export function asViewed(request: RequestContext): RequestContext {
  const { viewing } = request
  if (!viewing || viewing === 'ended') return request
  const market = { ...marketOf(viewing.country ?? request.country), consent: consentOf(viewing) }
  return {
    ...request,
    ...{ visitorId: viewing.customerId, visitId: 'viewing', visitNumber: 2, newVisit: false, arrival: null },
    ...{ silent: true, country: market.country, market, answer: null },
    globalPrivacyControl: viewing.privacyControlAt !== null,
    sessionCustomerId: viewing.customerId,
  }
}
