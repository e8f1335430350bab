import 'server-only'
import { domainClock, realNow } from '@/lib/core/clock'
import { MS_PER_DAY } from '@/lib/core/days'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import type { EventKind } from '@/lib/events/schema'
import type { Projections } from './projections'
import { createReader, type LogSource } from './tail'
import { PROJECTIONS, TRENDING } from './weights'

/** One page as one JSON value: a tenth of the work of so many rows for the client. */
type Page = {
  tx: bigint | null
  seq: bigint | null
  facts: [
    at: number,
    kind: EventKind,
    product: string,
    colour: string | null,
    orderId: string | null,
    customerId: string | null,
    visitorId: string | null,
    quantity: number | null,
  ][]
}

const behaviours = Object.keys(TRENDING.facts).filter((kind) => kind !== 'purchase')

/**
 * The event log of this database: purchases and returns of all time, other behaviour since `since`, nothing that was
 * written under a moved clock.
 */
export function logSource(since: () => Promise<Date>): LogSource {
  return {
    async horizon() {
      const [row] = await db.$queryRaw<{ horizon: bigint }[]>`
        select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon`
      if (!row) throw new Error('the database named no oldest transaction')
      return row.horizon
    },
    async page(after, horizon, limit) {
      const from = await since()
      const [page] = await db.$queryRaw<Page[]>`
        with page as (
          select * from event
          where (tx, seq) > (${after.tx}, ${after.seq}) and tx < ${horizon} and not moved_clock and product is not null
            and (kind in ('purchase', 'return') or (kind = any(${behaviours}) and at >= ${from}))
          order by tx, seq limit ${limit})
        select last.tx, last.seq, coalesce((
          select json_agg(json_build_array(extract(epoch from at) * 1000, kind, product, colour, order_id, customer_id,
            visitor_id, quantity) order by tx, seq) from page), '[]') as facts
        from (select 1) one left join (select tx, seq from page order by tx desc, seq desc limit 1) last on true`
      if (!page || page.tx === null || page.seq === null) return { facts: [], end: null }
      return {
        facts: page.facts.map(([at, kind, product, colour, orderId, customerId, visitorId, quantity]) => {
          return { at: new Date(at), kind, product, colour, orderId, customerId, visitorId, quantity }
        }),
        end: { tx: page.tx, seq: page.seq },
      }
    },
  }
}

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
  })
}

/**
 * Popularity and what was bought together, as of about a second ago. The first call of a process reads the log, later
 * ones return at once. Never throws: while the database is away it serves the last good state, at worst an empty one.
 */
export function getProjections(): Promise<Projections> {
  // Kept on globalThis: the server's bundles and development reloads must share one state.
  return (kept.sorentoProjections ??= createProcessReader())()
}
