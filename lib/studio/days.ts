import type { Say } from '@/lib/experience/say'

/** Midnight UTC of a day as a date field holds it: for showing it in UTC, nothing else. */
const atUtc = (day: string): Date => new Date(`${day}T00:00:00Z`)

/**
 * A range of days in words, both included: "December 1 – 31, 2026", "from December 1, 2026", "until December 31, 2026",
 * or "always" where it is open at both ends. Days are calendar days: no time zone moves them.
 */
export function dayRange({ from, until }: { from: string | null; until: string | null }, { t, locale }: Say): string {
  const format = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' })
  if (from !== null && until !== null) {
    return from === until ? format.format(atUtc(from)) : format.formatRange(atUtc(from), atUtc(until))
  }
  if (from !== null) return t('studio.days.from', { from: format.format(atUtc(from)) })
  return until === null ? t('studio.days.always') : t('studio.days.until', { until: format.format(atUtc(until)) })
}

/** Whether a text is a calendar day as a date field writes it: "2026-02-28", and no 30 February. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = atUtc(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}
