import { facetKeysOf } from '../facet-tables'
import { slugOf } from '../facet-values'
import type { Catalogue } from '../schema'
import { wordsOf } from '../words'
import type { Taken } from './result'

/** A page of the shop that a query names: a house, a room, or a kind of piece within a room. */
export type ShopPlace = { kind: 'house' | 'category'; href: string; text: string }

type Named = ShopPlace & { words: readonly string[] }

// A catalogue's lists live as long as its version.
const known = new WeakMap<object, readonly Named[]>()

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function placesIn({ houses, categories, products }: Catalogue): readonly Named[] {
  const found = known.get(products)
  if (found) return found
  const kinds = new Map<string, Named>()
  for (const { category, subcategory } of products) {
    const type = slugOf(subcategory)
    // A room whose bar has no types has no page for one.
    if (!facetKeysOf(category).includes('type') || type === '') continue
    const href = `/c/${category}?type=${type}`
    kinds.set(href, { kind: 'category', href, text: capital(subcategory), words: wordsOf(subcategory) })
  }
  const places: Named[] = [
    ...houses.map(({ slug, name }): Named => {
      return { kind: 'house', href: `/houses/${slug}`, text: name, words: wordsOf(name) }
    }),
    ...categories.map(({ slug, name }): Named => {
      return { kind: 'category', href: `/c/${slug}`, text: name, words: wordsOf(`${name} ${slug}`) }
    }),
    ...kinds.values(),
  ]
  known.set(products, places)
  return places
}

/**
 * The pages that a query names: each of its terms, as it was taken, stands in the page's name. The fuller named first,
 * then houses, rooms, kinds.
 */
export function placesNamed(taken: readonly Taken[], catalogue: Catalogue): ShopPlace[] {
  if (taken.length === 0) return []
  const phrases = taken.map(({ as }) => as.map(({ text }) => wordsOf(text)))
  return placesIn(catalogue)
    .flatMap(({ words, ...place }) => {
      const matched = phrases.map((all) => all.find((phrase) => phrase.every((word) => words.includes(word))))
      if (matched.some((phrase) => phrase === undefined)) return []
      return [{ place, share: new Set(matched.flat()).size / words.length }]
    })
    .sort((a, b) => b.share - a.share)
    .map(({ place }) => place)
}
