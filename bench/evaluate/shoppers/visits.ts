import { MS_PER_DAY } from '@/lib/core/days'
import { seededRandom } from '@/lib/core/random'
import type { Impression } from '@/lib/events/schema'
import { freshnessOf, FRESHNESS } from '@/lib/ranking/freshness'
import { rotate } from '@/lib/ranking/freshness-row'
import type { Ranked, RankingContext } from '@/lib/ranking/schema'
import { rankHome } from '@/lib/ranking/shelves'
import { NEWS } from '@/lib/ranking/weights'
import { gainsOf, ndcg } from './metrics'
import { contextOf } from './rankers'
import { roomOf, visitOf, type Shop } from './shop'
import { appeal, drawShopper } from './shopper'

const SLOT = 'home.shelf-1'
const { row: ROW } = FRESHNESS

/** What some visits without any action showed on the first shelf of home. */
export type VisitScores = {
  /** NDCG of the row as it is ranked, and as freshness shows it, from the second visit on. */
  ranked: number
  shown: number
  /** Share of visits whose row held the very pieces of the visit before. */
  repeated: number
  /** Share of the pieces that may stand there which some shopper met on some visit; the same without freshness. */
  coverage: number
  coverageRanked: number
  /** The largest share of one house in a row, on average. */
  house: number
  /** The same without variety. */
  houseUnvaried: number
  /** Share of the pieces listed lately that some shopper met in a row; the same without the chance they are given. */
  newMet: number
  newMetWithout: number
}

const top = (context: RankingContext): string[] =>
  rankHome(context)
    .slice(0, ROW)
    .map(({ product }) => product.slug)

/** The largest share of one house in a row. */
function houseShare(ranked: readonly Ranked[]): number {
  const houses = ranked.slice(0, ROW).map(({ product }) => product.house.slug)
  return Math.max(...houses.map((house) => houses.filter((other) => other === house).length)) / ROW
}

/**
 * Shoppers come, look at three pieces, and then come back a few times, two days apart, without touching anything. What
 * the rotation costs is the NDCG that its rows lose against the rows as ranked, judged by what the shopper really likes.
 */
export function judgeVisits(shop: Shop, asked: { shoppers: number; visits: number }, seed: number): VisitScores {
  const random = seededRandom(seed * 7 + 3)
  const met = new Set<string>()
  const metRanked = new Set<string>()
  const newMet = new Set<string>()
  const newMetWithout = new Set<string>()
  const newest = shop.now.getTime() - NEWS.days * MS_PER_DAY
  const isNew = new Set(shop.world.pieces.filter(({ listedAt }) => listedAt.getTime() > newest).map(({ slug }) => slug))
  const sums = { ranked: 0, shown: 0, repeated: 0, house: 0, houseUnvaried: 0 }
  let rows = 0
  let visits = 0
  for (let n = 0; n < asked.shoppers; n++) {
    const shopper = drawShopper(shop.world, random)
    const views = visitOf(shop, shopper, roomOf(shop.world, random), 3, random)
    const impressions: Impression[] = []
    for (let visit = 0; visit < asked.visits; visit++) {
      const now = new Date(shop.now.getTime() + visit * 2 * MS_PER_DAY)
      const who = { shopperKey: `shopper-${n}`, visitId: `visit-${visit}`, visitNumber: visit + 1 }
      const fresh = freshnessOf(impressions, { ...who, now, acted: new Map() })
      const plainly = { ...contextOf(shop, views), asOf: now, session: [] }
      const ranked = rankHome(plainly)
      // As the shop does it: the visit also draws which new piece gets its chance.
      const shown = rotate(rankHome({ ...plainly, fresh }), SLOT, fresh)
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
      const row = slugs.slice(0, ROW)
      for (const slug of row) met.add(slug)
      for (const slug of plain.slice(0, ROW)) metRanked.add(slug)
      sums.house += houseShare(shown)
      sums.houseUnvaried += houseShare(rankHome({ ...plainly, mix: { variety: 0 } }))
      for (const slug of top({ ...plainly, fresh })) if (isNew.has(slug)) newMet.add(slug)
      for (const slug of top({ ...plainly, fresh, mix: { news: 0 } })) if (isNew.has(slug)) newMetWithout.add(slug)
      visits += 1
      // On the first visit there is nothing to differ from.
      if (visit > 0) {
        sums.ranked += judged(plain)
        sums.shown += judged(slugs)
        const before = impressions.at(-1)?.products ?? []
        if (row.every((slug) => before.includes(slug))) sums.repeated += 1
        rows += 1
      }
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
    repeated: sums.repeated / rows,
    coverage: met.size / size,
    coverageRanked: metRanked.size / size,
    house: sums.house / visits,
    houseUnvaried: sums.houseUnvaried / visits,
    newMet: newMet.size / Math.max(1, isNew.size),
    newMetWithout: newMetWithout.size / Math.max(1, isNew.size),
  }
}
