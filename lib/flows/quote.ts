import { priceCart } from '@/lib/cart/pricing'
import { buyable, cartNotices, type CartNotice, type CartView } from '@/lib/cart/rules'
import type { Entitlements, PricedCart } from '@/lib/cart/schema'
import { countedOf, pointsWish, usefulPoints, type UsefulPoints } from '@/lib/loyalty/points-use'
import { joinsBy, membershipsOf } from '@/lib/loyalty/membership'
import { prospect } from '@/lib/loyalty/prospect'
import type { LoyaltyProgram, MembershipFact, Redemption, Standing, Tier, Transaction } from '@/lib/loyalty/schema'
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
  /** The points that could pay for this order and what they would pay for; null when none can. */
  points: UsefulPoints | null
  /** The tier that this order makes hers; null when it reaches none. */
  reachesTier: Tier | null
  /** The start of the day on which this order begins to count, where the programme holds purchases; null: at once. */
  countsFrom: Date | null
  /** The points that this order earns; 0 for whom it does not make a member. */
  earns: number
}

/** A shopper as pricing reads them, folded as of `now`; an unrecognised one has no memberships and no transactions. */
export type QuotedShopper = {
  now: Date
  programme: LoyaltyProgram
  memberships: readonly MembershipFact[]
  transactions: readonly Transaction[]
  redemptions: readonly Redemption[]
  standing: Standing | null
  entitlements: Entitlements
}

/** Where to deliver unless told otherwise: the shopper's country if the house delivers there, else its home. */
export const deliveryCountry = (wanted: string | null | undefined): string =>
  wanted && DELIVERY_COUNTRIES.includes(wanted) ? wanted : 'US'

/**
 * Prices a cart for delivery to a country, as the order itself will be priced, and says where it leads in the loyalty
 * programme. Null for a cart without a line.
 * @param usePoints whether the shopper wants all points that are useful to pay for it.
 */
export function checkoutQuote(input: {
  shopper: QuotedShopper
  cart: CartView
  country: string
  usePoints?: boolean
}): CheckoutQuote | null {
  const { shopper, cart, country, usePoints = false } = input
  const currency = cart.lines[0]?.currency
  if (!currency) return null
  const { programme, memberships, transactions, redemptions, entitlements, now: asOf } = shopper
  const lines = buyable(cart.lines)
  const wish = usePoints ? pointsWish(shopper) : null
  const priced = priceCart({ lines, currency, entitlements, shippingTo: country, points: wish })
  const facts = { programme, memberships, transactions, redemptions, asOf }
  const counted = countedOf(programme, priced)
  const { before, after, reachesTier, from: countsFrom } = prospect({ ...facts, cartMerchandise: counted })
  const enrols = !before && membershipsOf(facts).length === 0 && joinsBy(programme, counted)
  const earns = before || enrols ? after.points.earned - (before?.points.earned ?? 0) : 0
  const notices = cartNotices(cart.lines)
  const blocked = notices.some(({ kind }) => kind !== 'price-changed')
  const points = usefulPoints(shopper, { lines, currency, entitlements })
  return { cart, country, priced, notices, blocked, points, reachesTier, countsFrom, earns }
}
