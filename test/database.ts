import { randomUUID } from 'node:crypto'
import { db } from '@/lib/core/db'
import type { Prisma } from '@/lib/generated/prisma/client'

// What database tests (`*.db.test.ts`) share: an empty database, and rows with sensible values of which a test only
// names those it is about. Each file has a database of its own; `beforeEach(emptyDatabase)` separates its tests.

/**
 * Empties every table of the project. Deleting with triggers and foreign keys asleep takes a tenth of the time of
 * TRUNCATE, as long as there are few rows.
 */
export async function emptyDatabase(): Promise<void> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`
  const deletes = tables.map((table) => `DELETE FROM ${table.name};`).join(' ')
  await db.$executeRawUnsafe(`DO $$ BEGIN SET LOCAL session_replication_role = replica; ${deletes} END $$`)
}

/** A moment of the tests' story, long enough after it began for any past they want. */
export const TEST_NOW = new Date('2026-11-21T18:00:00Z')

/** `days` before TEST_NOW, to the millisecond. */
export const daysAgo = (days: number): Date => new Date(TEST_NOW.getTime() - days * 86_400_000)

type PieceInput = Partial<Prisma.ProductUncheckedCreateInput> & {
  colours?: string[]
  sizes?: string[]
  /** Units of every variant. */
  stock?: number
}

/** A piece with its house, category, colourways and variants; skus are "<slug>:<colour>:<size>". */
export async function givenPiece({ colours = ['scarlet'], sizes = ['4'], stock = 5, ...values }: PieceInput = {}) {
  const slug = values.slug ?? 'test-gown'
  const houseSlug = values.houseSlug ?? 'test-house'
  const categorySlug = values.categorySlug ?? 'dresses'
  const house = { slug: houseSlug, name: houseSlug, focus: '', signature: '', description: '', styleTags: [] }
  await db.house.upsert({ where: { slug: houseSlug }, create: house, update: {} })
  const category = { slug: categorySlug, name: categorySlug, position: 1 }
  await db.category.upsert({ where: { slug: categorySlug }, create: category, update: {} })
  const product = await db.product.create({
    data: {
      slug,
      name: slug,
      houseSlug,
      categorySlug,
      subcategory: 'test',
      price: 312_000,
      currency: 'USD',
      attributes: {},
      styleTags: [],
      description: '',
      care: '',
      detailPicture: 'pictures/products/test',
      detailAlt: '',
      detailColour: colours[0] ?? 'scarlet',
      position: 1,
      listedAt: daysAgo(400),
      ...values,
    },
  })
  await db.colourway.createMany({
    data: colours.map((colour, position) => {
      return { productSlug: slug, slug: colour, name: colour, hex: '#b3202a', picture: '', alt: '', position }
    }),
  })
  const variants = colours.flatMap((colourSlug) =>
    sizes.map((size, position) => {
      return { sku: `${slug}:${colourSlug}:${size}`, productSlug: slug, colourSlug, size, position, stock }
    }),
  )
  await db.variant.createMany({ data: variants })
  return { ...product, skus: variants.map((variant) => variant.sku) }
}

/** A customer without a password, registered a year before TEST_NOW. */
export function givenCustomer(values: Partial<Prisma.CustomerUncheckedCreateInput> = {}) {
  const id = values.id ?? randomUUID()
  return db.customer.create({
    data: { id, email: `${id}@example.test`, name: 'Test Customer', createdAt: daysAgo(365), ...values },
  })
}

type OrderInput = Partial<Omit<Prisma.OrderUncheckedCreateInput, 'lines' | 'total' | 'merchandise'>> & {
  customerId: string
  lines?: { sku: string; quantity?: number; unitPrice: number; discount?: number }[]
}

/** A confirmed web order to the United States; amounts add up from its lines, the sku says what was bought. */
export function givenOrder({ lines = [], ...values }: OrderInput) {
  const id = values.id ?? randomUUID()
  const placedAt = values.placedAt ?? TEST_NOW
  const merchandise = lines.reduce((sum, line) => sum + line.unitPrice * (line.quantity ?? 1), 0)
  const discount = values.discount ?? lines.reduce((sum, line) => sum + (line.discount ?? 0), 0)
  const shipping = values.shipping ?? 0
  return db.order.create({
    data: {
      id,
      number: `S-${id}`,
      key: id,
      contentHash: '',
      status: 'confirmed',
      channel: 'web',
      placedAt,
      reservedAt: placedAt,
      currency: 'USD',
      country: 'US',
      ...values,
      merchandise,
      discount,
      shipping,
      total: merchandise - discount + shipping,
      lines: {
        create: lines.map(({ sku, quantity = 1, unitPrice, discount = 0 }, position) => {
          const [productSlug = sku, colourSlug = '', size = ''] = sku.split(':')
          const names = { productName: productSlug, houseName: 'test-house', colourName: colourSlug }
          return {
            ...{ id: randomUUID(), position, sku, productSlug, colourSlug, size, ...names },
            ...{ quantity, unitPrice, discount },
          }
        }),
      },
    },
    include: { lines: true },
  })
}

/** A behavioural fact, by default a view on the web at TEST_NOW. */
export function givenEvent(values: Partial<Prisma.EventUncheckedCreateInput> = {}) {
  return db.event.create({ data: { id: randomUUID(), at: TEST_NOW, kind: 'view', ...values } })
}
