import type { Minor } from '@/lib/core/money'
import { priceLevel } from './price-level'

/** Every facet there is, in the order of the facet bar and of the canonical address. */
export const FACET_KEYS = [
  'type',
  'house',
  'colour',
  'metal',
  'stone',
  'neckline',
  'heel',
  'toe',
  'length',
  'lapel',
  'fabric',
  'pattern',
  'price',
] as const
export type FacetKey = (typeof FACET_KEYS)[number]

/**
 * The facets that tell a category's pieces apart, in the order of its bar. Jewellery is chosen by metal, which is what
 * its colourways are; every scarf is silk twill.
 */
const BY_CATEGORY: Readonly<Record<string, readonly FacetKey[]>> = {
  dresses: ['house', 'colour', 'neckline', 'length', 'fabric', 'price'],
  shoes: ['type', 'house', 'colour', 'heel', 'toe', 'price'],
  jewellery: ['type', 'house', 'metal', 'stone', 'price'],
  bags: ['type', 'house', 'colour', 'fabric', 'price'],
  tailoring: ['type', 'house', 'colour', 'lapel', 'fabric', 'price'],
  scarves: ['house', 'colour', 'pattern', 'price'],
  outerwear: ['type', 'house', 'colour', 'length', 'fabric', 'price'],
}

/** The facets of a category, in the order of its bar; for any other ("" for several together), what every piece has. */
export function facetKeysOf(category: string): readonly FacetKey[] {
  return Object.hasOwn(BY_CATEGORY, category) ? (BY_CATEGORY[category] ?? []) : ['type', 'house', 'colour', 'price']
}

/** The families in which people look for a colour, in the order of the list. */
export const COLOUR_FAMILIES = [
  'black',
  'white',
  'neutral',
  'brown',
  'red',
  'pink',
  'purple',
  'blue',
  'green',
  'metallic',
  'other',
] as const
export type ColourFamily = (typeof COLOUR_FAMILIES)[number]

const FAMILY_OF: Readonly<Record<string, ColourFamily>> = {
  noir: 'black',
  graphite: 'black',
  dark: 'black',
  ivory: 'white',
  pearl: 'white',
  champagne: 'neutral',
  sand: 'neutral',
  cognac: 'brown',
  rust: 'brown',
  scarlet: 'red',
  oxblood: 'red',
  blush: 'pink',
  rose: 'pink',
  fuchsia: 'pink',
  aubergine: 'purple',
  lilac: 'purple',
  midnight: 'blue',
  sky: 'blue',
  ultramarine: 'blue',
  petrol: 'blue',
  emerald: 'green',
  bottle: 'green',
  sage: 'green',
  gold: 'metallic',
  silver: 'metallic',
  copper: 'metallic',
}

/** The family of a colourway slug; "other" for one that the table doesn't know, so that its pieces can be reached. */
export function colourFamilyOf(colour: string): ColourFamily {
  return Object.hasOwn(FAMILY_OF, colour) ? (FAMILY_OF[colour] ?? 'other') : 'other'
}

/** The groups in which people look for a cloth or leather, in the order of the list. */
export const FABRIC_GROUPS = [
  'satin',
  'velvet',
  'crepe',
  'sequins',
  'taffeta',
  'brocade',
  'silk',
  'wool',
  'leather',
  'patent',
  'suede',
  'metal',
  'other',
] as const
export type FabricGroup = (typeof FABRIC_GROUPS)[number]

// The first row with a word that the fabric contains decides: a crystal satin sandal is looked for by its crystals, a
// satin-lined melton by its wool.
const FABRIC_WORDS: readonly (readonly [FabricGroup, readonly string[]])[] = [
  ['crepe', ['crepe']],
  ['sequins', ['sequin', 'bead', 'crystal']],
  ['velvet', ['velvet']],
  ['wool', ['wool', 'cashmere']],
  ['satin', ['satin']],
  ['brocade', ['brocade', 'jacquard']],
  ['taffeta', ['taffeta', 'faille', 'mikado']],
  ['patent', ['patent']],
  ['suede', ['suede']],
  ['leather', ['leather', 'calf', 'lambskin']],
  ['metal', ['metal']],
  ['silk', ['silk', 'chiffon']],
]

/** The group of a fabric as the catalogue names it ("sequinned tulle and satin" → "sequins"). */
export function fabricGroupOf(fabric: string): FabricGroup {
  const text = fabric.toLowerCase()
  return FABRIC_WORDS.find(([, words]) => words.some((word) => text.includes(word)))?.[0] ?? 'other'
}

/** The stones that a jewellery facet offers, in the order of the list; a piece may carry several or come in either. */
export const STONES = [
  'diamond',
  'emerald',
  'sapphire',
  'ruby',
  'pearl',
  'aquamarine',
  'amethyst',
  'tourmaline',
  'citrine',
  'onyx',
  'crystal',
] as const

/** Lengths from short to long: the one attribute whose values have an order of their own. */
export const LENGTHS: readonly string[] = ['shoulder', 'waist', 'mini', 'knee', 'midi', 'floor']

/** Where a category's price bands meet, in cents; a band holds from its edge up to, not including, the next. */
const PRICE_EDGES: Readonly<Record<string, readonly Minor[]>> = {
  dresses: [100_000, 200_000, 300_000],
  shoes: [60_000, 70_000, 80_000],
  jewellery: [50_000, 100_000, 250_000, 500_000],
  bags: [75_000, 125_000, 175_000],
  tailoring: [50_000, 225_000, 250_000],
  scarves: [30_000, 35_000],
  outerwear: [100_000, 300_000],
}

/**
 * The edges of a category's price bands in minor units of a currency; a category that the table doesn't know has the
 * whole shop's.
 */
export function priceEdgesOf(category: string, currency: string): readonly Minor[] {
  const own = Object.hasOwn(PRICE_EDGES, category) ? PRICE_EDGES[category] : undefined
  return (own ?? [50_000, 100_000, 200_000, 300_000]).map((edge) => edge * (priceLevel(currency) ?? 1))
}
