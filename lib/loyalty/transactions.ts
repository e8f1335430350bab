import type { PastOrder } from '@/lib/orders/schema'
import type { Transaction } from './schema'

/** What loyalty reads of an order. Amounts are merchandise before order discounts and shipping, minor units. */
export type CountedOrder = Pick<PastOrder, 'id' | 'placedAt' | 'merchandise'> & {
  returns: readonly { at: Date; merchandise: number }[]
}

/** What paid orders and their returns are to the standing's fold, each at its own moment. */
export function transactionsOf(orders: readonly CountedOrder[]): Transaction[] {
  return orders.flatMap(({ id: orderId, placedAt, merchandise, returns }): Transaction[] => [
    { kind: 'purchase', at: placedAt, amount: merchandise, orderId },
    ...returns.map((back) => ({ kind: 'return' as const, at: back.at, amount: back.merchandise, orderId })),
  ])
}
