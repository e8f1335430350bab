/**
 * Calendar days. A day is counted from 1970-01-01 in a time zone, so that differences and windows are integers
 * and daylight saving time cannot shorten one.
 */
export type Day = number

export const MS_PER_DAY = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * The calendar day on which a moment falls in `timeZone` (an IANA name). Throws a RangeError for an unknown zone and
 * for an invalid date.
 */
export function dayOf(at: Date, timeZone = 'UTC'): Day {
  if (Number.isNaN(at.getTime())) throw new RangeError('not a moment: invalid date')
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

/** "2026-11-16": a day as keys and files name it. */
export function isoDay(day: Day): string {
  return dateOfDay(day).toISOString().slice(0, 10)
}

/**
 * The first moment of a day in `timeZone`. That is not always midnight: where the clocks skip it, it is the moment they
 * skip to, and for a day that a zone skipped altogether it is the first moment after.
 */
export function startOfDay(day: Day, timeZone = 'UTC'): Date {
  if (timeZone === 'UTC') return dateOfDay(day)
  // No zone is further than 14 hours from UTC today, and none ever was further than 16.
  let before = day * MS_PER_DAY - 16 * 3_600_000
  let inside = day * MS_PER_DAY + 16 * 3_600_000
  while (inside - before > 1) {
    const middle = Math.floor((before + inside) / 2)
    if (dayOf(new Date(middle), timeZone) < day) before = middle
    else inside = middle
  }
  return new Date(inside)
}
