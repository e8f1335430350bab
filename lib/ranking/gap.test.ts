import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closesGap, rankForGap } from './gap'
import { createProjections } from './projections'
import { aliceViews, contextFor, piece, products, slugsOf, withPieces } from './shop.fixture'

const CART = ['rapace-off-shoulder-gown', 'bejewelled-snake-ring']
const forGap = (gap: number, cart: readonly string[] = CART, context = contextFor()) =>
  rankForGap(context, { gap, cart })

describe('pieces that would close a gap', () => {
  it('are shoes first while the cart has none', () => {
    const shown = forGap(50_000)
    const first = shown.slice(0, 3)
    expect(first.map(({ product }) => product.category)).toEqual(['shoes', 'shoes', 'shoes'])
    expect(slugsOf(shown).slice(0, 4)).toContain('via-95-patent-pump')
  })

  it('are of categories that the cart lacks once it has shoes', () => {
    const held = [...CART, 'via-95-patent-pump']
    for (const { product } of forGap(50_000, held).slice(0, 3))
      expect(['dresses', 'jewellery', 'shoes']).not.toContain(product.category)
  })

  it('do not go far past the gap when there is a choice', () => {
    for (const { product } of forGap(50_000).slice(0, 4)) expect(closesGap(product.price, 50_000)).toBe(true)
  })

  it('hold one that does not, even where every better kind does', () => {
    // Only bow ties cost between $100 and $200, and the cart holds tailoring already.
    const shown = forGap(10_000, ['fenice-dinner-jacket'])
    expect(shown[0]?.product.category).toBe('shoes')
    expect(shown.slice(0, 4).map(({ product }) => product.subcategory)).toContain('bow ties')
  })

  it('reach it at exactly the gap, and not one cent below', () => {
    const shoe = { ...piece('via-95-patent-pump'), slug: 'exact', price: 50_000 }
    const short = { ...piece('via-95-patent-pump'), slug: 'short', price: 49_999 }
    const shown = forGap(50_000, CART, contextFor([], { catalogue: withPieces(shoe, short) }))
    const place = (slug: string) => slugsOf(shown).indexOf(slug)
    const reaching = shown.filter(({ product }) => product.price >= 50_000).length
    expect(place('exact')).toBeLessThan(reaching)
    expect(place('short')).toBeGreaterThanOrEqual(reaching)
  })

  it('are none when nothing is missing', () => {
    expect(forGap(0)).toEqual([])
    expect(forGap(-100)).toEqual([])
  })

  it('say what they were chosen with, and that they close it', () => {
    const [first] = forGap(50_000)
    expect(first?.parts.map(({ part }) => part)).toContain('closing')
    expect(first?.chosenWith?.anchor).toBe('rapace-off-shoulder-gown')
  })

  it('follow her taste', () => {
    const place = (context = contextFor()) => slugsOf(forGap(50_000, CART, context)).indexOf('artiglio-spike-pump')
    expect(place(contextFor(aliceViews()))).toBeLessThanOrEqual(place())
  })

  it('are another piece of the same category only if nothing else closes it', () => {
    const shown = forGap(440_000, [
      'cascade-bib-necklace',
      'via-95-patent-pump',
      'contessa-top-handle',
      'corvo-opera-cape',
    ])
    expect(shown.slice(0, 2).map(({ product }) => product.category)).toEqual(['dresses', 'dresses'])
    expect(shown.slice(0, 4).some(({ product }) => product.category === 'jewellery')).toBe(true)
  })

  it('keep every promise for every cart and gap', () => {
    const slugs = products.map((product) => product.slug)
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...slugs), { minLength: 1, maxLength: 5 }),
        fc.uniqueArray(fc.constantFrom(...slugs), { maxLength: 3 }),
        fc.oneof(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 1, max: 1_200_000 })),
        fc.constantFrom(contextFor(), contextFor(aliceViews()), contextFor([], createProjections())),
        (cart, owned, gap, context) => {
          const shown = rankForGap(context, { gap, cart, owned })
          const left = new Set([...cart, ...owned])
          expect(shown.some(({ product }) => left.has(product.slug) || product.subcategory === 'necklaces')).toBe(false)
          const eligible = products.filter(({ slug, subcategory }) => !left.has(slug) && subcategory !== 'necklaces')
          expect(shown).toHaveLength(eligible.length)

          const first = shown.slice(0, 4).map(({ product }) => product)
          if (eligible.some(({ price }) => price >= gap && price <= 2 * gap))
            expect(first.some(({ price }) => price >= gap && price <= 2 * gap)).toBe(true)
          const reaches = shown.map(({ product }) => product.price >= gap)
          expect(reaches.lastIndexOf(true)).toBe(reaches.filter(Boolean).length - 1)
          const hasShoes = cart.some((slug) => piece(slug).category === 'shoes')
          const shoe = eligible.some(({ category, price }) => category === 'shoes' && price >= gap)
          if (!hasShoes && shoe) expect(first[0]?.category).toBe('shoes')
        },
      ),
      { numRuns: 100 },
    )
  })
})
