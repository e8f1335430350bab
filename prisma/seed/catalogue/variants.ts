import { MS_PER_DAY, dayOf } from '@/lib/core/days'
import { sha256 } from '@/lib/core/ids'
import { skuOf } from '@/lib/catalog/sku'
import type { CategorySeed, ProductSeed } from './schema'

export type VariantSeed = {
  sku: string
  productSlug: string
  colourSlug: string
  size: string
  /** Within the product: colourway by colourway, sizes in their order. */
  position: number
  stock: number
}

/** New pieces appear at nine in the morning, UTC. */
const LISTING_HOUR = 9

/** The sizes in which a product is made, in their order. */
export function sizesOf(category: CategorySeed, subcategory: string): readonly string[] {
  return category.sizes.bySubcategory?.[subcategory] ?? category.sizes.default
}

/**
 * Units on the shelf, by chance that depends on nothing but the SKU and the seed number: 4% sold out, 4% a last piece,
 * 4% two left, the others 3 to 12.
 */
export function stockByChance(sku: string, seedNumber: number): number {
  const chance = Number.parseInt(sha256(`stock:${seedNumber}:${sku}`).slice(0, 8), 16) / 2 ** 32
  if (chance < 0.04) return 0
  if (chance < 0.08) return 1
  if (chance < 0.12) return 2
  return 3 + Math.floor(((chance - 0.12) / 0.88) * 10)
}

/** Every size of every colourway of a product, with its stock. */
export function variantsOf(product: ProductSeed, category: CategorySeed, seedNumber: number): VariantSeed[] {
  const sizes = sizesOf(category, product.subcategory)
  return product.colourways.flatMap((colourway, i) =>
    sizes.map((size, j) => {
      const sku = skuOf(product.slug, colourway.slug, size)
      const soldOut = colourway.soldOut?.includes(size) ?? false
      return {
        sku,
        productSlug: product.slug,
        colourSlug: colourway.slug,
        size,
        position: i * sizes.length + j,
        stock: soldOut ? 0 : (colourway.stock ?? stockByChance(sku, seedNumber)),
      }
    }),
  )
}

/** When a product was first listed: its number of days before the seed's day. Always before `seedNow`. */
export function listedAt(product: Pick<ProductSeed, 'listedDaysAgo'>, seedNow: Date): Date {
  return new Date((dayOf(seedNow) - product.listedDaysAgo) * MS_PER_DAY + LISTING_HOUR * 3_600_000)
}
