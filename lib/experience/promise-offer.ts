import 'server-only'
import { realNow } from '@/lib/core/clock'
import { grantOffer } from '@/lib/offers/lifecycle/grant'
import type { LifecycleOffer, OfferDecision, ShownOffer } from '@/lib/offers/lifecycle/schema'
import type { RequestContext } from '@/lib/shopper/request'
import { foldShopper } from './fold-shopper'
import { readShopperFacts, type ShopperFacts } from './queries'
import type { Shopper } from './schema'

type Folding = Parameters<typeof foldShopper>[0]
type Reading = Omit<Folding, 'request' | 'known' | 'offers' | 'exhausted'> & {
  request: RequestContext
  known: ShopperFacts
  offers: readonly LifecycleOffer[]
}

/** For how long an offer without budget is not asked for again, in real time: a page must not count it each time. */
const EXHAUSTED_MS = 30_000
const exhaustedUntil = new Map<string, number>()

/** Forgets which offers had no budget left: for tests, whose databases begin anew. */
export const forgetExhausted = (): void => exhaustedUntil.clear()

function exhaustedNow(): Set<string> {
  const now = realNow().getTime()
  for (const [key, until] of exhaustedUntil) if (until <= now) exhaustedUntil.delete(key)
  return new Set(exhaustedUntil.keys())
}

/** Whether an offer is shown as it stands: promised already, or everybody's in their place. */
const isKept = ({ grant, stage }: ShownOffer): boolean => grant !== null || stage === 'first-order'

/**
 * The shopper, with the offer that their page shows promised: an offer that is shown is one that is granted. Where a
 * budget ends in this moment, the next offer is decided; where another page of theirs was faster, what it promised is
 * shown. Crawlers, prefetches, sessions of staff and browsers that are not known to be the customer's promise nothing,
 * and so are shown nothing new.
 */
export async function withPromise(reading: Reading): Promise<Shopper> {
  const { request, offers } = reading
  const exhausted = exhaustedNow()
  let { known } = reading
  // Each turn ends with a promise, with one offer less, or with facts read anew, of which one reading is enough.
  for (let read = 0, turns = offers.length + 2; turns > 0; turns--) {
    const shopper = foldShopper({ ...reading, known, exhausted })
    const { shown } = shopper.offer
    const offer = offers.find(({ key }) => key === shown?.offer)
    if (!shown || isKept(shown)) return shopper
    const { customer, programme, visitorId, standing, orders, now: asOf } = shopper
    const may = customer && customer.role !== 'staff' && known.linked && !request.silent
    if (!offer || !may) return { ...shopper, offer: withheld(shopper.offer) }
    const { movedClock } = request
    const { grants, usedOffers, elsewhere } = known
    const facts = { asOf, programme, standing, orders, grants, usedOffers, elsewhere }
    const result = await grantOffer({ customerId: customer.id, visitorId, shown, offer, facts, movedClock })
    if (result.status === 'granted') known = { ...known, grants: [...grants, result.grant] }
    else if (result.status === 'exhausted') {
      exhausted.add(offer.key)
      exhaustedUntil.set(offer.key, realNow().getTime() + EXHAUSTED_MS)
    } else if (read++ > 0) break
    else known = await readShopperFacts({ visitorId, visitId: request.visitId, customerId: customer.id, asOf })
  }
  const shopper = foldShopper({ ...reading, known, exhausted })
  const kept = shopper.offer.shown !== null && isKept(shopper.offer.shown)
  return kept ? shopper : { ...shopper, offer: withheld(shopper.offer) }
}

/** What could not be promised is not shown. */
function withheld({ shown, others, ended }: OfferDecision): OfferDecision {
  if (!shown) return { shown, others, ended }
  const why = { key: 'offer.why.notHere', values: {}, facts: [] }
  return { shown: null, others: [{ offer: shown.offer, stage: shown.stage, why }, ...others], ended }
}
