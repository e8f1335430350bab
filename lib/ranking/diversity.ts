import type { Product } from '@/lib/catalog/schema'
import { VARIETY } from './weights'

export type VarietyLimits = {
  first: number
  perCategory?: number
  perHouse?: number
  /** A limit gives way when what keeps it has less than this share of the relevance of what would be passed over. */
  yields?: number
  /** How much of the choice is relevance, the rest being unlikeness to what stands there already; absent: all. */
  lambda?: number
}

const { first, perHouse, perCategory } = VARIETY
/** Home: the first four are not all of one category, and at most two are of one house. */
export const HOME_VARIETY: VarietyLimits = {
  ...{ first, perHouse, perCategory: perCategory.home },
  lambda: VARIETY.lambda.home,
}
/** A category: its first row is not one house's, unless that is all that is filtered for, or by far the most liked. */
export const CATEGORY_VARIETY: VarietyLimits = { first, ...VARIETY.category, lambda: VARIETY.lambda.category }
/** What goes with a piece: a look is made of several things. */
export const LOOK_VARIETY: VarietyLimits = { first, perHouse, perCategory: perCategory.complements }
/** Instead of a piece: not only what its own house makes of it. */
export const SIMILAR_VARIETY: VarietyLimits = { first, perHouse }
/** The cart's nudge: mostly of one category (shoes, where there are none), never only. */
export const GAP_VARIETY: VarietyLimits = { first, perCategory: perCategory.gap }

/** What the choice of a varied row weighs: how good an item is, and how alike two are, in [0, 1]. */
export type Merit<T> = { relevance(item: T): number; likeness(item: T): (other: T) => number }

/**
 * The same items in nearly the same order: the first `first` places take the best item that keeps the limits; what was
 * passed over follows in its old order. When nothing left keeps the limits, the best item stands anyway. Equivalent
 * orders in give equal orders out.
 *
 * With `merit` and `lambda` the best is the one of maximal marginal relevance among the next `VARIETY.pool`: lambda times
 * its relevance less (1 - lambda) times its likeness to the most alike item chosen before. Where nothing is relevant there
 * is nothing to weigh, and the order given stands.
 * Source: Carbonell and Goldstein, SIGIR 1998.
 */
export function diversify<T extends { product: Product }>(
  items: readonly T[],
  limits: VarietyLimits,
  merit?: Merit<T>,
): T[] {
  const rest = [...items]
  const chosen: T[] = []
  const categories = new Map<string, number>()
  const houses = new Map<string, number>()
  const keeps = ({ product }: T): boolean =>
    (categories.get(product.category) ?? 0) < (limits.perCategory ?? Infinity) &&
    (houses.get(product.house.slug) ?? 0) < (limits.perHouse ?? Infinity)
  const [top] = items
  const { lambda = 1, yields = 0 } = limits
  const weighs = merit !== undefined && top !== undefined && merit.relevance(top) > 0 ? merit : undefined
  const alike = new Map<T, number>()

  const next = (): number => {
    const at = rest.findIndex(keeps)
    const [head, best] = [rest[0], rest[at]]
    if (!weighs || !head || !best) return at
    if (at > 0 && weighs.relevance(best) < yields * weighs.relevance(head)) return 0
    if (lambda >= 1 || chosen.length === 0) return at
    let found = at
    let most = -Infinity
    const end = Math.min(rest.length, at + VARIETY.pool)
    for (let i = at; i < end; i++) {
      const item = rest[i]
      if (!item || !keeps(item)) continue
      const value = lambda * weighs.relevance(item) - (1 - lambda) * (alike.get(item) ?? 0)
      if (value > most) [found, most] = [i, value]
    }
    return found
  }

  while (chosen.length < limits.first && rest.length > 0) {
    const [item] = rest.splice(Math.max(0, next()), 1)
    if (!item) break
    chosen.push(item)
    const { category, house } = item.product
    categories.set(category, (categories.get(category) ?? 0) + 1)
    houses.set(house.slug, (houses.get(house.slug) ?? 0) + 1)
    if (!weighs || lambda >= 1 || chosen.length === limits.first) continue
    const likeness = weighs.likeness(item)
    // One more than the pool for each that limits pass over would not pay: those further down are met as not alike.
    for (const other of rest.slice(0, 2 * VARIETY.pool))
      alike.set(other, Math.max(alike.get(other) ?? 0, likeness(other)))
  }
  return [...chosen, ...rest]
}
