import { randomUUID } from 'node:crypto'
import { db } from '@/lib/core/db'
import { demoPayments, type PaymentProvider } from '@/lib/orders/payment'
import { daysAgo, givenCustomer, givenOrder, givenPiece } from '@/test/database'
import { givenContext, givenProgramme } from './flows.fixture'
import type { FlowContext } from './types'

// What the tests of returns share: Alice, who became Bronze five days ago by a gown, a ring and a pump.

export const GOWN = 'rapace-gown:scarlet:4'
export const RING = 'snake-ring:gold:6'
export const PUMP = 'via-pump:noir:38'

export type Returner = FlowContext & { customerId: string }

export async function givenPieces(): Promise<void> {
  await givenProgramme()
  await givenPiece({ slug: 'rapace-gown', price: 312_000 })
  await givenPiece({ slug: 'snake-ring', price: 38_000, categorySlug: 'jewellery', colours: ['gold'], sizes: ['6'] })
  await givenPiece({ slug: 'via-pump', price: 69_000, categorySlug: 'shoes', colours: ['noir'], sizes: ['38'] })
}

export async function givenReturner(): Promise<Returner> {
  const { id: customerId } = await givenCustomer()
  return { ...givenContext({ customerId }), customerId }
}

/** Her order of $4,190.00, by which she joined. */
export async function givenBronzeOrder(customerId: string, days = 5) {
  const lines = [
    { sku: GOWN, unitPrice: 312_000 },
    { sku: RING, unitPrice: 38_000 },
    { sku: PUMP, unitPrice: 69_000 },
  ]
  const order = await givenOrder({
    customerId,
    number: `S-${randomUUID().slice(0, 8).toUpperCase()}`,
    placedAt: daysAgo(days),
    lines,
  })
  const join = { kind: 'join', reason: 'order', orderId: order.id, at: daysAgo(days) }
  await db.membershipFact.create({ data: { id: randomUUID(), customerId, ...join } })
  return order
}

/** The review page's form for the ring, which stands second. */
export const returnFields = (order: { number: string }, values: Record<string, unknown> = {}) => ({
  ...{ number: order.number, key: randomUUID(), shownRefund: '38000', shownPoints: '0' },
  ...('piece1' in values || 'piece3' in values ? {} : { piece2: '1' }),
  ...values,
})

/** A provider that notes what it paid back, and fails while `down`. */
export function givenRefunds() {
  const paid: { returnId: string; amount: number; currency: string }[] = []
  const state = { down: false, asked: 0 }
  const payments: PaymentProvider = {
    ...demoPayments,
    async refund({ returnId, amount, currency }) {
      state.asked += 1
      if (state.down) throw new Error('the bank is closed')
      paid.push({ returnId, amount, currency })
      return { reference: `paid-${returnId}` }
    },
  }
  return { payments, paid, state }
}
