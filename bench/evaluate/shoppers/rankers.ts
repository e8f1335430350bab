import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import { affinityOf } from '@/lib/ranking/affinity'
import { rankCategory } from '@/lib/ranking/blend'
import type { Mix, RankingContext } from '@/lib/ranking/schema'
import { bestPossible } from './ceiling'
import type { Shop } from './shop'

/** Orders a category for somebody known by these facts: slugs, best first. */
export type Ranker = (shop: Shop, facts: readonly Fact[], pieces: readonly Product[]) => string[]

/** What the shop's own ranker reads of a shopper with these facts. */
export function contextOf(shop: Shop, facts: readonly Fact[], mix?: Partial<Mix>): RankingContext {
  const { catalogue, projections, now } = shop
  const known = facts.length > 0
  return {
    catalogue,
    trending: projections.trending,
    together: projections.together,
    neighbours: projections.sessions,
    affinity: known ? affinityOf(facts, catalogue, now) : null,
    session: facts.flatMap(({ product, at }) => (product ? [{ item: product, at: at.getTime() }] : [])),
    asOf: now,
    ...(mix ? { mix } : {}),
  }
}

const shopsOwn =
  (mix?: Partial<Mix>): Ranker =>
  (shop, facts, pieces) =>
    rankCategory(contextOf(shop, facts, mix), pieces).map(({ product }) => product.slug)

const NOTHING: Mix = { trending: 0, neighbours: 0, affinity: 0, news: 0, variety: 0 }

/** The parts alone, the blend, the blend without each of its parts, and the best that anybody could do. */
export const RANKERS = {
  trending: shopsOwn({ ...NOTHING, trending: 1 }),
  neighbours: shopsOwn({ ...NOTHING, neighbours: 1 }),
  affinity: shopsOwn({ ...NOTHING, affinity: 1 }),
  blend: shopsOwn(),
  'without trending': shopsOwn({ trending: 0 }),
  'without neighbours': shopsOwn({ neighbours: 0 }),
  'without affinity': shopsOwn({ affinity: 0 }),
  'without news': shopsOwn({ news: 0 }),
  'without variety': shopsOwn({ variety: 0 }),
  ceiling: (shop: Shop, facts: readonly Fact[], pieces: readonly Product[]) => bestPossible(shop.world, facts, pieces),
} satisfies Record<string, Ranker>
export type RankerName = keyof typeof RANKERS
export const RANKER_NAMES = Object.keys(RANKERS) as RankerName[]
