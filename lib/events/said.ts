import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { TAKEN_BACK, TOPIC } from './contributed'
import { CONTRIBUTED } from './schema'

// What was said, in SQL: kinds, topics, and of each topic the newest.

const list = (kinds: readonly string[]) => Prisma.raw(`(${kinds.map((kind) => `'${kind}'`).join(', ')})`)

/**
 * That a fact's kind is one of these, as a condition on `event`. The kinds are the shop's own words, and stand in the
 * statement instead of among its parameters: only so a partial index is known to hold them.
 */
export const kindIn = (kinds: readonly string[]): Prisma.Sql => Prisma.sql`kind in ${list(kinds)}`
export const kindNotIn = (kinds: readonly string[]): Prisma.Sql => Prisma.sql`kind not in ${list(kinds)}`

/** `topicOf` (contributed.ts) of the fact `e`. */
export const topicOfE: Prisma.Sql = Prisma.raw(`(case e.kind ${Object.entries(TOPIC)
  .map(([kind, topic]) => `when '${kind}' then '${topic} '`)
  .join(' ')} end || coalesce(
    case when e.kind in ('follow', 'unfollow') then e.house else coalesce(e.product, case when e.value like 'size:%'
      then split_part(e.value, ':', 1) || ':' || split_part(e.value, ':', 2) else e.value end) end, ''))`)

/** That a fact was not only taken back by it, as a condition on `event`. */
export const stands: Prisma.Sql = kindNotIn([...TAKEN_BACK])

/** That the fact `e` happened while its visitor was this customer, and that they did not say it was not them. */
export const whileLinked = (customerId: string): Prisma.Sql => Prisma.sql`exists (select 1 from visitor_link l
  where l.visitor_id = e.visitor_id and l.customer_id = ${customerId}::uuid and l.undone_at is null
    and e.at >= l."from" and e.at < coalesce(l.until, 'infinity'))`

/**
 * Of what a shopper said, up to a moment, the newest fact about each topic, taken back or not, as rows of `event`: a
 * customer's on each device while it was linked, or this visitor's who is nobody's. Every topic is there, however much
 * was said of others since. Two facts of one moment stand in the order of their ids.
 */
export function newestSaid(
  { visitorId, customerId }: { visitorId: string; customerId: string | null },
  until: Date,
): Prisma.Sql {
  const said = Prisma.sql`e.${kindIn(CONTRIBUTED)} and e.at <= ${until}`
  const whose = customerId
    ? Prisma.sql`(select distinct visitor_id from visitor_link where customer_id = ${customerId}::uuid) own
        cross join lateral (select * from event e
          where e.visitor_id = own.visitor_id and ${said} and ${whileLinked(customerId)}) e`
    : Prisma.sql`event e where e.visitor_id = ${visitorId}::uuid and ${said}
        and not exists (select 1 from visitor_link l where l.visitor_id = ${visitorId}::uuid)`
  return Prisma.sql`select distinct on (${topicOfE}) e.* from ${whose} order by ${topicOfE}, e.at desc, e.id desc`
}
