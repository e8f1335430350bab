import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { kindNotIn, newestSaid, stands, whileLinked } from '@/lib/events/said'
import { CONTRIBUTED, type Fact, type Impression } from '@/lib/events/schema'
import { dated, type Json } from '@/lib/loyalty/columns'

/** How many behaviours a request folds: the newest ones. */
export const BEHAVIOURS_READ = 500
/** How much of what holds of what was said of their own accord is read, and how many of the slots shown: the newest. */
const CONTRIBUTED_READ = 500
const IMPRESSIONS_READ = 120
/** How far back it matters what was shown, in days. */
const IMPRESSION_DAYS = 60
/** No visit lasts longer, in days. */
const VISIT_DAYS = 1
/** For how many days behaviour makes a profile, unless the settings `profileDaysCustomer` and `profileDaysVisitor` differ. */
export const PROFILE_DAYS = { customer: 90, visitor: 30 } as const

/** What a statement with `behaviourColumns` answers. */
export type BehaviourRow = {
  facts: Json<Fact>[]
  contributed: Json<Fact>[]
  impressions: Json<Impression>[]
}

/**
 * What a shopper did, as columns of the reader's own statement: the newest behaviours of the customer (of each visitor while
 * it was linked to them) or of the visitor, what they said of their own accord, and what earlier visits showed in places
 * that rotate, all not later than `asOf`.
 * @param visitId the running visit, of which only the first thing shown is read; null: there is none
 */
export function behaviourColumns(who: {
  visitorId: string
  customerId: string | null
  visitId: string | null
  asOf: Date
}): Prisma.Sql {
  const { visitorId, customerId, visitId, asOf } = who
  const customer = Prisma.sql`${customerId}::uuid`
  const visitor = Prisma.sql`${visitorId}::uuid`
  const fields = Prisma.sql`e.id, e.at, e.kind, e.visitor_id as "visitorId", e.customer_id as "customerId", e.visit_id as "visitId",
    e.product, e.colour, e.category, e.house, e.value, e.query, e.order_id as "orderId", e.quantity, e.place, e.channel,
    e.moved_clock as "movedClock"`
  const profileDays = (setting: string, days: number) =>
    Prisma.sql`coalesce((select value::int from setting where key = ${setting}), ${days})`
  const days = customerId
    ? profileDays('profileDaysCustomer', PROFILE_DAYS.customer)
    : profileDays('profileDaysVisitor', PROFILE_DAYS.visitor)
  /** The shopper's newest events of some kinds: hers on each device while it was linked, or this visitor's. */
  const newest = (what: Prisma.Sql, kinds: Prisma.Sql, limit: number) =>
    customerId
      ? Prisma.sql`select seen.* from (select distinct visitor_id from visitor_link where customer_id = ${customer}) own
        cross join lateral (
          select ${what} from event e
          where e.visitor_id = own.visitor_id and e.at <= ${asOf} and ${kinds}
            and ${whileLinked(customerId)}
          order by e.at desc, e.id limit ${limit}) seen`
      : Prisma.sql`select ${what} from event e
        where e.visitor_id = ${visitor} and e.at <= ${asOf} and ${kinds}
          and not exists (select 1 from visitor_link l where l.visitor_id = ${visitor})`
  const behaviours = newest(
    fields,
    Prisma.sql`e.${kindNotIn(['exposure', ...CONTRIBUTED])} and e.at >= ${asOf}::timestamptz - ${days} * interval '1 day'`,
    BEHAVIOURS_READ,
  )
  const said = Prisma.sql`select ${fields} from (${newestSaid(who, asOf)}) e where e.${stands}`
  const impression = Prisma.sql`e.id, e.at, e.visit_id as "visitId",
    e.place || coalesce(':' || (e.data->>'scope'), '') as slot, coalesce(e.data->>'arm', '') as arm,
    coalesce(e.data->'products', '[]') as products, e.data->>'content' as content`
  // Also which content was opened ("edit.page"). Shelves of product pages and of the cart do not rotate: to be there is an
  // action. A long visit must not push the one before out of what is read.
  const earlier = newest(
    impression,
    Prisma.sql`e.kind = 'exposure' and e.visit_id <> coalesce(${visitId}, '') and e.place like any ('{home.%,category.%,%.page}')
      and e.at >= ${asOf}::timestamptz - ${IMPRESSION_DAYS} * interval '1 day'`,
    IMPRESSIONS_READ,
  )
  const began = Prisma.sql`select ${impression} from event e
    where e.visitor_id = ${visitor} and e.kind = 'exposure' and e.visit_id = ${visitId} and e.place is not null
      and e.at <= ${asOf} and e.at >= ${asOf}::timestamptz - ${VISIT_DAYS} * interval '1 day'
    order by e.at, e.id limit 1`
  const shown = Prisma.sql`(${earlier}) union all (${began})`
  const list = (
    of: Prisma.Sql,
    limit: number,
  ) => Prisma.sql`coalesce((select json_agg(f order by f.at desc, f.id) from (
        select * from (${of}) all_of_them order by at desc, id limit ${limit}) f), '[]')`

  return Prisma.sql`
      ${list(behaviours, BEHAVIOURS_READ)} as "facts",
      ${list(said, CONTRIBUTED_READ)} as "contributed",
      ${list(shown, IMPRESSIONS_READ + 1)} as "impressions"`
}

/** The lists of such a row, with their moments again. */
export const behaviourLists = ({ facts, contributed, impressions }: BehaviourRow) => ({
  facts: facts.map(dated),
  contributed: contributed.map(dated),
  impressions: impressions.map(dated),
})
