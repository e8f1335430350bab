import { isKept } from '@/lib/experience/owned'
import type { Shopper } from '@/lib/experience/schema'

/**
 * How many pieces came in after a moment that can be bought and are not owned: of the house most was spent at, where that
 * has any, else of all. The same rule as the relational block's reason to return. Orders are theirs whatever
 * personalisation says; without it no house is told.
 */
export function newSince(
  { catalogue, orders, value, personalised, now }: Shopper,
  since: Date,
): { count: number; house: { slug: string; name: string } | null } {
  const owned = new Set(orders.flatMap(({ lines }) => lines.filter(isKept).map(({ product }) => product)))
  const fresh = catalogue.products.filter(
    ({ slug, listedAt, inStock }) => inStock && listedAt > since && listedAt <= now && !owned.has(slug),
  )
  const house = personalised ? catalogue.houses.find(({ name }) => name === value?.stats.favouriteHouse) : undefined
  const own = house ? fresh.filter((piece) => piece.house.slug === house.slug).length : 0
  return house && own > 0
    ? { count: own, house: { slug: house.slug, name: house.name } }
    : { count: fresh.length, house: null }
}
