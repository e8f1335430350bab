import 'server-only'
import { db } from '@/lib/core/db'
import type { LoggedExposure } from './known'

type Row = Omit<LoggedExposure, 'at'> & { at: number }

/** How many lines are read at a time. */
const BATCH = 20_000

/**
 * All lines of an experiment's log not later than `asOf`, with whom they are of: who was signed in, or whose browser it
 * turned out to be by `asOf`, unless they said that it was not them. Of each browser and arm there is one line.
 */
export async function readExposures(experiment: string, asOf: Date): Promise<LoggedExposure[]> {
  const all: LoggedExposure[] = []
  let after = { who: '00000000-0000-0000-0000-000000000000', arm: '' }
  for (;;) {
    const rows = await readAfter(experiment, asOf, after)
    for (const row of rows) all.push({ ...row, at: new Date(Math.round(row.at * 1_000)) })
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return all
    after = { who: last.who, arm: last.arm }
  }
}

const readAfter = (experiment: string, asOf: Date, after: { who: string; arm: string }): Promise<Row[]> =>
  db.$queryRaw<Row[]>`
    with logged as (
      select who, arm, at, counterfactual, customer_id from experiment_exposure
      where experiment = ${experiment} and at <= ${asOf} and (who, arm) > (${after.who}::uuid, ${after.arm})
      order by who, arm limit ${BATCH}
    ), links as (
      select l.visitor_id, bool_or(l.customer_id is null) as nobody,
        array_agg(l.customer_id) filter (where l.undone_at is not null) as undone,
        (array_agg(l.customer_id order by l."from" desc, l.id) filter (where l.undone_at is null))[1] as customer_id
      from visitor_link l
      where l.visitor_id in (select who from logged) and (l."from" <= ${asOf} or l.customer_id is null)
      group by l.visitor_id
    )
    select e.who::text as who, e.arm, date_part('epoch', e.at) as at, e.counterfactual, c.id::text as "customerId",
      c.first_visitor_id::text as "firstVisitorId",
      coalesce(l.nobody, false) or c.erased_at is not null as erased, coalesce(c.role = 'staff', false) as staff
    from logged e
      left join links l on l.visitor_id = e.who
      left join customer c on c.id = case
        when e.customer_id is not null and (l.undone is null or e.customer_id <> all(l.undone)) then e.customer_id
        else l.customer_id end
    order by e.who, e.arm`

/** How many lines an experiment's log has by a moment. */
export const readLogged = (experiment: string, asOf: Date): Promise<number> =>
  db.experimentExposure.count({ where: { experiment, at: { lte: asOf } } })

/** When the first and the last line was logged under each of these keys by a moment; keys without any are missing. */
export const readSpans = (
  keys: readonly string[],
  asOf: Date,
): Promise<{ key: string; first: Date; last: Date }[]> => db.$queryRaw`
    select k.key, l.first, l.last from unnest(${[...keys]}::text[]) k(key), lateral (
      select min(at) as first, max(at) as last from experiment_exposure where experiment = k.key and at <= ${asOf}) l
    where l.first is not null`
