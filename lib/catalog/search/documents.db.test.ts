import { Client } from 'pg'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { insertCatalogue } from '@/prisma/seed/catalogue'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { emptyDatabase, givenPiece, TEST_NOW } from '@/test/database'
import { searchStatement } from './statement'
import type { SearchAnswer } from './result'
import { colourFamilies, termsOf } from './terms'

// The documents follow the catalogue, in the transaction that changes it; and their indexes are used.

beforeEach(emptyDatabase)

const statementFor = (query: string, typing = false) =>
  searchStatement(termsOf(query, colourFamilies(seedAsCatalogue(TEST_NOW).products), typing))

async function slugs(query: string, within: Pick<typeof db, '$queryRaw'> = db): Promise<string[]> {
  const [row] = await within.$queryRaw<{ answer: SearchAnswer }[]>(statementFor(query))
  return row?.answer.every ? row.answer.pieces.map(([slug]) => slug).sort() : []
}

async function withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  return work(client).finally(() => client.end())
}

describe('what a piece is found by', () => {
  it('is there with the piece, and in the same transaction', async () => {
    await db.$transaction(async (tx) => {
      await tx.house.create({
        data: { slug: 'h', name: 'Zibeline', focus: '', signature: '', description: '', styleTags: [] },
      })
      await tx.category.create({ data: { slug: 'dresses', name: 'Dresses', position: 1 } })
      await tx.product.create({
        data: {
          ...{ slug: 'p', name: 'Peignoir', houseSlug: 'h', categorySlug: 'dresses', subcategory: 'robes', price: 1 },
          ...{ currency: 'USD', attributes: { fabric: 'organza' }, styleTags: ['airy'], description: 'It floats.' },
          ...{ care: 'cool', detailPicture: '', detailAlt: '', detailColour: 'noir', position: 1, listedAt: TEST_NOW },
        },
      })
      for (const query of ['peignoir', 'zibeline', 'dress', 'robe', 'organza fabric', 'airy', 'floating']) {
        expect(await slugs(query, tx), query).toEqual(['p'])
      }
      expect(await slugs('cool', tx), 'care is not looked for').toEqual([])
    })
  })

  it('changes with the piece, its colourways, its house and its category', async () => {
    const { slug } = await givenPiece({ name: 'Old gown', attributes: { neckline: 'halter' } })
    expect(await slugs('old halter scarlet')).toEqual([slug])
    await db.product.update({ where: { slug }, data: { name: 'New gown', attributes: { neckline: 'bateau' } } })
    expect([await slugs('old'), await slugs('halter'), await slugs('new bateau')]).toEqual([[], [], [slug]])
    await db.colourway.updateMany({ where: { productSlug: slug }, data: { slug: 'petrol', name: 'Petrol' } })
    expect([await slugs('scarlet'), await slugs('petrol')]).toEqual([[], [slug]])
    await db.colourway.deleteMany({ where: { productSlug: slug } })
    expect([await slugs('petrol'), await slugs('new')]).toEqual([[], [slug]])
    await db.house.update({ where: { slug: 'test-house' }, data: { name: 'Corvane' } })
    await db.category.update({ where: { slug: 'dresses' }, data: { name: 'Gowns of state' } })
    expect([await slugs('corvane'), await slugs('state')]).toEqual([[slug], [slug]])
  })

  it('goes with the piece, and follows another slug', async () => {
    await givenPiece({ slug: 'first' })
    await givenPiece({ slug: 'second' })
    await db.$executeRaw`update product set slug = 'third' where slug = 'second'`
    expect(await slugs('test')).toEqual(['first', 'third'])
    await db.product.delete({ where: { slug: 'first' } })
    expect(await slugs('test')).toEqual(['third'])
    await db.$executeRaw`truncate product cascade`
    expect(await slugs('test')).toEqual([])
    expect(await db.searchWord.count()).toBe(0)
  })

  it('is what it was when the change is taken back', async () => {
    const { slug } = await givenPiece({ name: 'Old gown' })
    const back = new Error('taken back')
    const undone = db.$transaction(async (tx) => {
      await tx.product.update({ where: { slug }, data: { name: 'New gown' } })
      expect(await slugs('new', tx)).toEqual([slug])
      throw back
    })
    await expect(undone).rejects.toBe(back)
    expect([await slugs('old'), await slugs('new')]).toEqual([[slug], []])
  })

  it('is not written anew for what nobody searches for: a price, a stock, a picture', async () => {
    const { slug } = await givenPiece()
    const version = () => db.$queryRaw`select xmin::text from search_document`
    const before = await version()
    await db.product.update({ where: { slug }, data: { price: 1, position: 7 } })
    await db.variant.updateMany({ data: { stock: 0 } })
    await db.colourway.updateMany({ data: { picture: 'other', hex: '#000000' } })
    await db.house.updateMany({ data: { description: 'other' } })
    expect(await version()).toEqual(before)
  })

  it('has everything when two change one piece at the same time', async () => {
    const { slug } = await givenPiece({ name: 'Old gown' })
    await withClient(async (one) => {
      await one.query('begin')
      await one.query(`update product set name = 'New gown' where slug = $1`, [slug])
      const other = withClient((client) =>
        client.query(
          `insert into colourway (product_slug, slug, name, hex, picture, alt, position)
           values ($1, 'petrol', 'Petrol', '', '', '', 9)`,
          [slug],
        ),
      )
      // The other has written its row and waits for the piece.
      await vi.waitFor(async () => {
        const waiting = await db.$queryRaw<unknown[]>`
          select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into colourway%'`
        expect(waiting).toHaveLength(1)
      }, 10_000)
      await one.query('commit')
      await other
    })
    expect(await slugs('new petrol')).toEqual([slug])
  })

  it('may be read from attributes of any shape', async () => {
    await givenPiece({ slug: 'odd', name: 'Odd', attributes: ['organza', { a: 1 }] })
    await givenPiece({ slug: 'deep', name: 'Deep', attributes: { fabric: { name: 'organza' }, none: null } as never })
    expect(await slugs('odd')).toEqual(['odd'])
    expect(await slugs('organza')).toEqual(['deep'])
  })
})

describe('words that no piece has any more', () => {
  it('are neither meant nor offered', async () => {
    const { slug } = await givenPiece({ name: 'Zibeline gown' })
    await db.product.update({ where: { slug }, data: { name: 'Other gown' } })
    expect(await db.searchWord.count({ where: { word: 'zibeline' } })).toBe(1)
    for (const [query, typing] of [
      ['zibelin', false],
      ['zibelnie', false],
      ['zibe', true],
    ] as const) {
      const [row] = await db.$queryRaw<{ answer: SearchAnswer }[]>(statementFor(query, typing))
      expect(row?.answer, query).toMatchObject({ alternatives: [], completions: [], pieces: [] })
    }
  })
})

describe('at size', { timeout: 120_000 }, () => {
  const COPIES = 30

  it('documents and words are found by their indexes', async () => {
    await withClient(async (client) => {
      await insertCatalogue(client, TEST_NOW)
      // Other names, so that words are many too.
      await client.query(
        `insert into product (slug, name, house_slug, category_slug, subcategory, price, currency, attributes, style_tags,
           description, care, detail_picture, detail_alt, detail_colour, position, listed_at)
         select slug || '-' || copy, translate(md5(slug || copy), '0123456789', 'ghijklmnop') || ' ' || name, house_slug,
           category_slug, subcategory, price, currency, attributes, style_tags, description, care, detail_picture,
           detail_alt, detail_colour, position + copy * 1000, listed_at
         from product cross join generate_series(1, $1::int) copy`,
        [COPIES],
      )
      await client.query('vacuum analyze search_document')
      await client.query('vacuum analyze search_word')
      const plan = async (query: string, typing: boolean) => {
        const { text, values } = statementFor(query, typing)
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values as unknown[])
        return rows.map((row) => row['QUERY PLAN']).join('\n')
      }
      for (const [query, typing] of [
        ['sequn gwon', false],
        ['red off sh', true],
      ] as const) {
        const told = await plan(query, typing)
        expect(told).toContain('search_document_document_idx')
        expect(told).toContain('search_word_word_idx')
        expect(told).toContain('search_word_letters_idx')
        expect(told).not.toMatch(/Seq Scan on search_(document|word)/)
      }
    })
    expect((await slugs('sequn gwon')).length).toBeGreaterThan(COPIES)
  })
})
