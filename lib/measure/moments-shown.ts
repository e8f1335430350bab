import { MS_PER_DAY } from '@/lib/core/days'
import type { Outcome } from './schema'

/** A course shows at most so many moments. */
const MOST = 40

/**
 * As of which moments a course is told: `asOf` and whole days before it, as far back as somebody's window was over, evenly
 * apart. Empty where nobody's is.
 */
export function momentsShown(outcomes: readonly Pick<Outcome, 'matureAt'>[], asOf: Date): Date[] {
  const last = asOf.getTime()
  const first = outcomes.reduce((least, { matureAt }) => Math.min(least, matureAt.getTime()), Infinity)
  if (first > last) return []
  const days = Math.floor((last - first) / MS_PER_DAY)
  const step = Math.max(1, Math.ceil(days / (MOST - 1))) * MS_PER_DAY
  const count = Math.floor((days * MS_PER_DAY) / step) + 1
  return Array.from({ length: count }, (_, i) => new Date(last - (count - 1 - i) * step))
}
