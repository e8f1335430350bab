// @ts-check
import { randomUUID } from 'node:crypto'
import { ensureDatabase, withClient, withDatabase } from '../scripts/lib/database.mjs'
import { migrate } from '../scripts/lib/migrate.mjs'
import { answerOf, wordsOf } from './command.mjs'

/** The moment as of which a made-up base is looked at. */
export const AS_OF = '2026-01-01T00:00:00Z'
/** Days before it in which orders were placed. */
const DAYS = 1_095
/** Of orders, how many are followed by a return of all of it or of half. */
const RETURNED = 0.08

/**
 * @typedef {object} Value what the batch over all customers costs, in a database of its own
 * @property {number} customers
 * @property {number} orders
 * @property {number} seconds from calling the command to its end
 * @property {{ read: number, fold: number, fit: number, write: number }} parts waiting for the database, folding, fitting,
 *   and writing: what the command itself counts
 * @property {number} againSeconds the same once more, which replaces what is there
 * @property {number | null} megabytes the most memory that it held; null where the system does not tell
 */

/**
 * Makes a base of orders with lines and returns and runs `value:run` over it, twice.
 *
 * @param {string} server the seeded database of a shop, on a server that is thrown away afterwards
 * @param {{ customers: number, orders: number, say: (line: string) => void }} size
 * @returns {Promise<Value>}
 */
export async function measureValue(server, { customers, orders, say }) {
  const url = withDatabase(server, 'value')
  await ensureDatabase(url)
  await migrate(url)
  say(`making ${orders} orders of ${customers} customers`)
  await fillBase(url, await programmeOf(server), { customers, orders })
  say('running')
  const first = await valueRun(url)
  if (first.answer.customers !== customers) throw new Error(`The run counts ${first.answer.customers} customers.`)
  const again = await valueRun(url)
  const { seconds, megabytes, answer } = first
  return { customers, orders, seconds, parts: answer.seconds, againSeconds: again.seconds, megabytes }
}

/** The programme of the shop that is measured, as text. @param {string} url @returns {Promise<string>} */
export const programmeOf = (url) =>
  withClient(url, async (client) => {
    const { rows } = await client.query(
      'select definition::text as text from programme_version order by effective_from desc limit 1',
    )
    return rows[0].text
  })

/**
 * Everybody buys; some come far more often than others, some stay and some leave. Members of the programme, so that tiers
 * are worked out too. PostgreSQL makes the rows itself: the same ones each time.
 *
 * @param {string} url @param {string} programme @param {{ customers: number, orders: number }} size
 */
export async function fillBase(url, programme, { customers, orders }) {
  const asOf = new Date(AS_OF)
  await withClient(url, async (client) => {
    // The rows fit each other by the way they are made: no need to look each one up.
    await client.query('set session_replication_role = replica')
    await client.query('insert into programme_version (id, name, effective_from, definition) values ($1, $2, $3, $4)', [
      ...[randomUUID(), 'Bench', new Date(0), programme],
    ])
    // Ids by hashing: random to look at, the same each time.
    const id = (/** @type {string} */ what, /** @type {string} */ n) => `md5('${what}' || ${n})::uuid`
    await client.query('select setseed(0.5)')
    await client.query(
      `insert into customer (id, email, name, created_at, seeded)
       select ${id('c', 'n')}, 'c' || n || '@example.com', 'Customer ' || n, $1::timestamptz - interval '${DAYS} days', true
       from generate_series(0, $2::int - 1) n`,
      [asOf, customers],
    )
    await client.query(
      `insert into membership_fact (id, customer_id, at, kind, reason)
       select ${id('m', 'n')}, ${id('c', 'n')}, $1::timestamptz - interval '${DAYS} days', 'join', 'request'
       from generate_series(0, $2::int - 1) n`,
      [asOf, customers],
    )
    // The first round names everybody; of the later ones each customer has a share, and a day after which none comes.
    await client.query(
      `create unlogged table made as
       select n, who, at, cents, case when coin < $3::float8 / 2 then cents when coin < $3::float8 then cents / 2 end as back
       from (
         select n, who, random() as coin, (-20000 * ln(1 - random()))::int as cents,
           $1::timestamptz - interval '${DAYS} days' * (1 - random() * (0.2 + 0.8 * (('x' || left(md5('s' || who), 6))::bit(24)::int / 16777216.0))) as at
         from (select n, case when n < $2::int then n else floor($2::int * random() ^ 2)::int end as who
               from generate_series(0, $4::int - 1) n) drawn
       ) placed`,
      [asOf, customers, RETURNED, orders],
    )
    await client.query(
      `insert into "order" (id, number, customer_id, key, content_hash, status, channel, placed_at, reserved_at, currency,
         merchandise, discount, shipping, total, country)
       select ${id('o', 'n')}, 'B-' || n, ${id('c', 'who')}, n::text, '', 'confirmed', case when n % 4 = 0 then 'till' else 'web' end,
         at, at, 'USD', cents, 0, 0, cents, 'US' from made`,
    )
    await client.query(
      `insert into order_line (id, order_id, position, sku, product_slug, colour_slug, size, product_name, house_name,
         colour_name, quantity, unit_price, discount)
       select ${id('l', 'n')}, ${id('o', 'n')}, 0, 'sku', 'piece', 'red', '4', 'Piece', 'House', 'Red', 2, cents / 2, 0 from made`,
    )
    await client.query(
      `insert into "return" (id, order_id, at)
       select ${id('r', 'n')}, ${id('o', 'n')}, at + interval '9 days' from made where back is not null`,
    )
    await client.query(
      `insert into return_line (id, return_id, order_line_id, quantity, merchandise, refund)
       select ${id('q', 'n')}, ${id('r', 'n')}, ${id('l', 'n')}, case when back = cents then 2 else 1 end, back, back
       from made where back is not null`,
    )
    await client.query('drop table made')
    await client.query('vacuum analyze')
  })
}

/** Of what the command prints, what is read here. @typedef {{ customers: number, seconds: Value['parts'] }} Answer */

/** @param {string} url @returns {Promise<{ answer: Answer, seconds: number, megabytes: number | null }>} */
const valueRun = (url) => answerOf([...wordsOf('value:run'), '--as-of', AS_OF, '--database', 'value', '--json'], url)
