import { programmeSchema, type LoyaltyProgram, type Tier } from './schema'

/** Why a definition was refused: `path` such as "tiers.1.threshold", empty for the definition as a whole. */
export type ProgrammeProblem = { path: string; reason: string }

/** A programme definition that cannot be run. The message names every problem with its path. */
export class ProgrammeRefused extends Error {
  readonly problems: readonly ProgrammeProblem[]
  constructor(problems: readonly ProgrammeProblem[]) {
    super(problems.map(({ path, reason }) => (path ? `${path}: ${reason}` : reason)).join('; '))
    this.name = 'ProgrammeRefused'
    this.problems = problems
  }
}

/** Reads a programme from data of any origin. Throws `ProgrammeRefused` when it cannot be run as it stands. */
export function parseProgramme(definition: unknown): LoyaltyProgram {
  const result = programmeSchema.safeParse(definition)
  if (result.success) return result.data
  throw new ProgrammeRefused(
    result.error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), reason: issue.message })),
  )
}

/**
 * Place of the tier that `spend` (minor units, may be negative) earns, in `programme.tiers`; -1 below the lowest.
 * Ranges are half-open: at exactly a threshold its tier is reached. A lowest tier with threshold 0 has no floor, so that
 * returns cannot push a member out of it.
 */
export function tierIndexFor(programme: LoyaltyProgram, spend: number): number {
  const { tiers } = programme
  let index = tiers[0]?.threshold === 0 ? 0 : -1
  for (let next = tiers[index + 1]; next && next.threshold <= spend; next = tiers[index + 1]) index++
  return index
}

/** The tier that `spend` earns, or null below the lowest one. */
export function tierFor(programme: LoyaltyProgram, spend: number): Tier | null {
  return programme.tiers[tierIndexFor(programme, spend)] ?? null
}

/** Place of a tier in the programme, by key; -1 for null and for a tier of another programme. */
export function tierIndexOf(programme: LoyaltyProgram, tier: Tier | null): number {
  return tier ? programme.tiers.findIndex(({ key }) => key === tier.key) : -1
}

/** The tier above `tier`; the lowest one for null; null at the top. */
export function nextTier(programme: LoyaltyProgram, tier: Tier | null): Tier | null {
  return programme.tiers[tierIndexOf(programme, tier) + 1] ?? null
}

/** The lowest tier that has to be earned: the first with a threshold above 0. Null when there is none. */
export function lowestPaidTier(programme: LoyaltyProgram): Tier | null {
  return programme.tiers.find((tier) => tier.threshold > 0) ?? null
}
