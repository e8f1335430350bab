import 'server-only'
import { newId } from '@/lib/core/ids'
import { arrayOf } from './array'
import { knownBy, outcomeAgainst, type Known } from './known'
import type { Outcome, Report, Sql, Written } from './schema'

/** Writers of reports take turns, some thousand rows at a time, so that no id and no customer is ever written twice. */
const LOCK = 4_616_013

const CREATED: Outcome = { status: 'created' }

/**
 * Writes reports, in the caller's transaction: all of them or, where it fails, none. Idempotent by id: what is there
 * already, just like this, is left alone; an id that is there with other content is refused, also within `reports`.
 *
 * Whose it is: the account with that e-mail, else whoever was reported under that name before, else a new customer
 * (`imported`, without an e-mail: an account that signs up with it later is somebody else until a person says not).
 */
export async function writeReports(sql: Sql, reports: readonly Report[]): Promise<Written> {
  await sql('select true from pg_advisory_xact_lock($1)', [LOCK])
  const known = await readKnown(sql, reports)
  const created = new Map<string, Report>()
  const outcomes = reports.map((report): Outcome => {
    const first = created.get(report.id)
    const before = first ? knownBy(first) : known.get(report.id)
    if (before) return outcomeAgainst(before, report)
    created.set(report.id, report)
    return CREATED
  })
  if (created.size === 0) return { outcomes, customersCreated: 0 }
  const rows = [...created.values()]
  const customers = await readCustomers(sql, rows, { lock: true })
  const customersCreated = await createCustomers(sql, rows, customers)
  await insertEntries(sql, rows, customers)
  return { outcomes, customersCreated }
}

/** What is known under the ids of `reports`. */
export async function readKnown(sql: Sql, reports: readonly Report[]): Promise<Map<string, Known>> {
  type Row = { id: string; email: string | null; ref: string | null; kind: Known['kind'] } & Record<
    'ms' | 'amount' | 'currency' | 'channel',
    string
  >
  const rows = await sql<Row>(
    `select e.id, c.email, c.external_ref as ref, e.kind, (extract(epoch from e.at) * 1000)::bigint::text as ms,
       e.amount::text, e.currency, e.channel
     from loyalty_entry e join customer c on c.id = e.customer_id where e.id = any($1::text[])`,
    [arrayOf(reports.map(({ id }) => id))],
  )
  return new Map(
    rows.map(({ id, email, ref, kind, ms, amount, currency, channel }) => {
      return [id, { customers: [email, ref], kind, ms: Number(ms), amount: Number(amount), currency, channel }]
    }),
  )
}

/** The ids of the customers that reports name and that are there. `lock`: nobody may erase them meanwhile. */
export async function readCustomers(
  sql: Sql,
  reports: readonly Report[],
  { lock }: { lock: boolean },
): Promise<Map<string, string>> {
  const names = [...new Set(reports.map(({ customer }) => customer))].sort()
  const emails = names.filter((name) => name.includes('@'))
  const found = new Map<string, string>()
  const read = async (column: 'external_ref' | 'email', wanted: readonly string[]) => {
    if (wanted.length === 0) return
    const rows = await sql<{ id: string; name: string }>(
      `select id::text, ${column} as name from customer where ${column} = any($1::text[])
       order by id ${lock ? 'for key share' : ''}`,
      [arrayOf(wanted)],
    )
    for (const { id, name } of rows) found.set(name, id)
  }
  await read('external_ref', names)
  await read('email', emails) // an account goes before an earlier report
  return found
}

/** Makes a customer for each name that has none, known since their earliest report here, and adds them to `customers`. */
async function createCustomers(sql: Sql, reports: readonly Report[], customers: Map<string, string>): Promise<number> {
  const since = new Map<string, Date>()
  for (const { customer, at } of reports) {
    const earliest = since.get(customer)
    if (!customers.has(customer) && (!earliest || at < earliest)) since.set(customer, at)
  }
  if (since.size === 0) return 0
  const names = [...since.keys()]
  const ids = names.map(newId)
  await sql(
    `insert into customer (id, external_ref, name, imported, created_at)
     select id, name, name, true, at from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as t (id, name, at)`,
    [arrayOf(ids), arrayOf(names), arrayOf([...since.values()].map((at) => at.toISOString()))],
  )
  names.forEach((name, i) => customers.set(name, ids[i] ?? ''))
  return names.length
}

async function insertEntries(
  sql: Sql,
  reports: readonly Report[],
  customers: ReadonlyMap<string, string>,
): Promise<void> {
  await sql(
    `insert into loyalty_entry (id, customer_id, kind, at, amount, currency, channel)
     select * from unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[], $5::bigint[], $6::text[], $7::text[])`,
    [
      arrayOf(reports.map(({ id }) => id)),
      arrayOf(reports.map(({ customer }) => customers.get(customer) ?? '')),
      arrayOf(reports.map(({ kind }) => kind)),
      arrayOf(reports.map(({ at }) => at.toISOString())),
      arrayOf(reports.map(({ amount }) => amount)),
      arrayOf(reports.map(({ currency }) => currency)),
      arrayOf(reports.map(({ channel }) => channel)),
    ],
  )
}
