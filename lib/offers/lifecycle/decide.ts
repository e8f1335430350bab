import { startOfDay } from '@/lib/core/days'
import { FIRST_ORDER } from '../first-order'
import { givenBy, type Given } from './benefits'
import { CAUSES, type Cause } from './cause'
import { dayIn, endedOf, isCooling, isMade, isUsed, promisesOf, type OfferFacts } from './facts'
import {
  STAGES,
  type LifecycleOffer,
  type OfferDecision,
  type OfferGrant,
  type OfferReason,
  type ShownOffer,
} from './schema'

/** No offer: nobody is owed one, and none was looked at. */
export const NO_OFFER: OfferDecision = { shown: null, others: [], ended: [] }

/** What stands for "no tier" in an offer's conditions. */
const NO_TIER = 'none'

/**
 * The one offer for a shopper as of a moment, with why, and why none of the others: the same on home, in the cart, at the
 * account and in messages. Pure: the same offers and facts make the same decision, in whatever order they are given.
 *
 * - A promise that holds and is not used is shown before anything else: what was shown is honoured.
 * - Else the first offer by stage (the order of `STAGES`, then by key) whose cause is there and whose conditions are met.
 * - Not what was had already, by them or by another account of the same browser, nor what has no budget left.
 * @param exhausted keys of offers of which the budget is known to be used up
 */
export function decideOffer(input: {
  offers: readonly LifecycleOffer[]
  facts: OfferFacts
  exhausted?: ReadonlySet<string>
}): OfferDecision {
  const { facts, exhausted = new Set() } = input
  const offers = input.offers.toSorted(
    (a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || (a.key < b.key ? -1 : 1),
  )
  const [promised] = promisesOf(facts)
  let shown = promised ? asPromised(promised, offers, facts) : null
  const others: { offer: string; stage: LifecycleOffer['stage']; why: OfferReason }[] = []
  for (const offer of offers) {
    if (shown?.offer === offer.key) continue
    const looked = look(offer, facts, exhausted)
    if ('key' in looked) others.push({ offer: offer.key, stage: offer.stage, why: looked })
    else if (shown) others.push({ offer: offer.key, stage: offer.stage, why: why('behind') })
    else shown = looked
  }
  return { shown, others, ended: endedOf(facts) }
}

const why = (what: string, values: OfferReason['values'] = {}): OfferReason => ({
  ...{ key: `offer.why.${what}`, values },
  facts: [],
})

/** A promise as it was made; why, as far as it is still seen. */
function asPromised(grant: OfferGrant, offers: readonly LifecycleOffer[], facts: OfferFacts): ShownOffer {
  const { offer, stage, subject, earnedBy, benefits, until, id } = grant
  const known = offers.find(({ key }) => key === offer)
  const cause = known && known.stage !== 'first-order' ? CAUSES[known.stage](known, facts) : null
  const given = known ? givenBy(known, facts) : null
  const same = given && JSON.stringify(given.benefits) === JSON.stringify(benefits)
  const reasons = [
    ...(cause?.subject === subject ? [cause.reason] : []),
    ...(same ? given.reasons : []),
    { key: 'offer.reason.promised', values: { date: grant.at }, facts: [id] },
  ]
  return { offer, stage, benefits, subject, earnedBy, until, grant: id, reasons }
}

/** The offer as it would be promised now, or why it is not. */
function look(offer: LifecycleOffer, facts: OfferFacts, exhausted: ReadonlySet<string>): ShownOffer | OfferReason {
  if (offer.stage === 'first-order') return firstOrder(offer, facts)
  const { value, asOf } = facts
  if (!value) return why('stranger')
  const cause = CAUSES[offer.stage](offer, facts)
  if (!cause) return why('stage')
  const refused = notFor(offer, facts) ?? notNow(offer, cause, facts) ?? notAgain(offer, cause, facts)
  if (refused) return refused
  const given = givenBy(offer, facts)
  if (!given) return why('nothing')
  const until = endsAt(offer, cause, facts)
  if (until <= asOf) return why('when')
  if (exhausted.has(offer.key)) return why('budget')
  return shownAs(offer, cause, given, until)
}

const shownAs = ({ key, stage }: LifecycleOffer, cause: Cause, given: Given, until: Date): ShownOffer => ({
  ...{ offer: key, stage, benefits: given.benefits, subject: cause.subject, earnedBy: cause.earnedBy },
  ...{ until, grant: null, reasons: [cause.reason, ...given.reasons] },
})

/** Told in the same words as the others; given as an entitlement, to strangers too (`entitlementsFor`), never twice. */
function firstOrder(offer: LifecycleOffer, { percents }: OfferFacts): ShownOffer | OfferReason {
  const first = percents.find((each) => each.offer === FIRST_ORDER.offer)
  if (!first) return why('stage')
  return {
    ...{ offer: offer.key, stage: offer.stage, benefits: offer.benefits, subject: FIRST_ORDER.offer, earnedBy: null },
    ...{ until: null, grant: null, reasons: [{ key: 'offer.reason.firstOrder', values: {}, facts: [] }] },
  }
}

/** Whether somebody is none of those whom it is for. */
function notFor({ who, stacking }: LifecycleOffer, { value, standing, percents }: OfferFacts): OfferReason | null {
  const lacks = (list: readonly string[], own: string | undefined) =>
    list.length > 0 && (own === undefined || !list.includes(own))
  if (lacks(who.segments, value?.segment)) return why('segment')
  if (lacks(who.tiers, standing?.tier?.key ?? NO_TIER)) return why('tier')
  if (lacks(who.trends, value?.trend)) return why('trend')
  if (stacking === 'alone' && percents.some(({ offer }) => offer !== FIRST_ORDER.offer)) return why('alone')
  return null
}

/** Whether its cause is too fresh or too old. */
function notNow({ when }: LifecycleOffer, { since }: Cause, facts: OfferFacts): OfferReason | null {
  const days = dayIn(facts, facts.asOf) - dayIn(facts, since)
  return days < when.fromDays || days > when.withinDays ? why('when') : null
}

/**
 * Whether it was had already: by them for this cause, altogether, or too lately; or, where it is given once, by another
 * account of this browser. A promise of the future cools nothing down, unless it is used; its own cause gives it once.
 */
function notAgain(offer: LifecycleOffer, cause: Cause, facts: OfferFacts): OfferReason | null {
  const { key, frequency } = offer
  const all = facts.grants.filter((grant) => grant.offer === key)
  if (all.some(({ subject }) => subject === cause.subject)) return why('had')
  const had = all.filter((grant) => isMade(grant, facts.asOf) || isUsed(grant, facts))
  const once = frequency.per === 'once'
  if (had.some(({ at }) => isCooling(offer, at, facts))) {
    return why(once ? 'had' : 'cooling', { days: frequency.cooldownDays })
  }
  return once && facts.elsewhere.grants.some((grant) => grant.offer === key) ? why('elsewhere') : null
}

/** The first moment at which a promise made now no longer holds: whole days, and no longer than its cause lasts. */
function endsAt({ when }: LifecycleOffer, { end }: Cause, facts: OfferFacts): Date {
  const valid = startOfDay(dayIn(facts, facts.asOf) + when.validDays, facts.programme.timeZone)
  return end && end < valid ? end : valid
}
