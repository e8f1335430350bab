import type { Product } from '@/lib/catalog/schema'
import { VARIETY } from './weights'

export type VarietyLimits = { first: number; perCategory?: number; perHouse?: number }

const { first, perHouse, perCategory } = VARIETY
/** Home: the first four are not all of one category, and at most two are of one house. */
export const HOME_VARIETY: VarietyLimits = { first, perHouse, perCategory: perCategory.home }
/** What goes with a piece: a look is made of several things. */
export const LOOK_VARIETY: VarietyLimits = { first, perHouse, perCategory: perCategory.complements }
/** Instead of a piece: not only what its own house makes of it. */
export const SIMILAR_VARIETY: VarietyLimits = { first, perHouse }
/** The cart's nudge: mostly of one category (shoes, where there are none), never only. */
export const GAP_VARIETY: VarietyLimits = { first, perCategory: perCategory.gap }

/**
 * The same items in nearly the same order: the first `first` places take the best item that keeps the limits; what was
 * passed over follows in its old order. When nothing left keeps the limits, the best item stands anyway. Equivalent
 * orders in give equal orders out.
 */
export function diversify<T extends { product: Product }>(items: readonly T[], limits: VarietyLimits): T[] {
  const rest = [...items]
  const chosen: T[] = []
  const categories = new Map<string, number>()
  const houses = new Map<string, number>()
  while (chosen.length < limits.first && rest.length > 0) {
    const at = rest.findIndex(
      ({ product }) =>
        (categories.get(product.category) ?? 0) < (limits.perCategory ?? Infinity) &&
        (houses.get(product.house.slug) ?? 0) < (limits.perHouse ?? Infinity),
    )
    const [item] = rest.splice(Math.max(0, at), 1)
    if (!item) break
    chosen.push(item)
    const { category, house } = item.product
    categories.set(category, (categories.get(category) ?? 0) + 1)
    houses.set(house.slug, (houses.get(house.slug) ?? 0) + 1)
  }
  return [...chosen, ...rest]
}
