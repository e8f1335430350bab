import { productPicture, type PictureSet } from '@/lib/catalog/pictures'
import type { Product } from '@/lib/catalog/schema'
import type { Say } from './say'

/** A picture with its words. */
export type SaidPicture = PictureSet & { alt: string }

/** A product as a card shows it: display strings only, so that the page stays thin. */
export type Card = {
  slug: string
  /** The colourway that is shown. */
  colour: string
  href: string
  name: string
  house: string
  price: string
  picture: SaidPicture
  /** The second view; absent where it shows another colour than the card. */
  detail?: SaidPicture
  reason?: string
}

/** The card of a product in one of its colourways (an unknown colour shows the first). */
export function cardOf(product: Product, colour: string | null, say: Say, reason?: string | null): Card {
  const first = product.colourways[0]
  const way = product.colourways.find((candidate) => candidate.slug === colour) ?? first
  if (!way) throw new Error(`${product.slug} has no colourway`)
  const alt = say.t('card.alt', { piece: product.name, house: product.house.name, colour: way.name })
  return {
    slug: product.slug,
    colour: way.slug,
    href: way === first ? `/p/${product.slug}` : `/p/${product.slug}?colour=${way.slug}`,
    name: product.name,
    house: product.house.name,
    price: say.money(product.price),
    picture: { ...productPicture(way.picture), alt },
    ...(product.detail.colour === way.slug ? { detail: { ...productPicture(product.detail.picture), alt: '' } } : {}),
    ...(reason ? { reason } : {}),
  }
}
