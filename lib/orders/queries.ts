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
  /** Null when the piece has left the catalogue. */
  picture: string | null
  alt: string | null
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
  shipping: Minor
  total: Minor
  country: string
  address: Address | null
  last4: string | null
  lines: OrderLineView[]
}

type Row = Omit<OrderView, 'last4' | 'placedAt'> & { payment: { last4?: string } | null; placedAt: Date }

/** An order of this customer by its number, in one query; null when there is none, also when it is somebody else's. */
export async function readOrder(who: { number: string; customerId: string }): Promise<OrderView | null> {
  if (!isOrderNumber(who.number)) return null
  const rows = await db.$queryRaw<Row[]>`
    select o.id, o.number, o.status, o.placed_at as "placedAt", o.currency, o.merchandise, o.discount,
      o.discount_reason as "discountReason", o.discount_percent as "discountPercent", o.shipping, o.total, o.country,
      o.address, o.payment,
      (select json_agg(json_build_object('id', l.id, 'sku', l.sku, 'product', l.product_slug,
          'productName', l.product_name, 'houseName', l.house_name, 'colourName', l.colour_name, 'size', l.size,
          'quantity', l.quantity, 'unitPrice', l.unit_price, 'discount', l.discount,
          'picture', w.picture, 'alt', w.alt) order by l.position)
        from order_line l
        left join colourway w on w.product_slug = l.product_slug and w.slug = l.colour_slug
        where l.order_id = o.id) as lines
    from "order" o
    where o.number = ${who.number} and o.customer_id = ${who.customerId}::uuid`
  const [row] = rows
  if (!row) return null
  const { payment, ...order } = row
  return { ...order, lines: order.lines ?? [], last4: payment?.last4 ?? null }
}
