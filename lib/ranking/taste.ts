import { scoresIn } from './affinity'
import type { Affinity, Part } from './schema'
import type { CatalogueIndex, Entry, Tokens } from './tokens'
import { NO_TOKENS } from './tokens'
import { BLEND, TASTE } from './weights'

/** The most that tokens could weigh together: scores of pieces with few attributes stay comparable. */
const MOST = Object.values(TASTE).reduce((sum, weight) => sum + weight, 0)

/**
 * How much of an order her taste decides, in [0, 1]: grows with what is known; 0 for a stranger. Below `BLEND.most` in the
 * shop.
 * @param place how much of the share that it could have taste gets at the place; 1 is all of it.
 */
export function tasteShare(affinity: Affinity | null, place = 1): number {
  return affinity === null ? 0 : Math.min(1, (place * BLEND.most * affinity.weight) / (affinity.weight + BLEND.half))
}

/** Taste made ready for one catalogue and one place. */
export type Palate = {
  /** Score by token number. */
  scores: Float64Array
  keys: CatalogueIndex['keys']
  /** Whether pieces of several categories are compared: only then a liking for a category tells them apart. */
  mixed: boolean
}

/** `affinity` over the tokens of a catalogue. */
export const palateOf = (affinity: Affinity, index: CatalogueIndex, mixed: boolean): Palate => ({
  scores: scoresIn(affinity, index),
  keys: index.keys,
  mixed,
})

function sumOf({ scores }: Palate, { ids, weights }: Tokens): number {
  let sum = 0
  for (let i = 0; i < ids.length; i++) sum += (weights[i] ?? 0) * (scores[ids[i] ?? -1] ?? 0)
  return sum
}

/** The colourways that can be shown: those in stock, or all when none is. */
export function shownColours({ product: { colourways } }: Pick<Entry, 'product'>): readonly string[] {
  const inStock = colourways.filter((colourway) => colourway.inStock)
  return (inStock.length > 0 ? inStock : colourways).map((colourway) => colourway.slug)
}

/**
 * The colourway with the highest score; the first (the default one, if in stock) unless another is better by the margin.
 * "" for a piece without colourways.
 */
export function bestColour(colours: readonly string[], scoreOf: (colour: string) => number): string {
  let best = colours[0] ?? ''
  if (colours.length < 2) return best
  let bestScore = scoreOf(best)
  for (const colour of colours.slice(1)) {
    const score = scoreOf(colour)
    if (score > bestScore + BLEND.colourMargin) {
      best = colour
      bestScore = score
    }
  }
  return best
}

/** How her taste scores a colourway of a piece, in (-1, 1). */
export function colourTaste(palate: Palate, entry: Entry, colour: string): number {
  const tokens = entry.colours.get(colour)
  if (!tokens) return 0
  let most = 0
  for (const weight of tokens.weights) most += weight
  return most === 0 ? 0 : sumOf(palate, tokens) / most
}

/** Her taste for a piece in the colourway that fits her best, in (-1, 1). */
export function tasteOf(palate: Palate, entry: Entry): { score: number; colour: string } {
  const colour = bestColour(shownColours(entry), (slug) => colourTaste(palate, entry, slug))
  const sum =
    sumOf(palate, entry.tokens) +
    sumOf(palate, entry.colours.get(colour) ?? NO_TOKENS) +
    (palate.mixed ? sumOf(palate, entry.category) : 0)
  return { score: sum / MOST, colour }
}

/** The same score, token by token; its weights add up to `tasteOf(...).score * scale`. */
export function tasteParts(palate: Palate, entry: Entry, colour: string, scale: number): Part[] {
  const parts: Part[] = []
  for (const { ids, weights } of [
    entry.tokens,
    entry.colours.get(colour) ?? NO_TOKENS,
    palate.mixed ? entry.category : NO_TOKENS,
  ]) {
    ids.forEach((id, i) => {
      const score = palate.scores[id] ?? 0
      const weight = ((weights[i] ?? 0) * score * scale) / MOST
      if (weight !== 0) parts.push({ part: `affinity:${palate.keys[id] ?? ''}`, weight })
    })
  }
  return parts
}
