import type { Minor } from '@/lib/core/money'

export type OrderStatus = 'reserved' | 'confirmed' | 'released'

export type OrderedLine = {
  id: string
  sku: string
  product: string
  colour: string
  size: string
  productName: string
  houseName: string
  colourName: string
  quantity: number
  unitPrice: Minor
  /** This line's share of the order's discount, all units together. */
  discount: Minor
  /** This line's share of what points paid for, all units together. */
  pointsDiscount: Minor
  /** Units brought back so far. */
  returned: number
}

export type OrderReturn = {
  id: string
  at: Date
  /** What the returned units had added to the merchandise amount. */
  merchandise: Minor
  refund: Minor
  /** Points given back with them. */
  pointsBack: number
}

/** A paid order with its returns: what folds over purchases read. */
export type PastOrder = {
  id: string
  number: string
  placedAt: Date
  channel: 'web' | 'till'
  currency: string
  merchandise: Minor
  discount: Minor
  discountReason: string | null
  discountPercent: number | null
  /** Points redeemed, and what they paid for. */
  pointsUsed: number
  pointsDiscount: Minor
  /** Points that an offer promised for it, on top of what it earns; absent: none. */
  bonusPoints?: number
  shipping: Minor
  total: Minor
  country: string
  lines: readonly OrderedLine[]
  returns: readonly OrderReturn[]
}
