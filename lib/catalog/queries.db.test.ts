import { Client } from 'pg'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { insertCatalogue } from '@/prisma/seed/catalogue'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { TEST_NOW, emptyDatabase, givenPiece } from '@/test/database'
import type { Catalogue } from './schema'

// Each test starts a process of its own, as far as the catalogue in memory goes.
async function freshQueries() {
  vi.resetModules()
  delete (globalThis as { sorentoCatalogue?: unknown }).sorentoCatalogue
  return import('./queries')
}

async function givenTheSeed() {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await insertCatalogue(client, TEST_NOW).finally(() => client.end())
}

const slugs = ({ products }: Catalogue) => products.map(({ slug }) => slug)

beforeEach(async () => {
  vi.restoreAllMocks()
  await emptyDatabase()
})

describe('the catalogue', () => {
  it('is put together from the rows, in their order', async () => {
    const { getCatalogue } = await freshQueries()
    await givenPiece({
      slug: 'second',
      position: 2,
      attributes: { neckline: 'halter' },
      colours: ['scarlet', 'noir'],
      stock: 0,
    })
    await givenPiece({ slug: 'first', position: 1, price: 999 })
    await db.variant.updateMany({ where: { sku: 'second:noir:4' }, data: { stock: 1 } })
    const catalogue = await getCatalogue('1')
    expect(slugs(catalogue)).toEqual(['first', 'second'])
    expect(catalogue.version).toBe('1')
    expect(catalogue.categories).toEqual([{ slug: 'dresses', name: 'dresses' }])
    expect(catalogue.bySlug.get('second')).toMatchObject({
      house: { slug: 'test-house', name: 'test-house' },
      attributes: { neckline: 'halter' },
      colourways: [
        { slug: 'scarlet', inStock: false },
        { slug: 'noir', inStock: true },
      ],
      inStock: true,
    })
    expect(catalogue.bySlug.get('first')).toMatchObject({ price: 999, currency: 'USD' })
  })

  it('is read again when the version is another', async () => {
    const { getCatalogue } = await freshQueries()
    await givenPiece({ slug: 'first' })
    const before = await getCatalogue('1')
    await givenPiece({ slug: 'second' })
    expect(await getCatalogue('1')).toBe(before)
    expect(slugs(await getCatalogue('2'))).toEqual(['first', 'second'])
  })

  it('outlives a reload of the module', async () => {
    const first = await freshQueries()
    await givenPiece()
    const before = await first.getCatalogue('1')
    vi.resetModules()
    const again = await import('./queries')
    expect(again).not.toBe(first)
    expect(await again.getCatalogue('1')).toBe(before)
  })

  it('is what was seeded, piece for piece', async () => {
    const { getCatalogue } = await freshQueries()
    await givenTheSeed()
    const { products, houses } = await getCatalogue('seed')
    const seeded = seedAsCatalogue(TEST_NOW)
    expect(products).toEqual(seeded.products)
    expect(houses).toEqual([...seeded.houses].sort((a, b) => (a.slug < b.slug ? -1 : 1)))
  })
})

describe('when the database fails', () => {
  /** A table out of reach while something is tried. */
  async function without<T>(table: string, attempt: () => Promise<T>): Promise<T> {
    await db.$executeRawUnsafe(`ALTER TABLE ${table} RENAME TO out_of_reach`)
    return attempt().finally(() => db.$executeRawUnsafe(`ALTER TABLE out_of_reach RENAME TO ${table}`))
  }

  it('throws when there is no last catalogue, and recovers with the next call', async () => {
    const { getCatalogue } = await freshQueries()
    await givenPiece()
    await expect(without('colourway', () => getCatalogue('1'))).rejects.toThrow()
    expect(slugs(await getCatalogue('1'))).toEqual(['test-gown'])
  })

  it('serves the last good one and says so in the log once', async () => {
    const { getCatalogue } = await freshQueries()
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    await givenPiece({ slug: 'first' })
    const good = await getCatalogue('1')
    await givenPiece({ slug: 'second' })
    const served = await without('colourway', () => Promise.all([getCatalogue('2'), getCatalogue('2')]))
    expect(served).toEqual([good, good])
    expect(log.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown)).toEqual([
      expect.objectContaining({ what: expect.stringContaining('catalogue') as unknown, wanted: '2', served: '1' }),
    ])
    expect(slugs(await getCatalogue('2'))).toEqual(['first', 'second'])
  })

  it('does not serve rows that make no sense', async () => {
    const { getCatalogue } = await freshQueries()
    await givenPiece({ attributes: { heel: 95 } })
    await expect(getCatalogue('1')).rejects.toThrow(/attributes/)
  })
})

describe('live stock', () => {
  it('of a piece comes colourway by colourway, sizes in their order', async () => {
    const { readVariants } = await freshQueries()
    await givenPiece({ sizes: ['0', '2', '10'], stock: 3 })
    await givenPiece({ slug: 'other' })
    await db.variant.update({ where: { sku: 'test-gown:scarlet:2' }, data: { stock: 0 } })
    expect(await readVariants('test-gown')).toEqual([
      { sku: 'test-gown:scarlet:0', product: 'test-gown', colour: 'scarlet', size: '0', stock: 3 },
      { sku: 'test-gown:scarlet:2', product: 'test-gown', colour: 'scarlet', size: '2', stock: 0 },
      { sku: 'test-gown:scarlet:10', product: 'test-gown', colour: 'scarlet', size: '10', stock: 3 },
    ])
  })

  it('is found by index', async () => {
    await givenTheSeed()
    await db.$executeRaw`ANALYZE variant`
    const plan = async (where: string) =>
      JSON.stringify(await db.$queryRawUnsafe(`EXPLAIN SELECT * FROM variant WHERE ${where}`))
    expect(await plan(`product_slug = 'rapace-off-shoulder-gown'`)).toContain('variant_product_slug_idx')
    expect(await plan(`sku IN ('rapace-off-shoulder-gown:scarlet:4', 'via-95-patent-pump:noir:38')`)).toContain(
      'variant_pkey',
    )
  })

  it('of several pieces comes piece by piece', async () => {
    const { readVariantsOf } = await freshQueries()
    await givenPiece({ slug: 'b', sizes: ['4', '6'] })
    await givenPiece({ slug: 'a', sizes: ['10'] })
    await givenPiece({ slug: 'c' })
    const found = await readVariantsOf(['b', 'a', 'b', 'nobody', '\u0000'])
    expect(found.map(({ sku }) => sku)).toEqual(['a:scarlet:10', 'b:scarlet:4', 'b:scarlet:6'])
    expect(await readVariantsOf([])).toEqual([])
  })

  it('of some SKUs is one query; what names nothing is absent', async () => {
    const { readVariantsBySku } = await freshQueries()
    await givenPiece({ sizes: ['4', '6'] })
    const found = await readVariantsBySku(['test-gown:scarlet:6', 'test-gown:scarlet:6', 'no:such:one', 'nonsense'])
    expect([...found.keys()]).toEqual(['test-gown:scarlet:6'])
    expect(found.get('test-gown:scarlet:6')).toMatchObject({ size: '6', stock: 5 })
  })

  it.each(['', '\u0000', "'; DROP TABLE variant; --", '../..', 'x'.repeat(10_000), '\uD800'])(
    'of %j is none',
    async (text) => {
      const { readVariants, readVariantsBySku } = await freshQueries()
      expect(await readVariants(text)).toEqual([])
      expect((await readVariantsBySku([text, `${text}:a:b`])).size).toBe(0)
    },
  )
})
