import { expect, it } from 'vitest'
import { createProjections } from '@/lib/ranking/projections'
import { decideBand } from './band'
import { decideCategoryOrder } from './category'
import { decideHomeShelves } from './home'
import { decideProductShelves } from './product'
import { catalogue, givenShopper, GOWN, looking, returning, shown } from './shopper.fixture'

// Right after a start over a large log, or while the database is away, nothing is known of others.

const dresses = catalogue.products.filter(({ category }) => category === 'dresses')
const listing = { sort: 'for-you', selection: {} } as const
const empty = createProjections()

it('lists a category in the catalogue’s own order for a stranger, with three of one house in the first row at most', () => {
  const order = decideCategoryOrder(givenShopper(), empty, dresses, listing)
  const own = dresses.toSorted((a, b) => a.position - b.position)
  const [first] = own
  expect(new Set(own.slice(0, 4).map(({ house }) => house.slug)).size).toBe(1)
  const other = own.find(({ house }) => house.slug !== first?.house.slug)
  const rest = own.filter((piece) => piece !== other)
  expect(shown(order)).toEqual([...rest.slice(0, 3), other, ...rest.slice(3)].map((piece) => piece?.slug))
  expect(order.personal).toBe(false)
})

it('still orders it by what she looked at, with reasons', () => {
  const order = decideCategoryOrder(looking(), empty, dresses, listing)
  expect(order.personal).toBe(true)
  expect(order.value.cards.some(({ reason }) => reason?.startsWith('Because you viewed'))).toBe(true)
})

it('fills home and the page of a piece for everybody, and names no crowd that is not there', () => {
  for (const shopper of [givenShopper(), looking(), returning()]) {
    const shelves = decideHomeShelves(shopper, empty)
    expect(shown(shelves.first).length).toBeGreaterThanOrEqual(2)
    expect(decideBand(shopper, empty, shelves).value.title).not.toBe('')
    const gown = catalogue.bySlug.get(GOWN)
    if (!gown) throw new Error('the gown is gone')
    const product = decideProductShelves(shopper, empty, gown, { colour: 'scarlet', inCart: [] })
    expect(shown(product.similar)).toHaveLength(4)
    expect(shown(product.complements)).toHaveLength(4)
    expect(product.alsoChosen).toBeNull()
    expect(JSON.stringify([shelves, product])).not.toMatch(/by \d+ clients/)
  }
})
