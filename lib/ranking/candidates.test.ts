import { describe, expect, it } from 'vitest'
import type { Product } from '@/lib/catalog/schema'
import { seededRandom } from '@/lib/core/random'
import { affinityOf } from './affinity'
import { blend, byTrending, trendingPart } from './blend'
import { chooseCandidates, type CandidateContext } from './candidates'
import { CANDIDATES } from './weights'
import { byPopularity, largeRange } from './large.fixture'
import { daysBefore, NOW, products as range, view } from './shop.fixture'
import { addSessionEvent, createSessionIndex } from './sessions'
import { addTrendingFact, createTrending, trendingScores } from './trending'
import { NEWS } from './weights'

const products = largeRange(9_000)
const catalogue = new Map(products.map((product) => [product.slug, product]))
const dresses = products.filter(({ category }) => category === 'dresses')
const shuffled = (list: readonly Product[]): Product[] => list.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
const slugs = (list: readonly Product[]): string[] => list.map(({ slug }) => slug)

function popularity() {
  const random = seededRandom(3)
  const state = createTrending()
  const order = shuffled(products)
  for (let i = 0; i < 60_000; i++)
    addTrendingFact(state, view(order[byPopularity(random, order.length)]?.slug ?? '', null, daysBefore(random() * 60)))
  return state
}
const trending = popularity()
const context = (values: Partial<CandidateContext> = {}): CandidateContext => {
  return { catalogue, trending, affinity: null, asOf: NOW, ...values }
}

/** Everybody's order from its words, by another way than the code's. */
function neutral(list: readonly Product[], state = trending): Product[] {
  const scores = trendingScores(state, NOW, slugs(list))
  const score = ({ slug }: Product) => scores.get(slug) ?? 0
  return list.toSorted(
    (a, b) => Number(b.inStock) - Number(a.inStock) || score(b) - score(a) || a.position - b.position,
  )
}

/** Somebody who looked at unpopular pieces of one house. */
const house = range[0]?.house.slug ?? ''
const shopper = affinityOf(
  neutral(dresses)
    .filter((product) => product.house.slug === house && product.inStock)
    .slice(-8)
    .map(({ slug }, i) => view(slug, null, new Date(NOW.getTime() - i * 60_000))),
  catalogue,
  NOW,
)

describe('the pieces worth a closer look', () => {
  it('are all of them up to the size where it begins to matter', () => {
    const few = dresses.slice(0, CANDIDATES.all)
    const chosen = chooseCandidates(context({ affinity: shopper }), few)
    expect(chosen.considered).toBe(few)
    expect(chosen.rest).toEqual([])
  })

  it.each([
    ['a category', dresses],
    ['the whole catalogue', products],
    ['what a filter leaves', dresses.filter((_, i) => i % 3 > 0)],
    ['what a filter leaves of everything', products.filter((_, i) => i % 2 > 0)],
    ['a list in an order of its own', shuffled(dresses)],
    ['pieces that the catalogue has as other objects', dresses.map((product) => ({ ...product }))],
  ])('and the others are %s, each once, both in the neutral order', (_, list) => {
    for (const affinity of [null, shopper]) {
      const { considered, rest } = chooseCandidates(context({ affinity }), list)
      const order = slugs(neutral(list))
      expect(new Set([...slugs(considered), ...slugs(rest)]).size).toBe(list.length)
      expect(considered.length + rest.length).toBe(list.length)
      const places = new Map(order.map((slug, place) => [slug, place]))
      for (const part of [considered, rest]) {
        const found = part.map(({ slug }) => places.get(slug) ?? -1)
        expect(found).toEqual(found.toSorted((a, b) => a - b))
      }
      expect(slugs(considered)).toEqual(expect.arrayContaining(order.slice(0, CANDIDATES.heads)))
      expect(considered.length).toBeLessThanOrEqual(CANDIDATES.all)
    }
  })

  it('are for a stranger the most popular ones, and what is new', () => {
    const { considered } = chooseCandidates(context(), dresses)
    const heads = new Set(slugs(neutral(dresses).slice(0, CANDIDATES.heads)))
    const others = considered.filter(({ slug }) => !heads.has(slug))
    expect(others.length).toBeGreaterThan(0)
    expect(others.every(({ listedAt }) => listedAt >= daysBefore(NEWS.days))).toBe(true)
  })

  it('hold the first rows that ranking all of them makes', () => {
    const rank = (list: readonly Product[], affinity = shopper) =>
      blend(byTrending({ trending, asOf: NOW }, list), { catalogue, affinity }, { taste: 1, parts: trendingPart })
    const all = rank(dresses).slice(0, 24)
    const considered = new Set(chooseCandidates(context({ affinity: shopper }), dresses).considered)
    // A choice, not a proof: a piece that is middling in both may be missed.
    expect(all.filter(({ product }) => considered.has(product)).length).toBeGreaterThanOrEqual(23)
    const heads = new Set(neutral(dresses).slice(0, CANDIDATES.heads))
    // Without a look at taste some would not be there.
    expect(all.filter(({ product }) => heads.has(product)).length).toBeLessThan(24)
  })

  it('hold what is expected next, pinned, or lifted, however deep it lay, and nothing that is out of stock', () => {
    const order = neutral(dresses)
    const deep = order.filter(({ inStock }) => inStock).slice(-9)
    const [predicted, pinned] = slugs(deep)
    const gone = order.at(-1)?.slug ?? ''
    const neighbours = createSessionIndex()
    const at = NOW.getTime() - 1000
    for (let i = 0; i < 5; i++)
      for (const item of ['met', predicted, gone])
        addSessionEvent(neighbours, { session: `visit ${i}`, item: item ?? '', at: at - 1000 * i })
    const rule = { category: null, from: '2026-01-01', until: null, place: null, factor: null, note: 'a note' }
    const { considered } = chooseCandidates(
      context({
        neighbours,
        session: [{ item: 'met', at }],
        rules: [
          { ...rule, id: '1', kind: 'pin', target: { by: 'product', product: pinned ?? '' }, place: 1 },
          { ...rule, id: '2', kind: 'boost', target: { by: 'house', house }, factor: 2 },
        ],
      }),
      dresses,
    )
    expect(slugs(considered)).toEqual(expect.arrayContaining([predicted, pinned]))
    expect(slugs(considered)).not.toContain(gone)
    const best = order.filter((product) => product.inStock && product.house.slug === house).slice(0, CANDIDATES.boosted)
    expect(slugs(considered)).toEqual(expect.arrayContaining(slugs(best)))
  })

  it('heed no rule of another day or another category', () => {
    const deep = neutral(dresses)
      .filter(({ inStock }) => inStock)
      .slice(-9)
    const pinned = deep[0]?.slug ?? ''
    const traits = Object.entries(deep[1]?.attributes ?? {})
    const count = ([name = '', value]: readonly string[]) =>
      dresses.filter((dress) => dress.attributes[name] === value).length
    const [rarest = []] = traits.toSorted((a, b) => count(a) - count(b))
    const lifted = { by: 'attribute' as const, token: rarest.join(':') }
    const considered = (values: object, place?: string | null) => {
      const shared = {
        category: null,
        from: '2026-11-01',
        until: '2026-11-30',
        place: null,
        factor: null,
        note: 'a note',
      }
      const rules = [
        { ...shared, ...values, id: '1', kind: 'pin' as const, target: { by: 'product' as const, product: pinned } },
        { ...shared, ...values, id: '2', kind: 'boost' as const, target: lifted, factor: 2 },
      ]
      const asked = context({ rules, day: '2026-11-21' })
      return new Set(slugs(chooseCandidates(asked, dresses, place).considered))
    }
    const here = considered({})
    const nobody = slugs(chooseCandidates(context(), dresses).considered)
    expect(here.has(pinned)).toBe(true)
    expect(here.size).toBeGreaterThan(nobody.length + 1)
    expect(considered({ category: 'dresses' })).toEqual(here)
    expect(considered({ category: 'dresses' }, 'dresses')).toEqual(here)
    for (const [values, place] of [
      [{ from: '2026-11-22' }],
      [{ until: '2026-11-20' }],
      [{ category: 'shoes' }],
      [{ category: 'dresses' }, null],
    ] as const)
      expect([...considered(values, place)]).toEqual(nobody)
  })

  it('are chosen by taste as far as taste may decide', () => {
    const chosen = (values: Partial<CandidateContext>) => slugs(chooseCandidates(context(values), dresses).considered)
    const more = [0, 1, 2].map((affinity) => chosen({ affinity: shopper, mix: { affinity } }).length)
    expect(more[0]).toBe(chosen({}).length)
    expect(more[1]).toBeGreaterThan(more[0] ?? 0)
    expect(more[2]).toBeGreaterThan(more[1] ?? 0)
    expect(more[1]).toBe(chosen({ affinity: shopper }).length)
  })

  it('take what is out of stock only where everything in stock is not enough', () => {
    const few = dresses.map((product, i) => ({ ...product, inStock: i < 10 }))
    const { considered, rest } = chooseCandidates({ ...context(), catalogue: new Map() }, few)
    expect(considered).toHaveLength(CANDIDATES.heads)
    expect(considered.slice(0, 11).map(({ inStock }) => inStock)).toEqual([...Array<boolean>(10).fill(true), false])
    expect(rest.some(({ inStock }) => inStock)).toBe(false)
  })
})

describe('the neutral order', () => {
  it('follows what was learned, at the latest with the next minute', () => {
    const state = createTrending()
    const { rest } = chooseCandidates(context({ trending: state }), dresses)
    const last = rest.findLast(({ inStock }) => inStock)?.slug ?? ''
    addTrendingFact(state, view(last))
    const later = (ms: number) =>
      chooseCandidates(context({ trending: state, asOf: new Date(NOW.getTime() + ms) }), dresses).considered[0]?.slug
    expect(later(60_000)).toBe(last)
    // Another piece overtakes it within the minute: the state has grown by far more than a quarter.
    const next = rest.filter(({ inStock }) => inStock).at(-2)?.slug ?? ''
    for (let i = 0; i < 3; i++) addTrendingFact(state, view(next))
    expect(later(60_001)).toBe(next)
    for (let i = 0; i < 96; i++) addTrendingFact(state, view('another-piece'))
    later(60_001)
    for (let i = 0; i < 9; i++) addTrendingFact(state, view(last))
    expect(later(60_002)).toBe(next) // a tenth more, in the same minute
    expect(later(120_000)).toBe(last)
  })
})
