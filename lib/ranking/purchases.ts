import type { Fact } from '@/lib/events/schema'
import type { PastOrder } from '@/lib/orders/schema'

/**
 * A shopper's facts with their orders told once: each line as a purchase, each line brought back in full as a return,
 * whichever channel it was bought through and however long ago. The log's own copies of these orders are left out.
 * Returns carry no line, so a returned line takes the time of the order's last return.
 */
export function withOrders(facts: readonly Fact[], orders: readonly PastOrder[], customerId: string): Fact[] {
  const told = new Set(orders.map((order) => order.id))
  const bought = orders.flatMap((order) =>
    order.lines.flatMap((line) => {
      const fact: Fact = {
        id: line.id,
        at: order.placedAt,
        kind: 'purchase',
        visitorId: null,
        customerId,
        visitId: null,
        product: line.product,
        colour: line.colour,
        category: null,
        query: null,
        orderId: order.id,
        quantity: line.quantity,
        place: null,
        channel: order.channel,
        movedClock: false,
      }
      const at = Math.max(...order.returns.map((back) => back.at.getTime()))
      const returned = line.returned >= line.quantity && Number.isFinite(at)
      return returned ? [fact, { ...fact, id: `${line.id}:return`, kind: 'return' as const, at: new Date(at) }] : [fact]
    }),
  )
  const isTold = (fact: Fact) =>
    (fact.kind === 'purchase' || fact.kind === 'return') && fact.orderId !== null && told.has(fact.orderId)
  return [...facts.filter((fact) => !isTold(fact)), ...bought]
}

/** The pieces a customer has and kept, newest order first, each once: never suggested again, but built upon. */
export function ownedPieces(orders: readonly PastOrder[]): string[] {
  const newest = orders.toSorted((a, b) => b.placedAt.getTime() - a.placedAt.getTime())
  return [
    ...new Set(
      newest.flatMap((order) =>
        order.lines.filter((line) => line.returned < line.quantity).map((line) => line.product),
      ),
    ),
  ]
}
