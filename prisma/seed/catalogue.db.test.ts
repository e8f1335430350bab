import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, TEST_NOW } from '@/test/database'
import { insertCatalogue, loadCatalogueSeed } from './catalogue'

const client = new Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => client.connect())
afterAll(() => client.end())
beforeEach(emptyDatabase)

/** Inserts as the seed does: in one transaction. */
async function insert(seedNow = TEST_NOW, seedNumber = 1) {
  await client.query('BEGIN')
  await insertCatalogue(client, seedNow, seedNumber)
  await client.query('COMMIT')
}

describe('inserting the catalogue', () => {
  it('writes every row of the data', async () => {
    await insert()
    const seed = loadCatalogueSeed()
    expect(await db.house.count()).toBe(seed.houses.length)
    expect(await db.category.count()).toBe(seed.categories.length)
    expect(await db.product.count()).toBe(seed.products.length)
    expect(await db.colourway.count()).toBe(seed.products.flatMap(({ colourways }) => colourways).length)
    expect(await db.variant.count()).toBeGreaterThan(1000)
    const ring = await db.product.findUniqueOrThrow({ where: { slug: 'bejewelled-snake-ring' } })
    expect(ring).toMatchObject({
      houseSlug: 'vessalune',
      categorySlug: 'jewellery',
      price: 38_000,
      attributes: { stone: 'pavé crystal, ruby or emerald eyes', occasion: 'cocktail', metal: 'Yellow gold' },
      styleTags: ['edgy', 'statement'],
      detailColour: 'gold',
      detailPicture: '/pictures/products/bejewelled-snake-ring-detail',
    })
  })

  it('writes the same rows twice over', async () => {
    const everything = async () => [
      await db.product.findMany({ orderBy: { slug: 'asc' } }),
      await db.variant.findMany({ orderBy: { sku: 'asc' } }),
    ]
    await insert()
    const first = await everything()
    await emptyDatabase()
    await insert()
    expect(await everything()).toEqual(first)
  })

  it('gives the catalogue a version', async () => {
    await db.setting.deleteMany()
    await insert()
    expect((await db.setting.findUnique({ where: { key: 'catalogueVersion' } }))?.value).toMatch(/^\d+$/)
  })

  it('gives it one where no trigger does', async () => {
    await db.setting.deleteMany()
    await client.query(`SET session_replication_role = 'replica'`)
    await insert().finally(() => client.query(`SET session_replication_role = 'origin'`))
    expect((await db.setting.findUnique({ where: { key: 'catalogueVersion' } }))?.value).toMatch(/^\d+$/)
  })
})
