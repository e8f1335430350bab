import type { Past, EventRow } from '../rows'
import { MS_PER_MINUTE } from './calendar'

/** What happens at one step of a visit; the visit adds who, when and where from. */
export type Step = Pick<EventRow, 'kind'> &
  Partial<Pick<EventRow, 'product' | 'colour' | 'category' | 'query' | 'quantity' | 'place' | 'data'>>

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
 * Writes a visit as facts, the first step at `start` plus its own minutes. Answers the visit's id. A fact carries the
 * customer only once that browser has signed in, as the shop writes it.
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
    const known = visitor.customer !== null && at >= visitor.customer.signedInAt
    past.event.push({
      ...blank,
      ...step,
      id: ids(),
      at,
      visitorId: visitor.id,
      customerId: known && visitor.customer ? visitor.customer.id : null,
      visitId,
    })
  }
  return { visitId, from: from ?? start, until: new Date(time) }
}

const blank: Omit<EventRow, 'id' | 'at' | 'kind'> = {
  visitorId: null,
  customerId: null,
  visitId: null,
  product: null,
  colour: null,
  category: null,
  query: null,
  orderId: null,
  quantity: null,
  place: null,
  channel: 'web',
  data: null,
  dedupe: null,
}

/** The facts of purchases and returns, which the projections read beside the orders themselves. */
export function writeTradeFacts(
  past: Past,
  ids: () => string,
  visits: ReadonlyMap<string, { visitorId: string; visitId: string }>,
): void {
  const orders = new Map(past.order.map((order) => [order.id, order]))
  const lines = new Map(past.order_line.map((line) => [line.id, line]))
  const returns = new Map(past.return.map((back) => [back.id, back]))
  for (const line of past.order_line) {
    const order = orders.get(line.orderId)
    if (!order) throw new Error(`line ${line.id} of no order`)
    past.event.push({
      ...blank,
      ...trade(line, order),
      id: ids(),
      at: order.placedAt,
      kind: 'purchase',
      visitorId: visits.get(order.id)?.visitorId ?? null,
      visitId: visits.get(order.id)?.visitId ?? null,
      quantity: line.quantity,
      dedupe: `purchase:${line.id}`,
    })
  }
  for (const returned of past.return_line) {
    const line = lines.get(returned.orderLineId)
    const order = line && orders.get(line.orderId)
    const back = returns.get(returned.returnId)
    if (!line || !order || !back) throw new Error(`return line ${returned.id} of no line`)
    past.event.push({
      ...blank,
      ...trade(line, order),
      id: ids(),
      at: back.at,
      kind: 'return',
      quantity: returned.quantity,
      dedupe: `return:${returned.id}`,
    })
  }
}

const trade = (line: Past['order_line'][number], order: Past['order'][number]) => ({
  customerId: order.customerId,
  product: line.productSlug,
  colour: line.colourSlug,
  orderId: order.id,
  channel: order.channel,
})
