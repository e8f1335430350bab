import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db, type Transaction } from '@/lib/core/db'
import { NoProgrammeInForce, programmeOfVersion } from '@/lib/loyalty/queries'
import type { LoyaltyProgram, MembershipFact, Redemption } from '@/lib/loyalty/schema'
import { loyaltyFactsOf, type CountedOrder, type LoyaltyEntry, type LoyaltyFacts } from '@/lib/loyalty/transactions'
import type { PaidOrder } from '@/lib/offers/rules'

/** What decides about one customer's tier, offers and membership as of a moment. */
export type CustomerFacts = LoyaltyFacts & {
  programme: LoyaltyProgram
  orders: PaidOrder[]
  /** Whatever the time of their use. */
  usedOffers: string[]
}

type Dated<T> = Omit<T, 'at'> & { at: string }
type Row = {
  programme: { id: string; definition: unknown } | null
  memberships: Dated<MembershipFact>[]
  orders: (Omit<CountedOrder, 'placedAt' | 'returns'> & {
    placedAt: string
    returns: Dated<CountedOrder['returns'][number]>[]
  })[]
  redemptions: (Dated<Omit<Redemption, 'back'>> & { back: Dated<Redemption['back'][number]>[] })[]
  entries: Dated<LoyaltyEntry>[]
  usedOffers: string[]
}

/**
 * Reads those facts in one round trip; inside the transaction that holds the customer's lock, nothing can be added to
 * them until it ends. Throws `NoProgrammeInForce` on a database that was never seeded.
 */
export async function readCustomerFacts(
  customerId: string | null,
  asOf: Date,
  within: Transaction = db,
): Promise<CustomerFacts> {
  const customer = Prisma.sql`${customerId}::uuid`
  const [row] = await within.$queryRaw<Row[]>`
    select
      (select json_build_object('id', id, 'definition', definition) from programme_version
        where effective_from <= ${asOf} order by effective_from desc, id desc limit 1) as "programme",
      coalesce((select json_agg(json_build_object('kind', kind, 'at', at, 'reason', reason, 'orderId', order_id) order by at)
        from membership_fact where customer_id = ${customer} and at <= ${asOf}), '[]') as "memberships",
      coalesce((select json_agg(json_build_object('id', o.id, 'placedAt', o.placed_at, 'merchandise', o.merchandise,
          'discount', o.discount, 'pointsDiscount', o.points_discount,
          'returns', coalesce((select json_agg(json_build_object('at', r.at,
              'merchandise', (select sum(rl.merchandise) from return_line rl where rl.return_id = r.id),
              'refund', (select sum(rl.refund) from return_line rl where rl.return_id = r.id)))
            from "return" r where r.order_id = o.id and r.at <= ${asOf}), '[]')) order by o.placed_at)
        from "order" o where o.customer_id = ${customer} and o.status = 'confirmed' and o.placed_at <= ${asOf}), '[]') as "orders",
      coalesce((select json_agg(json_build_object('orderId', o.id, 'at', o.placed_at, 'points', o.points_used,
          'back', coalesce((select json_agg(json_build_object('at', r.at,
              'points', (select sum(rl.points_back) from return_line rl where rl.return_id = r.id)) order by r.at)
            from "return" r where r.order_id = o.id and r.at <= ${asOf}), '[]')) order by o.placed_at, o.id)
        from "order" o where o.customer_id = ${customer} and o.status <> 'released' and o.points_used > 0), '[]') as "redemptions",
      coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'at', at, 'amount', amount, 'currency', currency,
          'channel', channel) order by at, id)
        from loyalty_entry where customer_id = ${customer} and at <= ${asOf}), '[]') as "entries",
      coalesce((select json_agg(offer) from offer_use where customer_id = ${customer}), '[]') as "usedOffers"`
  if (!row?.programme) throw new NoProgrammeInForce(asOf)
  const programme = programmeOfVersion(row.programme)
  const dated = <T extends { at: string }>(fact: T): Omit<T, 'at'> & { at: Date } => ({
    ...fact,
    at: new Date(fact.at),
  })
  const orders = row.orders.map((order) => ({
    ...order,
    placedAt: new Date(order.placedAt),
    returns: order.returns.map(dated),
  }))
  const facts = loyaltyFactsOf(programme, {
    orders,
    entries: row.entries.map(dated),
    memberships: row.memberships.map(dated),
    redemptions: row.redemptions.map((use) => ({ ...dated(use), back: use.back.map(dated) })),
  })
  return {
    programme,
    ...facts,
    orders: orders.map(({ id, placedAt }) => ({ id, at: placedAt })),
    usedOffers: row.usedOffers,
  }
}
