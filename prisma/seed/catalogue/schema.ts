import { z } from 'zod'

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const text = z.string().trim().min(1)
const size = z.string().regex(/^[a-z0-9.]{1,8}$/)
const picture = z.string().regex(/^\/pictures\/products\/[a-z0-9-]+$/, 'a path without width and extension')

export const houseSeedSchema = z.strictObject({
  slug,
  name: text,
  focus: text,
  signature: text,
  description: text,
  styleTags: z.array(slug),
})

export const categorySeedSchema = z.strictObject({
  slug,
  name: text,
  position: z.int().nonnegative(),
  /** In the order of the size list; a subcategory without its own sizes has the default ones. */
  sizes: z.strictObject({
    default: z.array(size).min(1),
    bySubcategory: z.record(z.string(), z.array(size).min(1)).optional(),
  }),
})

export const colourwaySeedSchema = z.strictObject({
  slug,
  name: text,
  hex: z.string().regex(/^#[0-9a-f]{6}$/),
  picture,
  alt: text,
  /** Units of every size, where chance must not decide: what the demo's journey buys can't run out. */
  stock: z.int().nonnegative().optional(),
  soldOut: z.array(size).optional(),
})

export const productSeedSchema = z
  .strictObject({
    slug,
    name: text,
    house: slug,
    subcategory: text,
    /** Cents. */
    price: z.int().positive(),
    currency: z.literal('USD'),
    attributes: z.record(z.string(), text),
    styleTags: z.array(slug),
    colourways: z.array(colourwaySeedSchema).min(1),
    detail: z.strictObject({ picture, alt: text, colour: slug }),
    description: text,
    care: text,
    position: z.int().nonnegative(),
    /** Whole days before the seed's now; under 24 months. */
    listedDaysAgo: z.int().min(1).max(730),
  })
  .refine((product) => product.colourways.some(({ slug }) => slug === product.detail.colour), {
    path: ['detail', 'colour'],
    message: 'is not one of the colourways',
  })

export type HouseSeed = z.infer<typeof houseSeedSchema>
export type CategorySeed = z.infer<typeof categorySeedSchema>
/** A product with the category whose file it stands in, priced in minor units of the currency that was asked for. */
export type ProductSeed = Omit<z.infer<typeof productSeedSchema>, 'currency'> & { currency: string; category: string }

export type CatalogueSeed = {
  houses: readonly HouseSeed[]
  /** By position. */
  categories: readonly CategorySeed[]
  /** By position, all categories together. */
  products: readonly ProductSeed[]
}
