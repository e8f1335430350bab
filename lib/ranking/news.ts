import type { Product } from '@/lib/catalog/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import { chanceOf } from './freshness'
import type { RankingContext } from './schema'
import { trendingMass } from './trending'
import { NEWS } from './weights'

/** How likely a Beta(`NEWS.hope`, b) is at most x: a sum, since the hope is a whole number. */
function belowX(x: number, b: number): number {
  let term = 1
  let sum = 0
  for (let i = 0; i < NEWS.hope; i++) {
    sum += term
    term *= ((b + i) * x) / (i + 1)
  }
  return 1 - Math.pow(1 - x, b) * sum
}

/** The value below which a Beta(`NEWS.hope`, b) lies with probability p. */
function quantileOf(p: number, b: number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 16; i++) {
    const middle = (low + high) / 2
    if (belowX(middle, b) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The piece that gets its chance in an order, and the score that it may count instead of its own. */
export type Newcomer = { slug: string; score: number }

/**
 * The one piece of an order that is given a chance because it is new: listed in the last `NEWS.days`, in stock, and seen
 * too little for its popularity to say anything. What it may be worth is drawn for each visit (Thompson sampling), so
 * that each of them gets its chance and few visits pay for it; which of several and how much are two draws, or the best
 * of many would nearly always win. Where no visit draws, it is the piece of the highest upper bound, the newer of equals.
 * @param scores popularity in [0, 1] as the order counts it. Where nothing is popular, nothing is less known either.
 */
export function newcomerOf(
  { trending, asOf, fresh }: Pick<RankingContext, 'trending' | 'asOf' | 'fresh'>,
  products: readonly Product[],
  scores: ReadonlyMap<string, number>,
): Newcomer | null {
  const now = asOf.getTime()
  const oldest = now - NEWS.days * MS_PER_DAY
  let chosen: { product: Product; doubt: number } | null = null
  let most = -Infinity
  for (const product of products) {
    const listed = product.listedAt.getTime()
    if (listed < oldest || listed > now || !product.inStock) continue
    const looks = trendingMass(trending, product.slug, asOf)
    if (looks >= NEWS.looks) continue
    const doubt = 1 + looks / NEWS.doubt
    const value = quantileOf(fresh ? chanceOf(fresh.seed, 'which', product.slug) : NEWS.quantile, doubt)
    const newer = value === most && chosen !== null && isNewer(product, chosen.product)
    if (value > most || newer) [chosen, most] = [{ product, doubt }, value]
  }
  if (!chosen) return null
  const { slug } = chosen.product
  const hope = fresh ? quantileOf(chanceOf(fresh.seed, 'hope', slug), chosen.doubt) : most
  let top = 0
  for (const { slug: other } of products) top = Math.max(top, scores.get(other) ?? 0)
  const score = top * hope
  return score > (scores.get(slug) ?? 0) ? { slug, score } : null
}

const isNewer = (a: Product, b: Product): boolean =>
  a.listedAt.getTime() !== b.listedAt.getTime() ? a.listedAt > b.listedAt : a.position < b.position
