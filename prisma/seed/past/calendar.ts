import { MS_PER_DAY } from '@/lib/core/days'
import type { Dice } from './dice'

export const MS_PER_HOUR = 3_600_000
export const MS_PER_MINUTE = 60_000

/** A moment whole or broken days before another. */
export const daysBefore = (moment: Date, days: number): Date => new Date(moment.getTime() - days * MS_PER_DAY)
export const daysBetween = (earlier: Date, later: Date): number => (later.getTime() - earlier.getTime()) / MS_PER_DAY

/**
 * The same time of day that many calendar months earlier (UTC); the last day of the month where there is none, so that
 * five months before July 31 is February 28 or 29.
 */
export function monthsBefore(moment: Date, months: number): Date {
  const result = new Date(moment)
  result.setUTCDate(1)
  result.setUTCMonth(result.getUTCMonth() - months)
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate()
  result.setUTCDate(Math.min(moment.getUTCDate(), lastDay))
  return result
}

// What people buy by month (January first), against the average: galas in spring, the holidays, a quiet August.
const SEASON = [0.8, 0.95, 0.95, 1.05, 1.2, 1.15, 0.8, 0.7, 0.95, 1.05, 1.25, 1.5]

/** How busy a day is, against the average of the year. */
export const seasonOf = (day: Date): number => SEASON[day.getUTCMonth()] ?? 1

// Hours in UTC at which clocks in a country stand ahead, good enough for the rhythm of a day.
const OFFSETS: Readonly<Record<string, number>> = { US: -6, CA: -5, GB: 0, FR: 1, DE: 1, PL: 1, CH: 1 }
const EVENING = [1, 0, 0, 0, 0, 0, 1, 2, 3, 3, 4, 5, 6, 5, 4, 4, 5, 6, 8, 10, 13, 14, 10, 4]
const OPENING = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 5, 7, 7, 6, 7, 9, 10, 8, 3, 0, 0, 0, 0]

/** A moment on the day of `day`, at an hour when people there shop on the web, or when the till is open. */
export function rollHour(day: Date, where: { country: string; channel: 'web' | 'till' }, dice: Dice): Date {
  const hour = dice.weighted(where.channel === 'till' ? OPENING : EVENING) - (OFFSETS[where.country] ?? 0)
  const midnight = Math.floor(day.getTime() / MS_PER_DAY) * MS_PER_DAY
  return new Date(midnight + hour * MS_PER_HOUR + dice.below(MS_PER_HOUR))
}
