import { productPictureAt } from '@/lib/catalog/pictures'
import { placesNamed } from '@/lib/catalog/search/places'
import type { SearchResult } from '@/lib/catalog/search/result'
import type { Projections } from '@/lib/ranking/projections'
import { cardOf } from './cards'
import type { Shopper } from './schema'
import { searchHref } from './search-facets'
import { rankFound } from './search-order'
import { rankingContext } from './shelf'

/** One suggestion: where it leads and what it says. Pieces come with a picture, house and price. */
export type Suggestion = {
  kind: 'query' | 'house' | 'category' | 'piece'
  href: string
  text: string
  /** "House", "Category", or the piece's own house. */
  note?: string
  price?: string
  picture?: string
}

export type Suggestions = {
  items: Suggestion[]
  /** How many there are, for those who don't see them: "Five suggestions". */
  said: string
}

/** How many of each kind at most, and in all. */
const MOST = { all: 8, pieces: 4, houses: 2, categories: 2 } as const

/** The picture of a row is 48 px wide, twice that on fine screens. */
const PICTURE_PX = 96

/**
 * What to offer while somebody types: pieces in the order that the search would show them, houses, rooms, and how the
 * words may go on. Nothing in it is personal but the order of the pieces.
 */
export function suggestionsOf(shopper: Shopper, projections: Projections, result: SearchResult): Suggestions {
  const { say, catalogue } = shopper
  const { t } = say
  const colours = new Map(result.hits.map(({ product, colour }) => [product.slug, colour]))
  const pieces = rankFound(rankingContext(shopper, projections), result.hits)
    .slice(0, MOST.pieces)
    .map(({ product, colour }): Suggestion => {
      const card = cardOf(product, colours.get(product.slug) ?? colour, say)
      const way = product.colourways.find(({ slug }) => slug === card.colour)
      const picture = way && productPictureAt(way.picture, PICTURE_PX)
      return {
        kind: 'piece',
        href: card.href,
        text: card.name,
        note: card.house,
        price: card.price,
        ...(picture ? { picture } : {}),
      }
    })
  const named = placesNamed(result.taken, catalogue)
  const placesOf = (kind: 'house' | 'category', most: number) =>
    named
      .filter((place) => place.kind === kind)
      .slice(0, most)
      .map(({ href, text }): Suggestion => ({ kind, href, text, note: t(`suggest.${kind}`) }))
  const houses = placesOf('house', MOST.houses)
  const rooms = placesOf('category', MOST.categories)
  // A house's or a room's own page says more than a search for its name.
  const shops = new Set([...houses, ...rooms].map(({ text }) => text.toLowerCase()))
  const meant = result.meant === null ? [] : [result.meant]
  const queries = [...new Set([...meant, ...result.completions])]
    .filter((query) => query !== result.query.toLowerCase() && !shops.has(query.toLowerCase()))
    .slice(0, MOST.all - pieces.length - houses.length - rooms.length)
    .map((query): Suggestion => ({ kind: 'query', href: searchHref(query), text: query }))
  const items = [...queries, ...houses, ...rooms, ...pieces]
  return { items, said: t('suggest.count', { count: items.length }) }
}
