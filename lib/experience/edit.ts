import { productPicture } from '@/lib/catalog/pictures'
import type { Catalogue, Product } from '@/lib/catalog/schema'
import type { SaidPicture } from './cards'
import type { CategoryOrder } from './category'
import type { Decision } from './decision'
import type { Say } from './say'

/** The editorial tile in a listing: one house, by its own picture and words. */
export type Edit = { picture: SaidPicture; title: string; line: string; link: { href: string; label: string } }

/** A house needs so many pieces in the listing before it is featured. */
const LEAST = 4
/** The first row, whose pieces the tile does not show again. */
const ROW = 4

/**
 * The house to feature in a listing: that of the best-placed piece whose house has enough pieces here, so it follows
 * from the order and is explained with it. Its picture is the detail of the best-placed piece that the first row does
 * not show. Null when no house has enough, or only one is listed.
 * @param path of the listing, without a query
 */
export function editOf(
  order: Decision<CategoryOrder>,
  { say, catalogue }: { say: Say; catalogue: Catalogue },
  path: string,
): Edit | null {
  const { pieces } = order.value
  const byHouse = new Map<string, Product[]>()
  for (const piece of pieces) {
    const own = byHouse.get(piece.house.slug)
    if (own) own.push(piece)
    else byHouse.set(piece.house.slug, [piece])
  }
  // Houses stand in the map as their best-placed pieces do in the order.
  const [slug, own] = [...byHouse].find(([, found]) => found.length >= LEAST) ?? []
  const house = catalogue.houses.find((one) => one.slug === slug)
  const piece = own?.find((one) => pieces.indexOf(one) >= ROW) ?? own?.[0]
  if (byHouse.size < 2 || !own || !house || !piece) return null
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
