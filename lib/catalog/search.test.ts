import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { MAX_QUERY, cleanQuery, searchProducts } from './search'
import { queryWords, wordsOf } from './words'

const { products } = seedAsCatalogue(new Date('2026-11-16T20:20:00Z'))
const find = (query: string, limit = 200) => searchProducts(products, query, limit)
const slugs = (query: string) => find(query).map(({ product }) => product.slug)

describe('a search', () => {
  it.each([
    ['rapace', 'rapace-off-shoulder-gown'],
    ['RAPACE GOWN', 'rapace-off-shoulder-gown'],
    ['bejewelled snake', 'bejewelled-snake-ring'],
    ['corvane pump', 'artiglio-spike-pump'],
    ['pavé hoops', 'anello-pave-hoops'],
    ['pave hoop', 'anello-pave-hoops'],
    ['"snake"   ring!', 'bejewelled-snake-ring'],
    ['rapa', 'rapace-off-shoulder-gown'],
  ])('for %j finds %s first', (query, slug) => expect(slugs(query)[0]).toBe(slug))

  it.each([
    ['gown', 'gowns'],
    ['dress', 'dresses'],
    ['shoe', 'shoes'],
    ['clutch', 'clutches'],
    ['scarf', 'scarves'],
    ['jewellery', 'jewelry'],
    ['minaudière', 'minaudieres'],
    ['off-shoulder', 'off shoulder'],
    ['gowns in red', 'red gown'],
    ['the gown', 'gown'],
  ])('finds the same for %j and %j', (one, other) => {
    expect(slugs(one)).toEqual(slugs(other))
    expect(slugs(one).length).toBeGreaterThan(0)
  })

  it('wants every word', () => {
    expect(slugs('corvane necklace')).not.toContain('beaded-necklace')
    expect(find('rapace zzz')).toEqual([])
  })

  it('puts a name before a house, a house before an attribute, an attribute before a description', () => {
    const [piece] = products
    if (!piece) throw new Error('no range')
    const plain = { ...piece, name: 'x', attributes: {}, styleTags: [], description: 'y' }
    const made = [
      { ...plain, slug: 'by-description', description: 'Made of zibeline.' },
      { ...plain, slug: 'by-attribute', attributes: { fabric: 'zibeline' } },
      { ...plain, slug: 'by-house', house: { slug: 'z', name: 'Zibeline' } },
      { ...plain, slug: 'by-name', name: 'Zibeline gown' },
    ].map((product, position) => ({ ...product, position }))
    const order = (query: string) => searchProducts(made, query, 9).map(({ product }) => product.slug)
    expect(order('zibeline')).toEqual(['by-name', 'by-house', 'by-attribute', 'by-description'])
    expect(order('zibel')).toEqual(['by-name', 'by-house', 'by-attribute', 'by-description'])
  })

  it('shows the colour that was asked for', () => {
    const colourOf = (query: string) => find(query).find(({ product }) => product.name === 'Vesper gown')?.colour
    expect([colourOf('red gown'), colourOf('scarlet vesper'), colourOf('vesper noir'), colourOf('vesper')]).toEqual([
      'scarlet',
      'scarlet',
      'noir',
      null,
    ])
  })

  it.each(['', ' ', '\u0000', '!!!', '"', '   \n\t', '%', '_', '\u{1F457}'])('for %j finds nothing', (query) =>
    expect(find(query)).toEqual([]),
  )

  it.each([0, -1, Number.NaN])('with a limit of %j gives nothing', (limit) => expect(find('gown', limit)).toEqual([]))

  it('gives no more than asked, the best of all', () => {
    fc.assert(
      fc.property(fc.constantFrom('gown', 'silk', 'gold'), fc.integer({ min: 1, max: 50 }), (query, limit) => {
        expect(find(query, limit)).toEqual(find(query).slice(0, limit))
      }),
    )
  })

  it('is safe with anything, and the same each time and in any order of the pieces', () => {
    const query = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom('red', 'gown', 'silk', 'a', '<script>', 'ring', '\u0000'), { maxLength: 5 })
        .map((all) => all.join(' ')),
    )
    fc.assert(
      fc.property(query, fc.shuffledSubarray([...products], { minLength: products.length }), (any, shuffled) => {
        expect(searchProducts(shuffled, any, 30)).toEqual(find(any, 30))
      }),
      { numRuns: 60 },
    )
  })

  it('of 10,000 characters reads the beginning', () => {
    expect(slugs(`rapace${' '.repeat(10_000)}zzz`)[0]).toBe('rapace-off-shoulder-gown')
    expect(find('z'.repeat(10_000))).toEqual([])
  })
})

describe('a query as it is remembered', () => {
  it('is short, tidy and whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (any) => {
        const clean = cleanQuery(any)
        expect(clean.length).toBeLessThanOrEqual(MAX_QUERY)
        expect(clean).toBe(clean.trim())
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}]/u)
        expect(cleanQuery(clean)).toBe(clean)
      }),
    )
  })

  it('is not cut through a character', () => {
    const cut = cleanQuery(`${'a'.repeat(MAX_QUERY - 1)}\u{1F457}`)
    expect(cut).toBe('a'.repeat(MAX_QUERY - 1))
  })

  it('keeps what was written', () => expect(cleanQuery('  Off-shoulder\tGOWN ')).toBe('Off-shoulder GOWN'))
})

describe('words', () => {
  it('are plain', () => {
    expect(wordsOf('Off-shoulder gowns, pavé: the Gown')).toEqual(['off', 'shoulder', 'gown', 'pave', 'the'])
    expect(wordsOf('dress glasses satin’s bus iris boxes parties')).toEqual([
      'dress',
      'glass',
      'satin',
      'bus',
      'iris',
      'box',
      'party',
    ])
  })

  it('leave out what says nothing, unless there is nothing else', () => {
    expect(queryWords('a dress for the opera')).toEqual(['dress', 'opera'])
    expect(queryWords('of the')).toEqual(['of', 'the'])
  })
})
