import type { Minor } from '@/lib/core/money'

/** A line to be priced: `unitPrice` is the catalogue's price now, never the client's. */
export type PricedLineInput = { sku: string; quantity: number; unitPrice: Minor }

/** A right to a percentage off: comes from loyalty and offers; the cart only applies the best one. */
export type PercentEntitlement = {
  /** The guard's key: "first-order" or "tier:<tier>:<order>"; null for one that may be used on every order. */
  offer: string | null
  /** Message key of the line's reason, e.g. "discount.firstOrder". */
  reason: string
  /** Values for that message. */
  values: Readonly<Record<string, string | number>>
  percent: number
}

export type Entitlements = {
  percents: readonly PercentEntitlement[]
  /** ISO countries to which shipping is free for this shopper. */
  freeShippingTo: readonly string[]
  /** What one offer gives with an order beside a percentage; absent: nothing. An order uses one promise at most. */
  promised?: OrderPromise
}

/** What an offer gives with the order that uses it, beside a percentage. */
export type OrderPromise = {
  /** The guard's key, as of a percentage. */
  offer: string
  /** Points on top of what the order earns; 0 for none. */
  points: number
  /** Shipping is free wherever it goes. */
  shipping: boolean
  /** What the house puts into the parcel. */
  extras: readonly Extra[]
}

/** Something that comes with an order: a note by hand, or a gift of the message files' "offer.gift.<key>". */
export type Extra = 'note' | `gift:${string}`

/** What an order uses up of offers, and what they give with it beside money off. */
export type SpentOffers = {
  /** The guard's keys: at most one promise, and a tier's or the first order's where its percentage was taken. */
  offers: string[]
  bonusPoints: number
  extras: readonly Extra[]
  /**
   * What the promise gives, and which it is, in one line: sent with the form that had shown it and compared with what the
   * order would have, never read. Empty where nothing comes with the order; percentages are compared by the total.
   */
  seal: string
}

/** How many points a shopper wants to use, and what each pays for. */
export type PointsWish = { wanted: number; worth: Minor }

export type PricedLine = PricedLineInput & {
  merchandise: Minor
  discount: Minor
  /** This line's share of what points pay for, and of the points themselves. */
  pointsDiscount: Minor
  pointsUsed: number
}

export type PricedCart = {
  currency: string
  lines: readonly PricedLine[]
  /** Sum of lines before discounts and shipping: what qualifies for loyalty. */
  merchandise: Minor
  discount: { entitlement: PercentEntitlement; amount: Minor } | null
  /** Points that pay for something, and what they pay for; no more than wanted, and never for shipping. */
  pointsUsed: number
  pointsDiscount: Minor
  shipping: Minor
  total: Minor
}
