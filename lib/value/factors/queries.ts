import 'server-only'
import { MS_PER_DAY } from '@/lib/core/days'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import { factorsOf } from './factors'
import { FACTOR_DAYS, type FactorRow, type Factors } from './schema'

/** How many customers are looked at; of more, so many are drawn by lot. */
export const SAMPLE = 20_000
/** Of the lot: the same customers for the same base, whoever asks. */
const SEED = 90

type Row = Omit<FactorRow, 'spend'> & { spend: string; known: number }

/**
 * What goes with the spend of the 90 days up to `asOf`, from what was known before them. Reads a bounded number of
 * customers in one statement, each by its indexes: staff, who was erased, and who came later are left out, as are
 * behaviours under a moved clock and money in another currency. Behaviour is what was done while signed in.
 */
export async function readFactors(
  sql: Sql,
  { asOf, currency, sample = SAMPLE }: { asOf: Date; currency: string; sample?: number },
): Promise<Factors> {
  const since = new Date(asOf.getTime() - FACTOR_DAYS * MS_PER_DAY)
  const before = new Date(since.getTime() - FACTOR_DAYS * MS_PER_DAY)
  const rows = await sql<Row>(STATEMENT, [
    ...[since.toISOString(), asOf.toISOString(), before.toISOString()],
    ...[currency, String(SEED), sample],
  ])
  const customers = rows.map((row): FactorRow => ({ ...row, spend: Number(row.spend) }))
  return { since: since.toISOString(), of: rows[0]?.known ?? 0, ...factorsOf(customers, SEED) }
}

/** Keeps what was found with the batch of that very moment; without one it is kept nowhere. */
export async function writeFactors(sql: Sql, asOf: Date, factors: Factors): Promise<void> {
  await sql(
    `update value_run set report = report || jsonb_build_object('factors', $2::jsonb) where as_of = $1::timestamptz`,
    [...[asOf.toISOString(), JSON.stringify(factors)]],
  )
}

/** What was paid for an order's pieces and what came back of it until a moment; other moments in `placed`. */
const ordersOf = (placed: string, until: string): string => `
  select coalesce(sum(o.merchandise - o.discount - o.points_discount), 0) as paid,
    coalesce(sum((select sum(l.refund) from "return" r join return_line l on l.return_id = r.id
      where r.order_id = o.id and r.at <= ${until})), 0) as back
  from "order" o
  where o.customer_id = s.id and o.status = 'confirmed' and o.currency = $4 and ${placed}`

/** The same of what the till reported. */
const entriesOf = (reported: string): string => `
  select coalesce(sum(e.amount) filter (where e.kind = 'purchase'), 0) as paid,
    coalesce(sum(e.amount) filter (where e.kind = 'return'), 0) as back
  from loyalty_entry e where e.customer_id = s.id and e.currency = $4 and ${reported}`

const SINCE = '$1::timestamptz'
const AS_OF = '$2::timestamptz'

const STATEMENT = `
  with known as materialized (
    select c.id, c.country from customer c
    where c.erased_at is null and c.role <> 'staff' and (c.created_at <= ${SINCE}
      or exists (select from "order" o where o.customer_id = c.id and o.status = 'confirmed' and o.placed_at <= ${SINCE})
      or exists (select from loyalty_entry e
        where e.customer_id = c.id and e.kind = 'purchase' and e.at <= ${SINCE}))
  ), s as materialized (
    select id, country from known order by md5(id::text || $5::text), id limit $6::int
  )
  select (select count(*)::int from known) as known, s.country,
    (select count(*)::int from (select distinct on (e.product) e.kind from event e
        where e.customer_id = s.id and e.at <= ${SINCE} and e.kind in ('wish', 'unwish') and not e.moved_clock
        order by e.product, e.seq desc) newest where newest.kind = 'wish') as wishlist,
    (select count(*)::int from review r
      where r.customer_id = s.id and r.at <= ${SINCE} and not r.moved_clock) as reviews,
    (select count(distinct e.visit_id)::int from event e
      where e.customer_id = s.id and e.at > $3::timestamptz and e.at <= ${SINCE} and not e.moved_clock) as visits,
    case when past.paid + till.paid > 0
      then greatest(0, least(1, (past.back + till.back)::float8 / (past.paid + till.paid))) end as returns,
    (select last.channel from (
        select o.channel, o.placed_at as at from "order" o
          where o.customer_id = s.id and o.status = 'confirmed' and o.currency = $4 and o.placed_at <= ${SINCE}
        union all
        select e.channel, e.at from loyalty_entry e
          where e.customer_id = s.id and e.kind = 'purchase' and e.currency = $4 and e.at <= ${SINCE}
      ) last order by last.at desc, last.channel limit 1) as channel,
    (coming.paid - coming.back + after.paid - after.back)::text as spend
  from s
  cross join lateral (${ordersOf(`o.placed_at <= ${SINCE}`, SINCE)}) past
  cross join lateral (${entriesOf(`e.at <= ${SINCE}`)}) till
  cross join lateral (${ordersOf(`o.placed_at > ${SINCE} and o.placed_at <= ${AS_OF}`, AS_OF)}) coming
  cross join lateral (${entriesOf(`e.at > ${SINCE} and e.at <= ${AS_OF}`)}) after
  order by s.id`
