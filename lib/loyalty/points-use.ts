import { priceCart } from '@/lib/cart/pricing'
import type { Entitlements, PointsWish, PricedCart, PricedLineInput } from '@/lib/cart/schema'
import type { Minor } from '@/lib/core/money'
import type { LoyaltyProgram, Standing } from './schema'

/** Whose points they are. `standing` is null for who is no member. */
export type PointsOwner = { programme: LoyaltyProgram; standing: Pick<Standing, 'spendablePoints'> | null }

/** All points that somebody may spend, as a wish; null for who has none and where they pay for nothing. */
export function pointsWish({ programme, standing }: PointsOwner): PointsWish | null {
  const wanted = standing?.spendablePoints ?? 0
  const worth = programme.points?.worth ?? 0
  return wanted > 0 && worth > 0 ? { wanted, worth } : null
}

/** Points that pay for something, and what they pay for. */
export type UsefulPoints = { points: number; amount: Minor }

/** What somebody's points would pay for of a cart: as many as are useful. Null when that is nothing. */
export function usefulPoints(
  owner: PointsOwner,
  cart: { lines: readonly PricedLineInput[]; currency: string; entitlements: Entitlements },
): UsefulPoints | null {
  const points = pointsWish(owner)
  if (!points) return null
  const { pointsUsed, pointsDiscount } = priceCart({ ...cart, shippingTo: null, points })
  return pointsUsed > 0 ? { points: pointsUsed, amount: pointsDiscount } : null
}

/** What the programme counts of a priced cart: its merchandise, or what is paid for it. */
export const countedOf = (programme: Pick<LoyaltyProgram, 'qualifying'>, priced: PricedCart): Minor =>
  programme.qualifying === 'paid'
    ? priced.merchandise - (priced.discount?.amount ?? 0) - priced.pointsDiscount
    : priced.merchandise
