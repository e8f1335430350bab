import { fail } from '@/lib/core/result'
import { byColumn, readCsv, type CsvRow } from './csv'
import { utf8Only } from './encoding'
import { readRow } from './row'
import { COLUMNS, type Report, type RowRules, type Written } from './schema'

/** What became of a file's rows: `rows` is the sum of created, already and refused. */
export type Tally = { rows: number; created: number; already: number; refused: number; customersCreated: number }

export type RefusedRow = CsvRow & { reason: string }

/**
 * Whether a file can be taken over as a whole: encoding and header, before the first row is written. Throws a
 * `FileFault` where it cannot.
 * @param read reads the file from its beginning
 */
export async function checkFile(read: () => AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of utf8Only(read()));
  for await (const _ of readCsv(read())) break
}

/** Rows written at a time: enough to make the way to the database cheap, few enough to let others write in between. */
export const BATCH = 4_000

/**
 * Takes the rows of a CSV file over, some thousand at a time and in their order. Each row is written whole or refused
 * whole, with its reason. Memory does not grow with the file.
 * Throws a `FileFault` (`csv.ts`, `encoding.ts`) where the file cannot be read on, and what `write` throws; `tally` tells
 * what was done until then.
 *
 * @param write writes reports and says what became of each, all of them or none
 * @param refuse gets refused rows, in their order
 * @param progress is told after every batch
 */
export async function importCsv(
  source: AsyncIterable<Buffer>,
  how: {
    rules: RowRules
    write: (reports: Report[]) => Promise<Written>
    refuse?: (rows: RefusedRow[]) => Promise<void>
    progress?: (tally: Readonly<Tally>) => void
    tally?: Tally
    batch?: number
  },
): Promise<Tally> {
  const { rules, write, refuse = async () => {}, progress = () => {}, batch = BATCH } = how
  const tally = how.tally ?? { rows: 0, created: 0, already: 0, refused: 0, customersCreated: 0 }
  const check = ({ values }: CsvRow) => {
    const row = byColumn(values)
    return row ? readRow(row, rules) : fail(`has ${values.length} columns instead of ${COLUMNS.length}`)
  }
  const take = async (rows: readonly CsvRow[], checked: readonly ReturnType<typeof check>[]) => {
    const reports = checked.flatMap((one) => (one.ok ? [one.value] : []))
    const written = reports.length > 0 ? await write(reports) : { outcomes: [], customersCreated: 0 }
    let next = 0
    const refused = rows.flatMap((row, i): RefusedRow[] => {
      const one = checked[i]
      const outcome = one && !one.ok ? { status: 'refused' as const, reason: one.fault } : written.outcomes[next++]
      if (!outcome) throw new Error(`no outcome for the row on line ${row.line}`)
      tally.rows++
      tally[outcome.status]++
      return outcome.status === 'refused' ? [{ ...row, reason: outcome.reason }] : []
    })
    tally.customersCreated += written.customersCreated
    if (refused.length > 0) await refuse(refused)
    progress(tally)
  }

  // While one batch is being written, the next one is read and checked.
  let writing: Promise<void> = Promise.resolve()
  let rows: CsvRow[] = []
  const flush = async () => {
    const checked = rows.map(check)
    await writing
    if (rows.length > 0) writing = take(rows, checked)
    writing.catch(() => {}) // thrown where it is waited for
    rows = []
  }
  try {
    for await (const row of readCsv(utf8Only(source))) if (rows.push(row) >= batch) await flush()
  } finally {
    // Also what stands above a fault: it is whole.
    await flush()
    await writing
  }
  return tally
}
