import { dateOfDay, type Day } from '@/lib/core/days'
import { addMonths } from './points'
import type { LoyaltyProgram } from './schema'

type Window = LoyaltyProgram['window']

/**
 * The first day on which a fact of `day` no longer counts; Infinity where it always does. Never earlier for a later day.
 * @param since the first joining day, which anniversaries are those of; `day` is no earlier.
 */
export function windowEnd(window: Window, since: Day, day: Day): Day {
  if (window.kind === 'rolling') return day + window.days
  if (window.kind === 'lifetime') return Infinity
  if (window.kind === 'calendar-year') return firstOfYear(yearOf(day) + 1)
  return anniversary(since, anniversariesBy(since, day) + 1)
}

/** The first day whose facts still count on `day`. */
export function windowStart(window: Window, since: Day, day: Day): Day {
  if (window.kind === 'rolling') return day - window.days + 1
  if (window.kind === 'lifetime') return since
  if (window.kind === 'calendar-year') return firstOfYear(yearOf(day))
  return anniversary(since, anniversariesBy(since, day))
}

const yearOf = (day: Day): number => dateOfDay(day).getUTCFullYear()
const firstOfYear = (year: number): Day => addMonths(0, (year - 1970) * 12)

/** Of February 29, in a year without one, the anniversary is February 28. */
const anniversary = (since: Day, number: number): Day => addMonths(since, 12 * number)

/** How many anniversaries of `since` have come by `day`. */
function anniversariesBy(since: Day, day: Day): number {
  const years = yearOf(day) - yearOf(since)
  return anniversary(since, years) <= day ? years : years - 1
}
