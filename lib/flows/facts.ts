import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db, type Transaction } from '@/lib/core/db'
import { dated, loyaltyColumns, loyaltyLists, type Json, type LoyaltyRow } from '@/lib/loyalty/columns'
import { NoProgrammeInForce, programmeOfVersion } from '@/lib/loyalty/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { loyaltyFactsOf, type CountedOrder, type LoyaltyFacts } from '@/lib/loyalty/transactions'
import { offerColumns, offerLists, type OfferRow } from '@/lib/offers/lifecycle/columns'
import type { Elsewhere, OfferOrder } from '@/lib/offers/lifecycle/facts'
import type { OfferGrant } from '@/lib/offers/lifecycle/schema'
import type { PaidOrder } from '@/lib/offers/rules'

/** What decides about one customer's tier, offers and membership as of a moment. */
export type CustomerFacts = LoyaltyFacts & {
  programme: LoyaltyProgram
  orders: (PaidOrder & OfferOrder)[]
  /** Whatever the time of their use, and of the promise. */
  usedOffers: string[]
  grants: OfferGrant[]
  /** What other accounts of the same browsers had. */
  elsewhere: Elsewhere
}

type Counted = CountedOrder & Pick<OfferOrder, 'discountReason'>
type Row = LoyaltyRow &
  OfferRow & {
    orders: (Omit<Counted, 'placedAt' | 'returns'> & {
      placedAt: string
      returns: Json<CountedOrder['returns'][number]>[]
    })[]
  }

/**
 * Reads those facts in one round trip; inside the transaction that holds the customer's lock, nothing can be added to
 * them until it ends. `visitorId`: the browser that asks, besides those in which the customer was seen. Throws `NoProgrammeInForce` on a database that was never seeded.
 */
export async function readCustomerFacts(
  customerId: string | null,
  asOf: Date,
  within: Transaction = db,
  visitorId: string | null = null,
): Promise<CustomerFacts> {
  const customer = Prisma.sql`${customerId}::uuid`
  const [row] = await within.$queryRaw<Row[]>`
    select ${loyaltyColumns(customer, asOf)},
      coalesce((select json_agg(json_build_object('id', o.id, 'placedAt', o.placed_at, 'merchandise', o.merchandise,
          'discount', o.discount, 'discountReason', o.discount_reason, 'pointsDiscount', o.points_discount,
          'bonusPoints', o.bonus_points,
          'returns', coalesce((select json_agg(json_build_object('at', r.at,
              'merchandise', (select sum(rl.merchandise) from return_line rl where rl.return_id = r.id),
              'refund', (select sum(rl.refund) from return_line rl where rl.return_id = r.id)))
            from "return" r where r.order_id = o.id and r.at <= ${asOf}), '[]')) order by o.placed_at)
        from "order" o where o.customer_id = ${customer} and o.status = 'confirmed' and o.placed_at <= ${asOf}), '[]') as "orders",
      ${offerColumns(customer, Prisma.sql`${visitorId}::uuid`, asOf)}`
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
    orders: orders.map((order) => ({ ...order, at: order.placedAt })),
    usedOffers: row.usedOffers,
    ...offerLists(row),
  }
}
