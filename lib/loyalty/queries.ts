import 'server-only'
import { db } from '@/lib/core/db'
import { parseProgramme } from './programme'
import type { LoyaltyProgram } from './schema'

/** No version of the programme is effective at the moment asked for: the database was never seeded. */
export class NoProgrammeInForce extends Error {
  constructor(asOf: Date) {
    super(`no loyalty programme is in force as of ${asOf.toISOString()}: run the seed or add a programme version`)
    this.name = 'NoProgrammeInForce'
  }
}

// A version never changes once written, so its parsed form can be kept by id for the life of the process.
const parsed = new Map<string, LoyaltyProgram>()

/**
 * The programme of a version row, parsed once per process. Throws `ProgrammeRefused` when the stored definition cannot
 * be run.
 */
export function programmeOfVersion(version: { id: string; definition: unknown }): LoyaltyProgram {
  const known = parsed.get(version.id)
  if (known) return known
  const programme = parseProgramme(version.definition)
  parsed.set(version.id, programme)
  return programme
}

/**
 * The programme in force: the newest version that is effective not later than `asOf`; of two that begin together, the
 * one with the higher id. Throws `NoProgrammeInForce` when there is none.
 */
export async function currentProgramme(asOf: Date): Promise<LoyaltyProgram> {
  const version = await db.programmeVersion.findFirst({
    where: { effectiveFrom: { lte: asOf } },
    orderBy: [{ effectiveFrom: 'desc' }, { id: 'desc' }],
    select: { id: true, definition: true },
  })
  if (!version) throw new NoProgrammeInForce(asOf)
  return programmeOfVersion(version)
}
