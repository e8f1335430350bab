import 'server-only'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { buildCatalogue } from './build'
import type { Catalogue, Variant } from './schema'
import { isSlug, parseSku } from './sku'
import { readVersioned, type Versioned } from '@/lib/core/versioned'

// Development reloads modules; the catalogue in memory, like the database client, outlives that.
const kept = globalThis as typeof globalThis & { sorentoCatalogue?: Versioned<Catalogue> }
const memory = (kept.sorentoCatalogue ??= {})

/** The whole catalogue as of one moment: all reads see the same snapshot, so no colourway lacks its product. */
async function load(version: string): Promise<Catalogue> {
  const [houses, categories, products, colourways, available] = await db.$transaction(
    [
      db.house.findMany({ orderBy: { slug: 'asc' } }),
      db.category.findMany({ orderBy: { position: 'asc' } }),
      db.product.findMany({ orderBy: [{ position: 'asc' }, { slug: 'asc' }] }),
      db.colourway.findMany({ orderBy: [{ productSlug: 'asc' }, { position: 'asc' }] }),
      db.$queryRaw<{ product: string; colour: string }[]>`
        SELECT DISTINCT product_slug AS product, colour_slug AS colour FROM variant WHERE stock > 0`,
    ],
    { isolationLevel: 'RepeatableRead' },
  )
  return buildCatalogue({ version, houses, categories, products, colourways, available })
}

/**
 * The catalogue at a version (the setting `catalogueVersion`, which the caller has just read). Held in memory and read
 * again when the version differs from the one held; callers at the same time share one read.
 *
 * When the read fails, the last good catalogue is served and the fault logged once; the next call tries again. Without
 * a last good one the error is thrown: an outage never looks like an empty shop.
 */
export function getCatalogue(version: string): Promise<Catalogue> {
  return readVersioned(
    memory,
    version,
    () => load(version),
    (error, served) => logFault('catalogue not read; the last one is served', error, { wanted: version, served }),
  )
}

const toVariant = ({ sku, productSlug, colourSlug, size, stock }: VariantRow): Variant => ({
  sku,
  product: productSlug,
  colour: colourSlug,
  size,
  stock,
})

type VariantRow = { sku: string; productSlug: string; colourSlug: string; size: string; stock: number }

/** Every size of every colourway of one product with its stock now, in their order; empty for an unknown slug. */
export async function readVariants(slug: string): Promise<Variant[]> {
  if (!isSlug(slug)) return []
  const rows = await db.variant.findMany({
    where: { productSlug: slug },
    orderBy: [{ position: 'asc' }, { sku: 'asc' }],
  })
  return rows.map(toVariant)
}

/** The variants of some SKUs with their stock now, in one query; what names nothing is absent from the answer. */
export async function readVariantsBySku(skus: readonly string[]): Promise<Map<string, Variant>> {
  const wanted = [...new Set(skus)].filter((sku) => parseSku(sku) !== null)
  if (wanted.length === 0) return new Map()
  const rows = await db.variant.findMany({ where: { sku: { in: wanted } } })
  return new Map(rows.map((row) => [row.sku, toVariant(row)]))
}

/** Every variant of several products with its stock now, in one query: product by product, by slug, each in its order. */
export async function readVariantsOf(slugs: readonly string[]): Promise<Variant[]> {
  const wanted = [...new Set(slugs)].filter(isSlug)
  if (wanted.length === 0) return []
  const rows = await db.variant.findMany({
    where: { productSlug: { in: wanted } },
    orderBy: [{ productSlug: 'asc' }, { position: 'asc' }, { sku: 'asc' }],
  })
  return rows.map(toVariant)
}
