import { colourFamilyOf } from './facet-tables'
import type { Product } from './schema'
import { queryWords, wordsOf } from './words'

export { MAX_QUERY, cleanQuery } from './words'

/** A piece that a query finds. `colour` is the colourway that it names ("red gown"), null when it names none. */
export type SearchHit = { product: Product; score: number; colour: string | null }

// What a whole word is worth by where it stands; the beginning of a word is worth half. Only the best place counts, so
// that a long description never outweighs a name.
const WEIGHT = { name: 16, house: 12, type: 8, colour: 8, attribute: 6, tag: 4, description: 2 } as const

type Index = {
  /** Every word of the piece with the best place where it stands. */
  words: ReadonlyMap<string, number>
  colours: readonly { slug: string; inStock: boolean; words: readonly string[] }[]
}

// The catalogue's objects live as long as its version: what is known of them goes with them.
const indexes = new WeakMap<Product, Index>()

function indexOf(product: Product): Index {
  const known = indexes.get(product)
  if (known) return known
  const words = new Map<string, number>()
  const add = (text: string, weight: number) => {
    for (const word of wordsOf(text)) words.set(word, Math.max(weight, words.get(word) ?? 0))
  }
  const colours = product.colourways.map(({ slug, name, inStock }) => ({
    slug,
    inStock,
    words: wordsOf(`${slug} ${name} ${colourFamilyOf(slug)}`),
  }))
  add(product.name, WEIGHT.name)
  add(product.house.name, WEIGHT.house)
  add(`${product.subcategory} ${product.category}`, WEIGHT.type)
  for (const colour of colours) add(colour.words.join(' '), WEIGHT.colour)
  // The key is part of how people ask: "square neckline", "long sleeves", "floor length".
  for (const [key, value] of Object.entries(product.attributes)) add(`${value} ${key}`, WEIGHT.attribute)
  add(product.styleTags.join(' '), WEIGHT.tag)
  add(product.description, WEIGHT.description)
  const index = { words, colours }
  indexes.set(product, index)
  return index
}

/** What a word of the query is worth to a piece; 0 when it stands nowhere. One letter must be a word of its own. */
function worthOf(word: string, words: ReadonlyMap<string, number>): number {
  let worth = words.get(word) ?? 0
  if (word.length < 2) return worth
  for (const [candidate, weight] of words) {
    if (weight / 2 > worth && candidate.startsWith(word)) worth = weight / 2
  }
  return worth
}

/** The colourway that most of the query's words name, the first in stock before others. */
function colourIn(asked: readonly string[], { colours }: Index): string | null {
  let best: { slug: string; named: number; inStock: boolean } | null = null
  for (const { slug, inStock, words } of colours) {
    const named = asked.filter((word) => words.includes(word)).length
    if (named === 0) continue
    if (!best || named > best.named || (named === best.named && inStock && !best.inStock)) {
      best = { slug, named, inStock }
    }
  }
  return best?.slug ?? null
}

/**
 * Pieces that a query finds, best first, equals in the catalogue's order. Each of its words must stand somewhere in the
 * piece, whole or as a word's beginning; case, accents, punctuation and plurals don't matter. Only the first
 * `MAX_QUERY` characters are read; a query without a letter or a digit finds nothing. `limit` below 1 gives nothing.
 */
export function searchProducts(products: readonly Product[], query: string, limit: number): SearchHit[] {
  const asked = queryWords(query)
  if (asked.length === 0 || !(limit >= 1)) return []
  const hits = products.flatMap((product): SearchHit[] => {
    const index = indexOf(product)
    const worths = asked.map((word) => worthOf(word, index.words))
    if (worths.includes(0)) return []
    const score = worths.reduce((sum, worth) => sum + worth, 0)
    return [{ product, score, colour: colourIn(asked, index) }]
  })
  return hits
    .sort(
      (a, b) =>
        b.score - a.score || a.product.position - b.product.position || (a.product.slug < b.product.slug ? -1 : 1),
    )
    .slice(0, Math.floor(limit))
}
