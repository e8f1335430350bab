import { Client } from 'pg'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { insertCatalogue } from '@/prisma/seed/catalogue'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { TEST_NOW, emptyDatabase } from '@/test/database'
import { MOST_NEAR } from './weights'
import { findPieces } from './queries'

// What is found in the shop's own catalogue. That the documents follow the catalogue is held by documents.db.test.ts.

const catalogue = seedAsCatalogue(TEST_NOW)

beforeAll(async () => {
  await emptyDatabase()
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await insertCatalogue(client, TEST_NOW).finally(() => client.end())
})
afterEach(() => vi.restoreAllMocks())

async function find(query: string, typing = false) {
  const result = await findPieces(query, catalogue, { typing })
  if (!result) throw new Error('the search failed')
  return result
}
const hits = async (query: string) => (await find(query)).hits
const slugs = async (query: string) => (await hits(query)).map(({ product }) => product.slug)
const of = (test: (piece: (typeof catalogue.products)[number]) => boolean) =>
  catalogue.products.filter(test).map(({ slug }) => slug)

describe('a search', () => {
  it.each([
    ['rapace', 'rapace-off-shoulder-gown'],
    ['RAPACE GOWN', 'rapace-off-shoulder-gown'],
    ['bejewelled snake', 'bejewelled-snake-ring'],
    ['pavé hoops', 'anello-pave-hoops'],
    ['pave hoop', 'anello-pave-hoops'],
    ['"snake"   ring!', 'bejewelled-snake-ring'],
    ['rapa', 'rapace-off-shoulder-gown'],
    ['rapcae', 'rapace-off-shoulder-gown'],
    ['tennis braclet', 'tennis-diamond-bracelet'],
  ])('for %j finds %s first', async (query, slug) => expect((await slugs(query))[0]).toBe(slug))

  it.each([
    ['gown', 'gowns'],
    ['dress', 'dresses'],
    ['shoe', 'shoes'],
    ['clutch', 'clutches'],
    ['scarf', 'scarves'],
    ['jewellery', 'jewelry'],
    ['minaudière', 'MINAUDIERES'],
    ['off-shoulder', 'off the shoulder'],
    ['gowns in red', 'red gown'],
    ['crêpe gown', 'crepe gown'],
    ['Fiorenne’s gowns', 'fiorenne gown'],
    ['sequin gown', 'sequinned gown'],
  ])('finds the same for %j and %j', async (one, other) => {
    const found = await slugs(one)
    expect(new Set(found)).toEqual(new Set(await slugs(other)))
    expect(found.length).toBeGreaterThan(0)
  })

  it('puts slips of the pen right, and says what it took them for', async () => {
    const result = await find('sequn gwon')
    expect(result.meant).toBe('sequinned gown')
    expect(result.hits.map(({ product }) => product.slug)).toContain('notte-sequin-gown')
    for (const { product } of result.hits) {
      expect(`${product.attributes.fabric} ${product.description} ${product.name}`).toMatch(/sequin/i)
    }
  })

  it.each([
    ['corvne', 'corvane'],
    ['Vesalune', 'vessalune'],
    ['clavento', 'calvento'],
    ['aldus merin', 'aldous-merrin'],
    ['montserin', 'montserrin'],
    ['fioren', 'fiorenne'],
  ])('knows a house by %j', async (query, house) => {
    const found = await hits(query)
    const own = of((piece) => piece.house.slug === house)
    expect(found.map(({ product }) => product.slug)).toEqual(expect.arrayContaining(own))
    expect(found.slice(0, own.length).every(({ product }) => product.house.slug === house)).toBe(true)
  })

  it.each([
    ['heels', 'via-95-patent-pump'],
    ['clutch', 'perla-minaudiere'],
    ['frock', 'nerium-off-shoulder-dress'],
    ['tux', 'fenice-dinner-jacket'],
    ['tuxido', 'fenice-dinner-jacket'],
    ['burgundy gown', 'lamia-velvet-gown'],
    ['fishtail', 'lamia-velvet-gown'],
    ['lbd', 'nerium-off-shoulder-dress'],
    ['serpent', 'bejewelled-snake-ring'],
  ])('for %j also finds %s', async (query, slug) => expect(await slugs(query)).toContain(slug))

  it('knows attributes by the words people use', async () => {
    const red = (piece: (typeof catalogue.products)[number]) =>
      piece.colourways.some(({ slug }) => slug === 'scarlet' || slug === 'oxblood')
    expect(new Set(await slugs('red off shoulder'))).toEqual(
      new Set(of((piece) => piece.attributes.neckline === 'off-shoulder' && red(piece))),
    )
    expect(await slugs('floor length')).toEqual(expect.arrayContaining(of((p) => p.attributes.length === 'floor')))
    expect(await slugs('silk satin')).toEqual(expect.arrayContaining(of((p) => p.attributes.fabric === 'silk satin')))
    const square = await slugs('square neckline')
    expect(square).toEqual(expect.arrayContaining(of((p) => p.attributes.neckline === 'square')))
  })

  it('shows the colour that was asked for', async () => {
    const colour = async (query: string, slug: string) =>
      (await hits(query)).find(({ product }) => product.slug === slug)?.colour
    const gown = 'vesper-flounce-gown'
    expect(await colour('red gown', gown)).toBe('scarlet')
    expect(await colour('vesper noir', gown)).toBe('noir')
    expect(await colour('vesper', gown)).toBeNull()
    expect(await colour('burgundy gown', 'lamia-velvet-gown')).toBe('oxblood')
    expect(await colour('scarlt gown', gown)).toBe('scarlet')
    expect(await colour('gold ring', 'bejewelled-snake-ring')).toBe('gold')
    expect(await colour('white gold ring', 'luce-halo-ring')).toBe('silver')
  })

  it('knows a piece by its whole name, with its house or without', async () => {
    const named = async (query: string) =>
      (await hits(query)).filter((hit) => hit.named).map(({ product }) => product.slug)
    expect(await named('rapace gown')).toEqual(['rapace-off-shoulder-gown'])
    expect(await named('Corvane Rapace Gown')).toEqual(['rapace-off-shoulder-gown'])
    expect(await named('rapace')).toEqual([])
    expect(await named('gown')).toEqual([])
  })

  it('puts a name before an attribute, an attribute before a description', async () => {
    const found = await hits('velvet dress')
    expect(found[0]?.product.slug).toBe('harriet-velvet-dress')
    const scores = found.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true)
  })
})

describe('a search that finds nothing', () => {
  it('offers the pieces that have most of it, and leaves out what stands nowhere', async () => {
    const result = await find('rapace zzz')
    expect(result).toMatchObject({ hits: [], meant: 'rapace' })
    expect(result.nearest.map(({ product }) => product.slug)).toEqual(['rapace-off-shoulder-gown'])
    const mixed = await find('red velvet slingback')
    expect(mixed.hits).toEqual([])
    expect(mixed.nearest.length).toBeGreaterThan(0)
    expect((await find('zzz gown')).nearest).toHaveLength(MOST_NEAR)
  })

  it('offers nothing where nothing is near', async () => {
    expect(await find('qqqqqqqq')).toMatchObject({ hits: [], nearest: [], meant: null })
  })

  it.each(['', ' ', '\u0000', '!!!', '%', '_', '\u{1F457}', 'of the', '\u202e\u200f'])(
    'for %j asks nothing',
    async (query) => expect(await find(query)).toMatchObject({ taken: [], hits: [], nearest: [] }),
  )
})

describe('a search while typing', () => {
  it('completes the word that is typed, in pieces that have the others', async () => {
    expect((await find('off sh', true)).completions).toContain('off shoulder')
    expect((await find('Silk sat', true)).completions).toEqual(['Silk satin'])
    expect((await find('rapa', true)).completions).toEqual(['rapace'])
    for (const query of (await find('se', true)).completions) expect((await hits(query)).length).toBeGreaterThan(0)
  })

  it('finds what goes on as well as what is whole', async () => {
    const sand = (await find('sand', true)).hits.map(({ product }) => product.slug)
    expect(sand).toContain('brillo-crystal-sandal')
    expect(await slugs('sand')).not.toContain('brillo-crystal-sandal')
  })
})

describe('a search for anything at all', () => {
  it('is safe', async () => {
    const operators = ["gown' | 'ring", 'a & !b', 'gown:*A', '<->', '(', "''", '\\', '\\\\gown', 'gown:ABCD', '{1}']
    const scripts = [
      '<script>',
      "'; drop table product; --",
      '$1',
      '%s',
      'مرحبا',
      'שלום',
      '晚礼服',
      'платье',
      '1e5',
      '0x1',
    ]
    const sizes = ['x'.repeat(10_000), 'gown '.repeat(2_000), '\u0000gown\u0000', '\ud800', '😀'.repeat(500)]
    for (const query of [...operators, ...scripts, ...sizes]) {
      const result = await find(query)
      expect(result.query.length).toBeLessThanOrEqual(120)
    }
    expect(await slugs('\u0000rapace\u0000')).toEqual(await slugs('rapace'))
    expect(await slugs(`rapace${' '.repeat(10_000)}zzz`)).toEqual(await slugs('rapace'))
    expect(await slugs("gown' | 'ring")).toEqual(await slugs('gown ring'))
  })

  it('is safe, the same each time, and true to its terms', async () => {
    const word = fc.constantFrom('red', 'gown', 'silk', 'se', "' | '", ':*', '&', 'ring', '!', 'corvne', '\u0000', '(')
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
    )
    await fc.assert(
      fc.asyncProperty(any, fc.boolean(), async (query, typing) => {
        const one = await find(query, typing)
        expect(await find(query, typing)).toEqual(one)
        if (one.hits.length > 0) expect(one.taken.every(({ as }) => as.length > 0)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a search that fails', () => {
  it('is told once, without what was typed, and answers that it failed', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    await db.$executeRaw`alter table search_document rename to search_document_away`
    const result = await findPieces('my secret gown', catalogue).finally(
      () => db.$executeRaw`alter table search_document_away rename to search_document`,
    )
    expect(result).toBeNull()
    expect(told).toHaveBeenCalledTimes(1)
    const [line] = told.mock.calls[0] ?? []
    expect(line).toContain('search: the statement failed')
    expect(line).not.toContain('secret')
    expect((await hits('gown')).length).toBeGreaterThan(0)
  })

  it('leaves out pieces that the catalogue in memory does not hold yet', async () => {
    const without = catalogue.products.filter(({ slug }) => slug !== 'rapace-off-shoulder-gown')
    const older = { products: without, bySlug: new Map(without.map((piece) => [piece.slug, piece])) }
    expect((await findPieces('rapace', older))?.hits).toEqual([])
  })
})
