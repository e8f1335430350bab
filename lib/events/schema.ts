/** What shoppers do. Purchases and returns are repeated here by the order flow for the projections. */
const BEHAVED = [
  'arrival',
  'view',
  'category-view',
  'house-view',
  /** Stayed on a piece past a few seconds: `quantity` seconds, told by the browser. */
  'dwell',
  /** Followed a card of a shelf (`place`) to a piece, told by the browser. */
  'click',
  'search',
  'cart-add',
  'cart-remove',
  'purchase',
  'return',
  'exposure',
] as const

/** What shoppers say of their own accord: it holds until they say otherwise, however long ago it was. */
export const CONTRIBUTED = [
  'wish',
  'unwish',
  'like',
  'dislike',
  /** Takes a like or a dislike back. */
  'unlike',
  'follow',
  'unfollow',
  /** `value`: "size:<category>:<size>", "colour:<family>", "style:<tag>", ... */
  'prefer',
  'unprefer',
  /** `value`: 1 to 5. */
  'rate',
] as const

/** What a behavioural fact can be. */
export const EVENT_KINDS = [...BEHAVED, ...CONTRIBUTED] as const
export type EventKind = (typeof EVENT_KINDS)[number]
export type ContributedKind = (typeof CONTRIBUTED)[number]

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
  /** House slug, where the fact is about a house. */
  house?: string | null
  /** What was said: a rating, a preference. */
  value?: string | null
  query: string | null
  orderId: string | null
  quantity: number | null
  place: string | null
  channel: 'web' | 'till'
  movedClock: boolean
}

/** That a slot was shown, and what stood in it. */
export type Impression = {
  id: string
  at: Date
  visitId: string
  /** "home.hero", "home.shelf-1", ... */
  slot: string
  arm: string
  /** Slugs in the order they stood; empty for slots without pieces. */
  products: readonly string[]
  /** The content piece, or the hero's picture and line, that was shown; null where nothing rotates. */
  content: string | null
}
