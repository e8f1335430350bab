import type { Dice } from './dice'
import { metalWith } from './palette'
import type { Category, Piece, Range } from './pieces'

/** Categories that are worn with a dress. */
export const COMPANION_CATEGORIES = ['jewellery', 'shoes', 'bags', 'outerwear', 'scarves'] as const
export type CompanionCategory = (typeof COMPANION_CATEGORIES)[number]

/** What is bought with a dress: a weight for every piece of the range, zero outside the category. */
export type Companions = {
  with: (dress: Piece, category: CompanionCategory) => Float64Array
}

/**
 * The pairs that the story relies on. Weights, not counts: what was listed late had less time to be bought with the
 * dress and weighs more. All other pairs follow from house, style, occasion, metal and price, with a quirk of their own.
 */
const CURATED: Readonly<Record<string, Partial<Record<CompanionCategory, Readonly<Record<string, number>>>>>> = {
  'rapace-off-shoulder-gown': {
    jewellery: {
      'bejewelled-snake-ring': 50,
      'nappa-bead-tassels': 70,
      'anello-pave-hoops': 38,
      'serpe-coil-bracelet': 32,
      'beaded-necklace': 21,
      'cerchio-eternity-ring': 20,
    },
    shoes: {
      'via-95-patent-pump': 36,
      'artiglio-spike-pump': 50,
      'nodo-ankle-pump': 70,
      'via-70-suede-pump': 16,
      'brillo-crystal-sandal': 45,
    },
    bags: { 'artiglio-point-bag': 40, 'busta-envelope-clutch': 8, 'trapunta-chain-bag': 5 },
    outerwear: { 'corvo-opera-cape': 3, 'loggia-velvet-cape': 2 },
    scarves: { 'macchia-leopard-scarf': 3, 'scuderia-rope-scarf': 2 },
  },
}

/** What a companion usually costs, as a share of the dress. */
const PRICE_SHARE: Readonly<Record<CompanionCategory, number>> = {
  jewellery: 0.3,
  shoes: 0.3,
  bags: 0.45,
  outerwear: 0.5,
  scarves: 0.15,
}

const SHARED_TAG = 2
const SAME_HOUSE = 2
const SAME_OCCASION = 1.6
const METAL_FITS = 1.5
const QUIRK = 0.7
/** Above 1 it makes favourites stand out, so that each dress has a few true companions. */
const SHARPNESS = 1.6

/** The companions of every dress of the range. */
export function companionsOf(range: Range, dice: Dice): Companions {
  const table = new Map<string, Float64Array>()
  for (const dress of range.pieces) {
    if (dress.category !== 'dresses') continue
    for (const category of COMPANION_CATEGORIES) {
      const curated = CURATED[dress.slug]?.[category]
      table.set(
        `${dress.slug}|${category}`,
        Float64Array.from(range.pieces, (piece) => {
          const quirk = Math.exp(QUIRK * dice.normal())
          if (piece.category !== (category satisfies Category)) return 0
          if (curated) return curated[piece.slug] ?? 0
          return Math.pow(goesWith(dress, piece, category) * quirk, SHARPNESS)
        }),
      )
    }
  }
  return {
    with: (dress, category) => {
      const weights = table.get(`${dress.slug}|${category}`)
      if (!weights) throw new Error(`${dress.slug} is no dress of the range`)
      return weights
    },
  }
}

function goesWith(dress: Piece, piece: Piece, category: CompanionCategory): number {
  let weight = Math.pow(SHARED_TAG, piece.styleTags.filter((tag) => dress.styleTags.includes(tag)).length)
  if (piece.house === dress.house) weight *= SAME_HOUSE
  if (piece.attributes.occasion === dress.attributes.occasion) weight *= SAME_OCCASION
  if (category === 'jewellery') {
    const metal = metalWith(dress.colours[0]?.slug ?? '')
    const own = piece.attributes.metal === 'White gold' ? 'silver' : 'gold'
    if (metal === own) weight *= METAL_FITS
  }
  const distance = Math.log(piece.price / (dress.price * PRICE_SHARE[category])) / 0.8
  return weight * Math.exp(-0.5 * distance * distance)
}
