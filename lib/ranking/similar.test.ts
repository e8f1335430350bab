import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue, piece, products, slugsOf, withPieces } from './shop.fixture'
import { similarTo } from './similar'

describe('likeness', () => {
  it('stays in the category, leaves the piece itself out and names what is shared', () => {
    const found = similarTo(piece('rapace-off-shoulder-gown'), catalogue)
    expect(found.every(({ product }) => product.category === 'dresses')).toBe(true)
    expect(slugsOf(found)).not.toContain('rapace-off-shoulder-gown')
    const vesper = found.find(({ product }) => product.slug === 'vesper-flounce-gown')
    expect(vesper?.shared).toEqual(expect.arrayContaining(['neckline:off-shoulder', 'house:corvane', 'hue:red']))
    expect(vesper?.shared[0]).toMatch(/^(neckline|subcategory):/)
    expect(vesper?.shared).not.toContain('silhouette:column')
  })

  it('puts the off-shoulder gowns of the house first', () => {
    const first = slugsOf(similarTo(piece('rapace-off-shoulder-gown'), catalogue)).slice(0, 3)
    expect([...first].sort()).toEqual(['lamia-velvet-gown', 'vesper-flounce-gown', 'vigil-ball-gown'])
  })

  it('compares rings with rings and bow ties with bow ties', () => {
    const rings = similarTo(piece('bejewelled-snake-ring'), catalogue).slice(0, 4)
    expect(rings.map(({ product }) => product.subcategory)).toEqual(Array(4).fill('rings'))
    expect(slugsOf(similarTo(piece('sera-silk-bow-tie'), catalogue))[0]).toBe('nuit-velvet-bow-tie')
  })

  it('lies in [0, 1], most alike first, and a twin is the most alike', () => {
    fc.assert(
      fc.property(fc.constantFrom(...products), (product) => {
        const twin = { ...product, slug: 'twin' }
        const found = similarTo(product, withPieces(twin))
        expect(found[0]?.product.slug).toBe('twin')
        const scores = found.map(({ score }) => score)
        expect(scores).toEqual([...scores].sort((a, b) => b - a))
        expect(Math.min(...scores)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...scores)).toBeLessThanOrEqual(1 + 1e-9)
      }),
      { numRuns: 40 },
    )
  })

  it('counts half or double the price as half as close', () => {
    const own = piece('rapace-off-shoulder-gown')
    const dear = { ...own, slug: 'dear', price: own.price * 2 }
    const cheap = { ...own, slug: 'cheap', price: own.price / 2 }
    const found = similarTo(own, withPieces(dear, cheap))
    const of = (slug: string) => found.find(({ product }) => product.slug === slug)?.score
    expect(of('dear')).toBeCloseTo(of('cheap') ?? 0, 1)
    expect(of('dear')).toBeLessThan(1)
  })

  it('has nothing like a piece that left the catalogue', () => {
    expect(similarTo({ ...piece('linea-column'), slug: 'gone' }, catalogue)).toEqual([])
  })
})
