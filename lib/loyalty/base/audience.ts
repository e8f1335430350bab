import { nextTier } from '../programme'
import type { LoyaltyProgram } from '../schema'
import type { LoyaltyFacts } from '../transactions'
import { tierOf } from '../standing'
import type { AudienceMember, BaseCustomer, Customer } from './schema'

/**
 * The customer as a list of the tier at `index` (-1: members below the lowest) names them; null when they are no member
 * or hold another tier as of then.
 */
export function audienceMember(
  { programme, index, asOf }: { programme: LoyaltyProgram; index: number; asOf: Date },
  customer: BaseCustomer,
  facts: LoyaltyFacts,
): AudienceMember | null {
  const now = tierOf({ programme, ...facts, asOf })
  if (!now.member || now.tierIndex !== index) return null
  const { qualifyingSpend, memberSince } = now
  const tier = programme.tiers[index] ?? null
  const next = nextTier(programme, tier)
  const amountToNext = next && next.threshold - qualifyingSpend
  return { ...named(customer), tier, qualifyingSpend, memberSince, next, amountToNext }
}

/** Who it is, without their facts. */
export const named = ({ id, name, email, externalRef }: BaseCustomer): Customer => ({ id, name, email, externalRef })
