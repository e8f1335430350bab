import 'server-only'
import { arrayOf } from '@/lib/loyalty/ledger/array'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import type { BaseValue } from '../schema'
import type { Gathered } from './gather'
import { placedIn, type Placed } from './learn'
import { Reporting } from './report'
import type { Fitted } from './fit'

/** Batches take turns at writing, whatever their moments. */
const LOCK = 4_616_021
/** Runs that are kept of those up to the moment of the one just written, and of those after it: the newest of each. */
export const RUNS_KEPT = 12
const ROWS = 5_000

/**
 * Writes a run with a row for each customer, in the caller's transaction, and what it tells the studio. A run of the
 * same moment is replaced. Of those up to its moment the newest twelve stay, itself among them, and of those after it
 * too: neither one run of a moment yet to come nor one of long ago takes the place of what is read today.
 */
export async function writeRun(
  sql: Sql,
  run: { id: string; base: Gathered; value: BaseValue; fitted: Fitted },
): Promise<void> {
  const { id, base, value, fitted } = run
  await sql('select true from pg_advisory_xact_lock($1)', [LOCK])
  const { asOf, ...known } = value
  const moment = asOf.toISOString()
  await sql('delete from value_run where as_of = $1::timestamptz', [moment])
  await sql(`insert into value_run (id, as_of, base, report) values ($1::uuid, $2::timestamptz, $3::jsonb, '{}')`, [
    ...[id, moment, JSON.stringify(known)],
  ])
  const reporting = new Reporting(base)
  // The next rows are made while PostgreSQL writes these.
  let writing: Promise<unknown> = Promise.resolve()
  const write = async (rows: readonly Placed[]): Promise<void> => {
    const values = valuesOf(run, rows)
    await writing
    writing = sql(INSERT, values)
    writing.catch(() => {}) // whoever waits for it hears of it
  }
  let rows: Placed[] = []
  for (const placed of placedIn(base, value)) {
    reporting.add(placed)
    rows.push(placed)
    if (rows.length === ROWS) {
      await write(rows)
      rows = []
    }
  }
  await write(rows)
  await writing
  const report = JSON.stringify(reporting.result(value, fitted))
  await sql('update value_run set report = $2::jsonb where id = $1::uuid', [id, report])
  await sql(
    `delete from value_run where as_of not in (
       (select as_of from value_run where as_of <= $1::timestamptz order by as_of desc limit $2::int)
       union all (select as_of from value_run where as_of > $1::timestamptz order by as_of desc limit $2::int))`,
    [moment, RUNS_KEPT],
  )
}

/** Who was erased since they were read is left out. What is absent travels as a value that cannot occur. */
const INSERT = `
  insert into value_row (run_id, customer_id, score, rank, percentile, segment, at_risk, trend, tier, orders, spend,
    expected_90, last_at, scores)
  select $1::uuid, v.id, v.score, v.rank, v.percentile, v.segment, v.at_risk, v.trend, nullif(v.tier, ''), v.orders,
    v.spend, nullif(v.expected_90, 'NaN'), nullif(v.last_at, '-infinity'), v.scores::float8[]
  from unnest($2::uuid[], $3::float8[], $4::int[], $5::float8[], $6::text[], $7::boolean[], $8::text[], $9::text[],
    $10::int[], $11::bigint[], $12::float8[], $13::timestamptz[], $14::text[])
    as v (id, score, rank, percentile, segment, at_risk, trend, tier, orders, spend, expected_90, last_at, scores)
  join customer c on c.id = v.id and c.erased_at is null`

function valuesOf({ id, base }: { id: string; base: Gathered }, rows: readonly Placed[]): string[] {
  const { tiers } = base.asked.programme
  /** Of values that need no quotes. */
  const list = (of: (row: Placed) => string | number) => `{${rows.map(of).join(',')}}`
  return [
    ...[id, list((row) => row.id), list((row) => row.score), list((row) => row.rank), list((row) => row.percentile)],
    ...[list((row) => row.segment), list((row) => String(row.atRisk)), list((row) => row.trend)],
    arrayOf(rows.map((row) => tiers[row.tier]?.key ?? '')),
    ...[list((row) => row.orders), list((row) => row.spend), list((row) => row.expected90 ?? 'NaN')],
    list((row) => (row.lastAt === null ? '-infinity' : new Date(row.lastAt).toISOString())),
    list(({ scores }) => `"{${textOf(scores)}}"`),
  ]
}

/** Numbers and commas. Week by week most scores stay as they are, and writing seventeen digits takes its time. */
function textOf(scores: readonly number[]): string {
  let text = ''
  let before = NaN
  let told = ''
  for (const score of scores) {
    if (score !== before) told = String(score)
    before = score
    text += text === '' ? told : `,${told}`
  }
  return text
}
