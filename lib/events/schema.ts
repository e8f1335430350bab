/** What a behavioural fact can be. Purchases and returns are repeated here by the order flow for the projections. */
export const EVENT_KINDS = [
  'arrival',
  'view',
  'category-view',
  'search',
  'cart-add',
  'cart-remove',
  'purchase',
  'return',
  'exposure',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** One behavioural fact, as folds and projections read it. */
export type Fact = {
  id: string
  at: Date
  kind: EventKind
  visitorId: string | null
  customerId: string | null
  visitId: string | null
  /** Product slug, where the fact is about a piece. */
  product: string | null
  /** Colourway slug the shopper saw or chose. */
  colour: string | null
  category: string | null
  query: string | null
  orderId: string | null
  quantity: number | null
  place: string | null
  channel: 'web' | 'till'
  movedClock: boolean
}
