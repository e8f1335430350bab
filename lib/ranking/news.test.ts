import { describe, expect, it } from 'vitest'
import type { Product } from '@/lib/catalog/schema'
import { rankCategory } from './blend'
import { newcomerOf } from './news'
import { createProjections } from './projections'
import type { Freshness, RankingContext } from './schema'
import { contextFor, daysBefore, dresses, fact, past, piece, project, slugsOf, view, withPieces } from './shop.fixture'
import { NEWS } from './weights'

const quiet = (product: Product, days: number): Product => ({ ...product, listedAt: daysBefore(days) })
/** Two dresses nobody saw, listed lately; all others long ago. */
const fresh = ['vigil-ball-gown', 'plan-square-sheath']
const range = dresses.map((dress) => quiet(dress, fresh.includes(dress.slug) ? 3 : 400))
const popular = project(past().filter(({ product }) => !fresh.includes(product ?? '')))
const seeded = (seed: string): Freshness => ({ seed, seen: new Map(), before: new Map() })
const shop = withPieces(...range)
const context = (values: Partial<RankingContext> = {}) =>
  contextFor([], { catalogue: shop, trending: popular.trending, ...values })
const rank = (values: Partial<RankingContext> = {}, list = range) => rankCategory(context(values), list)
const chances = (ranked: ReturnType<typeof rank>) =>
  ranked.filter(({ parts }) => parts.some(({ part }) => part === 'new'))

describe('a new piece', () => {
  it('gets a chance that is named and adds up', () => {
    const [found, ...others] = chances(rank())
    expect(others).toEqual([])
    expect(fresh).toContain(found?.product.slug)
    expect(found?.parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(found?.score ?? 0, 9)
    expect(found?.rise).toBe(0)
  })

  it('stands higher than by its own popularity, never first', () => {
    const [found] = chances(rank())
    const slug = found?.product.slug ?? ''
    const at = (ranked: ReturnType<typeof rank>) => slugsOf(ranked).indexOf(slug)
    expect(at(rank())).toBeLessThan(at(rank({ mix: { news: 0 } })))
    expect(at(rank())).toBeGreaterThan(0)
  })

  it('is one at most in a first row, whatever the visit', () => {
    const counts = Array.from(
      { length: 200 },
      (_, i) => chances(rank({ fresh: seeded(`visitor:${i}`) }).slice(0, 4)).length,
    )
    expect(Math.max(...counts)).toBe(1)
    const share = counts.filter((count) => count > 0).length / counts.length
    // Measured: not every visit pays for it, and it is no rarity either.
    expect(share).toBeGreaterThan(0.05)
    expect(share).toBeLessThan(0.6)
  })

  it('takes its turn with the others', () => {
    const met = new Set(
      Array.from({ length: 40 }, (_, i) => chances(rank({ fresh: seeded(`v:${i}`) }))[0]?.product.slug).filter(Boolean),
    )
    expect([...met].sort()).toEqual([...fresh].sort())
  })

  it('is the same all through a visit, and without one', () => {
    const twice = () => slugsOf(rank({ fresh: seeded('visitor:7') }))
    expect(twice()).toEqual(twice())
    const drawn = (visit: string) => rank({ fresh: null, visit }).map(({ product, score }) => [product.slug, score])
    const bound = rank().map(({ product, score }) => [product.slug, score])
    for (let i = 0; i < 40; i++) expect(drawn(`visit-${i}`)).toEqual(bound)
  })
})

describe('no chance', () => {
  const none = (list: readonly Product[], values: Partial<RankingContext> = {}) =>
    chances(
      rankCategory(contextFor([], { catalogue: withPieces(...list), trending: popular.trending, ...values }), list),
    )

  it('has what was listed long ago, or is not listed yet', () => {
    const listed = (days: number) => range.map((dress) => quiet(dress, fresh.includes(dress.slug) ? days : 400))
    expect(none(listed(30))).toHaveLength(1)
    expect(none(listed(30.01))).toEqual([])
    expect(none(listed(-1))).toEqual([])
  })

  it('has what cannot be bought', () => {
    expect(none(range.map((dress) => (fresh.includes(dress.slug) ? { ...dress, inStock: false } : dress)))).toEqual([])
  })

  it('has what was seen enough to speak for itself', () => {
    const facts = [...past(), ...fresh.flatMap((slug) => Array.from({ length: 31 }, () => view(slug)))]
    expect(none(range, { trending: project(facts).trending })).toEqual([])
  })

  it('has what was looked at thirty times, even beside something far more popular', () => {
    const only = [piece('vigil-ball-gown'), piece('linea-column')].map((dress, i) => quiet(dress, i === 0 ? 3 : 400))
    const beside = (looks: number) => {
      const bought = Array.from({ length: 2_000 }, () => fact({ kind: 'purchase', product: 'linea-column' }))
      const seen = Array.from({ length: looks }, () => view('vigil-ball-gown'))
      return none(only, { trending: project([...bought, ...seen]).trending })
    }
    expect([29, 30].map((looks) => beside(looks).length)).toEqual([1, 0])
  })

  it('has any where nothing is known of the others either', () => {
    expect(none(range, { trending: createProjections().trending })).toEqual([])
  })
})

it.each([1, 2, 3, 5])('hopes as much as it is given: %i', (hope) => {
  const given = NEWS.hope
  NEWS.hope = hope
  try {
    // Without any look a Beta(a, 1) lies below x with probability x to the power of a.
    const scores = new Map(range.map(({ slug }) => [slug, fresh.includes(slug) ? 0 : 1]))
    expect(newcomerOf(context({ fresh: null }), range, scores)?.score).toBeCloseTo(NEWS.quantile ** (1 / hope), 4)
  } finally {
    NEWS.hope = given
  }
})

it('hope falls with each look that made nothing of it', () => {
  const only = [piece('vigil-ball-gown'), piece('linea-column')].map((dress, i) => quiet(dress, i === 0 ? 3 : 400))
  const score = (looks: number) => {
    const facts = [
      ...Array.from({ length: 200 }, () => view('linea-column')),
      ...Array.from({ length: looks }, () => view('vigil-ball-gown')),
    ]
    const ranked = rankCategory(
      contextFor([], { catalogue: withPieces(...only), trending: project(facts).trending }),
      only,
    )
    const found = chances(ranked)[0]
    return found?.parts.find(({ part }) => part === 'new')?.weight ?? 0
  }
  const weights = [0, 3, 10, 20].map(score)
  expect(weights[0]).toBeGreaterThan(0.8)
  expect(weights).toEqual([...weights].sort((a, b) => b - a))
})
