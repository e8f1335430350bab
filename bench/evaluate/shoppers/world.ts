import type { Product } from '@/lib/catalog/schema'
import { seededRandom } from '@/lib/core/random'

// The hidden side of the evaluation. Nothing here is imported from lib/ranking, and nothing works as it does there: the
// ranker adds up preferences for the catalogue's attribute values; here a piece is the words that somebody would describe
// it with, and a shopper goes through her wishes one after the other until a piece fails one.

/** The range as the simulated shoppers see it. */
export type World = {
  pieces: readonly Product[]
  /** The words that describe a piece. */
  words: ReadonlyMap<string, ReadonlySet<string>>
  /** Words that tell pieces apart: neither on hardly any nor on half of them. */
  aspects: ReadonlySet<string>
  /** How many times more she likes a piece for each wish it passes: 2 is a faint taste, 8 a decided one. */
  taste: number
  /** What everybody sees in a piece whatever their taste: log of a factor. */
  charm: ReadonlyMap<string, number>
}

const CHARM = 0.3

/** A normal deviate (Box and Muller, 1958). */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

export const pick = <T>(list: readonly T[], random: () => number): T => {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('picked from an empty list')
  return found
}

/** One of some things by weight. Weights are not negative, and some is positive. */
export function weighted<T>(list: readonly T[], weights: readonly number[], random: () => number): T {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [i, item] of list.entries()) {
    left -= weights[i] ?? 0
    if (left <= 0) return item
  }
  return pick(list, random)
}

/** What one sees, in the words of the picture's own description (up to how it was pictured), and whose piece it is. */
const wordsIn = (product: Product): string[] =>
  `${product.colourways[0]?.alt.split(', shown')[0] ?? ''} ${product.house.name}`.toLowerCase().match(/[a-z]{3,}/g) ??
  []

const NO_ASPECT = new Set(['and', 'the', 'with', 'from'])
const RAREST = 0.04
const COMMONEST = 0.45

export function makeWorld(pieces: readonly Product[], taste: number, seed: number): World {
  const random = seededRandom(seed)
  const words = new Map(pieces.map((piece) => [piece.slug, new Set(wordsIn(piece))] as const))
  const counts = new Map<string, number>()
  for (const own of words.values()) for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1)
  const telling = [...counts].filter(
    ([word, n]) => n >= RAREST * pieces.length && n <= COMMONEST * pieces.length && !NO_ASPECT.has(word),
  )
  return {
    pieces,
    words,
    taste,
    aspects: new Set(telling.map(([word]) => word)),
    charm: new Map(pieces.map(({ slug }) => [slug, CHARM * normal(random)])),
  }
}
