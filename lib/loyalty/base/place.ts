import { tierIndexOf } from '../programme'
import type { LoyaltyProgram, Tier } from '../schema'

/**
 * The place of the tier that somebody names, by its name or key, whatever the case of its letters; -1 for "none" and "No
 * tier", where members may be below the lowest. Null when there is no such tier.
 */
export function tierNamed(programme: LoyaltyProgram, name: string): number | null {
  const asked = name.trim().toLowerCase()
  const tier = programme.tiers.find(({ name, key }) => [name.toLowerCase(), key].includes(asked))
  if (tier) return tierIndexOf(programme, tier)
  return hasBelow(programme) && ['none', 'no tier'].includes(asked) ? -1 : null
}

/** Whether a member may be below the lowest tier: not where that one has no floor. */
export const hasBelow = ({ tiers }: { tiers: readonly Pick<Tier, 'threshold'>[] }): boolean => tiers[0]?.threshold !== 0
