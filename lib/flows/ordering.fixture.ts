import { randomUUID } from 'node:crypto'
import { db } from '@/lib/core/db'
import { daysAgo, emptyDatabase, givenCustomer, givenOrder, givenPiece } from '@/test/database'
import { givenBrowser, givenContext, givenInCart, givenProgramme, orderFields } from './flows.fixture'
import { placeOrder, type Tools } from './place-order'
import type { FlowContext } from './types'

// What the tests of placing an order share: a shop of two pieces, and somebody who buys them.

/** $3,500.00 */
export const GOWN = 'rapace-gown:scarlet:4'
/** $690.00 */
export const PUMP = 'via-pump:scarlet:38'

export async function openTwoPieceShop(): Promise<void> {
  await emptyDatabase()
  await givenProgramme()
  await givenPiece({ slug: 'rapace-gown', price: 350_000 })
  await givenPiece({ slug: 'via-pump', price: 69_000, categorySlug: 'shoes', sizes: ['38'] })
}

export type Buyer = FlowContext & { customerId: string }

/** A customer without a past, signed in, with these pieces in the cart. */
export async function givenBuyer(...skus: string[]): Promise<Buyer> {
  const { id: customerId } = await givenCustomer()
  const ctx = { ...givenContext({ customerId }), customerId }
  for (const sku of skus) await givenInCart(ctx, sku)
  return ctx
}

export const place = (ctx: FlowContext, fields: Record<string, unknown>, tools: Partial<Tools> = {}) =>
  placeOrder(ctx, orderFields(fields), { browser: givenBrowser().browser, ...tools })

/** A Bronze member with 4,190 points, worth $83.80, from a gown and a pump ten days ago; the tier's 10% is not used. */
export async function givenSaver(...skus: string[]): Promise<Buyer & { earnedBy: string }> {
  const ctx = await givenBuyer(...skus)
  const { customerId } = ctx
  const { id: orderId } = await givenOrder({
    ...{ customerId, placedAt: daysAgo(10) },
    lines: [
      { sku: GOWN, unitPrice: 350_000 },
      { sku: PUMP, unitPrice: 69_000 },
    ],
  })
  await db.membershipFact.create({
    data: { id: randomUUID(), customerId, kind: 'join', reason: 'order', orderId, at: daysAgo(10) },
  })
  return { ...ctx, earnedBy: orderId }
}
