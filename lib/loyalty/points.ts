import type { Day } from '@/lib/core/days'
import { MINOR_PER_UNIT } from '@/lib/core/money'
import type { ComingChange, LoyaltyProgram, PointsBalance, PointsEntry, Redemption, Transaction } from './schema'

/**
 * A purchase that earns points: one made while a member. `day` is its day in the programme's time zone, `factor` the
 * points multiplier of the tier held right after it.
 */
export type EarningPurchase = { fact: Extract<Transaction, { kind: 'purchase' }>; day: Day; factor: number }

export type FoldedPoints = {
  balance: PointsBalance
  spendable: number
  entries: readonly PointsEntry[]
  changes: readonly ComingChange[]
}

/** Points of all states as of a moment. */
export function foldPoints(input: {
  programme: LoyaltyProgram
  purchases: readonly EarningPurchase[]
  returns: readonly Extract<Transaction, { kind: 'return' }>[]
  redemptions: readonly Redemption[]
  leavings: readonly Date[]
  asOf: Date
}): FoldedPoints {
  const points = pointsOf(input.programme, input.purchases, input.returns)
  return {
    balance: { earned: points, pending: 0, active: points, redeemed: 0, expired: 0, reversed: 0 },
    spendable: points,
    entries: [],
    changes: [],
  }
}

/** Points for an amount in minor units: for its whole currency units, rounded down. */
export function pointsFor(programme: LoyaltyProgram, amount: number, factor: number): number {
  const exact = Math.floor(amount / MINOR_PER_UNIT) * (programme.points?.perUnit ?? 0) * factor
  return Math.floor(exact + 1e-9) // 100 × 0.29 is 28.999999999999996 in binary
}

/**
 * Points earned, net of returns. A return takes back what its order gave: the order then has the points of what was
 * kept, at the multiplier it was bought with, and never less than none. A return of an order that gave no points (one
 * from before the joining day) takes none. Points do not leave with the window.
 */
export function pointsOf(
  programme: LoyaltyProgram,
  purchases: readonly Omit<EarningPurchase, 'day'>[],
  returns: readonly Transaction[],
): number {
  const back = new Map<string, number>()
  for (const { orderId, amount } of returns) if (orderId) back.set(orderId, (back.get(orderId) ?? 0) + amount)
  let points = 0
  for (const { fact, factor } of purchases) {
    const returned = Math.min(fact.amount, back.get(fact.orderId) ?? 0)
    if (returned > 0) back.set(fact.orderId, (back.get(fact.orderId) ?? 0) - returned)
    points += pointsFor(programme, fact.amount - returned, factor)
  }
  return points
}
