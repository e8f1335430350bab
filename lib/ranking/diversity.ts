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
  const [top] = items
  const { lambda = 1, yields = 0 } = limits
  const weighs = merit !== undefined && top !== undefined && merit.relevance(top) > 0 ? merit : undefined
  const taken = new Set<number>()
  const chosen: T[] = []
  /** Per item, its likeness to the most alike item chosen. */
  const alike = new Float64Array(Math.min(items.length, 2 * VARIETY.pool))
  for (let head = 0; chosen.length < limits.first && chosen.length < items.length;) {
    while (taken.has(head)) head += 1
    const keeping = nextKeeping(items, head, taken, chosen, limits)
    let at = keeping < 0 ? head : keeping
    const passed = items[head]
    const best = items[at]
    if (!passed || !best) break
    if (weighs && at > head && weighs.relevance(best) < yields * weighs.relevance(passed)) at = head
    else if (weighs && lambda < 1 && keeping >= 0 && chosen.length > 0) {
      let most = -Infinity
      for (let i = at, n = 0; i >= 0 && i < alike.length && n < VARIETY.pool; n++) {
        const item = items[i]
        const value = item ? lambda * weighs.relevance(item) - (1 - lambda) * (alike[i] ?? 0) : -Infinity
        if (value > most) {
          most = value
          at = i
        }
        i = nextKeeping(items, i + 1, taken, chosen, limits)
      }
    }
    const item = items[at]
    if (!item) break
    taken.add(at)
    chosen.push(item)
    if (!weighs || lambda >= 1 || chosen.length === limits.first) continue
    const likeness = weighs.likeness(item)
    for (let i = 0; i < alike.length; i++) {
      const other = items[i]
      if (other && !taken.has(i)) alike[i] = Math.max(alike[i] ?? 0, likeness(other))
    }
  }
  return [...chosen, ...items.filter((_, i) => !taken.has(i))]
}

/** The first item from a place on that is not taken and keeps the limits beside those chosen; -1 when there is none. */
function nextKeeping<T extends { product: Product }>(
  items: readonly T[],
  from: number,
  taken: ReadonlySet<number>,
  chosen: readonly T[],
  { perCategory = Infinity, perHouse = Infinity }: VarietyLimits,
): number {
  for (let i = from; i < items.length; i++) {
    const product = items[i]?.product
    if (!product || taken.has(i)) continue
    let ofCategory = 0
    let ofHouse = 0
    for (const { product: other } of chosen) {
      if (other.category === product.category) ofCategory += 1
      if (other.house.slug === product.house.slug) ofHouse += 1
    }
    if (ofCategory < perCategory && ofHouse < perHouse) return i
  }
  return -1
}
