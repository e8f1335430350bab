import { dayOf, startOfDay } from '@/lib/core/days'
import { pointsFactorAt } from './benefits'
import { membershipsOf, type Membership } from './membership'
import { pointsOf, type EarningPurchase } from './points'
import { nextTier, tierIndexFor } from './programme'
import { qualifyingSpend, type SpendStep } from './qualifying-spend'
import type { LoyaltyProgram, MembershipFact, Redemption, Standing, Tier, TierChange, Transaction } from './schema'

export type StandingInput = {
  programme: LoyaltyProgram
  /** All of one customer's, in any order. */
  memberships: readonly MembershipFact[]
  /** All of one customer's, in any order; also those from before they joined. */
  transactions: readonly Transaction[]
  redemptions?: readonly Redemption[]
  /** Later facts are invisible, to the millisecond; later redemptions are spent all the same. */
  asOf: Date
}

/** Somebody who is no member has no standing: not the lowest tier, none at all. */
export type StandingResult = { member: false } | { member: true; standing: Standing }

/**
 * Where a customer stands in the programme as of a moment: a pure fold over their facts.
 *
 * - Member is whose newest membership fact is a joining. Spend counts since the *day* of the first joining, all facts of
 *   that day included; rejoining restores it.
 * - The tier is always what the qualifying spend says: reached at once by the transaction that reaches the threshold,
 *   lost at once by a return or on the day on which too much has left the window.
 * - While somebody is no member, no tier is held: resigning ends it, rejoining begins it anew, by the order that had
 *   reached it.
 * Throws a RangeError for a transaction whose amount is no non-negative integer.
 */
export function standingOf(input: StandingInput): StandingResult {
  const { programme, transactions, asOf } = input
  const memberships = membershipsOf(input.memberships, asOf)
  const first = memberships[0]
  const present = memberships.at(-1)
  if (!first || !present || present.until) return { member: false }

  const since = dayOf(first.from, programme.timeZone)
  const spend = qualifyingSpend({ programme, since, transactions, asOf })
  const { history, purchases } = walk(programme, memberships, spend.steps)
  const index = tierIndexFor(programme, spend.amount)
  const tier = programme.tiers[index] ?? null
  const next = nextTier(programme, tier)
  const last = history.at(-1)
  const returns = spend.steps.flatMap(({ fact }) => (fact?.kind === 'return' ? [fact] : []))
  const points = pointsOf(programme, purchases, returns)
  return {
    member: true,
    standing: {
      asOf,
      memberSince: present.from,
      tier,
      tierNumber: index + 1,
      qualifyingSpend: spend.amount,
      next,
      amountToNext: next && next.threshold - spend.amount,
      reached: tier && last ? { at: last.at, orderId: last.orderId } : null,
      history,
      pendingSpend: 0,
      guardedUntil: null,
      keep: null,
      validity: null,
      points: { earned: points, pending: 0, active: points, redeemed: 0, expired: 0, reversed: 0 },
      spendablePoints: points,
      changes: spend.leaves
        ? [
            {
              at: startOfDay(spend.leaves.day, programme.timeZone),
              kind: spend.leaves.amount < 0 ? 'return-leaves' : 'purchase-leaves',
              ...{ amount: -spend.leaves.amount, points: 0, tier: null },
            },
          ]
        : [],
    },
  }
}

/** Walks spend and memberships side by side, in time: which tier was held when, and what each purchase earned at. */
function walk(
  programme: LoyaltyProgram,
  memberships: readonly Membership[],
  steps: readonly SpendStep[],
): { history: TierChange[]; purchases: EarningPurchase[] } {
  const history: TierChange[] = []
  const purchases: EarningPurchase[] = []
  const tierAt = (index: number): Tier | null => programme.tiers[index] ?? null
  const edges = memberships.flatMap(({ from, until }) => [
    { at: from, day: dayOf(from, programme.timeZone), joins: true },
    ...(until ? [{ at: until, day: dayOf(until, programme.timeZone), joins: false }] : []),
  ])

  // What the spend says, whether or not anybody is a member to hold it.
  let index = tierIndexFor(programme, 0)
  let factor = pointsFactorAt(programme, index)
  let reachedBy: string | null = null
  let member = false
  let nextEdge = 0

  const crossEdges = (isBefore: (edge: { at: Date; day: number }) => boolean) => {
    for (let edge = edges[nextEdge]; edge && isBefore(edge); edge = edges[++nextEdge]) {
      member = edge.joins
      const tier = tierAt(index)
      if (!tier) continue
      history.push(
        member
          ? { at: edge.at, from: null, to: tier, by: 'membership', orderId: reachedBy }
          : { at: edge.at, from: tier, to: null, by: 'membership', orderId: null },
      )
    }
  }

  for (const { day, fact, spend } of steps) {
    // What leaves the window leaves before anything else of its day; joining comes before a purchase of the same moment.
    crossEdges((edge) => edge.day < day || (fact !== null && edge.at <= fact.at))
    const before = index
    index = tierIndexFor(programme, spend)
    if (index !== before) {
      factor = pointsFactorAt(programme, index)
      const by = fact?.kind ?? 'date'
      reachedBy = by === 'purchase' && fact ? fact.orderId : null
      const at = fact?.at ?? startOfDay(day, programme.timeZone)
      if (member) history.push({ at, from: tierAt(before), to: tierAt(index), by, orderId: reachedBy })
    }
    if (fact?.kind === 'purchase') purchases.push({ fact, factor })
  }
  crossEdges(() => true)
  return { history, purchases }
}

/** What a report over everybody asks: the place of the tier in the programme (-1: below the lowest), and the spend. */
export type TierResult =
  { member: false } | { member: true; tierIndex: number; qualifyingSpend: number; memberSince: Date }

/** The tier as of a moment, as `standingOf` has it, without points and what is to come: for whole-base reports. */
export function tierOf(input: StandingInput): TierResult {
  const result = standingOf(input)
  if (!result.member) return result
  const { tierNumber, qualifyingSpend: spend, memberSince } = result.standing
  return { member: true, tierIndex: tierNumber - 1, qualifyingSpend: spend, memberSince }
}

/**
 * When somebody was a member and how their tier changed, up to a moment; also of who is no member any more. A member
 * without an entry in force holds no tier.
 */
export function courseOf(input: StandingInput): {
  memberships: readonly Membership[]
  history: readonly TierChange[]
} {
  const result = standingOf(input)
  return {
    memberships: membershipsOf(input.memberships, input.asOf),
    history: result.member ? result.standing.history : [],
  }
}
