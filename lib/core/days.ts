/**
 * Calendar days. A day is counted from 1970-01-01 in a time zone, so that differences and windows are integers
 * and daylight saving time cannot shorten one.
 */
export type Day = number

export const MS_PER_DAY = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat>()

/** The calendar day on which a moment falls in `timeZone` (an IANA name; an unknown one throws a RangeError). */
export function dayOf(at: Date, timeZone = 'UTC'): Day {
  if (timeZone === 'UTC') return Math.floor(at.getTime() / MS_PER_DAY)
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(timeZone, formatter)
  }
  return Math.floor(Date.parse(`${formatter.format(at)}T00:00:00Z`) / MS_PER_DAY)
}

/** Midnight UTC of a day: for showing a day, not for comparing moments. */
export function dateOfDay(day: Day): Date {
  return new Date(day * MS_PER_DAY)
}
