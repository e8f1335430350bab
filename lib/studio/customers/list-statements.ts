import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { NO_TIER, searchPatterns, type Filter, type Turn } from './filter'

// The statements of the list, by themselves so that a test can hold their plans to the indexes.

/** Customers to a page. */
export const PAGE = 50
/** How many are counted where something is asked: beyond it the list says "more than". */
export const COUNTED = 1_000

/**
 * Who a search means. A few are named, and their rows are looked up; where they are `'many'`, the rows are gone through
 * from the greatest value on and each is asked, which meets a page of them soon.
 */
export type Named = readonly string[] | 'many' | null

/** What a search says of a customer `c`. */
function searched(search: string): Prisma.Sql {
  const { name, email } = searchPatterns(search)
  const like = (column: Prisma.Sql, patterns: string[]) =>
    patterns.map((pattern) => Prisma.sql`lower(${column}) like ${pattern}`)
  const either = [...like(Prisma.sql`c.name`, name), ...like(Prisma.sql`c.email`, email)]
  return Prisma.sql`(${Prisma.join([...either, Prisma.sql`c.external_ref = ${search}`], ' or ')})`
}

/** Ids of whom a search means: one more than are counted says that they are many. */
export const namedStatement = (search: string): Prisma.Sql => Prisma.sql`
  select c.id from customer c where c.erased_at is null and ${searched(search)} limit ${COUNTED + 1}`

/** The rows `v` of a run that a filter leaves. */
function rows(runId: string, { segment, tier, trend, atRisk }: Filter, named: Named): Prisma.Sql {
  const all = [Prisma.sql`v.run_id = ${runId}::uuid`]
  if (segment) all.push(Prisma.sql`v.segment = ${segment}`)
  if (tier) all.push(tier === NO_TIER ? Prisma.sql`v.tier is null` : Prisma.sql`v.tier = ${tier}`)
  if (trend) all.push(Prisma.sql`v.trend = ${trend}`)
  if (atRisk) all.push(Prisma.sql`v.at_risk`)
  if (named !== null && named !== 'many') all.push(Prisma.sql`v.customer_id = any(${named}::uuid[])`)
  return Prisma.join(all, ' and ')
}

/** Each row's customer, looked up by id. The offset keeps the planner from going through all customers instead. */
const customer = ({ search }: Filter, named: Named): Prisma.Sql => Prisma.sql`
  cross join lateral (select c.id, c.name, c.email, c.external_ref as reference from customer c
    where c.id = v.customer_id and c.erased_at is null ${named === 'many' ? Prisma.sql`and ${searched(search)}` : Prisma.empty}
    offset 0) c`

/**
 * The rows of a page and one more, from its beginning on: backwards for a page before one. Two ranges of the index
 * behind it, because many share the score of nothing.
 */
export function pageStatement(runId: string, filter: Filter, named: Named, turn: Turn | null): Prisma.Sql {
  const limit = PAGE + 1
  const isBackwards = turn?.to === 'before'
  const order = isBackwards ? Prisma.sql`order by score, "id" desc` : Prisma.sql`order by score desc, "id"`
  const part = (beyond: Prisma.Sql) => Prisma.sql`(
    select c.*, v.score, v.rank, v.segment, v.tier, v.trend, v.at_risk as "atRisk", v.orders, v.spend,
      v.last_at as "lastAt", v.expected_90 as "expected90"
    from value_row v ${customer(filter, named)}
    where ${rows(runId, filter, named)} ${beyond}
    order by ${isBackwards ? Prisma.sql`v.score, v.customer_id desc` : Prisma.sql`v.score desc, v.customer_id`}
    limit ${limit})`
  if (!turn) return part(Prisma.empty)
  const { score, id } = turn
  const level = isBackwards ? Prisma.sql`v.customer_id < ${id}::uuid` : Prisma.sql`v.customer_id > ${id}::uuid`
  const rest = isBackwards ? Prisma.sql`v.score > ${score}` : Prisma.sql`v.score < ${score}`
  return Prisma.sql`select * from (${part(Prisma.sql`and v.score = ${score} and ${level}`)}
    union all ${part(Prisma.sql`and ${rest}`)}) pages ${order} limit ${limit}`
}

/** How many a filter leaves of all or of a few, counted no further than one beyond `COUNTED`. */
export const countStatement = (runId: string, filter: Filter, named: Exclude<Named, 'many'>): Prisma.Sql => Prisma.sql`
  select count(*)::int as count from (
    select 1 from value_row v where ${rows(runId, filter, named)} limit ${COUNTED + 1}) counted`
