import { dateOfDay, dayOf, startOfDay, type Day } from '@/lib/core/days'
import { addMonths } from '@/lib/loyalty/points'

/** A calendar day at its last moment. */
export type DayEnd = { day: Day; at: Date }

/** How far back movement between segments looks. */
export const MOVEMENT_DAYS = 90
export const MONTHS_SHOWN = 12

const endOf = (day: Day, timeZone: string): DayEnd => ({
  day,
  at: new Date(startOfDay(day + 1, timeZone).getTime() - 1),
})

/** The ends of the last `count` months that were over as of a moment, the oldest first. */
export function monthEnds(asOf: Date, timeZone: string, count = MONTHS_SHOWN): DayEnd[] {
  const today = dayOf(asOf, timeZone)
  const firstOfMonth = today - (dateOfDay(today).getUTCDate() - 1)
  return Array.from({ length: count }, (_, i) => endOf(addMonths(firstOfMonth, i + 1 - count) - 1, timeZone))
}

/** The end of the day from which movement is counted. */
export const movementStart = (asOf: Date, timeZone: string): DayEnd =>
  endOf(dayOf(asOf, timeZone) - MOVEMENT_DAYS, timeZone)
