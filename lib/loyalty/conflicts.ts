import { decimal } from '@/lib/core/money'
import type { LoyaltyProgram, Tier } from './schema'

/** Two settings that cannot both be meant: where, what is there, and why not. */
export type Conflict = { path: (string | number)[]; input: unknown; message: string }

/** What is wrong with a programme whose settings are each in order by themselves. */
export function conflictsIn(programme: LoyaltyProgram): Conflict[] {
  return [
    ...programme.tiers.flatMap((tier, i) => tierConflicts(programme, tier, i)),
    ...holdConflicts(programme),
    ...pointsConflicts(programme),
  ]
}

function tierConflicts({ tiers, cycle }: LoyaltyProgram, tier: Tier, i: number): Conflict[] {
  const conflicts: Conflict[] = []
  const refuse = (path: string, input: unknown, message: string) =>
    conflicts.push({ path: ['tiers', i, path], input, message })
  const before = tiers[i - 1]
  if (before && before.threshold >= tier.threshold) {
    refuse('threshold', tier.threshold, `must be above ${before.name}'s threshold of ${decimal(before.threshold)}`)
  }
  for (const name of ['key', 'name'] as const) {
    const same = tiers.findIndex((other) => other[name] === tier[name])
    if (same < i) refuse(name, tier[name], `"${tier[name]}" is another tier's ${name} already`)
  }
  if (tier.keep !== undefined) {
    if (tier.keep > tier.threshold) {
      refuse('keep', tier.keep, `must not be above the tier's own threshold of ${decimal(tier.threshold)}`)
    }
    const below = before && (before.keep ?? before.threshold)
    if (cycle && below !== undefined && tier.keep <= below) {
      refuse('keep', tier.keep, `must be above what keeps ${before?.name}, which is ${decimal(below)}`)
    }
    if (!cycle) refuse('keep', tier.keep, 'needs a cycle: without one the threshold decides every day')
  }
  const kinds = tier.benefits.map((benefit) => `${benefit.kind} ${'on' in benefit ? benefit.on : ''}`.trim())
  const twice = kinds.find((kind, at) => !/^(service|gift)/.test(kind) && kinds.indexOf(kind) < at)
  if (twice) refuse('benefits', tier.benefits, `gives "${twice}" twice`)
  return conflicts
}

/** No window is shorter than a year but the rolling one, which says how short. */
function holdConflicts({ hold, window }: LoyaltyProgram): Conflict[] {
  if (window.kind === 'lifetime') return []
  const days = window.kind === 'rolling' ? window.days : 365
  if (hold.days < days) return []
  const message = `must be below the window of ${days} days: no purchase would ever count`
  return [{ path: ['hold', 'days'], input: hold.days, message }]
}

/** Days of the shortest month. */
const SHORTEST_MONTH = 28

function pointsConflicts({ points, hold, tiers }: LoyaltyProgram): Conflict[] {
  if (!points) return []
  const conflicts: Conflict[] = []
  const factors = tiers.flatMap(({ benefits }) =>
    benefits.flatMap((benefit) => (benefit.kind === 'points-multiplier' ? [benefit.factor] : [])),
  )
  // Minor units given back for a currency unit, which is a hundred of them.
  const best = points.perUnit * points.worth * Math.max(1, ...factors)
  if (best >= 100) {
    const message = `would give back ${Math.round(best)}% of what is spent: a purchase must not pay for itself`
    conflicts.push({ path: ['points', 'worth'], input: points.worth, message })
  }
  if (points.expireMonths !== null && hold.days >= points.expireMonths * SHORTEST_MONTH) {
    const message = `must be longer than the hold of ${hold.days} days: points would expire before they can be spent`
    conflicts.push({ path: ['points', 'expireMonths'], input: points.expireMonths, message })
  }
  return conflicts
}
