import { dayOf, type Day } from '@/lib/core/days'
import type { LoyaltyProgram, Transaction } from './schema'
import { windowEnd } from './window'

/** A fact that counts: in minor units, signed, on the days from `from` up to, not including, `until`. */
export type Counted = {
  fact: Transaction
  at: number
  day: Day
  from: Day
  until: Day
  /** What it adds; 0 for a purchase whose window ends before its hold. */
  adds: number
}

/** What the start of a day does to the spend. All minor units. */
export type DayStart = {
  /** Purchases that began to count, in their order, and what they add. */
  entered: readonly Counted[]
  added: number
  purchasesLeft: number
  returnsLeft: number
}

/**
 * The qualifying spend, and the only place that computes it: tier, progress, banner, nudge and reports read it from
 * here. It is swept through time, facts and starts of days in their order, so that each value on the way can be asked.
 *
 * It is purchases minus returns. A purchase of day d counts from its moment, with a hold from the start of day
 * d + hold; a return from its moment, always. Either counts until the window of its own day ends, and is gone at the
 * start of that day. It may be negative and is never clamped.
 */
export class QualifyingSpend {
  /** Minor units. */
  amount = 0
  /** Minor units of purchases whose hold has not ended. */
  pending = 0
  /** The first fact that has not left yet; those that never counted are passed over. */
  private leaving = 0
  /** The first purchase that has not begun to count. */
  private entering = 0

  /** @param facts as `countedFacts` gives them. */
  constructor(private readonly facts: readonly Counted[]) {}

  /** The next day whose start changes something, among all facts; Infinity when none does. */
  nextDay(): Day {
    const { facts } = this
    while (this.entering < facts.length && !isHeld(facts[this.entering])) this.entering++
    return Math.min(facts[this.entering]?.from ?? Infinity, facts[this.leaving]?.until ?? Infinity)
  }

  /** The start of a day that `nextDay` gave, before any fact of it: what leaves leaves, what was held begins to count. */
  startDay(day: Day): DayStart {
    const { facts } = this
    const entered: Counted[] = []
    let added = 0
    let purchasesLeft = 0
    let returnsLeft = 0
    for (let fact = facts[this.entering]; fact && fact.from <= day; fact = facts[++this.entering]) {
      if (!isHeld(fact)) continue
      added += fact.adds
      if (fact.adds > 0) entered.push(fact)
    }
    for (let fact = facts[this.leaving]; fact && fact.until <= day; fact = facts[++this.leaving]) {
      if (fact.adds > 0) purchasesLeft += fact.adds
      else returnsLeft -= fact.adds
    }
    this.amount += added - purchasesLeft + returnsLeft
    this.pending -= added
    return { entered, added, purchasesLeft, returnsLeft }
  }

  /** A fact happens. Answers what it adds at once: nothing where it is held. */
  take(fact: Counted): number {
    if (isHeld(fact)) {
      this.pending += fact.adds
      return 0
    }
    this.amount += fact.adds
    return fact.adds
  }
}

const isHeld = (fact: Counted | undefined): boolean => fact !== undefined && fact.from > fact.day

/** What a fact adds at its own moment: nothing where it is held. */
export const addsAtOnce = (fact: Counted): number => (isHeld(fact) ? 0 : fact.adds)

/**
 * The facts that count, in the order in which they are read: by their moment, those of one moment purchases first, then
 * by order and amount, so that the order in which they are given does not matter. Facts before the first day that counts
 * never do; facts later than `asOf`, to the millisecond, are invisible.
 * Throws a RangeError for an amount that is no non-negative integer.
 * @param since the first joining day, in the programme's time zone.
 */
export function countedFacts(
  programme: LoyaltyProgram,
  since: Day,
  transactions: readonly Transaction[],
  asOf: Date,
): Counted[] {
  const { window, hold, timeZone } = programme
  const first = programme.countJoiningDay ? since : since + 1
  const last = asOf.getTime()
  const counted: Counted[] = []
  for (const fact of transactions) {
    const at = fact.at.getTime()
    if (at > last) continue
    if (!Number.isSafeInteger(fact.amount) || fact.amount < 0) {
      throw new RangeError(`not an amount of a ${fact.kind}: ${fact.amount}`)
    }
    const day = dayOf(fact.at, timeZone)
    if (day < first) continue
    const from = fact.kind === 'purchase' ? day + hold.days : day
    const until = windowEnd(window, since, day)
    const adds = from >= until ? 0 : fact.kind === 'purchase' ? fact.amount : -fact.amount
    counted.push({ fact, at, day, from, until, adds })
  }
  return counted.sort(inOrder)
}

function inOrder(a: Counted, b: Counted): number {
  if (a.at !== b.at) return a.at - b.at
  if (a.fact.kind !== b.fact.kind) return a.fact.kind === 'purchase' ? -1 : 1
  const [first, second] = [a.fact.orderId ?? '', b.fact.orderId ?? '']
  if (first !== second) return first < second ? -1 : 1
  return a.fact.amount - b.fact.amount
}
