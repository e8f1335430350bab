import 'server-only'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import { customerOf, FIELD, RECORD, type BaseCustomer, type Row } from './row'

/** How many customers are read, and held, at a time. */
export const BATCH = 20_000
const FIRST = '00000000-0000-0000-0000-000000000000'
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

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
  const ends = [...(await sql<{ id: string }>(ENDS, [batch])).map(({ id }) => id), LAST]
  const read = (index: number): Promise<Row[]> | null => {
    const end = ends[index]
    return end === undefined ? null : readUntil(sql, { after: ends[index - 1] ?? FIRST, end, asOf })
  }
  let coming = read(0)
  for (let next = 1; coming; next++) {
    const rows: Row[] = await coming
    coming = read(next)
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

/** After each so many customers the id of the last one. Who comes while the base is read is read with their neighbours. */
const ENDS = `
  select id::text as id from (select id, row_number() over (order by id) as place from customer) ordered
  where place % $1::int = 0 order by id`

const seconds = (column: string): string => `date_part('epoch', ${column})`
const record = (...fields: string[]): string => `concat_ws($4, ${fields.join(', ')})`
/** Text of the till's, in which a separator would be read as one. */
const freed = (column: string): string => `translate(${column}, $3 || $4, '')`
/** Whom a statement reads, as a condition on a column that holds their ids. */
type Whom = (column: string) => string
const between: Whom = (column) => `${column} > $1::uuid and ${column} <= $5::uuid`
const among: Whom = (column) => `${column} = any($1::uuid[])`

/**
 * A range of ids wide enough that PostgreSQL goes through each table once for all of it: one customer after the other,
 * it would fetch each order from anywhere, which takes it twice as long. Pieces are counted only of an order
 * that was paid back whole: of any other something was kept.
 */
const statement = (whom: Whom): string => `
  with placed as materialized (
    select o.id, o.customer_id, o.placed_at, o.channel, o.currency, o.merchandise, o.discount, o.points_discount
    from "order" o where ${whom('o.customer_id')} and o.status = 'confirmed' and o.placed_at <= $2::timestamptz
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
  ), memberships as (
    select m.customer_id,
      string_agg(${record('m.kind', seconds('m.at'), 'm.reason', `coalesce(m.order_id::text, '')`)}, $3) as records
    from membership_fact m where ${whom('m.customer_id')} and m.at <= $2::timestamptz group by m.customer_id
  ), entries as (
    select e.customer_id, string_agg(${record(
      ...[freed('e.id'), 'e.kind', seconds('e.at'), 'e.amount', 'e.currency', freed('e.channel')],
    )}, $3) as records
    from loyalty_entry e where ${whom('e.customer_id')} and e.at <= $2::timestamptz group by e.customer_id
  )
  select c.id::text as id, ${seconds('c.created_at')} as since,
    memberships.records as memberships, orders.records as orders, returns.records as returns, entries.records as entries
  from customer c
    left join memberships on memberships.customer_id = c.id
    left join orders on orders.customer_id = c.id
    left join returns on returns.customer_id = c.id
    left join entries on entries.customer_id = c.id
  where ${whom('c.id')} and c.erased_at is null and c.role <> 'staff'
  order by c.id`

const STATEMENT = statement(between)
const OF_SOME = statement(among)

const readUntil = (sql: Sql, { after, end, asOf }: { after: string; end: string; asOf: Date }): Promise<Row[]> =>
  sql<Row>(STATEMENT, [after, asOf.toISOString(), RECORD, FIELD, end])

/**
 * The same of some customers, by id, in one statement: as many as are to be held at a time. Who is not known, is staff or
 * was erased is missing.
 */
export async function readSome(sql: Sql, ids: readonly string[], asOf: Date): Promise<BaseCustomer[]> {
  if (ids.length === 0) return []
  const rows = await sql<Row>(OF_SOME, [ids, asOf.toISOString(), RECORD, FIELD])
  return [...decoded(rows, asOf)]
}
