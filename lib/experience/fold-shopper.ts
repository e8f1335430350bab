import type { Catalogue } from '@/lib/catalog/schema'
import type { Editorial } from '@/lib/content/queries'
import { contributionsOf } from '@/lib/events/contributed'
import type { EventKind, Fact, Impression } from '@/lib/events/schema'
import { placementsOf } from '@/lib/experiments/placed'
import { NO_EXPERIMENTS, type Experiments } from '@/lib/experiments/schema'
import { subjectOf, type Who } from '@/lib/experiments/subject'
import { tierIndexOf } from '@/lib/loyalty/programme'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { standingOf } from '@/lib/loyalty/standing'
import { loyaltyFactsOf } from '@/lib/loyalty/transactions'
import { decideOffer } from '@/lib/offers/lifecycle/decide'
import { promisesOf } from '@/lib/offers/lifecycle/facts'
import type { LifecycleOffer } from '@/lib/offers/lifecycle/schema'
import { entitlementsFor } from '@/lib/offers/rules'
import { affinityOf } from '@/lib/ranking/affinity'
import { freshnessOf } from '@/lib/ranking/freshness'
import { ownedPieces, withOrders } from '@/lib/ranking/purchases'
import { answerInForce, localeOf, mayPersonalise } from '@/lib/shopper/market'
import type { RequestContext } from '@/lib/shopper/request'
import { valueOf } from '@/lib/value/fold'
import { keptOf } from '@/lib/value/kept'
import { valueFactsOf } from '@/lib/value/purchases'
import type { ShopperFacts } from './queries'
import { sayIn } from './say'
import type { Shopper } from './schema'

/** What says that a piece was not shown in vain. */
const TAKEN_UP: ReadonlySet<EventKind> = new Set<EventKind>([
  ...(['view', 'click', 'dwell', 'cart-add', 'purchase', 'wish', 'like', 'rate'] as const),
])

/** The newest moment at which each piece was taken up, and each piece of content opened. */
function takenUp(facts: readonly Fact[], impressions: readonly Impression[]): Map<string, Date> {
  const newest = new Map<string, Date>()
  const note = (key: string, at: Date): void => {
    const known = newest.get(key)
    if (!known || known < at) newest.set(key, at)
  }
  for (const { kind, product, at } of facts) if (product !== null && TAKEN_UP.has(kind)) note(product, at)
  // A page of content has its own name as its arm.
  for (const { slot, arm, at } of impressions) if (slot.endsWith('.page')) note(arm, at)
  return newest
}

const whoIs = (visitorId: string, customer: ShopperFacts['customer']): Who =>
  customer
    ? { visitorId, customerId: customer.id, firstVisitorId: customer.firstVisitorId }
    : { visitorId, customerId: null }

const NO_EDITORIAL: Editorial = { contents: [], rules: [] }

/** What the request itself says about who is asking. */
export type AskingRequest = Pick<
  RequestContext,
  | 'now'
  | 'visitorId'
  | 'visitId'
  | 'visitNumber'
  | 'country'
  | 'market'
  | 'arrival'
  | 'answer'
  | 'globalPrivacyControl'
  | 'silent'
> &
  Partial<Pick<RequestContext, 'url' | 'forced'>>

/** What the database says about them, not later than the request's `now`. */
export type KnownFacts = Pick<
  ShopperFacts,
  'customer' | 'choice' | 'cartCount' | 'base' | 'answers' | 'elsewhere' | 'unread' | 'landing'
> & {
  [
    List in
      | 'memberships'
      | 'orders'
      | 'redemptions'
      | 'entries'
      | 'usedOffers'
      | 'facts'
      | 'contributed'
      | 'impressions'
      | 'grants'
  ]: Readonly<ShopperFacts[List]>
}

/**
 * The shopper as every decision reads them: what is known, folded as of the request's moment. Pure: the same request and
 * facts make the same shopper, whatever the order in which behaviours are given.
 *
 * Standing, entitlements and orders are there whatever personalisation says: they are earned. Behaviours, taste and what
 * is owned are empty without it, and nothing rotates.
 */
export function foldShopper(input: {
  request: AskingRequest
  known: KnownFacts
  catalogue: Catalogue
  programme: LoyaltyProgram
  editorial?: Editorial
  /** The live lifecycle offers, and those of them that are known to have no budget left. */
  offers?: readonly LifecycleOffer[]
  exhausted?: ReadonlySet<string>
  experiments?: Experiments
}): Shopper {
  const { request, known, catalogue, programme, editorial = NO_EDITORIAL, offers = [], exhausted } = input
  const { experiments = NO_EXPERIMENTS } = input
  const { now, market } = request
  const { orders, usedOffers } = known
  // Before anything is asked of what they are or did.
  const placements = placementsOf(experiments, subjectOf(whoIs(request.visitorId, known.customer)), {
    at: now,
    forced: request.forced,
  })
  const customer = known.customer && { ...known.customer, firstName: known.customer.name.split(' ')[0] ?? '' }

  const answer = answerInForce(request.answer, known.choice)
  const allowed = mayPersonalise(market, answer, request.globalPrivacyControl)
  const personalised = allowed && !placements.generic
  const consentOpen = market.consent === 'opt-in' && answer === null

  const loyalty = loyaltyFactsOf(programme, known)
  const result = standingOf({ programme, ...loyalty, asOf: now })
  const standing = customer && result.member ? result.standing : null
  const owed = {
    ...{ programme, standing, usedOffers, asOf: now, boughtElsewhere: known.elsewhere.bought },
    orders: orders.map((order) => ({ id: order.id, at: order.placedAt })),
  }
  const held = standing?.tier ? programme.tiers.slice(0, tierIndexOf(programme, standing.tier) + 1) : []
  const purchases = valueFactsOf(programme, known)
  const value = customer
    ? valueOf({
        facts: purchases,
        ...{ asOf: now, timeZone: programme.timeZone, held: held.map(({ key }) => key), base: known.base },
      })
    : null
  const promising = {
    ...{ asOf: now, programme, standing, orders, grants: known.grants, usedOffers, elsewhere: known.elsewhere },
    ...{ value, kept: customer ? keptOf(purchases, now) : [], percents: entitlementsFor(owed).percents },
    answers: known.answers,
  }
  // Orders teach taste too, also those of the till; the log's own copies of them are left out.
  const contributions = contributionsOf(known.contributed)
  const facts = personalised
    ? withOrders([...known.facts, ...contributions.facts], orders, customer?.id ?? request.visitorId)
    : []
  const impressions = personalised
    ? known.impressions.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    : []
  return {
    now,
    say: sayIn(localeOf({ market, answers: known.answers, url: request.url }), programme.currency, programme.timeZone),
    visitorId: request.visitorId,
    visitId: request.visitId,
    visitNumber: request.visitNumber,
    country: request.country,
    consent: market.consent,
    // Before anybody was asked, the link she followed may greet her: nothing is kept for it. A "no" is a no.
    arrival:
      personalised || (consentOpen && !placements.generic && !request.globalPrivacyControl) ? request.arrival : null,
    customer,
    allowed,
    personalised,
    learns: allowed && !request.silent,
    placements,
    landing: placements.generic ? null : known.landing,
    unread: known.unread,
    consentOpen,
    catalogue,
    programme,
    ...loyalty,
    orders,
    usedOffers,
    standing,
    entitlements: entitlementsFor({ ...owed, promises: customer ? promisesOf(promising) : [] }),
    value,
    base: known.base,
    answers: known.answers,
    grants: known.grants,
    offer: decideOffer({ offers, facts: promising, exhausted }),
    facts,
    contributions,
    impressions,
    fresh: freshnessOf(impressions, {
      ...{ shopperKey: customer?.id ?? request.visitorId, visitId: request.visitId, visitNumber: request.visitNumber },
      ...{ now, acted: takenUp(facts, impressions) },
    }),
    editorial,
    affinity: affinityOf(facts, catalogue.bySlug, now),
    owned: new Set(personalised ? ownedPieces(orders) : []),
    cartCount: known.cartCount,
  }
}
