import { due, saidAt, type FoldedCondition } from './condition'
import { keptPieces } from './pieces'

/**
 * They kept exactly one purchase, of the shop or of the till. Since it was made; it makes it the same message. Gone with
 * the second one, and when the first came back.
 */
export const secondPurchase: FoldedCondition = ({ shopper: { orders }, offers: { kept } }, { kind }) => {
  const [only, ...more] = kept
  if (!only || more.length > 0) return []
  const { id, at } = only.purchase
  const order = orders.find((one) => one.id === id)
  const pieces = order ? keptPieces(order.lines) : []
  const piece = order?.lines.find(({ product }) => product === pieces[0])?.productName
  return [
    due({
      cause: 'second-purchase',
      subject: `order:${id}`,
      since: at,
      kind,
      pieces,
      values: { date: at, ...(piece ? { piece } : {}) },
      why: [{ values: { date: saidAt(at) }, facts: [id] }],
    }),
  ]
}
