import 'server-only'
import { db } from '@/lib/core/db'
import { readShopperFacts } from '@/lib/experience/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { valueFactsOf } from '@/lib/value/purchases'
import type { RelationalStats } from '@/lib/value/schema'
import { statsOf } from '@/lib/value/stats'
import { NO_FILTER } from '../customers/filter'
import { readCustomers, type Listed } from '../customers/list'

/** How many a search offers. */
export const OFFERED = 8

/** Whom a search finds in the newest batch, the greatest value first; nobody for an empty one. */
export async function findCustomers(asOf: Date, search: string): Promise<Listed[]> {
  if (search === '') return []
  const page = await readCustomers(asOf, { ...NO_FILTER, search }, null)
  return page?.customers.slice(0, OFFERED) ?? []
}

/** A customer as one of two: their row of the batch, and their stats as of its moment. */
export type Compared = {
  id: string
  name: string
  row: Pick<Listed, 'segment' | 'tier' | 'score' | 'rank' | 'trend' | 'atRisk' | 'expected90'>
  scores: readonly number[]
  stats: RelationalStats
}

/** Who of them can be compared: in a batch, and not erased since. In any order; nothing else of them is read. */
export async function inBatch(runId: string, customerIds: readonly string[]): Promise<string[]> {
  const rows = await db.valueRow.findMany({
    where: { runId, customerId: { in: [...customerIds] }, customer: { erasedAt: null } },
    select: { customerId: true },
  })
  return rows.map((row) => row.customerId)
}

/** Reads as one nobody, so that only what is a customer's own is asked for. */
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** Who is in a batch, by its moment; null for whoever is not, or was erased since. The caller has logged the look. */
export async function readCompared(
  run: { id: string; asOf: Date },
  customerId: string,
  programme: LoyaltyProgram,
): Promise<Compared | null> {
  const [row, known] = await Promise.all([
    db.valueRow.findFirst({
      where: { runId: run.id, customerId, customer: { erasedAt: null } },
      include: { customer: { select: { name: true } } },
    }),
    readShopperFacts({ visitorId: NOBODY, customerId, asOf: run.asOf }),
  ])
  if (!row) return null
  const { segment, trend, ...rest } = row
  return {
    ...{ id: customerId, name: row.customer.name, scores: row.scores },
    // The table's checks allow no others.
    row: { ...rest, segment: segment as Listed['segment'], trend: trend as Listed['trend'] },
    stats: statsOf(valueFactsOf(programme, known), run.asOf, programme.timeZone),
  }
}
