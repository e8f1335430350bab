import { MS_PER_DAY } from '@/lib/core/days'
import type { Editorial } from '@/lib/content/queries'
import type { Impression } from '@/lib/events/schema'
import { NOW, projections } from '@/lib/ranking/shop.fixture'
import { decideBand } from './band'
import { decideCategoryOrder } from './category'
import { decideTiles } from './content'
import type { Decision } from './decision'
import { decideHero } from './hero'
import { decideHomeShelves } from './home'
import { catalogue, type Given } from './shopper.fixture'
import type { Shopper } from './schema'

// What the tests of freshness share: visits one after the other, each of which sees what the ones before left behind.

const dresses = catalogue.products.filter(({ category }) => category === 'dresses')

/** All that rotates on a visit to home and to the dresses. */
export function pagesOf(shopper: Shopper) {
  const state = projections()
  const hero = decideHero(shopper)
  const shelves = decideHomeShelves(shopper, state)
  const band = decideBand(shopper, state, shelves, hero.value.picture)
  const [first = null, second = null] = decideTiles(shopper, band, hero.value.picture)
  const order = decideCategoryOrder(shopper, state, dresses, {
    ...{ sort: 'for-you' as const, selection: {}, show: 24, scope: 'dresses' },
  })
  return { hero, ...shelves, band, tiles: { first, second }, order }
}
export type Pages = ReturnType<typeof pagesOf>

export const decisionsOf = ({ hero, first, second, band, tiles, order }: Pages): Decision<unknown>[] =>
  [hero, first, band, second, tiles.first, tiles.second, order].filter((decision) => decision !== null)

/** What `notePage` would have written of these pages, as the next visit reads it, newest first. */
export function impressionsOf(pages: Pages, { visitId, now }: Pick<Shopper, 'visitId' | 'now'>): Impression[] {
  return decisionsOf(pages).flatMap(({ slot, arm, shown }): Impression[] => {
    const place = shown?.scope === undefined ? slot : `${slot}:${shown.scope}`
    const id = `${visitId} ${place}`
    const { products = [], content = null } = shown ?? {}
    return [{ id, at: now, visitId, slot: place, arm, products, content }]
  })
}

/** So many quiet visits, `gap` days apart. `who` makes the shopper of each. */
export function quietVisits(who: (given: Given) => Shopper, count: number, given: Given = {}, gap = 1) {
  let impressions: Impression[] = []
  return Array.from({ length: count }, (_, i) => {
    const now = new Date(NOW.getTime() + i * gap * MS_PER_DAY)
    const visit = { now, visitId: `visit-${i}`, visitNumber: i + 1 }
    const shopper = who({ ...visit, impressions, ...given })
    const pages = pagesOf(shopper)
    impressions = [...impressionsOf(pages, shopper), ...impressions]
    return { shopper, pages, impressions }
  })
}

export const withEditorial = (shopper: Shopper, editorial: Editorial): Shopper => ({ ...shopper, editorial })
