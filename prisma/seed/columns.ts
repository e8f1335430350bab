import type {
  ConsentRow,
  CustomerRow,
  EventRow,
  ExposureRow,
  MembershipRow,
  MessageChoiceRow,
  OfferUseRow,
  OrderLineRow,
  OrderRow,
  ReturnLineRow,
  ReturnRow,
  ReviewRow,
  VisitorLinkRow,
} from './rows'

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
  pointsUsed: 'int',
  pointsDiscount: 'int',
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
  pointsDiscount: 'int',
}
const back: Columns<ReturnRow> = { id: 'uuid', orderId: 'uuid', at: 'timestamptz' }
const returnLine: Columns<ReturnLineRow> = {
  id: 'uuid',
  returnId: 'uuid',
  orderLineId: 'uuid',
  quantity: 'int',
  merchandise: 'int',
  refund: 'int',
  pointsBack: 'int',
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
  house: 'text',
  value: 'text',
}
const review: Columns<ReviewRow> = {
  id: 'uuid',
  at: 'timestamptz',
  customerId: 'uuid',
  product: 'text',
  rating: 'int',
  title: 'text',
  body: 'text',
  author: 'text',
}

const exposure: Columns<ExposureRow> = {
  experiment: 'text',
  who: 'uuid',
  arm: 'text',
  customerId: 'uuid',
  counterfactual: 'bool',
  at: 'timestamptz',
}
const messageChoice: Columns<MessageChoiceRow> = {
  id: 'uuid',
  customerId: 'uuid',
  kind: 'text',
  choice: 'text',
  source: 'text',
  at: 'timestamptz',
}

/** PostgreSQL's type of each column, table by table, in the order in which they may be inserted. */
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
  review,
  experiment_exposure: exposure,
  message_choice: messageChoice,
} as const
