import { dayOf, startOfDay, type Day } from '@/lib/core/days'
import { addMonths } from './points'
import { lowestPaidTier } from './programme'
import type { LoyaltyProgram, MembershipFact, Transaction } from './schema'

/** What decides who is a member: a programme and one customer's facts, in any order, as of a moment. */
export type MembershipInput = {
  programme: LoyaltyProgram
  memberships: readonly MembershipFact[]
  transactions: readonly Transaction[]
  asOf: Date
}

/** One uninterrupted membership. */
export type Membership = {
  from: Date
  /** Null while it lasts. */
  until: Date | null
  ended: 'resign' | 'validity' | null
  /** The period of validity that it is in, or ended in: from the first day to the day on which it ends. */
  period: Period | null
}
export type Period = {
  start: Day
  end: Day
  /** When it ends if it is extended. */
  next: Day
}

/** What is missing in a period to extend the membership by another one. */
export type PeriodNeeds = { confirmation: boolean; transactions: number }

/**
 * The memberships that the facts not later than `asOf` amount to, earlier to later.
 *
 * - Who never was a member becomes one by a joining, or, where the programme says so, by the first purchase, or by the
 *   first one that by itself reaches the lowest tier that has to be earned. No fact has to be written for the latter.
 * - Who left comes back by a joining only.
 * - Joining twice and resigning without being a member change nothing. At one and the same moment a resignation is read
 *   before a joining, so that joining wins.
 * - A membership lapses at the start of the day on which a period of validity ends, unless it is extended (`needsIn`).
 */
export function membershipsOf(input: MembershipInput): Membership[] {
  const memberships: Membership[] = []
  const end = (membership: Membership, until: Date, ended: 'resign' | 'validity') =>
    Object.assign(membership, { until, ended })
  /** The membership that lasts beyond `limit`, or no more: it is lapsed where its validity ran out by then. */
  const openAt = (limit: Date): Membership | null => {
    const last = memberships.at(-1)
    if (!last || last.until) return null
    if (!input.programme.validity) return last
    const { period, lapsed } = validityBy(input, last.from, limit)
    last.period = period
    if (lapsed) end(last, lapsed, 'validity')
    return lapsed ? null : last
  }
  for (const { at, joins } of edgesOf(input)) {
    const open = openAt(at)
    if (joins && !open) memberships.push({ from: at, until: null, ended: null, period: null })
    if (!joins && open) end(open, at, 'resign')
  }
  openAt(input.asOf)
  return memberships
}

/** Joinings and resignations in the order in which they are read, the one that is derived included. */
function edgesOf(input: MembershipInput): { at: Date; joins: boolean }[] {
  const edges: { at: Date; joins: boolean }[] = []
  let first = Infinity
  for (const { at, kind } of input.memberships) {
    if (at > input.asOf || kind === 'confirm') continue
    edges.push({ at, joins: kind === 'join' })
    if (kind === 'join') first = Math.min(first, at.getTime())
  }
  const derived = joiningPurchase(input)
  if (derived && derived.at.getTime() < first) edges.push({ at: derived.at, joins: true })
  return edges.sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.joins) - Number(b.joins))
}

/**
 * Minor units from which a purchase makes a member of somebody who never was one: any where the first one does, the
 * lowest threshold that has to be earned where reaching a tier does; Infinity where none does.
 */
export const joiningAmount = (programme: LoyaltyProgram): number =>
  programme.joining.byFirstPurchase ? 0 : tierOrderAmount(programme)

/** Whether a purchase of this amount, in minor units, makes a member of somebody who never was one. */
export const joinsBy = (programme: LoyaltyProgram, amount: number): boolean => amount >= joiningAmount(programme)

/** Minor units from which an order by itself reaches a tier and so makes a member; Infinity where none does. */
export const tierOrderAmount = (programme: LoyaltyProgram): number =>
  (programme.joining.byTierOrder ? lowestPaidTier(programme)?.threshold : null) ?? Infinity

function joiningPurchase({ programme, transactions, asOf }: MembershipInput): Transaction | null {
  const enough = joiningAmount(programme)
  if (enough === Infinity) return null
  let first: Transaction | null = null
  for (const fact of transactions) {
    if (fact.kind !== 'purchase' || fact.amount < enough || fact.at > asOf) continue
    if (!first || fact.at < first.at) first = fact
  }
  return first
}

/** The period of validity in force at `limit` of a membership that began at `from`, and when it lapsed by then. */
function validityBy(input: MembershipInput, from: Date, limit: Date): { period: Period; lapsed: Date | null } {
  const { timeZone, validity } = input.programme
  const joined = dayOf(from, timeZone)
  const periodEnd = (number: number) => addMonths(joined, 12 * (validity?.years ?? 0) * number)
  let start = joined
  for (let number = 1; ; number++) {
    const period = { start, end: periodEnd(number), next: periodEnd(number + 1) }
    const end = startOfDay(period.end, timeZone)
    if (end > limit) return { period, lapsed: null }
    if (!isMet(needsIn(input, period))) return { period, lapsed: end }
    start = period.end
  }
}

export const isMet = ({ confirmation, transactions }: PeriodNeeds): boolean => !confirmation && transactions === 0

/**
 * What is still missing in a period: a confirmation of one's data, and purchases. All facts of its days count that are
 * not later than `asOf`.
 */
export function needsIn({ programme, memberships, transactions, asOf }: MembershipInput, period: Period): PeriodNeeds {
  const { timeZone } = programme
  let missing = programme.validity?.transactions ?? 0
  for (const fact of transactions) {
    if (missing === 0) break
    if (fact.kind === 'purchase' && fact.at <= asOf && isIn(period, fact.at, timeZone)) missing--
  }
  const confirmed = memberships.some((fact) => {
    return fact.kind === 'confirm' && fact.at <= asOf && isIn(period, fact.at, timeZone)
  })
  return { confirmation: !confirmed, transactions: missing }
}

function isIn({ start, end }: Period, at: Date, timeZone: string): boolean {
  const day = dayOf(at, timeZone)
  return day >= start && day < end
}
