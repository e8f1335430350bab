import type { Product } from '@/lib/catalog/schema'
import type { Say } from './say'

/** A product as a card shows it: display strings only, so that the page stays thin. */
export type Card = {
  slug: string
  href: string
  name: string
  house: string
  price: string
  /** "/pictures/products/<name>", without width and extension. */
  picture: string
  alt: string
  /** The second view; null where the detail shows another colour than the card. */
  hover: string | null
  reason: string | null
}

/** The card of a product in one of its colourways (an unknown colour shows the first). */
export function cardOf(product: Product, colour: string | null, say: Say, reason: string | null = null): Card {
  const first = product.colourways[0]
  const way = product.colourways.find((candidate) => candidate.slug === colour) ?? first
  if (!way) throw new Error(`${product.slug} has no colourway`)
  return {
    slug: product.slug,
    href: way === first ? `/p/${product.slug}` : `/p/${product.slug}?colour=${way.slug}`,
    name: product.name,
    house: product.house.name,
    price: say.money(product.price),
    picture: way.picture,
    alt: say.t('card.alt', { piece: product.name, house: product.house.name, colour: way.name }),
    hover: product.detail.colour === way.slug ? product.detail.picture : null,
    reason,
  }
}
