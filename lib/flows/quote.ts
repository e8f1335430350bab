import { priceCart } from '@/lib/cart/pricing'
import { buyable, cartNotices, type CartNotice, type CartView } from '@/lib/cart/rules'
import type { Entitlements, PricedCart } from '@/lib/cart/schema'
import { prospect } from '@/lib/loyalty/prospect'
import type { LoyaltyProgram, MembershipFact, Tier, Transaction } from '@/lib/loyalty/schema'
import { DELIVERY_COUNTRIES } from '@/lib/orders/countries'

/** What a checkout page shows before anything is ordered. */
export type CheckoutQuote = {
  cart: CartView
  country: string
  /** Of what can be bought now: sold-out lines are left out, of the others no more than is left. */
  priced: PricedCart
  notices: CartNotice[]
  /** Some line wants more than there is: the order would be refused, so the cart has to be changed first. */
  blocked: boolean
  /** The tier that this order makes hers; null when it reaches none. */
  reachesTier: Tier | null
}

/** Where to deliver unless told otherwise: the shopper's country if the house delivers there, else its home. */
export const deliveryCountry = (wanted: string | null | undefined): string =>
  wanted && DELIVERY_COUNTRIES.includes(wanted) ? wanted : 'US'

/**
 * Prices a cart for delivery to a country, as the order itself will be priced, and says where it leads in the loyalty
 * programme. Null for a cart without a line.
 * @param shopper folded as of `now`; an unrecognised one has no memberships and no transactions.
 */
export function checkoutQuote(input: {
  shopper: {
    now: Date
    programme: LoyaltyProgram
    memberships: readonly MembershipFact[]
    transactions: readonly Transaction[]
    entitlements: Entitlements
  }
  cart: CartView
  country: string
}): CheckoutQuote | null {
  const { shopper, cart, country } = input
  const currency = cart.lines[0]?.currency
  if (!currency) return null
  const { programme, memberships, transactions, entitlements, now } = shopper
  const priced = priceCart({ lines: buyable(cart.lines), currency, entitlements, shippingTo: country })
  const { reachesTier } = prospect({
    ...{ programme, memberships, transactions, asOf: now },
    cartMerchandise: priced.merchandise,
  })
  const notices = cartNotices(cart.lines)
  const blocked = notices.some(({ kind }) => kind !== 'price-changed')
  return { cart, country, priced, notices, blocked, reachesTier }
}
