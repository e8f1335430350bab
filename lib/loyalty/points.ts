import { MINOR_PER_UNIT } from '@/lib/core/money'
import type { LoyaltyProgram, Transaction } from './schema'

/** A counted purchase and the points multiplier of the tier held right after it. */
export type EarningPurchase = { fact: Extract<Transaction, { kind: 'purchase' }>; factor: number }

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
  purchases: readonly EarningPurchase[],
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
