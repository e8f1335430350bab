import 'server-only'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import { customerOf, FIELD, RECORD, type BaseCustomer, type Row } from './row'

/** How many customers are read, and held, at a time. */
export const BATCH = 4_000
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

/**
 * Orders are fetched once for the page, and its returns looked for among them: one customer after the other, PostgreSQL
 * would fetch them twice, and look through all of a small table for each. Pieces are counted only of an order that was
 * paid back whole: of any other something was kept. "offset 0" keeps PostgreSQL from reading all orders for each page.
 */
const STATEMENT = `
  with page as materialized (
    select id, created_at from customer
    where id > $1::uuid and erased_at is null and role <> 'staff' order by id limit $5::int
  ), placed as materialized (
    select o.* from page c cross join lateral (
      select id, customer_id, placed_at, channel, currency, merchandise, discount, points_discount from "order"
      where customer_id = c.id and status = 'confirmed' and placed_at <= $2::timestamptz offset 0) o
  ), orders as (
    select customer_id, string_agg(${record(
      ...['id', seconds('placed_at'), 'channel', 'currency', 'merchandise', 'discount', 'points_discount'],
    )}, $3) as records
    from placed group by customer_id
  ), back as (
    select o.customer_id, o.id as order_id, o.merchandise - o.discount - o.points_discount as paid, r.id, r.at,
      sum(l.merchandise) as merchandise, sum(l.refund) as refund, sum(l.quantity) as quantity
    from placed o join "return" r on r.order_id = o.id and r.at <= $2::timestamptz
      join return_line l on l.return_id = r.id
    group by 1, 2, 3, 4, 5
  ), returns as (
    select customer_id, string_agg(${record(
      ...['b.order_id', seconds('b.at'), 'b.merchandise', 'b.refund'],
      `case when b.all_refund < b.paid then 1
        else (select sum(l.quantity) from order_line l where l.order_id = b.order_id) - b.all_quantity end`,
    )}, $3 order by b.at, b.id) as records
    from (select *, sum(refund) over of_order as all_refund, sum(quantity) over of_order as all_quantity
      from back window of_order as (partition by order_id)) b
    group by customer_id
  )
  select c.id::text as id, ${seconds('c.created_at')} as since,
    (select string_agg(${record('m.kind', seconds('m.at'), 'm.reason', `coalesce(m.order_id::text, '')`)}, $3)
      from membership_fact m where m.customer_id = c.id and m.at <= $2::timestamptz) as memberships,
    orders.records as orders,
    returns.records as returns,
    (select string_agg(${record(
      ...[freed('e.id'), 'e.kind', seconds('e.at'), 'e.amount', 'e.currency', freed('e.channel')],
    )}, $3)
      from loyalty_entry e where e.customer_id = c.id and e.at <= $2::timestamptz) as entries
  from page c
    left join orders on orders.customer_id = c.id
    left join returns on returns.customer_id = c.id
  order by c.id`

const readAfter = (sql: Sql, id: string, asOf: Date, batch: number): Promise<Row[]> =>
  sql<Row>(STATEMENT, [id, asOf.toISOString(), RECORD, FIELD, batch])
