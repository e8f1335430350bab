import type { LoyaltyProgram } from '../schema'
import { standingOf } from '../standing'
import type { LoyaltyFacts } from '../transactions'
import type { Place } from './schema'

/**
 * What counting the base needs of a standing, by the same fold; null for somebody who is no member as of then. Throws a
 * RangeError for a transaction whose amount is no non-negative integer.
 */
export function placeOf(programme: LoyaltyProgram, facts: LoyaltyFacts, asOf: Date): Place | null {
  const now = standingOf({ programme, ...facts, asOf })
  if (!now.member) return null
  return { index: now.standing.tierNumber - 1, qualifyingSpend: now.standing.qualifyingSpend }
}
