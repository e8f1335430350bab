import { dayOf, MS_PER_DAY, type Day } from '@/lib/core/days'
import { armOf } from '@/lib/experiments/assign'
import { HOLDOUT, type Experiment } from '@/lib/experiments/schema'
import type { Exposure, Unit, Window } from './schema'

/** Customers in an experiment by their first exposure, and subjects that were logged but are not in it. */
export type Units = { units: Unit[]; heldOut: number; notIn: number; otherTime: number }

/**
 * Who is in an experiment: whoever was exposed while it ran, in either arm, from the first time on. The arm is the
 * subject's own, by the assignment, never what the log says was shown: leaving out or moving who saw both would choose
 * by what happened after.
 */
export function unitsOf(experiment: Experiment, exposures: readonly Exposure[]): Units {
  const units = new Map<string, Unit>()
  const out = { heldOut: new Set<string>(), notIn: new Set<string>(), otherTime: new Set<string>() }
  for (const { subject, arm, at } of exposures) {
    const known = units.get(subject)
    if (at < experiment.from || at >= experiment.until) {
      out.otherTime.add(subject)
    } else if (known) {
      if (at < known.at) known.at = at
      if (arm !== known.arm) known.crossed = true
    } else {
      const own = armOf(experiment, subject)
      if (own === HOLDOUT) out.heldOut.add(subject)
      else if (own === null) out.notIn.add(subject)
      else units.set(subject, { subject, arm: own, at, crossed: arm !== own })
    }
  }
  for (const subject of units.keys()) out.otherTime.delete(subject)
  return {
    units: [...units.values()].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.subject < b.subject ? -1 : 1)),
    ...{ heldOut: out.heldOut.size, notIn: out.notIn.size, otherTime: out.otherTime.size },
  }
}

/** A customer's window: `windowDays` times 24 hours from first exposure, the same for everybody. */
export const windowOf = ({ windowDays }: Experiment, { at }: Pick<Unit, 'at'>): Window => ({
  start: at,
  end: new Date(at.getTime() + windowDays * MS_PER_DAY),
})

/** How many customers came into each arm on each calendar day of `timeZone`, the earliest first; days without any too. */
export function exposureByDay(
  { arms }: Experiment,
  units: readonly Pick<Unit, 'arm' | 'at'>[],
  timeZone: string,
): { day: Day; arms: { arm: string; customers: number }[] }[] {
  const days = units.map(({ at }) => dayOf(at, timeZone))
  const [first, last] = days.reduce(
    ([low, high], day) => [Math.min(low, day), Math.max(high, day)],
    [Infinity, -Infinity],
  )
  if (units.length === 0) return []
  const counts = new Map<string, number>()
  units.forEach(({ arm }, i) => {
    const key = `${days[i]} ${arm}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    day: first + i,
    arms: arms.map(({ key }) => ({ arm: key, customers: counts.get(`${first + i} ${key}`) ?? 0 })),
  }))
}
