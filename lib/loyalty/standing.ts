import { startOfDay } from '@/lib/core/days'
import { comingOf } from './changes'
import { Course } from './course'
import { needsIn, type Membership, type MembershipInput } from './membership'
import { foldPoints, type FoldedPoints } from './points'
import type { PointsEntry, Redemption, Standing, TierChange } from './schema'

export type StandingInput = {
  programme: MembershipInput['programme']
  /** All of one customer's, in any order. */
  memberships: MembershipInput['memberships']
  /** All of one customer's, in any order; also those from before they joined. */
  transactions: MembershipInput['transactions']
  /** All of one customer's, in any order; none unless given. */
  redemptions?: readonly Redemption[]
  /** Later facts are invisible, to the millisecond; later redemptions are spent all the same. */
  asOf: Date
}

/** Somebody who is no member has no standing: not the lowest tier, none at all. */
export type StandingResult = { member: false } | { member: true; standing: Standing }

/**
 * Where a customer stands in the programme as of a moment: a pure fold over their facts. docs/loyalty.md has the rules,
 * each with an example that the tests execute.
 *
 * - Who is a member: `membershipsOf`. Spend counts since the *day* of the first joining; rejoining restores it.
 * - The tier is reached at once by what reaches its threshold. Without a cycle it is what the qualifying spend says at
 *   every moment; with one it is guarded (`HeldTier`). Leaving ends it, rejoining begins it anew.
 * - `changes` and `keep` come from the same fold, let run on without a new fact: between two of its dates the standing
 *   stays as it is, but for `keep`, which ends after its own last day.
 * Throws a RangeError for a transaction whose amount is no non-negative integer.
 */
export function standingOf(input: StandingInput): StandingResult {
  const { programme, asOf } = input
  const course = new Course(input)
  const membership = course.present
  if (!membership) return { member: false }

  const points = pointsIn(input, course)
  const { held, spend, history } = course
  const { guard, index } = held
  const moment = (day: number) => startOfDay(day, programme.timeZone)
  const next = course.tierAt(index + 1)
  const last = history.at(-1)
  const now = {
    asOf,
    memberSince: membership.from,
    tier: course.tierAt(index),
    tierNumber: index + 1,
    qualifyingSpend: spend.amount,
    pendingSpend: spend.pending,
    next,
    amountToNext: next && next.threshold - spend.amount,
    reached: index >= 0 && last ? { at: last.at, orderId: last.orderId } : null,
    guardedUntil: guard && moment((guard.inGrace ? guard.loses : guard.decides) - 1),
    validity: validityOf(input, membership),
    history,
    points: points.balance,
    spendablePoints: points.spendable,
  }
  return { member: true, standing: { ...now, ...comingOf(input, course, membership, points) } }
}

function validityOf(input: StandingInput, { period }: Membership): Standing['validity'] {
  if (!period) return null
  return { until: startOfDay(period.end - 1, input.programme.timeZone), needs: needsIn(input, period) }
}

function pointsIn({ programme, redemptions = [], asOf }: StandingInput, course: Course): FoldedPoints {
  const { purchases, returns, memberships } = course
  const leavings = memberships.flatMap(({ until }) => until ?? [])
  return foldPoints({ programme, purchases, returns, redemptions, leavings, asOf })
}

/** The points statement of a customer as of a moment, earlier to later; also of who is no member any more. */
export const pointsStatementOf = (input: StandingInput): readonly PointsEntry[] =>
  pointsIn(input, new Course(input)).entries

/** What a report over everybody asks: the place of the tier in the programme (-1: below the lowest), and the spend. */
export type TierResult =
  { member: false } | { member: true; tierIndex: number; qualifyingSpend: number; memberSince: Date }

/** The tier as of a moment, as `standingOf` has it, without points and what is to come: for whole-base reports. */
export function tierOf(input: StandingInput): TierResult {
  const { present, held, spend } = new Course(input)
  if (!present) return { member: false }
  return { member: true, tierIndex: held.index, qualifyingSpend: spend.amount, memberSince: present.from }
}

/**
 * When somebody was a member and how their tier changed, up to a moment; also of who is no member any more. A member
 * without an entry in force holds no tier.
 */
export function courseOf(input: StandingInput): {
  memberships: readonly Membership[]
  history: readonly TierChange[]
} {
  const { memberships, history } = new Course(input)
  return { memberships, history }
}
