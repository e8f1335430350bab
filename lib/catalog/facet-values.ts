import { MINOR_PER_UNIT, type Minor } from '@/lib/core/money'
import {
  COLOUR_FAMILIES,
  FABRIC_GROUPS,
  LENGTHS,
  STONES,
  colourFamilyOf,
  fabricGroupOf,
  priceEdgesOf,
  type FacetKey,
} from './facet-tables'
import type { Product } from './schema'

/**
 * What a value is called: the catalogue's own words ("Corvane", "Off-shoulder"), a message of ours, or a price band,
 * whose amounts (minor units; from included, to excluded) the caller puts into words.
 */
export type FacetLabel =
  | { kind: 'text'; text: string }
  | { kind: 'message'; message: `facet.colour.${string}` | `facet.fabric.${string}` }
  | { kind: 'price'; from: Minor | null; to: Minor | null; currency: string }

/** A value that a piece has, and where it stands among others: by `rank`, or by frequency when all have the same. */
export type FacetTrait = { value: string; label: FacetLabel; rank: number }

/** "V-neck" → "v-neck", "dinner jackets" → "dinner-jackets", "minaudières" → "minaudieres": what stands in the address. */
export function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function trait(words: string, order: readonly string[] = []): FacetTrait[] {
  const value = slugOf(words)
  const rank = order.indexOf(words)
  if (value === '') return []
  return [{ value, label: { kind: 'text', text: capitalised(words) }, rank: rank === -1 ? order.length : rank }]
}

const attribute = (product: Product, key: string): string =>
  Object.hasOwn(product.attributes, key) ? (product.attributes[key] ?? '') : ''

/** "under-1000", "1000-2000", "3000-up" in whole units of the currency; an edge belongs to the band that it opens. */
function priceTrait(product: Product, category: string): FacetTrait {
  const edges = priceEdgesOf(category, product.currency)
  const above = edges.findIndex((edge) => product.price < edge)
  const band = above === -1 ? edges.length : above
  const from = edges[band - 1] ?? null
  const to = edges[band] ?? null
  const whole = (edge: Minor) => String(edge / MINOR_PER_UNIT)
  const value =
    from === null
      ? to === null
        ? 'all'
        : `under-${whole(to)}`
      : to === null
        ? `${whole(from)}-up`
        : `${whole(from)}-${whole(to)}`
  return { value, label: { kind: 'price', from, to, currency: product.currency }, rank: band }
}

/**
 * The values of a facet that a piece has: several where it comes in several colourways or carries several stones, none
 * where it lacks the attribute. `category` decides price bands.
 */
export function traitsOf(product: Product, key: FacetKey, category: string): FacetTrait[] {
  switch (key) {
    case 'type':
      return trait(product.subcategory)
    case 'house':
      return [{ value: product.house.slug, label: { kind: 'text', text: product.house.name }, rank: 0 }]
    case 'colour':
      return [...new Set(product.colourways.map(({ slug }) => colourFamilyOf(slug)))].map((family) => ({
        value: family,
        label: { kind: 'message', message: `facet.colour.${family}` },
        rank: COLOUR_FAMILIES.indexOf(family),
      }))
    case 'metal':
      return [...new Set(product.colourways.map(({ name }) => name))].flatMap((name) => trait(name))
    case 'stone': {
      const words = attribute(product, 'stone').toLowerCase()
      return STONES.filter((stone) => words.includes(stone)).flatMap((stone) => trait(stone, STONES))
    }
    case 'heel':
      // "95 mm stiletto": the height is said on the product's page; people choose by shape.
      return trait(attribute(product, 'heel').replace(/^\d+ mm /, ''))
    case 'length':
      return trait(attribute(product, 'length'), LENGTHS)
    case 'fabric': {
      const fabric = attribute(product, 'fabric')
      if (fabric === '') return []
      const group = fabricGroupOf(fabric)
      const label: FacetLabel = { kind: 'message', message: `facet.fabric.${group}` }
      return [{ value: group, label, rank: FABRIC_GROUPS.indexOf(group) }]
    }
    case 'price':
      return [priceTrait(product, category)]
    default:
      return trait(attribute(product, key))
  }
}
