import type { OrderedLine, PastOrder } from '@/lib/orders/schema'
import type { Shopper } from './schema'

/** Whether any unit of a line was kept. */
export const isKept = (line: OrderedLine) => line.returned < line.quantity

/** The newest order of which something was kept; null without one or when personalisation is off. */
export function lastKeptOrder(shopper: Pick<Shopper, 'orders' | 'personalised'>): PastOrder | null {
  if (!shopper.personalised) return null
  return shopper.orders.find((order) => order.lines.some(isKept)) ?? null
}

/** The dearest piece kept of an order: what the next visit builds on. Ties go to the line that came first. */
export function dearestPiece(order: PastOrder): OrderedLine | null {
  return order.lines
    .filter(isKept)
    .reduce<OrderedLine | null>((best, line) => (!best || line.unitPrice > best.unitPrice ? line : best), null)
}
