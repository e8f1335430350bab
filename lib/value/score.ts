import { dayOf, type Day } from '@/lib/core/days'
import { MINOR_PER_UNIT, type Minor } from '@/lib/core/money'
import { netOf } from './kept'
import { inOrder } from './purchases'
import type { ValueFacts, Weights } from './schema'
import { SCORE_WEEKS, weightTable } from './weights'

/** How many weeks a course of scores shows. */
export const SCORES_SHOWN = 10

/** Money on a calendar day: bought and kept, or paid back for nobody knows what (negative). */
export type Flow = { day: Day; amount: Minor }

/**
 * A customer's money by day as known at `asOf`. What came back of a known purchase is taken off the purchase itself, in
 * its own week: an order that went back never scored. What the till paid back without saying for what is taken off in
 * the week of the return.
 */
export function flowsOf(facts: ValueFacts, asOf: Date, timeZone: string): Flow[] {
  const flows: Flow[] = []
  const until = asOf.getTime()
  for (const purchase of inOrder(facts.purchases)) {
    if (purchase.at.getTime() > until) break
    const amount = netOf(purchase, asOf)
    if (amount !== 0) flows.push({ day: dayOf(purchase.at, timeZone), amount })
  }
  for (const { at, amount } of facts.otherReturns) {
    if (at <= asOf && amount !== 0) flows.push({ day: dayOf(at, timeZone), amount: -amount })
  }
  return flows
}

/**
 * Recency-weighted spend per week over the 52 weeks that end with `day`: one point per unit of the currency, times the
 * weight of its week, over 52. Week 1 is `day` and the six days before it. Later money counts nothing.
 */
export function scoreOn(flows: readonly Flow[], day: Day, weights: Weights): number {
  const table = weightTable(weights)
  let weighted = 0
  for (const flow of flows) {
    const ago = day - flow.day
    if (ago < 0) continue
    const week = Math.floor(ago / 7) + 1
    if (week <= SCORE_WEEKS) weighted += flow.amount * (table[week] ?? 0)
  }
  // Adding 0 makes an empty sum of negative weights' zeros a plain 0.
  return weighted / (MINOR_PER_UNIT * SCORE_WEEKS) + 0
}

/** The score as of `day` and as of the same weekday of the nine weeks before, the oldest first. */
export const scoresUntil = (flows: readonly Flow[], day: Day, weights: Weights): number[] =>
  Array.from({ length: SCORES_SHOWN }, (_, i) => scoreOn(flows, day - 7 * (SCORES_SHOWN - 1 - i), weights))
