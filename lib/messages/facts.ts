import type { CartLineView } from '@/lib/cart/rules'
import type { Fact } from '@/lib/events/schema'
import type { KnownFacts } from '@/lib/experience/fold-shopper'
import type { Shopper } from '@/lib/experience/schema'
import type { OfferFacts } from '@/lib/offers/lifecycle/facts'
import { keptOf } from '@/lib/value/kept'
import { valueFactsOf } from '@/lib/value/purchases'

/** What the conditions read: the shopper as the site's own decisions read them, and little besides. */
export type MessageFacts = {
  shopper: Shopper
  /** When the account was opened. */
  openedAt: Date
  /** Lines of their cart that were there by then. */
  cart: readonly CartLineView[]
  /**
   * What they did on the site, newest first, where they chose that it may be used; none otherwise. Who is held out is in
   * here like everybody, so that both sides of the holdout meet the same conditions.
   */
  seen: readonly Fact[]
  /** What the site's offers are decided by: their causes are a message's too. */
  offers: OfferFacts
}

/** What those conditions read that ask for standing and value alone: so little that it can be made for everybody. */
export type FoldedFacts = {
  shopper: Pick<Shopper, 'now' | 'programme' | 'standing' | 'orders'>
  offers: OfferFacts
}

/**
 * All that a message's condition reads of one person. Pure. `cart`: as it is, whatever the moment. `movedClock`: whether
 * this is a presenter's rehearsal, for which what was done under a moved clock counts like the rest.
 */
export function messageFactsOf(
  { shopper, known }: { shopper: Shopper; known: Pick<KnownFacts, 'facts' | 'entries' | 'elsewhere'> },
  { openedAt, cart, movedClock }: { openedAt: Date; cart: readonly CartLineView[]; movedClock: boolean },
): MessageFacts {
  const { now, programme, standing, orders, grants, usedOffers, value, entitlements, answers } = shopper
  const purchases = valueFactsOf(programme, { orders, entries: known.entries })
  return {
    shopper,
    openedAt,
    cart: cart.filter(({ addedAt }) => addedAt <= now),
    seen: shopper.allowed
      ? known.facts
          .filter((fact) => movedClock || !fact.movedClock)
          .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1))
      : [],
    offers: {
      ...{ asOf: now, programme, standing, orders, grants, usedOffers, elsewhere: known.elsewhere },
      ...{ value, kept: keptOf(purchases, now), percents: entitlements.percents, answers },
    },
  }
}
