import { dayOf, type Day } from '@/lib/core/days'
import type { LoyaltyProgram, Transaction } from './schema'

/** One moment at which the spend changed. */
export type SpendStep = {
  day: Day
  /** Null: at the start of the day, because something left the window. */
  fact: Transaction | null
  /** The qualifying spend from here on, in minor units. */
  spend: number
}

export type QualifyingSpend = {
  /** Minor units as of the moment asked for; negative when more came back than was bought, never clamped. */
  amount: number
  /** Earlier to later. */
  steps: readonly SpendStep[]
  /** The next day on which the amount changes by itself, and how much leaves (negative: a return leaves). */
  leaves: { day: Day; amount: number } | null
}

type Counted = { fact: Transaction; at: number; day: Day; until: Day; signed: number }

/** The first day on which a fact of `day` no longer counts. It must never come earlier for a later day. */
const countsUntil = (programme: LoyaltyProgram, day: Day): Day =>
  day + (programme.window.kind === 'rolling' ? programme.window.days : Infinity)

function inOrder(a: Counted, b: Counted): number {
  if (a.at !== b.at) return a.at - b.at
  if (a.fact.kind !== b.fact.kind) return a.fact.kind === 'purchase' ? -1 : 1
  const [first, second] = [a.fact.orderId ?? '', b.fact.orderId ?? '']
  if (first !== second) return first < second ? -1 : 1
  return a.fact.amount - b.fact.amount
}

function counted(programme: LoyaltyProgram, since: Day, transactions: readonly Transaction[], asOf: Date): Counted[] {
  const facts: Counted[] = []
  const last = asOf.getTime()
  for (const fact of transactions) {
    const at = fact.at.getTime()
    if (at > last) continue
    if (!Number.isSafeInteger(fact.amount) || fact.amount < 0) {
      throw new RangeError(`not an amount of a ${fact.kind}: ${fact.amount}`)
    }
    const day = dayOf(fact.at, programme.timeZone)
    if (day < since) continue
    const signed = fact.kind === 'purchase' ? fact.amount : -fact.amount
    facts.push({ fact, at, day, until: countsUntil(programme, day), signed })
  }
  return facts.sort(inOrder)
}

/**
 * The qualifying spend, and how it came to be: the only function that computes it. Tier, progress, banner and nudge all
 * read it from here.
 *
 * It is purchases minus returns, each counting from its moment through the window's last day for it: with 365 days, a
 * fact of day d counts through d + 364 and is gone on d + 365. Facts before the day `since` never count, facts later
 * than `asOf` (to the millisecond) are invisible. Facts of one moment are read purchases first, then by order id, so
 * that the order in which they are given does not matter.
 * Throws a RangeError for an amount that is no non-negative integer.
 */
export function qualifyingSpend(input: {
  programme: LoyaltyProgram
  /** The first joining day, in the programme's time zone. */
  since: Day
  transactions: readonly Transaction[]
  asOf: Date
}): QualifyingSpend {
  const { programme, since, transactions, asOf } = input
  const facts = counted(programme, since, transactions, asOf)
  const steps: SpendStep[] = []
  let amount = 0
  let oldest = 0 // the first fact that is still inside the window

  /** Takes the next day's leavers out; null when none leave on or before `last`. */
  const nextToLeave = (last: Day): { day: Day; amount: number } | null => {
    const day = facts[oldest]?.until
    if (day === undefined || day > last) return null
    let leaving = 0
    for (let fact = facts[oldest]; fact?.until === day; fact = facts[++oldest]) leaving += fact.signed
    return { day, amount: leaving }
  }
  const leave = (last: Day) => {
    for (let gone = nextToLeave(last); gone; gone = nextToLeave(last)) {
      amount -= gone.amount
      steps.push({ day: gone.day, fact: null, spend: amount })
    }
  }

  for (const { fact, day, signed } of facts) {
    leave(day)
    amount += signed
    steps.push({ day, fact, spend: amount })
  }
  leave(dayOf(asOf, programme.timeZone))

  let leaves = nextToLeave(Infinity)
  while (leaves?.amount === 0) leaves = nextToLeave(Infinity)
  return { amount, steps, leaves }
}
