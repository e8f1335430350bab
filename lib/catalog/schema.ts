import type { Minor } from '@/lib/core/money'

/** A house as cards and facets need it. */
export type House = {
  slug: string
  name: string
  focus: string
  signature: string
  description: string
  styleTags: readonly string[]
}

export type Category = { slug: string; name: string }

export type Colourway = {
  slug: string
  name: string
  /** Measured from the rendered picture, so that swatch and picture agree. */
  hex: string
  /** "/pictures/products/<name>": `productPicture` (pictures.ts) adds width and extension. */
  picture: string
  alt: string
  /** Whether any size of it can be bought now (as of the last catalogue refresh). */
  inStock: boolean
}

/** One piece as the whole shop knows it. Shared by all shoppers: holds nothing personal. */
export type Product = {
  slug: string
  name: string
  house: { slug: string; name: string }
  category: string
  subcategory: string
  price: Minor
  currency: string
  /** {"silhouette":"column","neckline":"off-shoulder","fabric":"silk satin",…} */
  attributes: Readonly<Record<string, string>>
  styleTags: readonly string[]
  colourways: readonly Colourway[]
  detail: { picture: string; alt: string; colour: string }
  description: string
  care: string
  /** The catalogue's own order: the last tie-breaker everywhere. */
  position: number
  listedAt: Date
  inStock: boolean
}

/** A size of a colourway with its live stock. */
export type Variant = { sku: string; product: string; colour: string; size: string; stock: number }

/** The whole catalogue in memory: a projection, rebuilt when `version` changes. */
export type Catalogue = {
  version: string
  products: readonly Product[]
  bySlug: ReadonlyMap<string, Product>
  houses: readonly House[]
  categories: readonly Category[]
}
