import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db, type Transaction } from '@/lib/core/db'
import { dated, loyaltyColumns, loyaltyLists, type Json, type LoyaltyRow } from '@/lib/loyalty/columns'
import { NoProgrammeInForce, programmeOfVersion } from '@/lib/loyalty/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { loyaltyFactsOf, type CountedOrder, type LoyaltyFacts } from '@/lib/loyalty/transactions'
import type { PaidOrder } from '@/lib/offers/rules'

/** What decides about one customer's tier, offers and membership as of a moment. */
export type CustomerFacts = LoyaltyFacts & {
  programme: LoyaltyProgram
  orders: PaidOrder[]
  /** Whatever the time of their use. */
  usedOffers: string[]
}

type Row = LoyaltyRow & {
  orders: (Omit<CountedOrder, 'placedAt' | 'returns'> & {
    placedAt: string
    returns: Json<CountedOrder['returns'][number]>[]
  })[]
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
    select ${loyaltyColumns(customer, asOf)},
      coalesce((select json_agg(json_build_object('id', o.id, 'placedAt', o.placed_at, 'merchandise', o.merchandise,
          'discount', o.discount, 'pointsDiscount', o.points_discount,
          'returns', coalesce((select json_agg(json_build_object('at', r.at,
              'merchandise', (select sum(rl.merchandise) from return_line rl where rl.return_id = r.id),
              'refund', (select sum(rl.refund) from return_line rl where rl.return_id = r.id)))
            from "return" r where r.order_id = o.id and r.at <= ${asOf}), '[]')) order by o.placed_at)
        from "order" o where o.customer_id = ${customer} and o.status = 'confirmed' and o.placed_at <= ${asOf}), '[]') as "orders",
      coalesce((select json_agg(offer) from offer_use where customer_id = ${customer}), '[]') as "usedOffers"`
  if (!row?.programme) throw new NoProgrammeInForce(asOf)
  const programme = programmeOfVersion(row.programme)
  const orders = row.orders.map((order) => ({
    ...order,
    placedAt: new Date(order.placedAt),
    returns: order.returns.map(dated),
  }))
  const facts = loyaltyFactsOf(programme, { orders, ...loyaltyLists(row) })
  return {
    programme,
    ...facts,
    orders: orders.map(({ id, placedAt }) => ({ id, at: placedAt })),
    usedOffers: row.usedOffers,
  }
}
