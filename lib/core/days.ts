/**
 * Calendar days. A day is counted from 1970-01-01 in a time zone, so that differences and windows are integers
 * and daylight saving time cannot shorten one.
 */
export type Day = number

export const MS_PER_DAY = 86_400_000

/**
 * The calendar day on which a moment falls in `timeZone` (an IANA name). Throws a RangeError for an unknown zone and
 * for an invalid date.
 */
export function dayOf(at: Date, timeZone = 'UTC'): Day {
  const ms = at.getTime()
  if (Number.isNaN(ms)) throw new RangeError('not a moment: invalid date')
  const day = Math.floor(ms / MS_PER_DAY)
  if (timeZone === 'UTC') return day
  if (ms < startMs(day, timeZone)) return day - 1
  return ms < startMs(day + 1, timeZone) ? day : day + 1
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
  return timeZone === 'UTC' ? dateOfDay(day) : new Date(startMs(day, timeZone))
}

// Asking Intl takes microseconds and a fold asks for every fact, so each zone's days are looked up once.
type Zone = { format: Intl.DateTimeFormat; starts: Map<Day, number> }
const zones = new Map<string, Zone>()
const DAYS_KEPT = 20_000

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const zone = { format: new Intl.DateTimeFormat('en-CA', options), starts: new Map<Day, number>() }
  zones.set(timeZone, zone)
  return zone
}

function startMs(day: Day, timeZone: string): number {
  const { format, starts } = zoneOf(timeZone)
  const known = starts.get(day)
  if (known !== undefined) return known
  const dayAt = (ms: number) => Math.floor(Date.parse(`${format.format(ms)}T00:00:00Z`) / MS_PER_DAY)
  // No zone is further than 14 hours from UTC today, and none ever was further than 16.
  let before = day * MS_PER_DAY - 16 * 3_600_000
  let inside = day * MS_PER_DAY + 16 * 3_600_000
  while (inside - before > 1) {
    const middle = Math.floor((before + inside) / 2)
    if (dayAt(middle) < day) before = middle
    else inside = middle
  }
  if (starts.size >= DAYS_KEPT) starts.clear()
  starts.set(day, inside)
  return inside
}
