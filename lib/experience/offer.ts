import { offersSpent } from '@/lib/cart/pricing'
import type { PricedCart } from '@/lib/cart/schema'
import { isMessageKey, type MessageKey } from '@/lib/core/messages'
import { guardKey, type Benefit, type OfferReason, type ShownOffer } from '@/lib/offers/lifecycle/schema'
import { weigh, type Decision, type UsedFact } from './decision'
import { benefitWords } from './offer-words'
import { homeOfferArms, type Arms } from './experiment'
import type { RelationDecision } from './relational/schema'
import type { Say } from './say'
import type { Shopper } from './schema'

export type OfferSlot = 'home.offer' | 'cart.offer' | 'checkout.offer' | 'account.offer'

/** An offer in finished strings. */
export type OfferView = {
  /** "For your second order" */
  title: string
  /** "With your next order: 15% off and 500 points." */
  text: string
  /** "Until December 22, 2026", the last day on which it holds; null where it lasts. */
  until: { text: string; dateTime: string } | null
}

/**
 * The shopper's one offer, as every place says it. Null where there is none, and on home for the first order's, which the
 * promises under the banner say. Offers go by orders and tiers, which are theirs whatever personalisation says, so they
 * read the same with it on and off.
 */
export function offerView(shopper: Shopper, slot: OfferSlot = 'home.offer'): Decision<OfferView> | null {
  const { shown } = shopper.offer
  if (!shown || (slot === 'home.offer' && shown.stage === 'first-order')) return null
  const { t } = shopper.say
  const last = lastDay(shown.until)
  return {
    slot,
    arm: shown.offer,
    value: {
      title: t(`offer.title.${shown.stage}`),
      text: offerText(shown.benefits, shopper),
      until: last && { text: t('offer.until', { date: shopper.say.date(last) }), dateTime: last.toISOString() },
    },
    rule: t('rule.offer'),
    reasons: weigh(shown.reasons.flatMap((reason) => reasonWords(reason, shopper.say) ?? [])),
    facts: offerFacts(shown, shopper),
    personal: shopper.personalised,
  }
}

/**
 * How home tells of the offer: in a band, unless the relationship's own sentences do; not at all in an arm that keeps it
 * back, where those leave it out too. `trials`: the arms that were met, whichever of the two would tell it.
 */
export function decideHomeOffer(
  shopper: Shopper,
  { value }: Pick<RelationDecision, 'value'>,
): { band: Decision<OfferView> | null; trials: Arms['trials'] } {
  const { withheld, trials } = homeOfferArms(shopper)
  const said = value.kind === 'relation' && value.saysOffer
  return { band: withheld || said ? null : offerView(shopper, 'home.offer'), trials }
}

/** The last day on which something holds that ends before a moment. */
const lastDay = (until: Date | null): Date | null => until && new Date(until.getTime() - 1)

/** A reason of a decision in words; null for one that nobody wrote words for. Amounts, dates and counts by the locale. */
export function reasonWords({ key, values }: OfferReason, { t, money, date }: Say): string | null {
  if (!isMessageKey(key)) return null
  const said = Object.entries(values).map(([name, value]) => {
    if (value instanceof Date) return [name, date(value)] as const
    return [name, name === 'amount' && typeof value === 'number' ? money(value) : value] as const
  })
  return t(key, Object.fromEntries(said))
}

/** "With your next order: 15% off and 500 points." */
function offerText(benefits: readonly Benefit[], shopper: Shopper): string {
  const { t } = shopper.say
  const gives = givesWords(benefits, shopper)
  return gives ? t('offer.text', { gives }) : ''
}

/** "15% off and 500 points": what comes with an order; empty where nothing does. */
function givesWords(benefits: readonly Benefit[], shopper: Shopper): string {
  return shopper.say.list(benefits.map((benefit) => benefitWords(benefit, shopper)))
}

/** The facts that the reasons used, in words, newest first. */
function offerFacts(shown: ShownOffer, { say, orders, value, grants, now, customer }: Shopper): UsedFact[] {
  const { t } = say
  const used = [...new Set(shown.reasons.flatMap(({ facts }) => facts))].flatMap((id): UsedFact[] => {
    const order = orders.find((each) => each.id === id)
    if (order) return [{ id, text: t('offer.fact.order', { order: order.number }), at: order.placedAt }]
    const grant = grants.find((each) => each.id === id)
    if (grant) return [{ id, text: t('offer.fact.promise'), at: grant.at }]
    if (id === 'birthday-month') return [{ id, text: t('offer.fact.birthday'), at: now }]
    return value?.stats.last ? [{ id, text: t('offer.fact.purchase'), at: value.stats.last }] : []
  })
  if (used.length === 0 && customer) return [{ id: customer.id, text: t('offer.fact.account'), at: now }]
  return used.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1))
}

/**
 * What the offer does to this cart, in one or two sentences from the same decision; empty where it does nothing to it.
 * The first order's percentage is the summary's own line. `seal`: what comes with the order, for the form (`SpentOffers`).
 */
export function offerInCart(
  shopper: Shopper,
  priced: PricedCart,
  shippingTo: string,
): { sentences: string[]; bonusPoints: number; seal: string } {
  const { shown } = shopper.offer
  const { t, date } = shopper.say
  const { offers, bonusPoints, seal } = offersSpent(priced, shopper.entitlements, shippingTo)
  const last = lastDay(shown?.until ?? null)
  if (!shown || !last) return { sentences: [], bonusPoints, seal }
  const key = guardKey(shown)
  const spent = offers.includes(key)
  const percent = shown.benefits.find((benefit) => benefit.kind === 'percent')?.percent
  const taken = priced.discount?.entitlement.offer === key
  const sentences: string[] = []
  if (percent !== undefined && priced.discount) {
    const values = { percent, date: date(last) }
    sentences.push(t(taken ? 'offer.cart.taken' : spent ? 'offer.cart.lesser' : 'offer.cart.greater', values))
  }
  // A member's points alone are given: who is none reads of them where the offer is.
  const rest = shown.benefits.filter(
    ({ kind }) => kind !== 'percent' && (kind !== 'points' || shopper.standing !== null),
  )
  const gives = spent ? givesWords(rest, shopper) : ''
  if (gives) sentences.push(t('offer.cart.with', { gives }))
  return { sentences, bonusPoints, seal }
}

/** For the newest promise that ended unused within the last days: what ended it, and when. Null where none did. */
export function endedOffer(shopper: Shopper): string | null {
  const [ended] = shopper.offer.ended
  if (!ended) return null
  const { why, at, grant } = ended
  const gives = givesWords(grant.benefits, shopper)
  const values = { gives, date: shopper.say.date(why === 'date' ? new Date(at.getTime() - 1) : at) }
  return gives ? shopper.say.t(`offer.ended.${why}` as MessageKey, values) : null
}
