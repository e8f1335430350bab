import 'server-only'
import { domainClock, realNow } from '@/lib/core/clock'
import { MS_PER_DAY } from '@/lib/core/days'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import type { EventKind } from '@/lib/events/schema'
import { MET, type ProjectedFact, type Projections } from './projections'
import { createReader, type LogSource } from './tail'
import { PROJECTIONS, TRENDING } from './weights'

/** One page, a column in one value each: a fraction of the work of so many rows for the database, the client and us. */
type Columns = {
  tx: bigint | null
  seq: bigint | null
  count: number
  /** Milliseconds, and kinds, with spaces between them. */
  at: string
  kind: string
  /** JSON lists, whose words are nobody's slices: the projections keep some of them. */
  product: string
  visit: string
  /** Of purchases and returns alone, in their order. */
  paid: string
}

type Paid = [
  colour: string | null,
  orderId: string | null,
  customerId: string | null,
  visitorId: string | null,
  quantity: number | null,
]
const NOT_PAID: Paid = [null, null, null, null, null]

const behaviours = [...new Set([...Object.keys(TRENDING.facts), ...MET])].filter((kind) => kind !== 'purchase')

function* factsOf(columns: Columns): Generator<ProjectedFact> {
  const at = columns.at.split(' ')
  const kinds = columns.kind.split(' ')
  const products: unknown[] = JSON.parse(columns.product)
  const visits: unknown[] = JSON.parse(columns.visit)
  const paid: Paid[] = JSON.parse(columns.paid)
  let bought = 0
  for (let i = 0; i < columns.count; i++) {
    const kind = (kinds[i] ?? '') as EventKind
    const isPaid = kind === 'purchase' || kind === 'return'
    const [colour, orderId, customerId, visitorId, quantity] = (isPaid && paid[bought++]) || NOT_PAID
    const [product, visitId] = [String(products[i]), textOrNull(visits[i])]
    // Named one by one: spread objects would cost ten times as much, millions of times.
    yield { at: new Date(Number(at[i])), kind, product, visitId, colour, orderId, customerId, visitorId, quantity }
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/**
 * The event log of this database: purchases and returns of all time, other behaviour since `since`, nothing that was
 * written under a moved clock. Who did it, and in which colour, is read of purchases and returns alone.
 */
export function logSource(since: () => Promise<Date>): LogSource {
  return {
    async size(most) {
      const [row] = await db.$queryRaw<{ size: number }[]>`
        select count(*)::int as size from (select from event limit ${most}) counted`
      return row?.size ?? 0
    },
    async horizon() {
      const [row] = await db.$queryRaw<{ horizon: bigint }[]>`
        select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon`
      if (!row) throw new Error('the database named no oldest transaction')
      return row.horizon
    },
    async page(after, horizon, limit) {
      const from = await since()
      // What is aggregated over a sorted part is met in its order.
      const [page] = await db.$queryRaw<Columns[]>`
        select max(tx) as tx, (array_agg(seq))[count(*)] as seq, count(*)::int as count,
          string_agg(((date_part('epoch', at) * 1000)::bigint)::text, ' ') as at, string_agg(kind, ' ') as kind,
          json_agg(product)::text as product, json_agg(visit_id)::text as visit,
          coalesce(json_agg(json_build_array(colour, order_id, customer_id, visitor_id, quantity))
            filter (where kind in ('purchase', 'return')), '[]')::text as paid
        from (
          select * from event
          where (tx, seq) > (${after.tx}, ${after.seq}) and tx < ${horizon} and not moved_clock and product is not null
            and (kind in ('purchase', 'return') or (kind = any(${behaviours}) and at >= ${from}))
          order by tx, seq limit ${limit}) page`
      if (!page || page.tx === null || page.seq === null) return { count: 0, facts: [], end: null }
      return { count: page.count, facts: factsOf(page), end: { tx: page.tx, seq: page.seq } }
    },
  }
}

/** What a process says once a log that it did not wait for has been read. */
const LOG_READ = 'ranking: the log has been read'

const kept = globalThis as typeof globalThis & { sorentoProjections?: () => Promise<Projections> }

function createProcessReader(): () => Promise<Projections> {
  let since: Promise<Date> | undefined
  const firstDay = () =>
    (since ??= domainClock(0)
      .then(({ now }) => new Date(now.getTime() - PROJECTIONS.behaviourDays * MS_PER_DAY))
      .catch((error: unknown) => {
        since = undefined
        throw error
      }))
  return createReader({
    source: logSource(firstDay),
    now: () => realNow().getTime(),
    onFault: (error) => logFault('ranking: the log could not be read; the last good state is served', error),
    // For whoever watches a start: until this line, orders rest on a part of the log.
    onRead: ({ facts, ms }) => console.info(JSON.stringify({ level: 'info', what: LOG_READ, facts, ms })),
  })
}

/**
 * Popularity, what was bought together and what was met in one visit, as of about a second ago. The first calls of a
 * process wait until the log is read, unless it is a large one (see `createReader`): then they see what there is of it.
 * Never throws: while the database is away it serves the last good state, at worst an empty one.
 */
export function getProjections(): Promise<Projections> {
  // Kept on globalThis: the server's bundles and development reloads must share one state.
  return (kept.sorentoProjections ??= createProcessReader())()
}
