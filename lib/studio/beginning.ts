import { dayOf, isoDay, startOfDay } from '@/lib/core/days'
import { fail, ok, type Result } from '@/lib/core/result'

/** How far ahead a version can be planned, in days. */
const FARTHEST = 3660

export type BeginningFault =
  'studio.publish.date' | 'studio.publish.past' | 'studio.publish.far' | 'studio.publish.clock'

/**
 * The moment from which a version put in force "from `date`" (YYYY-MM-DD) counts: the start of that day in the
 * programme's time zone, of today the present moment, so that nothing that was in force changes. Refused are a date that
 * is none, one before today, one too far away, and a clock that stands before `shopNow`, the moment that everybody
 * else's clock shows: what is now there was in force for them.
 */
export function beginningOf(
  date: unknown,
  { now, shopNow, timeZone }: { now: Date; shopNow: Date; timeZone: string },
): Result<Date, BeginningFault> {
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return fail('studio.publish.date')
  const at = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || isoDay(dayOf(at)) !== date) return fail('studio.publish.date')
  const day = dayOf(at)
  const today = dayOf(now, timeZone)
  if (day < today) return fail('studio.publish.past')
  if (day > today + FARTHEST) return fail('studio.publish.far')
  const beginning = day === today ? now : startOfDay(day, timeZone)
  return beginning < shopNow ? fail('studio.publish.clock') : ok(beginning)
}

/** Today in the programme's time zone, as a date field holds it. */
export const todayIn = (now: Date, timeZone: string): string => isoDay(dayOf(now, timeZone))
