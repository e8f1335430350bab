import type { Affinity, Part, TokenKey } from './schema'
import type { Entry, Token } from './tokens'
import { BLEND, TASTE } from './weights'

/** The most that tokens could weigh together: scores of pieces with few attributes stay comparable. */
const MOST = Object.values(TASTE).reduce((sum, weight) => sum + weight, 0)

const sumOf = (affinity: Affinity, tokens: readonly Token[]): number => {
  let sum = 0
  for (const { key, weight } of tokens) sum += weight * (affinity.scores.get(key) ?? 0)
  return sum
}

/** The colourways that can be shown: those in stock, or all when none is. */
export function shownColours(entry: Entry): readonly string[] {
  const { colourways } = entry.product
  const inStock = colourways.filter((colourway) => colourway.inStock)
  return (inStock.length > 0 ? inStock : colourways).map((colourway) => colourway.slug)
}

/**
 * The colourway with the highest score; the first (the default one, if in stock) unless another is better by the margin.
 * "" for a piece without colourways.
 */
export function bestColour(colours: readonly string[], scoreOf: (colour: string) => number): string {
  let best = colours[0] ?? ''
  let bestScore = best === '' ? 0 : scoreOf(best)
  for (const colour of colours.slice(1)) {
    const score = scoreOf(colour)
    if (score > bestScore + BLEND.colourMargin) {
      best = colour
      bestScore = score
    }
  }
  return best
}

/** How her taste scores a colourway of a piece, about -1 to 1. */
export function colourTaste(affinity: Affinity, entry: Entry, colour: string): number {
  const tokens = entry.colours.get(colour) ?? []
  const most = tokens.reduce((sum, { weight }) => sum + weight, 0)
  return most === 0 ? 0 : sumOf(affinity, tokens) / most
}

/** Her taste for a piece in the colourway that fits her best, in (-1, 1). */
export function tasteOf(affinity: Affinity, entry: Entry): { score: number; colour: string } {
  const colour = bestColour(shownColours(entry), (slug) => colourTaste(affinity, entry, slug))
  return { score: (sumOf(affinity, entry.tokens) + sumOf(affinity, entry.colours.get(colour) ?? [])) / MOST, colour }
}

/** The same score, token by token; its weights add up to `tasteOf(...).score * scale`. */
export function tasteParts(affinity: Affinity, entry: Entry, colour: string, scale: number): Part[] {
  const parts: Part[] = []
  const tell = (key: TokenKey, weight: number) => {
    const score = affinity.scores.get(key)
    if (score) parts.push({ part: `affinity:${key}`, weight: (weight * score * scale) / MOST })
  }
  for (const { key, weight } of entry.tokens) tell(key, weight)
  for (const { key, weight } of entry.colours.get(colour) ?? []) tell(key, weight)
  return parts
}
