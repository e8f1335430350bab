import type { Day } from '@/lib/core/days'

/** What BG/NBD knows of a customer, in one unit of time: weeks in this shop. */
export type Summary = {
  /** Repeat purchases: days with a purchase after the first one. */
  x: number
  /** From the first purchase to the last; 0 with one. */
  tx: number
  /** From the first purchase to the end of what was seen. */
  T: number
}

/** What Gamma-Gamma knows of a customer: repeat purchases, and what one of them was worth on average. */
export type Spending = { x: number; zbar: number }

export const DAYS_PER_WEEK = 7
/** How far ahead the shop predicts. */
export const WEEKS_90 = 90 / DAYS_PER_WEEK

/**
 * A customer's purchases as BG/NBD counts them, in weeks; null without one. Several on one day are one purchase.
 * @param days with a purchase that was kept, earlier to later, none after `today`; a day may be there more than once
 */
export function summaryOf(days: readonly Day[], today: Day): Summary | null {
  const [first] = days
  const last = days.at(-1)
  if (first === undefined || last === undefined) return null
  const x = distinct(days).length - 1
  return { x, tx: (last - first) / DAYS_PER_WEEK, T: (today - first) / DAYS_PER_WEEK }
}

/**
 * What a customer's repeat purchases were worth, as Gamma-Gamma counts them: the first day's are left out, as the
 * paper's data does, and those of one day are one. Null before the second day with a purchase.
 * @param purchases what was kept of each, in the unit that `zbar` shall have, earlier to later
 */
export function spendingOf(purchases: readonly { day: Day; amount: number }[]): Spending | null {
  const [first] = purchases
  const repeats = purchases.filter(({ day }) => day !== first?.day)
  const x = distinct(repeats.map(({ day }) => day)).length
  return x === 0 ? null : { x, zbar: repeats.reduce((sum, { amount }) => sum + amount, 0) / x }
}

/** Days earlier to later, each once. */
export const distinct = (days: readonly Day[]): Day[] => days.filter((day, i) => day !== days[i - 1])
