import { COLOUR_FAMILIES, colourFamilyOf, fabricGroupOf, STONES } from '@/lib/catalog/facet-tables'
import { slugOf } from '@/lib/catalog/facet-values'
import type { Selection } from '@/lib/catalog/listing'
import type { Product } from '@/lib/catalog/schema'
import type { Selects } from './schema'

/** A jewel's colourways are its metals: "rose" is then no pink, and "gold" no colour. */
const isJewel = (product: Product): boolean => Object.hasOwn(product.attributes, 'metal')

const own = (product: Product, dimension: string): string =>
  Object.hasOwn(product.attributes, dimension) ? (product.attributes[dimension] ?? '').toLowerCase() : ''

/**
 * Whether a piece has a value, by the dimensions that ranking's tokens have. A hue is a family of colours ("red") or
 * one colourway ("scarlet"); a fabric is the catalogue's own word or the group in which people look for it ("velvet"
 * for silk velvet too); a stone is one of those that a piece carries. A dimension that no piece has matches nothing.
 */
function hasValue(product: Product, dimension: string, value: string): boolean {
  switch (dimension) {
    case 'house':
      return product.house.slug === value
    case 'category':
      return product.category === value
    case 'subcategory':
      return product.subcategory.toLowerCase() === value
    case 'style':
      return product.styleTags.includes(value)
    case 'hue':
    case 'colour':
      return (
        !isJewel(product) && product.colourways.some(({ slug }) => slug === value || colourFamilyOf(slug) === value)
      )
    case 'metal':
      return (
        isJewel(product) && (product.colourways.some(({ slug }) => slug === value) || own(product, 'metal') === value)
      )
    case 'fabric': {
      const fabric = own(product, 'fabric')
      return fabric !== '' && (fabric === value || fabricGroupOf(fabric) === value)
    }
    case 'stone': {
      const stone = own(product, 'stone')
      return stone === value || (STONES.some((known) => known === value) && stone.includes(value))
    }
    default:
      return own(product, dimension) === value && value !== ''
  }
}

/**
 * The colours that an edit is about, as a listing would choose them: a card of an edit in red must not show the piece in
 * black, nor one in white gold a jewel in yellow. Empty where it asks for none.
 */
export function meantColours(selects: Selects | null, pieces: readonly Product[]): Selection {
  const asked = selects?.attributes ?? {}
  const hues = [...(asked.hue ?? []), ...(asked.colour ?? [])].map(lower)
  const metals = (asked.metal ?? []).map(lower)
  const ways = (jewels: boolean, values: readonly string[]) =>
    pieces
      .filter((piece) => isJewel(piece) === jewels)
      .flatMap(({ colourways }) => colourways.filter(({ slug }) => values.includes(slug)))
  const families: readonly string[] = COLOUR_FAMILIES
  const colour = [
    ...hues.filter((hue) => families.includes(hue)),
    ...(hues.length > 0 ? ways(false, hues).map(({ slug }) => colourFamilyOf(slug)) : []),
  ]
  const metal = metals.length > 0 ? ways(true, metals).map(({ name }) => slugOf(name)) : []
  return {
    ...(colour.length > 0 ? { colour: [...new Set(colour)].sort() } : {}),
    ...(metal.length > 0 ? { metal: [...new Set(metal)].sort() } : {}),
  }
}

const lower = (text: string): string => text.toLowerCase()

/**
 * The pieces of an edit, in the order given: those that match every list stated (values of one list widen the choice),
 * and those named by hand. A price is in minor units of the products' own currency, both ends included. A selection
 * that states nothing holds nothing: an edit of the whole shop is none.
 */
export function piecesOf(selects: Selects | null, products: readonly Product[]): Product[] {
  if (!selects) return []
  const { categories = [], houses = [], styles = [], attributes = {}, price } = selects
  const named = new Set(selects.products)
  const wanted = Object.entries(attributes).map(([dimension, values]) => [dimension, values.map(lower)] as const)
  const from = price?.from ?? null
  const to = price?.to ?? null
  const states = [categories, houses, styles, wanted].some((list) => list.length > 0) || from !== null || to !== null
  const matches = (product: Product): boolean =>
    (categories.length === 0 || categories.includes(product.category)) &&
    (houses.length === 0 || houses.includes(product.house.slug)) &&
    (styles.length === 0 || styles.some((style) => product.styleTags.includes(style))) &&
    wanted.every(([dimension, values]) => values.some((value) => hasValue(product, dimension, value))) &&
    (from === null || product.price >= from) &&
    (to === null || product.price <= to)
  return products.filter((product) => named.has(product.slug) || (states && matches(product)))
}

/** Pieces with those that a selection names by hand first, in the order in which it names them. */
export function namedFirst(selects: Selects | null, pieces: readonly Product[]): Product[] {
  const named = selects?.products ?? []
  const place = (piece: Product) => {
    const at = named.indexOf(piece.slug)
    return at === -1 ? named.length : at
  }
  return pieces.toSorted((a, b) => place(a) - place(b))
}
