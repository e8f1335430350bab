import { randomUUID } from 'node:crypto'
import type { Customer } from './customers'
import type { Shopper } from './browser'
import { shopNow } from './shop'

/** Puts pieces into this browser's cart (or a customer's) without walking through the shop. Quantities by SKU. */
export async function fillCart(
  shopper: Shopper,
  lines: Readonly<Record<string, number>>,
  customer?: Customer,
): Promise<void> {
  const { shop } = shopper
  const cartId = randomUUID()
  const owner = customer ? ['customer_id', customer.id] : ['visitor_id', await shopper.visitorId()]
  await shop.database.rows(`insert into cart (id, ${owner[0]}) values ($1, $2)`, [cartId, owner[1]])
  const now = await shopNow(shop)
  for (const [position, [sku, quantity]] of Object.entries(lines).entries()) {
    await shop.database.rows(
      `insert into cart_line (cart_id, sku, quantity, price_seen, added_at)
       select $1, v.sku, $3, p.price, $4 from variant v join product p on p.slug = v.product_slug where v.sku = $2`,
      [cartId, sku, quantity, new Date(now.getTime() + position)],
    )
  }
}
