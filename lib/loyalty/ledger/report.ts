import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { PRESETS } from '../presets'
import { currentProgramme, NoProgrammeInForce } from '../queries'
import { idOf, readRow } from './row'
import type { Outcome, RawRow, Sql } from './schema'
import { writeReports } from './write'

/** What became of a row, by the id that it gave itself. */
export type Result = { id: string | null } & Outcome

const inside =
  (tx: Transaction): Sql =>
  (text, values) =>
    tx.$queryRawUnsafe(text, ...values)

/**
 * Writes rows that somebody reports while the shop is open, by the rules of an import: each whole, or refused whole, with
 * its reason; idempotent by id. All in one transaction.
 * @param asOf the moment whose programme says what amounts and times mean; in a database that has none, `sorento`
 */
export async function reportPurchases(rows: readonly RawRow[], asOf: Date): Promise<Result[]> {
  const rules = await currentProgramme(asOf).catch((error: unknown) => {
    if (error instanceof NoProgrammeInForce) return PRESETS.sorento
    throw error
  })
  const checked = rows.map((row) => readRow(row, rules))
  const reports = checked.flatMap((one) => (one.ok ? [one.value] : []))
  const written = reports.length > 0 ? await db.$transaction((tx) => writeReports(inside(tx), reports)) : null
  let next = 0
  return checked.map((one, i) => {
    const outcome = one.ok ? written?.outcomes[next++] : ({ status: 'refused', reason: one.fault } as const)
    if (!outcome) throw new Error('a report without an outcome')
    return { id: idOf(rows[i]), ...outcome }
  })
}
