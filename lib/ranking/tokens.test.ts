import { describe, expect, it } from 'vitest'
import { catalogue, dresses, piece, products, withPieces } from './shop.fixture'
import { catalogueIndex, colourTokens, type Tokens } from './tokens'

const index = catalogueIndex(catalogue)
const entry = (slug: string) => {
  const found = index.entries.get(slug)
  if (!found) throw new Error(slug)
  return found
}
const named = (tokens: Tokens) => tokens.ids.map((id) => index.keys[id])
const share = (category: string, key: string) => index.shares.get(category)?.[index.keys.indexOf(key)] ?? 0

describe('the tokens of a piece', () => {
  it('name its house, kind, cut, cloth and styles, not what is silent', () => {
    const found = named(entry('rapace-off-shoulder-gown').tokens)
    expect(found).toEqual(
      expect.arrayContaining(['house:corvane', 'subcategory:gowns', 'neckline:off-shoulder', 'silhouette:column']),
    )
    expect(found).toEqual(expect.arrayContaining(['fabric:silk satin', 'style:edgy', 'style:sculptural']))
    expect(found).not.toContain('pattern:plain')
  })

  it('name a colour with its family, and the metal of a jewel', () => {
    expect(named(colourTokens(entry('rapace-off-shoulder-gown'), 'scarlet'))).toEqual(['colour:scarlet', 'hue:red'])
    expect(named(colourTokens(entry('bejewelled-snake-ring'), 'gold'))).toEqual(['metal:gold'])
  })

  it('fall back to the default colour', () => {
    for (const colour of [null, 'no-such-colour'])
      expect(named(colourTokens(entry('vesper-flounce-gown'), colour))).toContain('colour:noir')
  })

  it('quarter the prices of a category', () => {
    const quarter = (slug: string) => named(entry(slug).tokens).find((key) => key?.startsWith('price:'))
    expect(quarter('riva-long-sleeve-mini')).toBe('price:1') // 760, the cheapest dress
    expect(quarter('sovrana-ball-gown')).toBe('price:4') // 4,650, the dearest
    expect(quarter('grand-soir-cocktail-ring')).toBe('price:4')
  })

  it('split the weight of styles, so that naming many is no advantage', () => {
    for (const product of products) {
      const { tokens } = entry(product.slug)
      const sum = tokens.ids.reduce(
        (total, id, i) => total + (index.keys[id]?.startsWith('style:') ? (tokens.weights[i] ?? 0) : 0),
        0,
      )
      if (product.styleTags.length > 0) expect(sum).toBeCloseTo(1.2, 9)
    }
  })
})

describe('the shares of a catalogue', () => {
  it('are those of a category, and of all for categories', () => {
    const corvane = dresses.filter((product) => product.house.slug === 'corvane').length
    expect(share('dresses', 'house:corvane')).toBeCloseTo(corvane / dresses.length, 9)
    expect(share('shoes', 'category:dresses')).toBeCloseTo(dresses.length / products.length, 9)
    expect(share('jewellery', 'neckline:off-shoulder')).toBe(0)
  })

  it('of colours add up to one', () => {
    const sum = index.keys.reduce((total, key) => total + (key.startsWith('colour:') ? share('dresses', key) : 0), 0)
    expect(sum).toBeCloseTo(1, 9)
  })

  it('are kept per catalogue: another map is another index', () => {
    expect(catalogueIndex(catalogue)).toBe(index)
    expect(catalogueIndex(withPieces(piece('linea-column')))).not.toBe(index)
  })
})
