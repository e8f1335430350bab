import type { Minor } from '@/lib/core/money'
import { membershipsOf } from './membership'
import type { LoyaltyProgram, MembershipFact, Standing, Tier, Transaction } from './schema'
import { standingOf, type StandingInput } from './standing'

/** The order id of a purchase that has not happened: a cart, looked at as if it were bought. */
export const CART_ORDER = 'cart'

/** What is missing to the next tier. `amount` + `have` = `threshold`, all in minor units; `amount` is positive. */
export type Nudge = { tier: Tier; amount: Minor; have: Minor; threshold: Minor }

export type Prospect = {
  /** Null for somebody who is no member. */
  before: Standing | null
  /** The standing if this cart were bought now; its `qualifyingSpend` is what a progress bar shows. */
  after: Standing
  /** The tier that this cart newly reaches. */
  reachesTier: Tier | null
  /** Null for an empty cart, when a new tier is reached, at the top, and for whom an order cannot make a member. */
  nudge: Nudge | null
}

/**
 * Where this cart would lead if it were bought at `asOf`: the same fold, fed with one purchase more.
 *
 * A member's cart adds to what counts already. For somebody who is no member it counts alone, as if they joined with
 * it. Whom an order cannot enrol (the programme says so, or they once resigned: see `joinsByOrder`) is neither nudged
 * nor promised a tier.
 * Throws a RangeError when `cartMerchandise` is no non-negative integer.
 */
export function prospect(input: StandingInput & { cartMerchandise: Minor }): Prospect {
  const { programme, memberships, transactions, asOf, cartMerchandise } = input
  const now = standingOf(input)
  const before = now.member ? now.standing : null
  const cart: Transaction = { kind: 'purchase', at: asOf, amount: cartMerchandise, orderId: CART_ORDER }
  const after = before
    ? standingIfMember({ programme, memberships, transactions: [...transactions, cart], asOf })
    : standingIfMember({ programme, memberships: [joiningWith(cart)], transactions: [cart], asOf })

  const tierCounts = before !== null || mayJoinByOrder(programme, memberships, asOf)
  if (cartMerchandise === 0 || !tierCounts) return { before, after, reachesTier: null, nudge: null }
  const rises = after.tierNumber > (before?.tierNumber ?? unearnedTiers(programme))
  return { before, after, reachesTier: rises ? after.tier : null, nudge: rises ? null : nudgeOf(after) }
}

/**
 * Whether a confirmed order makes its buyer a member, at its own moment: by itself it reaches the lowest tier that has
 * to be earned, and the programme lets orders do so. Never somebody who is a member at that moment, nor who once
 * resigned: leaving was their decision, and so is coming back, by request.
 * @param order `merchandise` in minor units, before order discounts and shipping.
 */
export function joinsByOrder(input: {
  programme: LoyaltyProgram
  memberships: readonly MembershipFact[]
  order: { id: string; at: Date; merchandise: Minor }
}): boolean {
  const { programme, memberships, order } = input
  if (!mayJoinByOrder(programme, memberships, order.at)) return false
  const purchase: Transaction = { kind: 'purchase', at: order.at, amount: order.merchandise, orderId: order.id }
  const after = standingIfMember({
    programme,
    memberships: [joiningWith(purchase)],
    transactions: [purchase],
    asOf: order.at,
  })
  return after.tierNumber > unearnedTiers(programme)
}

/** How many tiers come with joining and so are reached by no order: those with threshold 0. */
const unearnedTiers = (programme: LoyaltyProgram): number =>
  programme.tiers.filter((tier) => tier.threshold === 0).length

const mayJoinByOrder = (programme: LoyaltyProgram, memberships: readonly MembershipFact[], at: Date): boolean =>
  programme.joining.byTierOrder && membershipsOf(memberships, at).length === 0

const joiningWith = ({ at, orderId }: Transaction): MembershipFact => ({ kind: 'join', at, reason: 'order', orderId })

function standingIfMember(input: StandingInput): Standing {
  const result = standingOf(input)
  if (!result.member) throw new Error('the given facts hold no membership')
  return result.standing
}

function nudgeOf({ next, amountToNext, qualifyingSpend }: Standing): Nudge | null {
  if (!next || amountToNext === null) return null
  return { tier: next, amount: amountToNext, have: qualifyingSpend, threshold: next.threshold }
}
