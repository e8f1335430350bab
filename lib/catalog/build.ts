import { z } from 'zod'
import type { Catalogue, Colourway, House, Product } from './schema'

/** The catalogue's rows as the database keeps them; products and colourways in the order to show them. */
export type CatalogueRows = {
  version: string
  houses: readonly House[]
  categories: readonly { slug: string; name: string }[]
  products: readonly ProductRow[]
  colourways: readonly (Omit<Colourway, 'inStock'> & { productSlug: string })[]
  /** The colourways of which some size can be bought. */
  available: readonly { product: string; colour: string }[]
}

type ProductRow = Pick<
  Product,
  | 'slug'
  | 'name'
  | 'subcategory'
  | 'price'
  | 'currency'
  | 'styleTags'
  | 'description'
  | 'care'
  | 'position'
  | 'listedAt'
> & {
  houseSlug: string
  categorySlug: string
  attributes: unknown
  detailPicture: string
  detailAlt: string
  detailColour: string
}

const attributesSchema = z.record(z.string(), z.string())

/**
 * Puts rows together into the domain's catalogue. A product without colourways can be neither shown nor bought and is
 * left out. Throws when a product names no known house or its attributes are not texts: such data must not be served.
 */
export function buildCatalogue(rows: CatalogueRows): Catalogue {
  const houses = new Map(rows.houses.map((house) => [house.slug, house]))
  const available = new Set(rows.available.map(({ product, colour }) => `${product}:${colour}`))
  const colourways = new Map<string, Colourway[]>()
  for (const { productSlug, slug, name, hex, picture, alt } of rows.colourways) {
    const colourway = { slug, name, hex, picture, alt, inStock: available.has(`${productSlug}:${slug}`) }
    const others = colourways.get(productSlug)
    if (others) others.push(colourway)
    else colourways.set(productSlug, [colourway])
  }

  const products = rows.products.flatMap((row) => {
    const own = colourways.get(row.slug)
    return own ? [productOf(row, own, houses)] : []
  })
  return {
    version: rows.version,
    products,
    bySlug: new Map(products.map((product) => [product.slug, product])),
    houses: rows.houses.map(({ slug, name, focus, signature, description, styleTags }) => ({
      slug,
      name,
      focus,
      signature,
      description,
      styleTags,
    })),
    categories: rows.categories.map(({ slug, name }) => ({ slug, name })),
  }
}

function productOf(row: ProductRow, colourways: readonly Colourway[], houses: ReadonlyMap<string, House>): Product {
  const house = houses.get(row.houseSlug)
  if (!house) throw new Error(`product ${row.slug} is of an unknown house: ${row.houseSlug}`)
  const attributes = attributesSchema.safeParse(row.attributes)
  if (!attributes.success) throw new Error(`product ${row.slug} has attributes that are not texts`)
  return {
    slug: row.slug,
    name: row.name,
    house: { slug: house.slug, name: house.name },
    category: row.categorySlug,
    subcategory: row.subcategory,
    price: row.price,
    currency: row.currency,
    attributes: attributes.data,
    styleTags: row.styleTags,
    colourways,
    detail: { picture: row.detailPicture, alt: row.detailAlt, colour: row.detailColour },
    description: row.description,
    care: row.care,
    position: row.position,
    listedAt: row.listedAt,
    inStock: colourways.some((colourway) => colourway.inStock),
  }
}
