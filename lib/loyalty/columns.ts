import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import type { MembershipFact, Redemption } from './schema'
import type { LoyaltyEntry } from './transactions'

/** A value as JSON carries it: moments as text. */
export type Json<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] }

/** What a statement with `loyaltyColumns` answers. */
export type LoyaltyRow = {
  /** Null in a database that was never seeded. */
  programme: { id: string; definition: unknown } | null
  memberships: Json<MembershipFact>[]
  redemptions: (Omit<Json<Redemption>, 'back'> & { back: Json<Redemption['back'][number]>[] })[]
  entries: Json<LoyaltyEntry>[]
}

/**
 * What loyalty needs of one customer besides their orders, as columns of the reader's own statement, so that each reads
 * all it wants in one round trip: the programme in force, memberships and what the till reported, not later than `asOf`;
 * points spent on orders that stand, whatever the time of their use.
 * @param customer their id, or null for nobody, as an SQL expression
 */
export const loyaltyColumns = (customer: Prisma.Sql, asOf: Date): Prisma.Sql => Prisma.sql`
      (select json_build_object('id', id, 'definition', definition) from programme_version
        where effective_from <= ${asOf} order by effective_from desc, id desc limit 1) as "programme",
      coalesce((select json_agg(json_build_object('kind', kind, 'at', at, 'reason', reason, 'orderId', order_id) order by at)
        from membership_fact where customer_id = ${customer} and at <= ${asOf}), '[]') as "memberships",
      coalesce((select json_agg(json_build_object('orderId', o.id, 'at', o.placed_at, 'points', o.points_used,
          'back', coalesce((select json_agg(json_build_object('at', r.at,
              'points', (select sum(rl.points_back) from return_line rl where rl.return_id = r.id)) order by r.at)
            from "return" r where r.order_id = o.id and r.at <= ${asOf}), '[]')) order by o.placed_at, o.id)
        from "order" o where o.customer_id = ${customer} and o.status <> 'released' and o.points_used > 0), '[]') as "redemptions",
      coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'at', at, 'amount', amount, 'currency', currency,
          'channel', channel) order by at, id)
        from loyalty_entry where customer_id = ${customer} and at <= ${asOf}), '[]') as "entries"`

/** A fact read from JSON, with its moment again. */
export const dated = <T extends { at: string }>(fact: T): Omit<T, 'at'> & { at: Date } => ({
  ...fact,
  at: new Date(fact.at),
})

/** The lists of such a row, with their moments again. */
export const loyaltyLists = ({ memberships, redemptions, entries }: LoyaltyRow) => ({
  memberships: memberships.map(dated),
  redemptions: redemptions.map((use) => ({ ...dated(use), back: use.back.map(dated) })),
  entries: entries.map(dated),
})
