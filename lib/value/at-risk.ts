import type { Day } from '@/lib/core/days'
import { distinct } from './prediction/summary'
import type { AtRisk } from './schema'

/** Overdue: silent for more than so many of their own rhythms, and never before so many days. */
export const OVERDUE_RHYTHMS = 2
export const OVERDUE_DAYS = 60
/** Expected to buy less than this share of what they used to; asked only after so many silent days. */
export const FALLEN_TO = 0.5
export const FALLEN_DAYS = 120
/** Who bought once has no rhythm: nobody wonders before a year, also a leap year, brought every occasion round. */
export const ONCE_DAYS = 366
/** A past is never shorter: two purchases in one week are no habit of a hundred a year. */
export const SHORTEST_PAST = 90

/**
 * Whether a customer drifts away, and by which rule. Overdue against their own rhythm, after a pause longer than any
 * before; or expected to buy clearly less in the next 90 days than they used to in 90, and silent for longer than
 * usual. Either way only silence makes it so, and only a purchase ends it. Never by the chance that they are still
 * there: that is 1 for everyone with one purchase. docs/value-prediction.md explains the rules.
 *
 * @param input.days with a purchase that was kept, in the programme's time zone, earlier to later, none after `today`
 * @param input.rhythmDays `RelationalStats.rhythmDays`
 * @param input.expected90 `CustomerValue.expected90`; null (no parameters yet) leaves the rule of the rhythm
 * @returns null for who is not at risk, and for prospects
 */
export function atRiskOf(input: {
  days: readonly Day[]
  today: Day
  rhythmDays: number | null
  expected90: number | null
}): AtRisk | null {
  const days = distinct(input.days)
  const [first] = days
  const last = days.at(-1)
  if (first === undefined || last === undefined) return null
  const { today, rhythmDays, expected90 } = input
  const silentDays = today - last

  if (rhythmDays !== null) {
    const patience = Math.max(OVERDUE_RHYTHMS * rhythmDays, longestPause(days), OVERDUE_DAYS)
    if (silentDays > patience) return { by: 'rhythm', silentDays, rhythmDays }
  }

  if (expected90 === null || silentDays <= quietDays(days.length - 1, last - first)) return null
  const usual90 = usualIn90(days.length - 1, last - first)
  return expected90 < FALLEN_TO * usual90 ? { by: 'expected', expected90, usual90 } : null
}

/** Until when silence says nothing: for who came back, as long as it usually took, and some months at least. */
const quietDays = (repeats: number, pastDays: number): number =>
  repeats === 0 ? ONCE_DAYS : Math.max(FALLEN_DAYS, pastDays / repeats)

/** Purchases in 90 days of their past, from the first to the last; of who bought once, that one in a year. */
const usualIn90 = (repeats: number, pastDays: number): number =>
  repeats === 0 ? 90 / ONCE_DAYS : (90 * repeats) / Math.max(SHORTEST_PAST, pastDays)

function longestPause(days: readonly Day[]): number {
  let longest = 0
  days.forEach((day, i) => (longest = Math.max(longest, day - (days[i - 1] ?? day))))
  return longest
}
