import { buildCatalogue } from '@/lib/catalog/build'
import type { Catalogue } from '@/lib/catalog/schema'
import { loadCatalogueSeed } from '../catalogue'
import { DEFAULT_SEED_NUMBER } from '../config'
import { listedAt, variantsOf } from './variants'

/** The seeded catalogue as the shop would hold it in memory, without a database: for tests and evaluations. */
export function seedAsCatalogue(seedNow: Date, seedNumber: number = DEFAULT_SEED_NUMBER): Catalogue {
  const { houses, categories, products } = loadCatalogueSeed()
  return buildCatalogue({
    version: 'seed',
    houses,
    categories,
    products: products.map((product) => ({
      ...product,
      houseSlug: product.house,
      categorySlug: product.category,
      detailPicture: product.detail.picture,
      detailAlt: product.detail.alt,
      detailColour: product.detail.colour,
      listedAt: listedAt(product, seedNow),
    })),
    colourways: products.flatMap(({ slug, colourways }) => colourways.map((one) => ({ ...one, productSlug: slug }))),
    available: products.flatMap((product) => {
      const category = categories.find(({ slug }) => slug === product.category)
      return (category ? variantsOf(product, category, seedNumber) : [])
        .filter(({ stock }) => stock > 0)
        .map(({ productSlug, colourSlug }) => ({ product: productSlug, colour: colourSlug }))
    }),
  })
}
