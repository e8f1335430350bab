import type { Client } from 'pg'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import { monthEnds } from '@/lib/value/base/moments'
import { runValueThrough } from '@/lib/value/base/run'

/** Month ends before SEED_NOW that have a snapshot too, so that who travels back finds the base as it was then. */
const MONTHS = 3

/** What the shop knows of all customers together, in the caller's transaction: as of SEED_NOW and some month ends. */
export async function insertValue(client: Client, seedNow: Date, timeZone: string): Promise<void> {
  // The client has one connection, so statements wait for each other.
  let before: Promise<unknown> = Promise.resolve()
  const sql: Sql = <Row>(text: string, values: readonly unknown[]) => {
    const asked = before.then(async () => (await client.query(text, [...values])).rows as Row[]) // as each says
    before = asked.catch(() => {})
    return asked
  }
  // The planner knows nothing of what this very transaction has written.
  await client.query('analyze customer, "order", order_line, "return", return_line, membership_fact, loyalty_entry')
  for (const asOf of [...monthEnds(seedNow, timeZone, MONTHS).map(({ at }) => at), seedNow]) {
    await runValueThrough(asOf, { read: sql, within: (work) => work(sql) })
  }
}
