import { describe, expect, it } from 'vitest'
import { affinityOf } from './affinity'
import { rankCategory } from './blend'
import { CANDIDATES } from './weights'
import { byPopularity, largeRange } from './large.fixture'
import type { RankingContext } from './schema'
import { seededRandom } from '@/lib/core/random'
import { daysBefore, NOW, slugsOf, view } from './shop.fixture'
import { rankHome } from './shelves'
import { createTogether } from './together'
import { addTrendingFact, createTrending } from './trending'

const products = largeRange(4_000)
const catalogue = new Map(products.map((product) => [product.slug, product]))
const trending = createTrending()
const random = seededRandom(5)
for (let i = 0; i < 20_000; i++)
  addTrendingFact(
    trending,
    view(products[byPopularity(random, products.length)]?.slug ?? '', null, daysBefore(random() * 30)),
  )
const liked = products.filter(({ house, inStock }) => house.slug === 'corvane' && inStock).slice(0, 5)
const affinity = affinityOf(
  liked.map(({ slug }) => view(slug)),
  catalogue,
  NOW,
)
const context: RankingContext = { catalogue, trending, together: createTogether(), affinity, asOf: NOW }

describe('a very large set', () => {
  it('is ranked where it could stand first, and follows in everybody’s order', () => {
    const ranked = rankCategory(context, products)
    expect(new Set(slugsOf(ranked)).size).toBe(products.length)
    expect(ranked.slice(0, 12).some(({ rise, product }) => rise > 0 && product.house.slug === 'corvane')).toBe(true)
    const [stranger] = [rankCategory({ ...context, affinity: null }, products)]
    const tail = slugsOf(stranger.slice(-1_000))
    const known = new Set(slugsOf(ranked.slice(0, CANDIDATES.all)))
    const rest = slugsOf(ranked).filter((slug) => !known.has(slug) && tail.includes(slug))
    expect(rest).toEqual(tail.filter((slug) => !known.has(slug)))
  })

  it('keeps what is sold out behind everything else', () => {
    const stock = rankCategory(context, products).map(({ product }) => product.inStock)
    expect(stock.lastIndexOf(true)).toBeLessThan(stock.indexOf(false))
  })

  it('says nothing of what it did not look at', () => {
    const last = rankCategory(context, products).at(-1)
    expect(last).toMatchObject({ score: 0, rise: 0, parts: [], chosenWith: null, rule: null, shared: [] })
    expect(last?.product.colourways.some(({ slug }) => slug === last.colour)).toBe(true)
  })

  it('puts what she does not like behind all the rest that can be bought', () => {
    const before = rankCategory(context, products)
    const inStock = before.filter(({ product }) => product.inStock)
    const [first = '', rest = '', sold = ''] = slugsOf([...inStock.slice(0, 1), ...inStock.slice(-9, -8)]).concat(
      slugsOf(before.slice(inStock.length)),
    )
    const disliked = new Set([first, rest, sold])
    const ranked = rankCategory({ ...context, affinity: { ...affinity, disliked } }, products)
    const order = slugsOf(ranked)
    expect(order.slice(inStock.length - 2, inStock.length)).toEqual([first, rest])
    expect(order.at(-1)).toBe(sold)
    expect(ranked[inStock.length - 2]?.rise).toBeLessThan(-CANDIDATES.all)
    expect(order.filter((slug) => disliked.has(slug))).toHaveLength(3)
    expect(order.toSorted()).toEqual(slugsOf(before).toSorted())
    // Nobody else moves: the rest is everybody's order still.
    const others = (list: typeof ranked) =>
      slugsOf(list)
        .filter((slug) => !disliked.has(slug))
        .slice(CANDIDATES.all)
    expect(others(ranked)).toEqual(others(before))
  })

  it('leaves out what a rule excludes, far down as well', () => {
    const slug = rankCategory(context, products).at(-1)?.product.slug ?? ''
    const rule = {
      ...{ id: 'out', kind: 'exclude' as const, target: { by: 'product' as const, product: slug }, category: null },
      ...{ from: '2026-01-01', until: null, place: null, factor: null, note: 'Recalled' },
    }
    expect(slugsOf(rankCategory({ ...context, rules: [rule] }, products))).not.toContain(slug)
  })

  it('gives home its best', () => {
    const home = rankHome(context, [liked[0]?.slug ?? ''])
    expect(home.length).toBeGreaterThan(48)
    expect(slugsOf(home)).not.toContain(liked[0]?.slug)
    expect(home.slice(0, 12).some(({ product }) => product.house.slug === 'corvane')).toBe(true)
  })
})
