import { productPicture } from '@/lib/catalog/pictures'
import type { Product } from '@/lib/catalog/schema'
import { rankCategory } from '@/lib/ranking/blend'
import type { Projections } from '@/lib/ranking/projections'
import type { SaidPicture } from './cards'
import type { Shopper } from './schema'
import { rankingContext } from './shelf'

/** The editorial tile in a listing: one house, by its own picture and words. */
export type Edit = { picture: SaidPicture; title: string; line: string; link: { href: string; label: string } }

/** A house needs so many pieces in the listing before it is featured. */
const LEAST = 4

/**
 * The house to feature: that of the best-placed piece whose house has enough pieces here. Its picture is the detail of
 * the best-placed piece that the first row does not show. Null when no house has enough, or only one is listed.
 */
export function decideEdit(
  shopper: Shopper,
  projections: Projections,
  pieces: readonly Product[],
  path: string,
): Edit | null {
  const { say, catalogue } = shopper
  const ranked = rankCategory(rankingContext(shopper, projections), pieces)
  const counts = new Map<string, number>()
  for (const { product } of ranked) counts.set(product.house.slug, (counts.get(product.house.slug) ?? 0) + 1)
  if (counts.size < 2) return null
  const lead = ranked.find(({ product }) => (counts.get(product.house.slug) ?? 0) >= LEAST)?.product.house.slug
  const house = catalogue.houses.find(({ slug }) => slug === lead)
  if (!house) return null
  const own = ranked.filter(({ product }) => product.house.slug === house.slug)
  const piece = (own.find(({ product }) => ranked.findIndex((item) => item.product === product) >= 4) ?? own[0])
    ?.product
  if (!piece) return null
  return {
    picture: { ...productPicture(piece.detail.picture), alt: piece.detail.alt },
    title: say.t('category.edit.title', { house: house.name, focus: house.focus.toLowerCase() }),
    line: say.t('category.edit.text', { count: own.length, signature: house.signature }),
    link: {
      href: path.startsWith('/c/') ? `${path}?house=${house.slug}` : `/houses/${house.slug}`,
      label: say.t('category.edit.link'),
    },
  }
}
