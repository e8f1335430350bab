import type { Trend } from './schema'

/** Of the greater of both, how much the later level must differ from the earlier one. */
const CLEARLY = 0.2

/**
 * Where a course of scores is going: the median of its last three against the median of its first three. It rises or
 * declines when they differ by a fifth of the greater one or more, else it is steady.
 *
 * Medians of three, so that one week by itself (a purchase today that may go back tomorrow, a week in which an old
 * purchase loses weight) turns nothing; of the greater one, so that rising and declining are the same step seen from
 * either end: from 80 to 100 rises, from 100 to 80 declines, and from nothing to something rises.
 * @param scores the oldest first; fewer than three are steady
 */
export function trendOf(scores: readonly number[]): Trend {
  const earlier = middleOf(scores.slice(0, 3))
  const later = middleOf(scores.slice(-3))
  if (earlier === null || later === null) return 'steady'
  const change = later - earlier
  const step = CLEARLY * Math.max(Math.abs(earlier), Math.abs(later))
  // Scores are sums of fractions: what differs in the twelfth digit is the same.
  if (step === 0 || Math.abs(change) < step * (1 - 1e-12)) return 'steady'
  return change > 0 ? 'rising' : 'declining'
}

function middleOf(three: readonly number[]): number | null {
  const [a, b, c] = three
  if (a === undefined || b === undefined || c === undefined) return null
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
