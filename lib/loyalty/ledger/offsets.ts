/** Changes of clocks fall on full quarters of an hour. */
const QUARTER_MS = 15 * 60_000
const MOST_KEPT = 50_000

// Asking Intl takes microseconds and a file asks for every row, so each zone's answers are kept.
type Zone = { format: Intl.DateTimeFormat; offsets: Map<number, number> }
const zones = new Map<string, Zone>()

/**
 * By how many milliseconds clocks in `timeZone` are ahead of UTC at a moment. Throws a RangeError for an unknown zone.
 */
export function offsetAt(ms: number, timeZone: string): number {
  const { format, offsets } = zoneOf(timeZone)
  const quarter = Math.floor(ms / QUARTER_MS)
  const known = offsets.get(quarter)
  if (known !== undefined) return known
  const parts = format.formatToParts(quarter * QUARTER_MS)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value)
  const wall = Date.UTC(
    ...([part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')] as const),
  )
  const offset = wall - quarter * QUARTER_MS
  if (offsets.size >= MOST_KEPT) offsets.clear()
  offsets.set(quarter, offset)
  return offset
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const two = '2-digit'
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  })
  const zone = { format, offsets: new Map<number, number>() }
  zones.set(timeZone, zone)
  return zone
}
