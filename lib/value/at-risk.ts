import type { Day } from '@/lib/core/days'
import { distinct } from './prediction/summary'
import type { AtRisk } from './schema'

/** Overdue: silent for more than so many of their own rhythms, and never for less than so many days. */
export const OVERDUE_RHYTHMS = 2
export const OVERDUE_DAYS = 60
/** Expected to buy less than this share of what they used to, and silent for at least so many days. */
export const FALLEN_TO = 0.5
export const FALLEN_DAYS = 120
/** Who bought once has no rhythm: nobody wonders before a year, in which every occasion came round, is over. */
export const ONCE_DAYS = 365
/** "Their own past" is never shorter: two purchases in one week are no habit of a hundred a year. */
const SHORTEST_PAST = 90

/**
 * Whether a customer drifts away, and by which rule. Overdue against their own rhythm, or expected to buy clearly less
 * in the next 90 days than they used to in 90, and silent for longer than usual. Never by the chance that they have
 * left: that is 0 for everyone with one purchase. docs/value-prediction.md has the rules.
 *
 * @param input.days with a purchase that was kept, in the programme's time zone, earlier to later, none after `today`
 * @param input.rhythmDays `RelationalStats.rhythmDays`
 * @param input.expected90 `CustomerValue.expected90`; null (no parameters yet) leaves the rule of the rhythm
 */
export function atRiskOf({
  days,
  today,
  rhythmDays,
  expected90,
}: {
  days: readonly Day[]
  today: Day
  rhythmDays: number | null
  expected90: number | null
}): AtRisk | null {
  const bought = distinct(days)
  const [first] = bought
  const last = bought.at(-1)
  if (first === undefined || last === undefined) return null
  const silentDays = today - last

  if (rhythmDays !== null && silentDays > Math.max(OVERDUE_RHYTHMS * rhythmDays, OVERDUE_DAYS))
    return { by: 'rhythm', silentDays, rhythmDays }

  if (expected90 === null) return null
  const repeats = bought.length - 1
  const past = Math.max(SHORTEST_PAST, repeats === 0 ? silentDays : last - first)
  const usual90 = (90 * Math.max(1, repeats)) / past
  const quiet = repeats === 0 ? ONCE_DAYS : Math.max(FALLEN_DAYS, past / repeats)
  return silentDays > quiet && expected90 < FALLEN_TO * usual90 ? { by: 'expected', expected90, usual90 } : null
}
