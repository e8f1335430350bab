import { dayOf, MS_PER_DAY, startOfDay } from '@/lib/core/days'
import { fail, ok, type Result } from '@/lib/core/result'
import { offsetAt } from './offsets'

// Years that a till can mean; others are a slip of the finger.
const [EARLIEST, LATEST] = [1900, 2199]

const DATE = /(?<year>\d{4})(?:-(?<month>\d{2})-(?<day>\d{2})|(?<monthBasic>\d{2})(?<dayBasic>\d{2}))/
const TIME =
  /(?<hour>\d{2})(?::(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?|(?<minuteBasic>\d{2})(?<secondBasic>\d{2})?)/
const ZONE = /(?<utc>Z)|(?<sign>[+-])(?<zoneHour>\d{2})(?::?(?<zoneMinute>\d{2}))?/
const MOMENT = new RegExp(`^${DATE.source}(?:[T ]${TIME.source}(?:${ZONE.source})?)?$`, 'i')

/** The furthest that a zone may be from UTC, as java.time and PostgreSQL's own limits have it (±18 h and less). */
const MOST_OFFSET_HOURS = 18

/**
 * The moment that an ISO 8601 text names, to the millisecond (further digits are cut off): "2026-11-21T18:05:00+01:00",
 * "2026-11-21T17:05:00Z"; without an offset in `timeZone`; a day alone is its start there. The basic form ("20261121")
 * and a blank for the T are read, too.
 * A date, time or offset that does not exist fails, also one that `timeZone` skips; of a time that comes twice, when
 * clocks are put back, it is the first.
 */
export function parseMoment(text: string, timeZone: string): Result<Date, string> {
  if (text === '') return fail('is missing')
  const part = MOMENT.exec(text)?.groups
  if (!part) return fail('is not an ISO 8601 date or time such as 2026-11-21 or 2026-11-21T18:05:00+01:00')
  const number = (name: string) => Number(part[name] ?? 0)

  const [year, month, day] = [
    number('year'),
    number('month') + number('monthBasic'),
    number('day') + number('dayBasic'),
  ]
  if (year < EARLIEST || year > LATEST) return fail(`is not between the years ${EARLIEST} and ${LATEST}`)
  const midnight = Date.UTC(year, month - 1, day)
  if (month < 1 || month > 12 || new Date(midnight).getUTCDate() !== day) return fail('names a day that does not exist')
  if (part.hour === undefined) return startOf(midnight / MS_PER_DAY, timeZone)

  const [hour, minute] = [number('hour'), number('minute') + number('minuteBasic')]
  const second = number('second') + number('secondBasic')
  if (hour > 23 || minute > 59 || second > 59) return fail('names a time of day that does not exist')
  const milliseconds = Number((part.fraction ?? '').padEnd(3, '0').slice(0, 3))
  const wall = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds

  if (part.utc !== undefined) return ok(new Date(wall))
  if (part.sign === undefined) return local(wall, timeZone)
  const [hours, minutes] = [number('zoneHour'), number('zoneMinute')]
  if (minutes > 59 || hours * 60 + minutes > MOST_OFFSET_HOURS * 60) return fail('has an offset that does not exist')
  return ok(new Date(wall - (part.sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000))
}

function startOf(day: number, timeZone: string): Result<Date, string> {
  const start = startOfDay(day, timeZone)
  return dayOf(start, timeZone) === day ? ok(start) : fail(`names a day that was skipped in ${timeZone}`)
}

/** The moment at which clocks in `timeZone` show `wall` (milliseconds as if it were UTC). */
function local(wall: number, timeZone: string): Result<Date, string> {
  if (timeZone === 'UTC') return ok(new Date(wall))
  // The offset is the one before or the one after a change of clocks, if there is one near.
  const offsets = [offsetAt(wall - MS_PER_DAY, timeZone), offsetAt(wall + MS_PER_DAY, timeZone)]
  const moments = offsets.map((offset) => wall - offset).filter((ms) => ms + offsetAt(ms, timeZone) === wall)
  return moments.length > 0 ? ok(new Date(Math.min(...moments))) : fail(`names a time that was skipped in ${timeZone}`)
}
