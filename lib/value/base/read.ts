import 'server-only'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import { customerOf, FIELD, RECORD, type BaseCustomer, type Row } from './row'

/** How many customers are read, and held, at a time. */
export const BATCH = 2_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Everybody of the base, but staff and who was erased, with their facts not later than `asOf`, some thousands at a time
 * by id, so that memory does not grow with the base and no transaction stays open. The next ones are on their way while
 * these are worked on. Each customer is read in one statement.
 */
export async function* readBase(
  sql: Sql,
  asOf: Date,
  batch = BATCH,
): AsyncGenerator<Iterable<BaseCustomer>, void, void> {
  let coming: Promise<Row[]> | null = readAfter(sql, FIRST, asOf, batch)
  while (coming) {
    const rows: Row[] = await coming
    const last = rows.at(-1)
    coming = last && rows.length === batch ? readAfter(sql, last.id, asOf, batch) : null
    coming?.catch(() => {}) // whoever stops reading early asks for no more, and hears of no failure
    yield decoded(rows, asOf)
  }
}

/** One at a time, so that each is forgotten before the next one is made. Who became known later is not there yet. */
function* decoded(rows: readonly Row[], asOf: Date): Generator<BaseCustomer, void, void> {
  for (const row of rows) {
    const customer = customerOf(row)
    if (customer.since <= asOf || customer.orders.length > 0 || customer.entries.length > 0) yield customer
  }
}

const seconds = (column: string): string => `date_part('epoch', ${column})`
const record = (...fields: string[]): string => `concat_ws($4, ${fields.join(', ')})`
/** Text of the till's, in which a separator would be read as one. */
const freed = (column: string): string => `translate(${column}, $3 || $4, '')`

/** Returns are read of all these customers at once: one by one PostgreSQL looks through all of a small table for each. */
const STATEMENT = `
  with page as materialized (
    select id, created_at from customer
    where id > $1::uuid and erased_at is null and role <> 'staff' order by id limit $5::int
  ), back as (
    select o.customer_id, o.id as order_id, r.id, r.at, sum(l.merchandise) as merchandise, sum(l.refund) as refund,
      sum(l.quantity) as quantity
    from page c join "order" o on o.customer_id = c.id and o.status = 'confirmed' and o.placed_at <= $2::timestamptz
      join "return" r on r.order_id = o.id and r.at <= $2::timestamptz
      join return_line l on l.return_id = r.id
    group by o.customer_id, o.id, r.id
  ), returned as (
    select customer_id, string_agg(${record(
      ...['b.order_id', seconds('b.at'), 'b.merchandise', 'b.refund'],
      `(select sum(l.quantity) from order_line l where l.order_id = b.order_id) - b.of_order`,
    )}, $3 order by b.at, b.id) as records
    from (select *, sum(quantity) over (partition by order_id) as of_order from back) b group by customer_id
  )
  select c.id::text as id, ${seconds('c.created_at')} as since,
    (select string_agg(${record('m.kind', seconds('m.at'), 'm.reason', `coalesce(m.order_id::text, '')`)}, $3)
      from membership_fact m where m.customer_id = c.id and m.at <= $2::timestamptz) as memberships,
    (select string_agg(${record(
      ...['o.id', seconds('o.placed_at'), 'o.channel', 'o.currency'],
      ...['o.merchandise', 'o.discount', 'o.points_discount'],
    )}, $3)
      from "order" o
      where o.customer_id = c.id and o.status = 'confirmed' and o.placed_at <= $2::timestamptz) as orders,
    returned.records as returns,
    (select string_agg(${record(
      ...[freed('e.id'), 'e.kind', seconds('e.at'), 'e.amount', 'e.currency', freed('e.channel')],
    )}, $3)
      from loyalty_entry e where e.customer_id = c.id and e.at <= $2::timestamptz) as entries
  from page c left join returned on returned.customer_id = c.id
  order by c.id`

const readAfter = (sql: Sql, id: string, asOf: Date, batch: number): Promise<Row[]> =>
  sql<Row>(STATEMENT, [id, asOf.toISOString(), RECORD, FIELD, batch])
