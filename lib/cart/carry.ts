import 'server-only'
import type { Transaction } from '@/lib/core/db'
import { mergeCarts } from './merge'
import { lockCart } from './queries'

/** A line whose quantity was cut when two carts became one, because no more than `quantity` are left. */
export type CutLine = { sku: string; name: string; wanted: number; quantity: number }

/**
 * Carries what this browser's cart holds over into the customer's, inside the caller's transaction, and answers what
 * had to be cut. Afterwards the browser has no cart of its own; doing it again changes nothing.
 */
export async function carryCart(tx: Transaction, who: { visitorId: string; customerId: string }): Promise<CutLine[]> {
  const { visitorId, customerId } = who
  const [own] = await tx.$queryRaw<{ id: string }[]>`
    select id from cart where visitor_id = ${visitorId}::uuid for update`
  if (!own) return []
  const cartId = await lockCart(tx, { visitorId, customerId })
  const [added, kept] = await Promise.all(
    [own.id, cartId].map((id) =>
      tx.cartLine.findMany({ where: { cartId: id }, orderBy: [{ addedAt: 'asc' }, { sku: 'asc' }] }),
    ),
  )
  if (!added || !kept) throw new Error('two carts were asked for')
  const skus = [...added, ...kept].map((line) => line.sku)
  const variants = await tx.variant.findMany({
    where: { sku: { in: skus } },
    select: { sku: true, stock: true, product: { select: { name: true } } },
  })
  const { lines, capped } = mergeCarts(kept, added, new Map(variants.map(({ sku, stock }) => [sku, stock])))
  await tx.cartLine.deleteMany({ where: { cartId } })
  await tx.cartLine.createMany({ data: lines.map((line) => ({ ...line, cartId })) })
  await tx.cart.delete({ where: { id: own.id } })
  const names = new Map(variants.map(({ sku, product }) => [sku, product.name]))
  return capped.map((line) => ({ ...line, name: names.get(line.sku) ?? line.sku }))
}
