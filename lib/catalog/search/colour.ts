import type { Product } from '../schema'
import { wordsOf } from '../words'
import type { Taken } from './result'

/**
 * The colourway of a piece that a query names, by any name that its words were taken for ("burgundy" is oxblood); the
 * first in stock among equals, null when it names none. Its own name tells more than a word of a longer one: "gold" is
 * yellow gold, "white gold" is not.
 */
export function colourAsked({ colourways }: Pick<Product, 'colourways'>, taken: readonly Taken[]): string | null {
  const asked = taken.map(({ as }) => new Set(as.flatMap(({ text }) => wordsOf(text))))
  let best: { slug: string; worth: number; inStock: boolean } | null = null
  for (const { slug, name, inStock } of colourways) {
    const own = wordsOf(slug)
    const called = wordsOf(name)
    let worth = 0
    for (const words of asked) {
      worth += own.some((word) => words.has(word)) ? 2 : called.some((word) => words.has(word)) ? 1 : 0
    }
    if (worth === 0) continue
    if (called.every((word) => asked.some((words) => words.has(word)))) worth += 1
    if (!best || worth > best.worth || (worth === best.worth && inStock && !best.inStock))
      best = { slug, worth, inStock }
  }
  return best?.slug ?? null
}
