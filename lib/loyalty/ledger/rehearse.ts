import 'server-only'
import { Fingerprints } from './fingerprints'
import { outcomeAgainst, refusedAs, type Known } from './known'
import type { Outcome, Report, Sql, Written } from './schema'
import { readCustomers, readKnown } from './write'

/**
 * Says of each report what `writeReports` would make of it, over a whole file, and writes nothing.
 * @param sql null where there is no database yet: then nothing is known
 */
export function rehearsal(sql: Sql | null): (reports: readonly Report[]) => Promise<Written> {
  const ids = new Fingerprints()
  const newcomers = new Fingerprints()
  return async (reports) => {
    const known = sql ? await readKnown(sql, reports) : new Map<string, Known>()
    const customers = sql ? await readCustomers(sql, reports, { lock: false }) : new Map<string, string>()
    const before = newcomers.size
    const outcomes = reports.map((report): Outcome => {
      const there = known.get(report.id)
      if (there) return outcomeAgainst(there, report)
      const { id, customer, ...content } = report
      const seen = ids.add(id, JSON.stringify({ customer, ...content }))
      if (seen === 'other') return refusedAs(id, 'content, earlier in the file')
      if (seen === 'same') return { status: 'already' }
      if (!customers.has(customer)) newcomers.add(customer)
      return { status: 'created' }
    })
    return { outcomes, customersCreated: newcomers.size - before }
  }
}
