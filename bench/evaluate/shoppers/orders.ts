import { seededRandom } from '@/lib/core/random'
import { gainsOf, ndcg } from './metrics'
import { RANKERS, type RankerName } from './rankers'
import { roomOf, visitOf, type Shop } from './shop'
import { appeal, drawShopper } from './shopper'

/** How far down an order is judged. */
export const DEPTH = 12

/**
 * How well each ranker orders a category for shoppers it knows by so many clicks: NDCG@12, the mean over the shoppers of
 * one seed, by the number of clicks. What she has opened already is left out of the judgement: to put back what was
 * clicked is no insight.
 */
export function judgeOrders(
  shop: Shop,
  asked: { shoppers: number; clicks: readonly number[]; names: readonly RankerName[] },
  seed: number,
): Map<RankerName, number[]> {
  const { shoppers, clicks, names } = asked
  const random = seededRandom(seed * 7 + 2)
  const means = new Map(names.map((name) => [name, clicks.map(() => 0)]))
  for (let n = 0; n < shoppers; n++) {
    const shopper = drawShopper(shop.world, random)
    const room = roomOf(shop.world, random)
    const pieces = shop.world.pieces.filter(({ category }) => category === room)
    const views = visitOf(shop, shopper, room, Math.max(...clicks), random)
    for (const [at, count] of clicks.entries()) {
      const facts = views.slice(0, count)
      const opened = new Set(facts.map(({ product }) => product))
      const judged = pieces.filter(({ slug }) => !opened.has(slug))
      const grades = gainsOf(judged.map((piece) => appeal(shop.world, shopper, piece)))
      const gains = new Map(judged.map(({ slug }, i) => [slug, grades[i] ?? 0]))
      for (const [name, row] of means) {
        const order = RANKERS[name](shop, facts, pieces).filter((slug) => !opened.has(slug))
        row[at] =
          (row[at] ?? 0) +
          ndcg(
            order.map((slug) => gains.get(slug) ?? 0),
            DEPTH,
          ) /
            shoppers
      }
    }
  }
  return means
}
