import type { LoyaltyEntry } from '@/lib/loyalty/transactions'
import type { PastOrder } from '@/lib/orders/schema'
import type { Purchase, ValueFacts } from './schema'

/** What value reads of an order. */
export type ValuedOrder = Pick<
  PastOrder,
  'id' | 'placedAt' | 'channel' | 'currency' | 'merchandise' | 'discount' | 'pointsDiscount'
> & {
  lines: readonly Pick<
    PastOrder['lines'][number],
    'houseName' | 'quantity' | 'returned' | 'unitPrice' | 'discount' | 'pointsDiscount'
  >[]
  returns: readonly Pick<PastOrder['returns'][number], 'at' | 'refund'>[]
}

/**
 * Paid orders and what the till reported as value counts them, earlier to later: what was paid for pieces, after
 * discounts and points and without shipping, and what was paid back. Another currency than the programme's counts nothing.
 */
export function valueFactsOf(
  { currency }: { currency: string },
  { orders, entries }: { orders: readonly ValuedOrder[]; entries: readonly LoyaltyEntry[] },
): ValueFacts {
  const purchases: Purchase[] = []
  const otherReturns: ValueFacts['otherReturns'][number][] = []
  for (const order of orders) {
    if (order.currency !== currency) continue
    // Named one by one: a batch makes a million of these.
    purchases.push({
      id: order.id,
      at: order.placedAt,
      channel: order.channel,
      paid: order.merchandise - order.discount - order.pointsDiscount,
      returns: order.returns.length === 0 ? NONE : order.returns.map(({ at, refund }) => ({ at, amount: refund })),
      houses: order.lines.length === 0 ? NONE : housesOf(order.lines),
    })
  }
  for (const { id, kind, at, amount, currency: paidIn, channel } of entries) {
    if (paidIn !== currency) continue
    if (kind === 'purchase') purchases.push({ id, at, channel, paid: amount, returns: NONE, houses: NONE })
    if (kind === 'return') otherReturns.push({ at, amount, channel })
  }
  return { purchases: inOrder(purchases), otherReturns }
}

const NONE: readonly never[] = []

/** Earlier to later; of one moment by id. What is read in order, as most of it is, is only looked through. */
export function inOrder(purchases: readonly Purchase[]): readonly Purchase[] {
  let before = purchases[0]
  for (const each of purchases) {
    if (before && before !== each && !isBefore(before, each)) {
      return purchases.toSorted((a, b) => (a === b ? 0 : isBefore(a, b) ? -1 : 1))
    }
    before = each
  }
  return purchases
}

function isBefore(a: Purchase, b: Purchase): boolean {
  const [first, second] = [a.at.getTime(), b.at.getTime()]
  return first < second || (first === second && a.id < b.id)
}

/** By house what was paid for the pieces that were kept; a line's share of discounts goes with its units. */
function housesOf(lines: ValuedOrder['lines']): Purchase['houses'] {
  const paid = new Map<string, number>()
  for (const line of lines) {
    const kept = line.quantity - line.returned
    if (kept <= 0) continue
    const whole = line.quantity * line.unitPrice - line.discount - line.pointsDiscount
    const share = kept === line.quantity ? whole : Math.round((whole * kept) / line.quantity)
    paid.set(line.houseName, (paid.get(line.houseName) ?? 0) + share)
  }
  return [...paid].map(([name, amount]) => ({ name, paid: amount }))
}
