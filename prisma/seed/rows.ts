import type { EventKind } from '@/lib/events/schema'

// Rows as they are written, one type per table. `COLUMNS` names the type of each column for the bulk insert; a property
// is its column in camel case.

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
}
export type ReturnRow = { id: string; orderId: string; at: Date }
export type ReturnLineRow = {
  id: string
  returnId: string
  orderLineId: string
  quantity: number
  merchandise: number
  refund: number
}
export type MembershipRow = {
  id: string
  customerId: string
  kind: 'join' | 'resign'
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
}

type Columns<Row> = Readonly<Record<keyof Row, 'uuid' | 'text' | 'int' | 'bool' | 'timestamptz' | 'jsonb'>>

const customer: Columns<CustomerRow> = {
  id: 'uuid',
  email: 'text',
  name: 'text',
  passwordHash: 'text',
  role: 'text',
  country: 'text',
  seeded: 'bool',
  createdAt: 'timestamptz',
}
const visitorLink: Columns<VisitorLinkRow> = {
  id: 'uuid',
  visitorId: 'uuid',
  customerId: 'uuid',
  from: 'timestamptz',
  until: 'timestamptz',
}
const consent: Columns<ConsentRow> = { id: 'uuid', customerId: 'uuid', choice: 'text', at: 'timestamptz' }
const order: Columns<OrderRow> = {
  id: 'uuid',
  number: 'text',
  customerId: 'uuid',
  key: 'text',
  contentHash: 'text',
  status: 'text',
  channel: 'text',
  placedAt: 'timestamptz',
  reservedAt: 'timestamptz',
  currency: 'text',
  merchandise: 'int',
  discount: 'int',
  discountReason: 'text',
  discountPercent: 'int',
  shipping: 'int',
  total: 'int',
  country: 'text',
  address: 'jsonb',
  payment: 'jsonb',
}
const orderLine: Columns<OrderLineRow> = {
  id: 'uuid',
  orderId: 'uuid',
  position: 'int',
  sku: 'text',
  productSlug: 'text',
  colourSlug: 'text',
  size: 'text',
  productName: 'text',
  houseName: 'text',
  colourName: 'text',
  quantity: 'int',
  unitPrice: 'int',
  discount: 'int',
}
const back: Columns<ReturnRow> = { id: 'uuid', orderId: 'uuid', at: 'timestamptz' }
const returnLine: Columns<ReturnLineRow> = {
  id: 'uuid',
  returnId: 'uuid',
  orderLineId: 'uuid',
  quantity: 'int',
  merchandise: 'int',
  refund: 'int',
}
const membership: Columns<MembershipRow> = {
  id: 'uuid',
  customerId: 'uuid',
  kind: 'text',
  reason: 'text',
  orderId: 'uuid',
  at: 'timestamptz',
}
const offerUse: Columns<OfferUseRow> = { customerId: 'uuid', offer: 'text', orderId: 'uuid', at: 'timestamptz' }
const event: Columns<EventRow> = {
  id: 'uuid',
  at: 'timestamptz',
  kind: 'text',
  visitorId: 'uuid',
  customerId: 'uuid',
  visitId: 'text',
  product: 'text',
  colour: 'text',
  category: 'text',
  query: 'text',
  orderId: 'uuid',
  quantity: 'int',
  place: 'text',
  channel: 'text',
  data: 'jsonb',
  dedupe: 'text',
}

/** Everything that the past writes, table by table in the order in which it may be inserted. */
export const COLUMNS = {
  customer,
  visitor_link: visitorLink,
  consent_choice: consent,
  order,
  order_line: orderLine,
  return: back,
  return_line: returnLine,
  membership_fact: membership,
  offer_use: offerUse,
  event,
} as const

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
})
