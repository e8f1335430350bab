import type { LoyaltyProgram } from '../schema'
import { placeOf } from './place'
import type { BaseReport, Collector } from './schema'

/** Counts members by tier as of a moment. */
export function census(programme: LoyaltyProgram, asOf: Date): Collector<BaseReport> {
  const counts = programme.tiers.map(() => 0)
  let below = 0
  let members = 0
  let qualifyingSpend = 0
  return {
    add(_, facts) {
      const place = placeOf(programme, facts, asOf)
      if (!place) return
      members += 1
      qualifyingSpend += place.qualifyingSpend
      if (place.index < 0) below += 1
      else counts[place.index] = (counts[place.index] ?? 0) + 1
    },
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
