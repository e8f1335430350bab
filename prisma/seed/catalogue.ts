import { readFileSync } from 'node:fs'
import type { Client } from 'pg'
import { z } from 'zod'
import { priceLevel } from '@/lib/catalog/price-level'
import { categorySeedSchema, houseSeedSchema, productSeedSchema, type CatalogueSeed } from './catalogue/schema'
import { listedAt, variantsOf } from './catalogue/variants'
import { DEFAULT_SEED_NUMBER } from './config'

export type { CatalogueSeed, CategorySeed, HouseSeed, ProductSeed } from './catalogue/schema'

/** Parses one data file. Throws an error that names the file and each fault in it. */
function read<T>(file: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(JSON.parse(readFileSync(new URL(`./catalogue/${file}`, import.meta.url), 'utf8')))
  if (result.success) return result.data
  throw new Error(`prisma/seed/catalogue/${file} is not right.\n${z.prettifyError(result.error)}`)
}

/**
 * The catalogue as data: houses, categories, products in their own order. Reads and checks the files each time it is
 * asked. Throws when one is malformed, when a slug stands twice or when a product names an unknown house.
 * @param currency in which prices are wanted: the files', in dollars, times that currency's level, exactly. Throws a
 *   RangeError for one in which the house has no prices.
 */
export function loadCatalogueSeed(currency = 'USD'): CatalogueSeed {
  const level = priceLevel(currency)
  if (level === null) throw new RangeError(`the house has no prices in ${currency}`)
  const houses = read('houses.json', z.array(houseSeedSchema))
  const categories = read('categories.json', z.array(categorySeedSchema)).sort((a, b) => a.position - b.position)
  const products = categories
    .flatMap(({ slug }) =>
      read(`products/${slug}.json`, z.array(productSeedSchema)).map((product) => ({
        ...product,
        price: product.price * level,
        currency,
        category: slug,
      })),
    )
    .sort((a, b) => a.position - b.position)

  const seen = new Set<string>()
  for (const { slug, house } of products) {
    if (seen.has(slug)) throw new Error(`the product ${slug} is listed twice`)
    seen.add(slug)
    if (!houses.some((known) => known.slug === house)) throw new Error(`${slug} is of an unknown house: ${house}`)
  }
  return { houses, categories, products }
}

/**
 * Writes houses, categories, products, colourways and variants into empty tables, priced in a currency: one statement each. Opens no
 * transaction of its own; run it inside the seed's, so that a failure leaves nothing. Listing days hang on `seedNow`,
 * stock on `seedNumber`. Afterwards the setting `catalogueVersion` exists, whether or not triggers keep it.
 */
export async function insertCatalogue(
  client: Pick<Client, 'query'>,
  seedNow: Date,
  seedNumber: number = DEFAULT_SEED_NUMBER,
  currency?: string,
): Promise<void> {
  const { houses, categories, products } = loadCatalogueSeed(currency)
  const categoryBySlug = new Map(categories.map((category) => [category.slug, category]))
  const rows = products.map((product) => ({ ...product, listedAt: listedAt(product, seedNow).toISOString() }))
  const colourways = products.flatMap((product) =>
    product.colourways.map((colourway, position) => ({ ...colourway, product: product.slug, position })),
  )
  const variants = products.flatMap((product) => {
    const category = categoryBySlug.get(product.category)
    return category ? variantsOf(product, category, seedNumber) : []
  })

  await client.query(
    `INSERT INTO house (slug, name, focus, signature, description, style_tags)
     SELECT slug, name, focus, signature, description, "styleTags"
     FROM jsonb_to_recordset($1::jsonb)
       AS r(slug text, name text, focus text, signature text, description text, "styleTags" text[])`,
    [JSON.stringify(houses)],
  )
  await client.query(
    `INSERT INTO category (slug, name, position)
     SELECT slug, name, position FROM jsonb_to_recordset($1::jsonb) AS r(slug text, name text, position int)`,
    [JSON.stringify(categories)],
  )
  await client.query(
    `INSERT INTO product (slug, name, house_slug, category_slug, subcategory, price, currency, attributes, style_tags,
       description, care, detail_picture, detail_alt, detail_colour, position, listed_at)
     SELECT slug, name, house, category, subcategory, price, currency, attributes, "styleTags",
       description, care, detail->>'picture', detail->>'alt', detail->>'colour', position, "listedAt"
     FROM jsonb_to_recordset($1::jsonb)
       AS r(slug text, name text, house text, category text, subcategory text, price int, currency text,
         attributes jsonb, "styleTags" text[], description text, care text, detail jsonb, position int,
         "listedAt" timestamptz)`,
    [JSON.stringify(rows)],
  )
  await client.query(
    `INSERT INTO colourway (product_slug, slug, name, hex, picture, alt, position)
     SELECT product, slug, name, hex, picture, alt, position
     FROM jsonb_to_recordset($1::jsonb)
       AS r(product text, slug text, name text, hex text, picture text, alt text, position int)`,
    [JSON.stringify(colourways)],
  )
  await client.query(
    `INSERT INTO variant (sku, product_slug, colour_slug, size, position, stock)
     SELECT sku, "productSlug", "colourSlug", size, position, stock
     FROM jsonb_to_recordset($1::jsonb)
       AS r(sku text, "productSlug" text, "colourSlug" text, size text, position int, stock int)`,
    [JSON.stringify(variants)],
  )
  await client.query(`INSERT INTO setting (key, value) VALUES ('catalogueVersion', $1) ON CONFLICT (key) DO NOTHING`, [
    String(seedNow.getTime()),
  ])
}
