import type { LoyaltyProgram } from '../schema'
import { tierOf, type TierResult } from '../standing'
import type { BaseReport, Collector } from './schema'

/** Counts members by tier as of a moment. `count` is for who has folded already. */
export function census(
  programme: LoyaltyProgram,
  asOf: Date,
): Collector<BaseReport> & { count(now: TierResult): void } {
  const counts = programme.tiers.map(() => 0)
  let below = 0
  let members = 0
  let qualifyingSpend = 0
  const count = (now: TierResult) => {
    if (!now.member) return
    members += 1
    qualifyingSpend += now.qualifyingSpend
    if (now.tierIndex < 0) below += 1
    else counts[now.tierIndex] = (counts[now.tierIndex] ?? 0) + 1
  }
  return {
    count,
    add: (_, facts) => count(tierOf({ programme, ...facts, asOf })),
    result: () => ({
      asOf,
      members,
      tiers: programme.tiers.map((tier, i) => ({ tier, members: counts[i] ?? 0 })),
      below,
      qualifyingSpend,
    }),
  }
}

/** One census for each of several moments, none later than what was read: members by tier over time. */
export function series(programme: LoyaltyProgram, moments: readonly Date[]): Collector<BaseReport[]> {
  const all = moments.map((asOf) => census(programme, asOf))
  return {
    add: (customer, facts) => all.forEach((one) => one.add(customer, facts)),
    result: () => all.map((one) => one.result()),
  }
}
