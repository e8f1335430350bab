import { describe, expect, it } from 'vitest'
import type { MerchandisingRule } from '@/lib/catalog/merchandising'
import { applyFacets, facetsFor, parseFacets } from '@/lib/catalog/facets'
import { SORTS } from '@/lib/catalog/listing'
import { dresses, products, projections } from '@/lib/ranking/shop.fixture'
import { decideCategoryOrder } from './category'
import { listedCount, listedOf } from './listed'
import { GOWN, looking } from './shopper.fixture'

const rule: MerchandisingRule = {
  ...{
    id: 'a',
    kind: 'exclude',
    target: { by: 'product', product: GOWN },
    category: 'dresses',
    place: null,
    factor: null,
  },
  ...{ from: '2026-11-01', until: null, note: 'Not for now' },
}
const shopperWith = (...rules: Partial<MerchandisingRule>[]) => ({
  ...looking(),
  editorial: { contents: [], rules: rules.map((values) => ({ ...rule, ...values })) },
})
const slugs = (pieces: readonly { slug: string }[]) => pieces.map(({ slug }) => slug)
const corvane = products.filter(({ house }) => house.slug === 'corvane')

describe('a listing with a piece that the house leaves out', () => {
  it('has it in no order, no count and no facet', () => {
    const shopper = shopperWith(rule)
    const { pieces, category } = listedOf(shopper, dresses)
    expect(slugs(pieces)).toEqual(slugs(dresses).filter((slug) => slug !== GOWN))
    for (const sort of SORTS) {
      const order = decideCategoryOrder(shopper, projections(), pieces, {
        sort,
        selection: parseFacets({}, pieces),
        category,
      })
      expect(slugs(order.value.cards).sort(), sort).toEqual(slugs(pieces).sort())
    }
    const houses = facetsFor(pieces, parseFacets({}, pieces)).find(({ key }) => key === 'house')
    const counted = houses?.values.find(({ value }) => value === 'corvane')?.count
    expect(counted).toBe(dresses.filter(({ house, slug }) => house.slug === 'corvane' && slug !== GOWN).length)
  })

  it('shows as many as it counts, also where a filter leaves one category of a house', () => {
    const shopper = shopperWith(rule)
    const { pieces, category } = listedOf(shopper, corvane)
    expect(category).toBeNull()
    // The rule is one of the dresses' page; the house's own page shows the gown, filtered or not.
    expect(slugs(pieces)).toContain(GOWN)
    const types = facetsFor(pieces, {}).find(({ key }) => key === 'type')?.values ?? []
    const narrowed = types.map(({ value }) => parseFacets({ type: value }, pieces))
    const selection = narrowed.find((one) => slugs(applyFacets(pieces, one)).includes(GOWN)) ?? {}
    const found = applyFacets(pieces, selection)
    expect(found.length).toBeLessThan(pieces.length)
    expect(found.every((one) => one.category === 'dresses')).toBe(true)
    const order = decideCategoryOrder(shopper, projections(), found, { sort: 'for-you', selection, category })
    expect(slugs(order.value.cards).sort()).toEqual(slugs(found).sort())
  })

  it('is all of it where the rule is of another day, another category, another kind, or outdone by a pin', () => {
    for (const rules of [
      [{ from: '2027-01-01' }],
      [{ until: '2026-11-02' }],
      [{ category: 'shoes' }],
      [{ kind: 'bury', factor: 0.5 }],
      [rule, { id: 'b', kind: 'pin', place: 2 }],
      [],
    ] as Partial<MerchandisingRule>[][]) {
      expect(listedOf(shopperWith(...rules), dresses).pieces).toBe(dresses)
    }
  })

  it('leaves it out everywhere where the rule says everywhere', () => {
    const shopper = shopperWith({ category: null })
    for (const pieces of [dresses, corvane, products])
      expect(slugs(listedOf(shopper, pieces).pieces)).not.toContain(GOWN)
  })
})

it('is counted, with its houses where there could be several', () => {
  const { say } = looking()
  const counted = (pieces: typeof dresses, found = pieces) => listedCount(found, { pieces, category: null }, say)
  const ofHouse = dresses.filter(({ house }) => house.slug === 'corvane')
  expect(counted(dresses)).toMatch(/^\d+ pieces from \w+ houses$/)
  expect(counted(dresses, ofHouse)).toBe(`${ofHouse.length} pieces from one house`)
  expect(counted(corvane)).toBe(`${corvane.length} pieces`)
  expect(counted(corvane, corvane.slice(0, 1))).toBe('One piece')
})
