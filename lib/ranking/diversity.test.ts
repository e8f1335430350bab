import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likenessIn } from './alike'
import { rankCategory } from './blend'
import { CATEGORY_VARIETY, diversify, HOME_VARIETY, type Merit } from './diversity'
import { aliceViews, catalogue, contextFor, dresses, fact, piece, products, slugsOf } from './shop.fixture'
import { catalogueIndex } from './tokens'

const items = (...slugs: string[]) => slugs.map((slug) => ({ product: piece(slug) }))
const any = fc.shuffledSubarray([...products], { minLength: 0 }).map((list) => list.map((product) => ({ product })))

describe('a varied first row', () => {
  it('passes over the third piece of a house and the fourth dress', () => {
    const order = items(
      'rapace-off-shoulder-gown',
      'vesper-flounce-gown',
      'lamia-velvet-gown',
      'linea-column',
      'calm-bateau-gown',
      'via-95-patent-pump',
    )
    expect(diversify(order, HOME_VARIETY).map(({ product }) => product.slug)).toEqual([
      'rapace-off-shoulder-gown',
      'vesper-flounce-gown',
      'linea-column',
      'via-95-patent-pump',
      'lamia-velvet-gown',
      'calm-bateau-gown',
    ])
  })

  it('keeps every piece once, and the best one first', () => {
    fc.assert(
      fc.property(any, (order) => {
        const varied = diversify(order, HOME_VARIETY)
        expect(new Set(varied)).toEqual(new Set(order))
        expect(varied).toHaveLength(order.length)
        expect(varied[0]).toBe(order[0])
      }),
    )
  })

  it('keeps its limits as long as anything else is left', () => {
    fc.assert(
      fc.property(any, (order) => {
        const first = diversify(order, HOME_VARIETY).slice(0, 4)
        const count = (of: (item: (typeof order)[number]) => string) =>
          Math.max(...first.map((item) => first.filter((other) => of(other) === of(item)).length))
        const enough = new Set(order.map(({ product }) => product.house.slug)).size >= 4
        const mixed = new Set(order.slice(4).map(({ product }) => product.category)).size >= 3
        if (enough && mixed && order.length > 60) {
          expect(count(({ product }) => product.house.slug)).toBeLessThanOrEqual(2)
          expect(count(({ product }) => product.category)).toBeLessThanOrEqual(3)
        }
      }),
    )
  })

  it('shows what there is when nothing else is left', () => {
    const order = items('rapace-off-shoulder-gown', 'vesper-flounce-gown', 'lamia-velvet-gown')
    expect(diversify(order, HOME_VARIETY)).toEqual(order)
    expect(diversify([], HOME_VARIETY)).toEqual([])
  })
})

type Scored = { product: (typeof products)[number]; score: number }
const index = catalogueIndex(catalogue)
const shown = ({ product }: Pick<Scored, 'product'>) => ({
  entry: index.entries.get(product.slug),
  liked: product.colourways[0]?.slug ?? '',
})
const merit: Merit<Scored> = {
  relevance: ({ score }) => score,
  likeness(item) {
    const of = likenessIn(index)(shown(item))
    return (other) => of(shown(other))
  },
}
const scored = (...list: readonly [slug: string, score: number][]): Scored[] =>
  list.map(([slug, score]) => ({ product: piece(slug), score }))
const anyScored = fc
  .tuple(
    fc.shuffledSubarray([...products], { minLength: 1, maxLength: 30 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([list, start]) => list.map((product, i) => ({ product, score: start * Math.pow(0.97, i) })))

describe('likeness', () => {
  it('is 1 with itself, the same both ways, and higher the more is shared', () => {
    const of = (a: string, b: string) =>
      merit.likeness({ product: piece(a), score: 0 })({ product: piece(b), score: 0 })
    expect(of('linea-column', 'linea-column')).toBe(1)
    expect(of('linea-column', 'vesper-flounce-gown')).toBeCloseTo(of('vesper-flounce-gown', 'linea-column'), 12)
    expect(of('rapace-off-shoulder-gown', 'vesper-flounce-gown')).toBeGreaterThan(
      of('rapace-off-shoulder-gown', 'linea-column'),
    )
    expect(of('rapace-off-shoulder-gown', 'via-95-patent-pump')).toBeLessThan(0.5)
  })
})

describe('marginal relevance', () => {
  const limits = { first: 3, lambda: 0.7 }

  it('prefers what is hardly worse and unlike what stands there', () => {
    const order = scored(['rapace-off-shoulder-gown', 1], ['vesper-flounce-gown', 0.95], ['linea-column', 0.94])
    expect(slugsOf(diversify(order, limits, merit))[1]).toBe('linea-column')
    expect(slugsOf(diversify(order, { ...limits, lambda: 1 }, merit))[1]).toBe('vesper-flounce-gown')
    const far = scored(['rapace-off-shoulder-gown', 1], ['vesper-flounce-gown', 0.95], ['linea-column', 0.2])
    expect(slugsOf(diversify(far, limits, merit))[1]).toBe('vesper-flounce-gown')
  })

  it('loses nothing, doubles nothing, keeps the best first and the rest as it was', () => {
    fc.assert(
      fc.property(anyScored, fc.double({ min: 0.3, max: 1, noNaN: true }), (order, lambda) => {
        const varied = diversify(order, { ...HOME_VARIETY, lambda }, merit)
        expect(new Set(varied)).toEqual(new Set(order))
        expect(varied).toHaveLength(order.length)
        expect(varied[0]).toBe(order[0])
        const rest = varied.slice(HOME_VARIETY.first)
        expect(rest).toEqual(order.filter((item) => rest.includes(item)))
      }),
    )
  })

  it('chooses as its formula says, worked out the long way', () => {
    fc.assert(
      fc.property(anyScored, (order) => {
        const varied = diversify(order, limits, merit)
        for (let n = 1; n < Math.min(3, order.length); n++) {
          const before = varied.slice(0, n)
          const value = (item: Scored) =>
            0.7 * item.score - 0.3 * Math.max(...before.map((other) => merit.likeness(other)(item)))
          const pool = order.filter((item) => !before.includes(item)).slice(0, 12)
          const best = Math.max(...pool.map(value))
          const [chosen] = varied.slice(n)
          if (chosen && (order[0]?.score ?? 0) > 0) expect(value(chosen)).toBeCloseTo(best, 9)
        }
      }),
    )
  })
})

describe('a category', () => {
  const houses = (facts: Parameters<typeof contextFor>[0], list = dresses) =>
    rankCategory(contextFor(facts), list)
      .slice(0, 4)
      .map(({ product }) => product.house.slug)

  it('does not give its first row to one house after two looks', () => {
    expect(new Set(houses(aliceViews())).size).toBeGreaterThan(1)
    expect(houses(aliceViews()).filter((house) => house === 'corvane').length).toBeLessThanOrEqual(3)
  })

  it('does when only that house is asked for', () => {
    expect(
      new Set(
        houses(
          [],
          dresses.filter(({ house }) => house.slug === 'corvane'),
        ),
      ),
    ).toEqual(new Set(['corvane']))
  })

  it('does where nothing else is half as good', () => {
    const order = products
      .filter(({ house, category }) => house.slug === 'corvane' && category === 'dresses')
      .slice(0, 4)
    const items = order.map((product, i) => ({ product, score: 1 - i / 100 }))
    const other = (score: number) => ({ product: piece('linea-column'), score })
    const fourth = (score: number) =>
      diversify([...items, other(score)], CATEGORY_VARIETY, merit)[3]?.product.house.slug
    expect(fourth(0.6)).toBe('ondreil')
    expect(fourth(0.45)).toBe('corvane')
  })

  it('is not reordered where nobody and nothing says what is better', () => {
    const facts = [fact({ kind: 'category-view', category: 'dresses' })]
    expect(houses(facts)).toEqual(houses([]))
  })
})
