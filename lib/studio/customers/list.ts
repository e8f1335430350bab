import 'server-only'
import { db } from '@/lib/core/db'
import type { Segment, Trend } from '@/lib/value/schema'
import type { Filter, Turn } from './filter'
import { COUNTED, countStatement, namedStatement, PAGE, pageStatement, type Named } from './list-statements'

/** A customer in the list, as the newest batch found them. */
export type Listed = {
  id: string
  name: string
  /** Null for who is known only from the till. */
  email: string | null
  reference: string | null
  score: number
  rank: number
  segment: Segment
  /** Key of the tier held then. */
  tier: string | null
  trend: Trend
  atRisk: boolean
  orders: number
  /** Minor units, net of returns. */
  spend: number
  lastAt: Date | null
  expected90: number | null
}

export type Page = {
  /** The moment of the batch that the rows are of. */
  asOf: Date
  customers: Listed[]
  /** There are some before and behind. */
  before: boolean
  after: boolean
  /**
   * How many the filter finds, counted up to `COUNTED`: then `more` says that there are others. Null where many are meant
   * by a search and something else is asked of them too: that takes longer to count than to show.
   */
  count: number | null
  more: boolean
}

/**
 * A page of the customers by value, as the newest batch not later than `asOf` found them; null before the first batch.
 * Who was erased since then is left out.
 */
export async function readCustomers(asOf: Date, filter: Filter, turn: Turn | null): Promise<Page | null> {
  const [[run], named] = await Promise.all([
    db.$queryRaw<{ id: string; asOf: Date; customers: number }[]>`
      select id, as_of as "asOf", coalesce((base->>'customers')::int, 0) as customers
      from value_run where as_of <= ${asOf} order by as_of desc limit 1`,
    readNamed(filter.search),
  ])
  if (!run) return null
  const [found, counted] = await Promise.all([
    db.$queryRaw<(Omit<Listed, 'spend'> & { spend: bigint })[]>(pageStatement(run.id, filter, named, turn)),
    countOf(run, filter, named),
  ])
  const isBackwards = turn?.to === 'before'
  const hasMore = found.length > PAGE
  const kept = found.slice(0, PAGE).map((row) => ({ ...row, spend: Number(row.spend) }))
  return {
    asOf: run.asOf,
    customers: isBackwards ? kept.toReversed() : kept,
    before: isBackwards ? hasMore : turn !== null,
    after: isBackwards || hasMore,
    ...(counted ?? { count: turn || hasMore ? null : kept.length, more: false }),
  }
}

async function countOf(
  run: { id: string; customers: number },
  filter: Filter,
  named: Named,
): Promise<Pick<Page, 'count' | 'more'> | null> {
  const { segment, tier, trend, atRisk } = filter
  const asksMore = segment !== null || tier !== null || trend !== null || atRisk
  if (named === null && !asksMore) return { count: run.customers, more: false }
  if (named === 'many') return asksMore ? null : { count: COUNTED, more: true }
  const [counted] = await db.$queryRaw<{ count: number }[]>(countStatement(run.id, filter, named))
  const count = counted?.count ?? 0
  return { count: Math.min(count, COUNTED), more: count > COUNTED }
}

/** Whose name, e-mail or reference a search means, or that they are too many to name; null where nothing was searched. */
export async function readNamed(search: string): Promise<Named> {
  if (!search) return null
  const rows = await db.$queryRaw<{ id: string }[]>(namedStatement(search))
  return rows.length > COUNTED ? 'many' : rows.map(({ id }) => id)
}
