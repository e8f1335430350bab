import { db, type Transaction } from '@/lib/core/db'
import type { Report, Sql, Written } from './schema'
import { writeReports } from './write'

/** A purchase of 129.90 PLN at the till; `values` says what is different. */
export const givenReport = (values: Partial<Report> = {}): Report => ({
  ...{ id: 't-1', customer: 'c-17', kind: 'purchase', at: new Date('2026-11-01T10:00:00Z') },
  ...{ amount: 12_990, currency: 'PLN', channel: 'till' },
  ...values,
})

export const sqlIn =
  (tx: Transaction): Sql =>
  (text, values) =>
    tx.$queryRawUnsafe(text, ...values)

/** Writes reports in a transaction of their own. */
export const write = (...reports: Report[]): Promise<Written> =>
  db.$transaction((tx) => writeReports(sqlIn(tx), reports))

/** In words: what became of each. */
export const statuses = ({ outcomes }: Written) => outcomes.map(({ status }) => status)
