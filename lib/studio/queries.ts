import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { NoProgrammeInForce, programmeOfVersion } from '@/lib/loyalty/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import type { Version } from './versions'

/**
 * Every version of the programme in the order in which they take effect, planned ones included; there are as many as
 * somebody put in force by hand. Throws `ProgrammeRefused` when a stored definition cannot be run.
 */
export async function readVersions(tx: Transaction = db): Promise<Version[]> {
  const rows = await tx.programmeVersion.findMany({
    orderBy: [{ effectiveFrom: 'asc' }, { id: 'asc' }],
    select: { id: true, effectiveFrom: true, definition: true },
  })
  return rows.map(({ id, effectiveFrom, definition }, i) => {
    return { id, number: i + 1, effectiveFrom, programme: programmeOfVersion({ id, definition }) }
  })
}

/** The version in force at a moment. Throws `NoProgrammeInForce` when none has begun by then. */
export function versionAt(versions: readonly Version[], at: Date): Version {
  const version = versions.findLast(({ effectiveFrom }) => effectiveFrom <= at)
  if (!version) throw new NoProgrammeInForce(at)
  return version
}

/** Writes a version. The caller holds the versions' lock and has found the definition sound. */
export async function writeVersion(
  tx: Transaction,
  version: { id: string; effectiveFrom: Date; programme: LoyaltyProgram },
): Promise<void> {
  const { id, effectiveFrom, programme } = version
  await tx.programmeVersion.create({
    data: { id, name: programme.name, effectiveFrom, definition: structuredClone(programme) },
  })
}

/** Whoever adds a version waits here for their turn until the transaction ends; readers do not wait. */
export async function lockVersions(tx: Transaction): Promise<void> {
  await tx.$executeRaw`lock table programme_version in share row exclusive mode`
}
