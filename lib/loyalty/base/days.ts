import { dayOf, isoDay, MS_PER_DAY, startOfDay } from '@/lib/core/days'

/** The last moment of a calendar day, "2011-12-09", in a time zone; null for what is no day. */
export function endOfDay(day: string, timeZone: string): Date | null {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`).getTime() : NaN
  // A day that the month does not have is read as one of the next month.
  if (Number.isNaN(start) || isoDay(start / MS_PER_DAY) !== day) return null
  return lastMoment(start / MS_PER_DAY, timeZone)
}

/** The last moment of the calendar day on which a moment falls. */
export const endOfDayOf = (at: Date, timeZone: string): Date => lastMoment(dayOf(at, timeZone), timeZone)

const lastMoment = (day: number, timeZone: string): Date => new Date(startOfDay(day + 1, timeZone).getTime() - 1)
