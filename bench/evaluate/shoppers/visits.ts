import { MS_PER_DAY } from '@/lib/core/days'
import { seededRandom } from '@/lib/core/random'
import type { Impression } from '@/lib/events/schema'
import { freshnessOf, FRESHNESS } from '@/lib/ranking/freshness'
import { rotate } from '@/lib/ranking/freshness-row'
import { rankHome } from '@/lib/ranking/shelves'
import { gainsOf, ndcg } from './metrics'
import { contextOf } from './rankers'
import { roomOf, visitOf, type Shop } from './shop'
import { appeal, drawShopper } from './shopper'

const SLOT = 'home.shelf-1'
const { row: ROW } = FRESHNESS

/** What some visits without any action showed on the first shelf of home. */
export type VisitScores = {
  /** NDCG of the row as it is ranked, and as freshness shows it. */
  ranked: number
  shown: number
  /** Share of visits whose row was the very one of the visit before. */
  repeated: number
  /** Share of the pieces that may stand there which some shopper met on some visit; the same without freshness. */
  coverage: number
  coverageRanked: number
  /** The largest share of one house in a row, on average. */
  house: number
}

/**
 * Shoppers come, look at three pieces, and then come back a few times, two days apart, without touching anything. What
 * the rotation costs is the NDCG that its rows lose against the rows as ranked, judged by what the shopper really likes.
 */
export function judgeVisits(shop: Shop, asked: { shoppers: number; visits: number }, seed: number): VisitScores {
  const random = seededRandom(seed * 7 + 3)
  const met = new Set<string>()
  const metRanked = new Set<string>()
  const sums = { ranked: 0, shown: 0, repeated: 0, house: 0 }
  let rows = 0
  for (let n = 0; n < asked.shoppers; n++) {
    const shopper = drawShopper(shop.world, random)
    const views = visitOf(shop, shopper, roomOf(shop.world, random), 3, random)
    const impressions: Impression[] = []
    for (let visit = 0; visit < asked.visits; visit++) {
      const now = new Date(shop.now.getTime() + visit * 2 * MS_PER_DAY)
      const ranked = rankHome({ ...contextOf(shop, views), asOf: now, session: [] })
      const who = { shopperKey: `shopper-${n}`, visitId: `visit-${visit}`, visitNumber: visit + 1 }
      const fresh = freshnessOf(impressions, { ...who, now, acted: new Map() })
      const shown = rotate(ranked, SLOT, fresh)
      const slugs = shown.map(({ product }) => product.slug)
      const appeals = new Map(ranked.map(({ product }) => [product.slug, appeal(shop.world, shopper, product)]))
      const grades = gainsOf([...appeals.values()])
      const gains = new Map([...appeals.keys()].map((slug, i) => [slug, grades[i] ?? 0]))
      const judged = (order: readonly string[]) =>
        ndcg(
          order.map((slug) => gains.get(slug) ?? 0),
          ROW,
        )
      const plain = ranked.map(({ product }) => product.slug)
      sums.ranked += judged(plain)
      sums.shown += judged(slugs)
      const row = slugs.slice(0, ROW)
      if (visit > 0 && impressions.at(-1)?.products.join() === row.join()) sums.repeated += 1
      for (const slug of row) met.add(slug)
      for (const slug of plain.slice(0, ROW)) metRanked.add(slug)
      const houses = shown.slice(0, ROW).map(({ product }) => product.house.slug)
      sums.house += Math.max(...houses.map((house) => houses.filter((other) => other === house).length)) / ROW
      rows += 1
      impressions.push({
        ...{
          id: `${n}-${visit}`,
          at: now,
          visitId: who.visitId,
          slot: SLOT,
          arm: 'for-you',
          products: row,
          content: null,
        },
      })
    }
  }
  const size = rankHome(contextOf(shop, [])).length
  return {
    ranked: sums.ranked / rows,
    shown: sums.shown / rows,
    repeated: sums.repeated / Math.max(1, rows - asked.shoppers),
    coverage: met.size / size,
    coverageRanked: metRanked.size / size,
    house: sums.house / rows,
  }
}
