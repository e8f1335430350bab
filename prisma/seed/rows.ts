import type { EventKind } from '@/lib/events/schema'
import type { ChoiceSource, MessageKind } from '@/lib/shopper/letters'

// Rows as they are written, one type per table; a property is its column in camel case.

export type CustomerRow = {
  id: string
  email: string
  name: string
  passwordHash: string | null
  role: 'customer' | 'staff'
  country: string | null
  seeded: boolean
  createdAt: Date
}
export type VisitorLinkRow = { id: string; visitorId: string; customerId: string; from: Date; until: Date | null }
export type ConsentRow = { id: string; customerId: string; choice: 'on' | 'off'; at: Date }
export type OrderRow = {
  id: string
  number: string
  customerId: string
  key: string
  contentHash: string
  status: 'confirmed'
  channel: 'web' | 'till'
  placedAt: Date
  reservedAt: Date
  currency: string
  merchandise: number
  discount: number
  discountReason: string | null
  discountPercent: number | null
  pointsUsed: number
  pointsDiscount: number
  shipping: number
  total: number
  country: string
  address: Address | null
  payment: { provider: string; reference: string; last4: string }
}
export type Address = {
  name: string
  line1: string
  line2: string
  city: string
  region: string
  postcode: string
  country: string
}
export type OrderLineRow = {
  id: string
  orderId: string
  position: number
  sku: string
  productSlug: string
  colourSlug: string
  size: string
  productName: string
  houseName: string
  colourName: string
  quantity: number
  unitPrice: number
  discount: number
  pointsDiscount: number
}
export type ReturnRow = { id: string; orderId: string; at: Date }
export type ReturnLineRow = {
  id: string
  returnId: string
  orderLineId: string
  quantity: number
  merchandise: number
  refund: number
  pointsBack: number
}
export type MembershipRow = {
  id: string
  customerId: string
  kind: 'join' | 'resign' | 'confirm'
  reason: 'request' | 'order'
  orderId: string | null
  at: Date
}
export type OfferUseRow = { customerId: string; offer: string; orderId: string; at: Date }
export type EventRow = {
  id: string
  at: Date
  kind: EventKind
  visitorId: string | null
  customerId: string | null
  visitId: string | null
  product: string | null
  colour: string | null
  category: string | null
  query: string | null
  orderId: string | null
  quantity: number | null
  place: string | null
  channel: 'web' | 'till'
  data: object | null
  dedupe: string | null
  /** Of what shoppers said; null for all else once the story is told. */
  house?: string | null
  value?: string | null
}
export type ReviewRow = {
  id: string
  at: Date
  customerId: string
  product: string
  rating: number
  title: string
  body: string
  author: string
}

export type ExposureRow = {
  experiment: string
  who: string
  arm: string
  customerId: string
  counterfactual: boolean
  at: Date
}
/** A yes or no to one kind of message. */
export type MessageChoiceRow = {
  id: string
  customerId: string
  kind: MessageKind
  choice: 'on' | 'off'
  source: ChoiceSource
  at: Date
}

/** Everything that the past writes, table by table. */
export type Past = {
  customer: CustomerRow[]
  visitor_link: VisitorLinkRow[]
  consent_choice: ConsentRow[]
  order: OrderRow[]
  order_line: OrderLineRow[]
  return: ReturnRow[]
  return_line: ReturnLineRow[]
  membership_fact: MembershipRow[]
  offer_use: OfferUseRow[]
  event: EventRow[]
  review: ReviewRow[]
  experiment_exposure: ExposureRow[]
  message_choice: MessageChoiceRow[]
}

/** A past in which nothing has happened yet. */
export const emptyPast = (): Past => ({
  customer: [],
  visitor_link: [],
  consent_choice: [],
  order: [],
  order_line: [],
  return: [],
  return_line: [],
  membership_fact: [],
  offer_use: [],
  event: [],
  review: [],
  experiment_exposure: [],
  message_choice: [],
})
