import { dateOfDay, dayOf, startOfDay } from '@/lib/core/days'

/**
 * The last moments of the `months` calendar months before the one that `asOf` falls in (in `timeZone`), then `asOf`
 * itself, earlier to later.
 */
export function monthEnds(asOf: Date, timeZone: string, months: number): Date[] {
  const today = dateOfDay(dayOf(asOf, timeZone))
  const firstOf = (back: number) => dayOf(new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1)))
  const ends = Array.from({ length: months }, (_, i) => {
    return new Date(startOfDay(firstOf(months - 1 - i), timeZone).getTime() - 1)
  })
  return [...ends, asOf]
}
