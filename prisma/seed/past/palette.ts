import type { Dice } from './dice'
import type { Colour, Piece } from './pieces'

/** Colourways by the family a shopper would name. */
const FAMILIES = {
  black: ['noir', 'graphite', 'dark'],
  red: ['scarlet', 'oxblood', 'rust'],
  white: ['ivory', 'pearl', 'champagne', 'sand'],
  blue: ['midnight', 'sky', 'ultramarine', 'petrol'],
  green: ['emerald', 'sage', 'bottle'],
  pink: ['blush', 'rose', 'fuchsia'],
  purple: ['lilac', 'aubergine'],
  metallic: ['gold', 'silver', 'copper'],
  brown: ['cognac'],
} as const
export type ColourFamily = keyof typeof FAMILIES

const familyOfColour = new Map<string, ColourFamily>(
  Object.entries(FAMILIES).flatMap(([family, colours]) =>
    colours.map((colour) => [colour, family as ColourFamily] as const),
  ),
)

/** The family of a colourway; black for one not listed. */
export const familyOf = (colour: string): ColourFamily => familyOfColour.get(colour) ?? 'black'

/** How often a family is somebody's own colour. */
export const FAMILY_SHARES: Readonly<Record<ColourFamily, number>> = {
  black: 30,
  red: 16,
  white: 14,
  blue: 13,
  green: 10,
  pink: 8,
  purple: 4,
  metallic: 4,
  brown: 1,
}

export type Metal = 'gold' | 'silver'

const COOL = new Set(['silver', 'midnight', 'sky', 'ultramarine', 'petrol', 'graphite', 'pearl', 'lilac', 'sage'])
const EITHER = new Set(['noir', 'ivory', 'emerald', 'aubergine'])

/** The metal that goes with a cloth's colour; null where both do. */
export function metalWith(colour: string): Metal | null {
  if (EITHER.has(colour)) return null
  return COOL.has(colour) ? 'silver' : 'gold'
}

/** A colourway of a piece for somebody who leans to a family and a metal; the first colourway is the usual one. */
export function chooseColour(
  piece: Piece,
  leaning: { family: ColourFamily; metal: Metal; beside?: string },
  dice: Dice,
): Colour {
  const metal = (leaning.beside ? metalWith(leaning.beside) : null) ?? leaning.metal
  const weights = piece.colours.map((colour, i) => {
    let weight = i === 0 ? 2 : 1
    if (piece.category === 'jewellery') return weight * (colour.slug === metal ? 8 : 1)
    if (familyOf(colour.slug) === leaning.family) weight *= 5
    // Beside a coloured dress black or a metal is the safe choice, the same colour the bold one.
    if (leaning.beside && (colour.slug === 'noir' || colour.slug === metal)) weight *= 6
    if (leaning.beside && familyOf(colour.slug) === familyOf(leaning.beside)) weight *= 3
    return weight
  })
  const chosen = piece.colours[dice.weighted(weights)]
  if (!chosen) throw new Error(`${piece.slug} comes in no colour`)
  return chosen
}
