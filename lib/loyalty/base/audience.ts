import type { LoyaltyProgram } from '../schema'
import { standingOf } from '../standing'
import type { LoyaltyFacts } from '../transactions'
import { placeOf } from './place'
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
  if (placeOf(programme, facts, asOf)?.index !== index) return null
  const now = standingOf({ programme, ...facts, asOf })
  if (!now.member) return null
  const { tier, qualifyingSpend, memberSince, next, amountToNext } = now.standing
  return { ...named(customer), tier, qualifyingSpend, memberSince, next, amountToNext }
}

/** Who it is, without their facts. */
export const named = ({ id, name, email, externalRef }: BaseCustomer): Customer => ({ id, name, email, externalRef })
