import type { Entitlements, Extra, OrderPromise, PercentEntitlement } from '@/lib/cart/schema'
import { SHIPPING } from '@/lib/cart/shipping'
import { dayOf, isoDay } from '@/lib/core/days'
import { benefitsOf, nextOrderPercent } from '@/lib/loyalty/benefits'
import { tierIndexOf } from '@/lib/loyalty/programme'
import { CART_ORDER } from '@/lib/loyalty/prospect'
import type { LoyaltyProgram, Standing, Tier, TierChange } from '@/lib/loyalty/schema'
import { FIRST_ORDER } from './first-order'
import { guardKey, type Benefit, type OfferGrant } from './lifecycle/schema'

export { FIRST_ORDER }

/** A paid order, as far as offers care: whether it is returned since, or was sold at the till, changes nothing. */
export type PaidOrder = { id: string; at: Date }

/**
 * What this shopper may have taken off, and where shipping is free, as of a moment. The cart applies the best one.
 *
 * - First order: for whoever has no earlier paid order, an unknown visitor included, unless another account of the same
 *   browser has one.
 * - A tier's "next order": see `tierOffers`.
 * - What a lifecycle offer promised and still holds; it comes first, so that of two equal ones it is spent.
 * - A tier's "every order", and its free shipping on top of where the house sends without charge.
 *
 * An offer is used once: what is in `usedOffers` is gone, whatever the time of its use. Orders later than `asOf` are
 * invisible.
 * @param placing the order being priced when it is among the facts already: it is no earlier order, and no offer that
 *   it reaches is its own.
 * @param promises those that can be used as of then: `promisesOf`. Only the first, which is the one that is shown, goes with
 *   an order: the others stay for the next ones.
 * @param boughtElsewhere whether another account of this browser has a paid order.
 */
export function entitlementsFor(input: {
  programme: LoyaltyProgram
  standing: Pick<Standing, 'tier' | 'history'> | null
  orders: readonly PaidOrder[]
  usedOffers: readonly string[]
  asOf: Date
  placing?: string
  promises?: readonly OfferGrant[]
  boughtElsewhere?: boolean
}): Entitlements {
  const { programme, standing, orders, usedOffers, asOf, placing, promises = [], boughtElsewhere = false } = input
  const [promise] = promises
  const earlier = boughtElsewhere || orders.some((order) => order.at <= asOf && order.id !== placing)
  const benefits = benefitsOf(programme, standing?.tier ?? null)
  const offers: PercentEntitlement[] = [
    ...(promise ? promisedPercent(promise) : []),
    ...(earlier ? [] : [firstOrder()]),
    ...(standing ? tierOffers(programme, standing, placing) : []),
  ]
  const always = benefits.everyOrder.map(({ percent, tier }) => ({
    offer: null,
    reason: 'discount.tier',
    values: { percent, tier: tier.name },
    percent,
  }))
  return {
    percents: [...offers.filter(({ offer }) => offer !== null && !usedOffers.includes(offer)), ...always],
    freeShippingTo: [...new Set([...(SHIPPING[programme.currency]?.freeTo ?? []), ...benefits.freeShippingTo])],
    ...(promise ? { promised: promisedWith(promise, standing !== null) } : {}),
  }
}

function promisedPercent(grant: OfferGrant): PercentEntitlement[] {
  return grant.benefits.flatMap((benefit) => {
    if (benefit.kind !== 'percent') return []
    const { percent } = benefit
    return [{ offer: guardKey(grant), reason: `discount.life.${grant.stage}`, values: { percent }, percent }]
  })
}

/** Points are a member's: an order of somebody else earns none, and spends no promise of them. */
function promisedWith(grant: OfferGrant, member: boolean): OrderPromise {
  const points = grant.benefits.reduce((sum, benefit) => sum + (benefit.kind === 'points' ? benefit.points : 0), 0)
  return {
    offer: guardKey(grant),
    points: member ? points : 0,
    shipping: grant.benefits.some(({ kind }) => kind === 'shipping'),
    extras: grant.benefits.flatMap(extraOf),
  }
}

/** What lies in the parcel, as an order keeps it. */
function extraOf(benefit: Benefit): Extra[] {
  if (benefit.kind === 'gift') return [`gift:${benefit.gift}`]
  return benefit.kind === 'note' ? ['note'] : []
}

function firstOrder(): PercentEntitlement {
  const { offer, percent } = FIRST_ORDER
  return { offer, reason: 'discount.firstOrder', values: { percent }, percent }
}

/**
 * The offers for "the next order" that reaching tiers has given and that are still held, earlier to later. One is given
 * when a tier is reached, by what reached it, and lasts while that tier or a higher one is held; a leap over a tier
 * gives the offer of the tier it leads to. Coming down to a tier gives nothing, and neither does rejoining: the key
 * names the order that had reached the tier, so that it stays used.
 */
function tierOffers(
  programme: LoyaltyProgram,
  standing: Pick<Standing, 'history'>,
  placing?: string,
): PercentEntitlement[] {
  let held: { rank: number; entitlement: PercentEntitlement }[] = []
  for (const change of standing.history) {
    const rank = tierIndexOf(programme, change.to)
    held = held.filter((each) => each.rank <= rank)
    const own = change.orderId !== null && (change.orderId === placing || change.orderId === CART_ORDER)
    if (!change.to || own || rank < tierIndexOf(programme, change.from)) continue
    const percent = nextOrderPercent(change.to)
    const offer = offerKey(programme, change, change.to)
    if (percent === null || offer === null) continue
    const values = { percent, tier: change.to.name }
    held.push({ rank, entitlement: { offer, reason: 'discount.tierNextOrder', values, percent } })
  }
  return held.map(({ entitlement }) => entitlement)
}

/**
 * "tier:<tier>:<order>" for a tier reached by an order, "tier:<tier>:<day>" for one reached because a return left the
 * window, "tier:<tier>:joined" for the tier that comes with joining. Null when a membership begins anew in a tier that
 * had been come down to: nothing was reached.
 */
function offerKey(programme: LoyaltyProgram, change: TierChange, tier: Tier): string | null {
  if (change.orderId !== null) return `tier:${tier.key}:${change.orderId}`
  if (change.by === 'date') return `tier:${tier.key}:${isoDay(dayOf(change.at, programme.timeZone))}`
  return tier.threshold === 0 ? `tier:${tier.key}:joined` : null
}
