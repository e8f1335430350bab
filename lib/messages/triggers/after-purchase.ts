import { isKept } from '@/lib/experience/owned'
import { due, saidAt, type Condition } from './condition'
import { keptPieces } from './pieces'

/**
 * Their newest order of which something was kept: how to care for it, and what goes with it. Since it was placed; the
 * order makes it the same message. Gone when all of it came back, or when a newer one was placed.
 */
export const afterPurchase: Condition = ({ shopper: { orders } }, { kind }) => {
  const order = orders.find(({ lines }) => lines.some(isKept))
  if (!order) return []
  const pieces = keptPieces(order.lines)
  const piece = order.lines.find(({ product }) => product === pieces[0])?.productName ?? ''
  return [
    due({
      cause: 'after-purchase',
      subject: `order:${order.id}`,
      since: order.placedAt,
      kind,
      pieces,
      values: { order: order.id, number: order.number, piece, count: pieces.length },
      why: [{ values: { number: order.number, piece, date: saidAt(order.placedAt) }, facts: [order.id] }],
    }),
  ]
}
