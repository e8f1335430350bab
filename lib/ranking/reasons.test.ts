import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '@/lib/events/schema'
import { affinityOf } from './affinity'
import { rankCategory } from './blend'
import { explainRises } from './reasons'
import type { Affinity } from './schema'
import {
  aliceViews,
  catalogue,
  contextFor,
  daysBefore,
  dresses,
  fact,
  NOW,
  piece,
  products,
  view,
} from './shop.fixture'

const rerank = (affinity: Affinity) => rankCategory({ ...contextFor(), affinity }, dresses)
function explained(facts: readonly Fact[], limit = dresses.length) {
  const affinity = affinityOf(facts, catalogue, NOW)
  const ranked = rerank(affinity)
  return { ranked, reasons: explainRises({ ranked, affinity, catalogue, rerank, limit }) }
}

const because = (slug: string, facts: readonly Fact[]) => explained(facts).reasons.get(slug)

describe('the piece most responsible', () => {
  it('shares most with the one shown', () => {
    const facts = [view('rapace-off-shoulder-gown', 'scarlet'), view('linea-column', 'ivory')]
    const { reasons } = explained(facts)
    const found = reasons.get('talon-mini-dress')
    expect(found?.product.slug).toBe('rapace-off-shoulder-gown')
    expect(found?.shared.slice(0, 2)).toEqual(['house:corvane', 'colour:scarlet'])
    expect(found?.shared).not.toContain('category:dresses')
    expect(found?.facts).toEqual([facts[0]])
    const { house } = piece('linea-column')
    const other = [...reasons.values()].filter(
      ({ products: [first, second] }) => first?.slug === 'linea-column' && !second,
    )
    expect(other.length).toBeGreaterThan(0)
    for (const { shared, facts: cited } of other) {
      expect(shared).not.toContain('house:corvane')
      expect(cited).toEqual([facts[1]])
    }
    expect(other.some(({ shared }) => shared.includes(`house:${house.slug}`))).toBe(true)
  })

  it('says no more than what was done', () => {
    const deed = (...kinds: Fact['kind'][]) =>
      because(
        'talon-mini-dress',
        kinds.map((kind) => fact({ kind, product: 'rapace-off-shoulder-gown' })),
      )?.deed
    expect(deed('view')).toBe('viewed')
    expect(deed('view', 'cart-add')).toBe('added')
    expect(deed('view', 'purchase')).toBe('bought')
  })

  it('is never the piece itself, and nobody without a common trait', () => {
    const bought = ['view', 'cart-add', 'purchase'] as const
    const facts = bought.map((kind) => fact({ kind, product: 'talon-mini-dress', colour: 'scarlet' }))
    const { ranked, reasons } = explained(facts)
    expect(ranked.find(({ product }) => product.slug === 'talon-mini-dress')?.rise).toBeGreaterThan(0)
    expect(reasons.has('talon-mini-dress')).toBe(false)
    expect(reasons.size).toBeGreaterThan(0)
    for (const { shared, products: about } of reasons.values()) {
      expect(shared.length).toBeGreaterThan(0)
      expect(about.map(({ slug }) => slug)).toEqual(['talon-mini-dress'])
    }
  })

  it('is not one that was taken back', () => {
    const back = fact({ kind: 'cart-remove', product: 'rapace-off-shoulder-gown' })
    const { ranked, reasons } = explained([back])
    expect(ranked.some(({ rise }) => rise > 0)).toBe(true)
    expect(reasons.size).toBe(0)
    const looked = view('rapace-off-shoulder-gown', 'scarlet')
    const also = explained([looked, back, back, view('nerium-off-shoulder-dress', 'scarlet')]).reasons
    expect(also.size).toBeGreaterThan(0)
    for (const { product } of also.values()) expect(product.slug).not.toBe('rapace-off-shoulder-gown')
  })

  it('weighs fresh facts more', () => {
    const facts = [view('lamia-velvet-gown', null, daysBefore(40)), view('vigil-ball-gown', null, daysBefore(1))]
    expect(because('talon-mini-dress', facts)?.product.slug).toBe('vigil-ball-gown')
    const turned = [view('lamia-velvet-gown', null, daysBefore(1)), view('vigil-ball-gown', null, daysBefore(40))]
    expect(because('talon-mini-dress', turned)?.product.slug).toBe('lamia-velvet-gown')
  })
})

describe('reasons on cards', () => {
  it('are given to what rose for Alice', () => {
    const { ranked, reasons } = explained(aliceViews(), 24)
    const talon = reasons.get('talon-mini-dress')
    expect(talon?.deed).toBe('viewed')
    expect(['rapace-off-shoulder-gown', 'nerium-off-shoulder-dress']).toContain(talon?.product.slug)
    expect(talon?.shared).toContain('house:corvane')
    for (const slug of reasons.keys())
      expect(ranked.find(({ product }) => product.slug === slug)?.rise).toBeGreaterThan(0)
    expect(reasons.size).toBeGreaterThanOrEqual(4)
  })

  it('are true: without the cited facts the piece stands lower', () => {
    const browsing = fc.array(
      fc.record({
        product: fc.constantFrom(...products.map((product) => product.slug)),
        kind: fc.constantFrom('view' as const, 'view' as const, 'cart-add' as const, 'cart-remove' as const),
        at: fc.integer({ min: 0, max: 30 }).map((days) => daysBefore(days)),
      }),
      { minLength: 1, maxLength: 15 },
    )
    let told = 0
    fc.assert(
      fc.property(browsing, (list) => {
        const facts = list.map((values) => fact(values))
        const { ranked, reasons } = explained(facts)
        for (const [slug, { facts: cited, products: about, product }] of reasons) {
          told += 1
          expect(cited.length).toBeGreaterThan(0)
          expect(about[0]).toBe(product)
          expect(new Set(cited.map((each) => each.product))).toEqual(new Set(about.map((each) => each.slug)))
          const left = facts.filter((each) => !cited.includes(each))
          const without = rankCategory(contextFor(left), dresses)
          const place = (list: typeof ranked) => list.findIndex((item) => item.product.slug === slug)
          expect(place(without)).toBeGreaterThan(place(ranked))
        }
      }),
      { numRuns: 40 },
    )
    expect(told).toBeGreaterThan(50)
  })

  it('are looked for among the first cards only, with a bounded number of tries', () => {
    let tries = 0
    const facts = dresses.map((dress, i) => view(dress.slug, null, daysBefore(i % 20)))
    const affinity = affinityOf(facts, catalogue, NOW)
    const ranked = rerank(affinity)
    explainRises({ ranked, affinity, catalogue, limit: 44, rerank: (other) => (tries++, rerank(other)) })
    expect(tries).toBeLessThanOrEqual(8)
    expect(explained(aliceViews(), 0).reasons.size).toBe(0)
  })

  it('are absent where nothing rose', () => {
    expect(explained([]).reasons.size).toBe(0)
  })
})
