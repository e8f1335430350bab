import type { Product } from '@/lib/catalog/schema'
import { commonCategory } from '@/lib/ranking/candidates'
import { excludedFrom } from '@/lib/ranking/merchandise'
import { wordedHouses } from './numbers'
import type { Say } from './say'
import type { Shopper } from './schema'
import { today } from './shelf'

/** What a listing is made of: its pieces, and the category whose rules hold in it; null where several are listed. */
export type Listed = { pieces: readonly Product[]; category: string | null }

/**
 * The pieces of a listing without those that the house's rules leave out of it today: before facets, sorts and counts,
 * so that all of them speak of what can be seen. Which rules hold follows from the whole listing, whatever of it is
 * filtered out later. The very list that was given where nothing is left out.
 */
export function listedOf(
  shopper: Pick<Shopper, 'catalogue' | 'editorial' | 'now' | 'programme'>,
  pieces: readonly Product[],
): Listed {
  const { rules } = shopper.editorial
  const category = commonCategory({ rules }, pieces)
  const isOut = excludedFrom({ rules, day: today(shopper), catalogue: shopper.catalogue.bySlug }, category)
  return { pieces: pieces.some(isOut) ? pieces.filter((piece) => !isOut(piece)) : pieces, category }
}

/** "12 pieces from three houses"; where the whole listing is one house's there is no need to say from how many. */
export function listedCount(found: readonly Product[], { pieces }: Listed, say: Say): string {
  const housesOf = (some: readonly Product[]) => new Set(some.map(({ house }) => house.slug)).size
  if (housesOf(pieces) === 1) return say.t('category.countOwn', { count: found.length })
  return say.t('category.count', { count: found.length, houses: wordedHouses(housesOf(found), say) })
}
