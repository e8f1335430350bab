import 'server-only'
import { db } from '@/lib/core/db'
import type { Minor } from '@/lib/core/money'
import type { Address } from './address'
import { isOrderNumber } from './numbers'
import type { OrderStatus } from './schema'

export type OrderLineView = {
  id: string
  sku: string
  product: string
  productName: string
  houseName: string
  colourName: string
  size: string
  quantity: number
  unitPrice: Minor
  discount: Minor
  pointsDiscount: Minor
  /** Units brought back, whatever the time: what is back cannot be returned again under any clock. */
  returned: number
  /** Null when the piece has left the catalogue. */
  picture: string | null
  alt: string | null
}

/** Pieces brought back together. */
export type ReturnView = {
  id: string
  at: Date
  refund: Minor
  pointsBack: number
  /** Whether the money is paid back; otherwise it is on its way. */
  paid: boolean
  /** Units by order line. */
  lines: { orderLineId: string; quantity: number }[]
}

/** One order as its buyer reads it. */
export type OrderView = {
  id: string
  number: string
  status: OrderStatus
  placedAt: Date
  currency: string
  merchandise: Minor
  discount: Minor
  discountReason: string | null
  discountPercent: number | null
  /** Points redeemed, and what they paid for. */
  pointsUsed: number
  pointsDiscount: Minor
  /** What comes in the parcel: "note", "gift:<key>". */
  extras: string[]
  shipping: Minor
  total: Minor
  country: string
  address: Address | null
  last4: string | null
  lines: OrderLineView[]
  /** Whatever their time, earlier to later. */
  returns: ReturnView[]
}

type Row = Omit<OrderView, 'last4' | 'placedAt' | 'returns'> & {
  payment: { last4?: string } | null
  placedAt: Date
  returns: (Omit<ReturnView, 'at'> & { at: string })[]
}

/** An order of this customer by its number, in one query; null when there is none, also when it is somebody else's. */
export async function readOrder(who: { number: string; customerId: string }): Promise<OrderView | null> {
  if (!isOrderNumber(who.number)) return null
  const rows = await db.$queryRaw<Row[]>`
    select o.id, o.number, o.status, o.placed_at as "placedAt", o.currency, o.merchandise, o.discount,
      o.discount_reason as "discountReason", o.discount_percent as "discountPercent", o.points_used as "pointsUsed",
      o.points_discount as "pointsDiscount", o.extras, o.shipping, o.total, o.country, o.address, o.payment,
      (select json_agg(json_build_object('id', l.id, 'sku', l.sku, 'product', l.product_slug,
          'productName', l.product_name, 'houseName', l.house_name, 'colourName', l.colour_name, 'size', l.size,
          'quantity', l.quantity, 'unitPrice', l.unit_price, 'discount', l.discount,
          'pointsDiscount', l.points_discount,
          'returned', coalesce((select sum(rl.quantity) from "return" r join return_line rl on rl.return_id = r.id
            where r.order_id = o.id and rl.order_line_id = l.id), 0),
          'picture', w.picture, 'alt', w.alt) order by l.position)
        from order_line l
        left join colourway w on w.product_slug = l.product_slug and w.slug = l.colour_slug
        where l.order_id = o.id) as lines,
      coalesce((select json_agg(json_build_object('id', r.id, 'at', r.at, 'paid', r.refund_status = 'paid',
          'refund', (select sum(refund) from return_line where return_id = r.id),
          'pointsBack', (select sum(points_back) from return_line where return_id = r.id),
          'lines', (select json_agg(json_build_object('orderLineId', order_line_id, 'quantity', quantity))
            from return_line where return_id = r.id)) order by r.at, r.id)
        from "return" r where r.order_id = o.id), '[]') as returns
    from "order" o
    where o.number = ${who.number} and o.customer_id = ${who.customerId}::uuid`
  const [row] = rows
  if (!row) return null
  const { payment, ...order } = row
  const returns = order.returns.map((back) => ({ ...back, at: new Date(back.at) }))
  return { ...order, returns, lines: order.lines ?? [], last4: payment?.last4 ?? null }
}
