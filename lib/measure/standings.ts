import { tierIndexOf } from '@/lib/loyalty/programme'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { courseOf, tierOf } from '@/lib/loyalty/standing'
import type { LoyaltyFacts } from '@/lib/loyalty/transactions'
import { keptOf } from '@/lib/value/kept'
import type { ValueFacts } from '@/lib/value/schema'
import type { MeasuredFacts } from './schema'

/** What may be missing to the next tier for it to be near where no offer says it: minor units, as in the seeded one. */
export const NEAR_WITHIN = 30_000

/**
 * Where a customer stood just before `start`, by what was known then, and what it changed to until `asOf`. The next tier
 * is near by the rule of the offer "near-tier": a member who kept a purchase, and to whom at most `nearWithin` is
 * missing. Only of who was near the later changes are folded: of nobody else they are asked.
 */
export function standingsOf(
  programme: LoyaltyProgram,
  { loyalty, value }: { loyalty: LoyaltyFacts; value: ValueFacts },
  { start, asOf, nearWithin }: { start: Date; asOf: Date; nearWithin: number },
): MeasuredFacts['standings'] {
  const at = new Date(start.getTime() - 1)
  if (!mayBeNear(programme, loyalty, nearWithin)) return [{ at, rank: 0, near: false }]
  const then = tierOf({ programme, ...loyalty, asOf: at })
  if (!then.member) return [{ at, rank: 0, near: false }]
  const rank = then.tierIndex + 1
  const next = programme.tiers[rank]
  const near = next !== undefined && next.threshold - then.qualifyingSpend <= nearWithin && keptOf(value, at).length > 0
  if (!near) return [{ at, rank, near }]
  const { history } = courseOf({ programme, ...loyalty, asOf })
  const later = history.filter((change) => change.at >= start)
  return [
    { at, rank, near },
    ...later.map((change) => ({ at: change.at, rank: tierIndexOf(programme, change.to) + 1, near: false })),
  ]
}

/** Qualifying spend is never more than all that was ever bought: most need not be folded to know that nothing is near. */
function mayBeNear({ tiers }: LoyaltyProgram, { transactions }: LoyaltyFacts, nearWithin: number): boolean {
  const lowest = tiers.find(({ threshold }) => threshold > 0)?.threshold ?? Infinity
  let bought = 0
  for (const { kind, amount } of transactions) if (kind === 'purchase') bought += amount
  return bought >= lowest - nearWithin
}
