import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { logFault } from '@/lib/core/log'
import type { Elsewhere } from './facts'
import { benefitsSchema, type OfferGrant } from './schema'

/** No more promises of one customer are read, nor uses of promises, nor of other offers: the newest of each. */
const GRANTS_READ = 100
const USES_READ = 100

type GrantRow = Omit<OfferGrant, 'at' | 'until' | 'benefits'> & { at: string; until: string; benefits: unknown }

/** What a statement with `offerColumns` answers. */
export type OfferRow = {
  usedOffers: string[]
  grants: GrantRow[]
  elsewhere: { bought: boolean; grants: { offer: string; used: boolean }[] }
}

/**
 * The browsers, each by its first visitor, in which a customer was seen, and the one that asks. A browser goes on as
 * another visitor when somebody signs out or another account signs in.
 */
export const browsersOf = (customer: Prisma.Sql, visitor: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select coalesce(s.browser_id, seen.id) as id
  from (select visitor_id as id from visitor_link where customer_id = ${customer} union select ${visitor}) seen
  left join visitor_succession s on s.visitor_id = seen.id where seen.id is not null`

/** The other accounts of those browsers, also those of whom it was said that it was not them. */
const othersOf = (customer: Prisma.Sql, visitor: Prisma.Sql): Prisma.Sql => Prisma.sql`
  with browser as materialized (${browsersOf(customer, visitor)}),
    visitor as materialized (select id from browser
      union select s.visitor_id from visitor_succession s where s.browser_id in (select id from browser))
  select distinct l.customer_id from visitor_link l
  where l.visitor_id in (select id from visitor) and l.customer_id is not null and l.customer_id is distinct from ${customer}`

/** Keys of offers that are given once in a relationship, paused ones too: the only ones that other accounts are asked about. */
const GIVEN_ONCE = Prisma.sql`select key from lifecycle_offer where definition->'frequency'->>'per' = 'once'`

/**
 * What lifecycle offers need of one customer, as columns of the reader's own statement: which offers they used and what
 * they were promised, whatever the time, the newest of each; and what other accounts of the same browsers had of offers that are given once.
 * @param customer their id, or null for nobody, as an SQL expression
 * @param visitor the visitor that asks, or null, as an SQL expression
 */
export const offerColumns = (customer: Prisma.Sql, visitor: Prisma.Sql, asOf: Date): Prisma.Sql => Prisma.sql`
      coalesce((select json_agg(u.offer) from (
          (select offer from offer_use where customer_id = ${customer} and offer like 'life:%' order by at desc limit ${USES_READ})
          union all
          (select offer from offer_use where customer_id = ${customer} and offer not like 'life:%' order by at desc limit ${USES_READ})
        ) u), '[]') as "usedOffers",
      coalesce((select json_agg(g order by g.at) from (select id, offer, stage, subject, earned_by as "earnedBy", benefits, at,
          until from offer_grant where customer_id = ${customer} order by at desc limit ${GRANTS_READ}) g), '[]') as "grants",
      (select json_build_object(
          'bought', exists (select 1 from offer_use u where u.customer_id = any(other.ids) and u.offer = 'first-order')
            or exists (select 1 from "order" o where o.customer_id = any(other.ids) and o.status = 'confirmed'
              and o.placed_at <= ${asOf}),
          'grants', coalesce((select json_agg(json_build_object('offer', had.offer, 'used', had.used) order by had.offer)
            from (select g.offer, bool_or(u.offer is not null) as used from offer_grant g
              left join offer_use u on u.customer_id = g.customer_id and u.offer = 'life:' || g.offer || ':' || g.subject
              where g.customer_id = any(other.ids) and g.offer in (${GIVEN_ONCE}) and (g.at <= ${asOf} or u.offer is not null)
              group by g.offer) had), '[]'))
        from (select array(${othersOf(customer, visitor)}) as ids) other) as "elsewhere"`

/** The lists of such a row, with their moments again. A promise that no longer fits its schema is left out and logged. */
export function offerLists(row: OfferRow): { grants: OfferGrant[]; elsewhere: Elsewhere } {
  return {
    grants: row.grants.flatMap((grant) => {
      const benefits = benefitsSchema.safeParse(grant.benefits)
      if (!benefits.success) logFault('offers: a promise was left out', benefits.error, { id: grant.id })
      const { at, until } = grant
      return benefits.success ? [{ ...grant, at: new Date(at), until: new Date(until), benefits: benefits.data }] : []
    }),
    elsewhere: row.elsewhere,
  }
}
