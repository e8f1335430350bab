/** What a seed run is asked for. The same three answers give the same past, row for row. */
export type SeedConfig = {
  /** The moment on which all seeded times hang. */
  seedNow: Date
  seedNumber: number
  /** The password of every demo account. */
  password: string
}

/** Something that the seed was asked for is missing or malformed. The message says which and how. */
export class SeedConfigFault extends Error {}

export const DEFAULT_SEED_NOW = '2026-11-16T20:20:00Z'
export const DEFAULT_SEED_NUMBER = 1

/**
 * Reads SEED_NOW (ISO 8601) and SEED_NUMBER (0 to 2^32 - 1), each with a default, and DEMO_PASSWORD
 * (8 characters or more), which has none: a known password, also of a staff account, must be somebody's decision.
 * Throws a `SeedConfigFault` that names what is malformed.
 */
export function seedConfig(env: Readonly<Record<string, string | undefined>>): SeedConfig {
  const seedNow = new Date(env.SEED_NOW || DEFAULT_SEED_NOW)
  if (Number.isNaN(seedNow.getTime())) throw new SeedConfigFault(`SEED_NOW is not a moment: ${env.SEED_NOW}`)
  const seedNumber = Number(env.SEED_NUMBER || DEFAULT_SEED_NUMBER)
  if (!Number.isInteger(seedNumber) || seedNumber < 0 || seedNumber > 0xffff_ffff) {
    throw new SeedConfigFault(`SEED_NUMBER is not a whole number from 0 to 4294967295: ${env.SEED_NUMBER}`)
  }
  const password = env.DEMO_PASSWORD ?? ''
  if (password.length < 8) throw new SeedConfigFault('DEMO_PASSWORD is missing or shorter than 8 characters')
  return { seedNow, seedNumber, password }
}
