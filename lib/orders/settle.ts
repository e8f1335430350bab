import 'server-only'
import { takeOrdered } from '@/lib/cart/queries'
import { db, type Transaction } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import type { Minor } from '@/lib/core/money'
import { appendFacts } from '@/lib/events/queries'
import { lockCustomer, returnStock } from './guards'
import type { PaymentProvider } from './payment'
import type { OrderStatus } from './schema'
import type { Steps } from './steps'

/** What is unresolved for longer than this, in real time, is released. */
export const RESERVED_FOR_MS = 15 * 60_000

/** How the money was reserved: all that is kept of a card is its last four digits. */
export type PaymentRecord = { provider: string; reference: string; last4: string }

/** Where a purchase happened, for the behavioural log; null when it may not be written down. */
export type PurchasePlace = { visitorId: string; visitId: string | null; movedClock: boolean }

export type ConfirmedOrder = { id: string; customerId: string; placedAt: Date; merchandise: Minor }

/**
 * Confirms a reserved order whose payment is authorised, in one transaction: status and payment, the purchase facts,
 * the cart without what was bought, and what else follows from it (`within`). Confirming again changes nothing. An
 * order that was released meanwhile stays released: the answer says so, and the caller lets go of the money.
 */
export async function confirmOrder(input: {
  orderId: string
  payment: PaymentRecord
  /** Null: the shopper may not be learned from, so no behaviour is written. */
  noted: PurchasePlace | null
  within?: (tx: Transaction, order: ConfirmedOrder) => Promise<void>
  steps?: Steps
}): Promise<OrderStatus> {
  const { orderId, payment, noted, within, steps } = input
  return db.$transaction(async (tx) => {
    const { customerId } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { customerId: true } })
    await lockCustomer(tx, customerId)
    const { count } = await tx.order.updateMany({
      where: { id: orderId, status: 'reserved' },
      data: { status: 'confirmed', payment },
    })
    const order = await tx.order.findUniqueOrThrow({
      where: { id: orderId },
      include: { lines: { orderBy: { position: 'asc' } } },
    })
    if (count === 0) return order.status as OrderStatus
    await takeOrdered(tx, customerId, order.lines)
    if (noted) await notePurchase(tx, order, noted)
    await within?.(tx, order)
    await steps?.('confirm:before-commit')
    return 'confirmed'
  })
}

type Bought = ConfirmedOrder & { lines: { id: string; productSlug: string; colourSlug: string; quantity: number }[] }

async function notePurchase(tx: Transaction, order: Bought, noted: PurchasePlace): Promise<void> {
  const products = await tx.product.findMany({
    where: { slug: { in: order.lines.map((line) => line.productSlug) } },
    select: { slug: true, categorySlug: true },
  })
  const categories = new Map(products.map(({ slug, categorySlug }) => [slug, categorySlug]))
  await appendFacts(
    order.lines.map((line) => ({
      ...({ kind: 'purchase', at: order.placedAt, customerId: order.customerId, orderId: order.id, ...noted } as const),
      ...{ product: line.productSlug, colour: line.colourSlug, category: categories.get(line.productSlug) ?? null },
      ...{ quantity: line.quantity, place: 'checkout', dedupe: `purchase:${line.id}` },
    })),
    tx,
  )
}

/**
 * Releases a reserved order, in one transaction: stock and offer are given back, the cart was never touched. Releasing
 * again changes nothing, and neither does releasing an order that was confirmed.
 * @returns what the order is now, and whether this very call released it.
 */
export async function releaseOrder(orderId: string): Promise<{ status: OrderStatus; released: boolean }> {
  return db.$transaction(async (tx) => {
    const { customerId } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { customerId: true } })
    await lockCustomer(tx, customerId)
    const { count } = await tx.order.updateMany({
      where: { id: orderId, status: 'reserved' },
      data: { status: 'released' },
    })
    const order = await tx.order.findUniqueOrThrow({ where: { id: orderId }, include: { lines: true } })
    if (count === 0) return { status: order.status as OrderStatus, released: false }
    await returnStock(tx, order.lines)
    await tx.offerUse.deleteMany({ where: { orderId } })
    return { status: 'released' as const, released: true }
  })
}

/** How many stale reservations one call looks after; the next call takes the rest. */
const STALE_AT_ONCE = 50

/**
 * Releases what has been reserved for more than 15 real minutes, and tells the payment provider to let go of it too.
 * Called at the start of each checkout and by a timer; any number of processes may call it at once.
 * @returns how many this call released.
 */
export async function releaseStale(realNow: Date, payments: PaymentProvider): Promise<number> {
  const stale = await db.order.findMany({
    where: { status: 'reserved', reservedAt: { lt: new Date(realNow.getTime() - RESERVED_FOR_MS) } },
    orderBy: { reservedAt: 'asc' },
    take: STALE_AT_ONCE,
    select: { id: true },
  })
  let count = 0
  for (const { id } of stale) {
    try {
      const { released } = await releaseOrder(id)
      if (!released) continue
      count += 1
      await payments.cancel(id)
    } catch (error) {
      logFault('orders: a stale reservation was not released in full', error, { order: id })
    }
  }
  return count
}
