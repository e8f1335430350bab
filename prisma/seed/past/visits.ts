import type { EventRow, OrderLineRow, OrderRow, Past } from '../rows'
import { MS_PER_MINUTE } from './calendar'
import type { Colour, Piece, Range } from './pieces'

/** What happens at one step of a visit; the visit adds who, when and where from. */
export type Step = Pick<EventRow, 'kind'> &
  Partial<Pick<EventRow, 'product' | 'colour' | 'category' | 'query' | 'quantity' | 'place' | 'data'>>

/** The fact that begins a visit which came from somewhere. */
export const arrivalFrom = (source: string): Step => ({ kind: 'arrival', data: { source, campaign: null } })

export const categoryView = (category: string): Step => ({ kind: 'category-view', category })

// Where on the site a change of the cart was made; pages themselves say no place.
const PLACES = { view: null, 'cart-add': 'product', 'cart-remove': 'cart' } as const

/** A view or a change of the cart; a view has no quantity. */
export const pieceStep = (
  kind: keyof typeof PLACES,
  { piece, colour, quantity }: { piece: Piece; colour: Colour; quantity?: number },
): Step => ({
  kind,
  product: piece.slug,
  colour: colour.slug,
  category: piece.category,
  quantity: quantity ?? null,
  place: PLACES[kind],
})

/** A visit as planned: steps with the minutes that pass before each. */
export type PlannedVisit = { steps: readonly { after: number; step: Step }[] }

export type Visitor = {
  id: string
  /** Who this browser is known to be, from when on; null for a stranger. */
  customer: { id: string; signedInAt: Date } | null
}

/** Minutes from the first to the last step. */
export const lengthOf = (visit: PlannedVisit): number => visit.steps.reduce((sum, { after }) => sum + after, 0)

/**
 * Writes a visit as facts, the first step at `start` plus its own minutes. As the shop writes it, a page's fact names
 * the visitor alone; a change of the cart names the customer too, once that browser has signed in.
 */
export function writeVisit(
  past: Past,
  ids: () => string,
  visitor: Visitor,
  start: Date,
  visit: PlannedVisit,
): { visitId: string; from: Date; until: Date } {
  const visitId = ids()
  let time = start.getTime()
  let from: Date | null = null
  for (const { after, step } of visit.steps) {
    time += Math.round(after * MS_PER_MINUTE)
    const at = new Date(time)
    from ??= at
    const known = step.kind.startsWith('cart-') && visitor.customer && at >= visitor.customer.signedInAt
    past.event.push({
      id: ids(),
      at,
      kind: step.kind,
      visitorId: visitor.id,
      customerId: known ? (visitor.customer?.id ?? null) : null,
      visitId,
      product: step.product ?? null,
      colour: step.colour ?? null,
      category: step.category ?? null,
      query: step.query ?? null,
      orderId: null,
      quantity: step.quantity ?? null,
      place: step.place ?? null,
      channel: 'web',
      data: step.data ?? null,
      dedupe: null,
    })
  }
  return { visitId, from: from ?? start, until: new Date(time) }
}

/**
 * The facts of purchases and returns, which the projections read beside the orders themselves; none of customers whom
 * the shop may not learn from.
 */
export function writeTradeFacts(
  { range, ids }: { range: Range; ids: () => string },
  past: Past,
  visits: ReadonlyMap<string, { visitorId: string; visitId: string }>,
  unlearned: ReadonlySet<string>,
): void {
  const orders = new Map(past.order.map((order) => [order.id, order]))
  const lines = new Map(past.order_line.map((line) => [line.id, line]))
  const returns = new Map(past.return.map((back) => [back.id, back]))
  for (const line of past.order_line) {
    const order = orders.get(line.orderId)
    if (!order) throw new Error(`line ${line.id} of no order`)
    if (unlearned.has(order.customerId)) continue
    past.event.push({
      ...trade(line, order, range.piece(line.productSlug).category),
      id: ids(),
      at: order.placedAt,
      kind: 'purchase',
      visitorId: visits.get(order.id)?.visitorId ?? null,
      visitId: visits.get(order.id)?.visitId ?? null,
      quantity: line.quantity,
      place: order.channel === 'web' ? 'checkout' : null,
      dedupe: `purchase:${line.id}`,
    })
  }
  for (const returned of past.return_line) {
    const line = lines.get(returned.orderLineId)
    const order = line && orders.get(line.orderId)
    const back = returns.get(returned.returnId)
    if (!line || !order || !back) throw new Error(`return line ${returned.id} of no line`)
    if (unlearned.has(order.customerId)) continue
    past.event.push({
      ...trade(line, order, range.piece(line.productSlug).category),
      id: ids(),
      at: back.at,
      kind: 'return',
      visitorId: null,
      visitId: null,
      quantity: returned.quantity,
      place: null,
      dedupe: `return:${returned.id}`,
    })
  }
}

const trade = (line: OrderLineRow, order: OrderRow, category: string) => ({
  customerId: order.customerId,
  product: line.productSlug,
  colour: line.colourSlug,
  orderId: order.id,
  channel: order.channel,
  category,
  query: null,
  data: null,
})
