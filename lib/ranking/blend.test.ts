import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '@/lib/events/schema'
import { affinityOf } from './affinity'
import { rankCategory } from './blend'
import { createProjections } from './projections'
import {
  aliceViews,
  catalogue,
  contextFor,
  dresses,
  fact,
  NOW,
  piece,
  products,
  project,
  slugsOf,
  view,
  withPieces,
} from './shop.fixture'
import { tasteShare } from './taste'

const someFacts = fc
  .array(
    fc.record({
      kind: fc.constantFrom('view' as const, 'cart-add' as const, 'cart-remove' as const, 'purchase' as const),
      product: fc.constantFrom(...products.map((product) => product.slug)),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list): Fact[] => list.map((values) => fact(values)))

describe('the order of a category', () => {
  it('is what everybody is drawn to, for a stranger', () => {
    const ranked = rankCategory(contextFor(), dresses)
    expect(ranked).toHaveLength(dresses.length)
    // The first row is varied, and no worse for it than the next few; all others stand by their score alone.
    const scores = ranked.map(({ score }) => score)
    expect(scores[0]).toBe(Math.max(...scores))
    expect(Math.min(...scores.slice(0, 4))).toBeGreaterThan(0.85)
    expect(scores.slice(4)).toEqual(scores.slice(4).sort((a, b) => b - a))
    expect(ranked.every(({ rise }) => rise === 0)).toBe(true)
    expect(ranked[0]?.parts).toEqual([{ part: 'trending', weight: 1 }])
  })

  it('is the catalogue’s own before anything happened', () => {
    const { trending, together } = createProjections()
    const ranked = rankCategory(contextFor([], { trending, together }), dresses.toReversed())
    // But for the first row, of which one house has three at most.
    const [fourth, ...own] = dresses.filter(({ house }, i) => i > 2 && house.slug !== 'corvane')
    const others = dresses.slice(3).filter((dress) => dress !== fourth)
    expect(own.length).toBeGreaterThan(0)
    expect(slugsOf(ranked)).toEqual([...dresses.slice(0, 3), fourth, ...others].map((dress) => dress?.slug))
  })

  it('breaks ties by the catalogue’s order', () => {
    const trending = project([view('linea-column'), view('hexen-halter-gown'), view('ascot-stripe-gown')]).trending
    expect(slugsOf(rankCategory(contextFor([], { trending }), dresses)).slice(0, 3)).toEqual(
      dresses
        .map(({ slug }) => slug)
        .filter((slug) => ['linea-column', 'hexen-halter-gown', 'ascot-stripe-gown'].includes(slug)),
    )
  })

  it('puts what is out of stock last, however popular and liked', () => {
    const sold = { ...piece('rapace-off-shoulder-gown'), inStock: false }
    const catalogueNow = withPieces(sold)
    const list = dresses.map((dress) => (dress.slug === sold.slug ? sold : dress))
    const affinity = affinityOf(aliceViews(), catalogueNow, NOW)
    const ranked = rankCategory(contextFor([], { catalogue: catalogueNow, affinity }), list)
    expect(ranked.at(-1)?.product.slug).toBe(sold.slug)
  })

  it('does not move for a taste that tells no dress from another', () => {
    const looked = [fact({ kind: 'category-view', category: 'dresses' }), view('via-95-patent-pump', 'ivory')]
    const liked = contextFor([looked[0]].filter((each) => each !== undefined))
    expect(slugsOf(rankCategory(liked, dresses))).toEqual(slugsOf(rankCategory(contextFor(), dresses)))
    expect(rankCategory(liked, dresses).every(({ rise }) => rise === 0)).toBe(true)
  })

  it('moves further the more is known', () => {
    const twice = aliceViews()
    const often = [...twice, ...twice.map((each) => ({ ...each, id: `${each.id}-again`, kind: 'cart-add' as const }))]
    expect(tasteShare(null)).toBe(0)
    expect(tasteShare(affinityOf([], catalogue, NOW))).toBe(0)
    expect(tasteShare(affinityOf(often, catalogue, NOW))).toBeGreaterThan(tasteShare(affinityOf(twice, catalogue, NOW)))
    expect(tasteShare(affinityOf(often, catalogue, NOW))).toBeLessThan(0.7)
  })
})

describe('a ranked piece', () => {
  it('says truly how far it rose, and its parts add up to its score', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const neutral = slugsOf(rankCategory(contextFor(), dresses))
        const ranked = rankCategory(contextFor(facts), dresses)
        expect([...slugsOf(ranked)].sort()).toEqual([...neutral].sort())
        ranked.forEach(({ product, rise, parts, score }, place) => {
          expect(rise).toBe(neutral.indexOf(product.slug) - place)
          expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 9)
          const weights = parts.map(({ weight }) => weight)
          expect(weights).toEqual([...weights].sort((a, b) => b - a))
        })
      }),
      { numRuns: 30 },
    )
  })

  it('is shown in her colour where it comes in it, else in its default one', () => {
    const shown = new Map(
      rankCategory(contextFor(aliceViews()), dresses).map((item) => [item.product.slug, item.colour]),
    )
    expect(shown.get('vesper-flounce-gown')).toBe('scarlet') // noir by default
    expect(shown.get('lamia-velvet-gown')).toBe('oxblood') // another red
    expect(shown.get('linea-column')).toBe('ivory')
    const stranger = rankCategory(contextFor(), dresses)
    for (const { product, colour } of stranger) expect(colour).toBe(product.colourways[0]?.slug)
  })

  it('is shown in a colour that can be bought', () => {
    const vesper = piece('vesper-flounce-gown')
    const sold = {
      ...vesper,
      colourways: vesper.colourways.map((colourway) => ({ ...colourway, inStock: colourway.slug !== 'scarlet' })),
    }
    const catalogueNow = withPieces(sold)
    const affinity = affinityOf(aliceViews(), catalogueNow, NOW)
    const [only] = rankCategory(contextFor([], { catalogue: catalogueNow, affinity }), [sold])
    expect(only?.colour).toBe('noir')
  })

  it('of an unknown catalogue still has its place', () => {
    const stray = { ...piece('linea-column'), slug: 'stray', position: 999 }
    expect(slugsOf(rankCategory(contextFor(aliceViews()), [stray]))).toEqual(['stray'])
  })
})

it('is the same twice', () => {
  const twice = [1, 2].map(() =>
    rankCategory(contextFor(aliceViews()), dresses).map((item) => [item.product.slug, item.score]),
  )
  expect(twice[0]).toEqual(twice[1])
})
