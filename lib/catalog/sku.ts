/** The size of what comes in one size only. */
export const ONE_SIZE = 'one'

/** A slug is what stands in addresses and SKUs: lower-case letters, digits, single hyphens; at most 80 characters. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const SIZE = /^[a-z0-9.]{1,8}$/

/** Whether a string from outside can name a house, category, product or colourway at all. Anything else is no query. */
export const isSlug = (text: string): boolean => text.length <= 80 && SLUG.test(text)

/** "rapace-off-shoulder-gown:scarlet:4": one size of one colourway of one product. */
export const skuOf = (product: string, colour: string, size: string): string => `${product}:${colour}:${size}`

export type SkuParts = { product: string; colour: string; size: string }

/** The parts of a SKU, or null for anything that cannot be one (it may still name nothing that exists). */
export function parseSku(text: string): SkuParts | null {
  const [product, colour, size, ...more] = text.split(':', 4)
  if (product === undefined || colour === undefined || size === undefined || more.length > 0) return null
  return isSlug(product) && isSlug(colour) && SIZE.test(size) ? { product, colour, size } : null
}
