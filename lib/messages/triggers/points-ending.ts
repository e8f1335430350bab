import { dayOf, isoDay, startOfDay } from '@/lib/core/days'
import { due, saidAt, type FoldedCondition } from './condition'

/**
 * Points that expire within `values.days` days and pay for at least `values.worth` (minor units), as the standing foresees
 * them: those of the first day on which such many end. Since `values.days` before that day, which makes it the same
 * message. Gone when they were used, or have ended. `date` is the last day on which they can be used.
 */
export const pointsEnding: FoldedCondition = ({ shopper: { now, standing, programme } }, { kind, values }) => {
  const worth = programme.points?.worth ?? 0
  const { days = 30, worth: least = 1 } = values
  if (!standing || worth === 0) return []
  const { timeZone } = programme
  const today = dayOf(now, timeZone)
  for (const change of standing.changes) {
    if (change.kind !== 'points-expire') continue
    const ends = dayOf(change.at, timeZone)
    if (ends - today > days) break
    const points = Math.min(-change.points, standing.spendablePoints)
    const amount = points * worth
    if (points <= 0 || amount < least) continue
    const last = startOfDay(ends - 1, timeZone)
    return [
      due({
        cause: 'points-ending',
        subject: `points:${isoDay(ends)}`,
        since: startOfDay(ends - days, timeZone),
        kind,
        values: { points, amount, date: last },
        why: [{ values: { points, amount, date: saidAt(last) } }],
      }),
    ]
  }
  return []
}
