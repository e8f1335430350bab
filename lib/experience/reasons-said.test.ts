import { expect, it } from 'vitest'
import type { MerchandisingRule } from '@/lib/catalog/merchandising'
import type { Fact } from '@/lib/events/schema'
import { fact, projections } from '@/lib/ranking/shop.fixture'
import { decideCategoryOrder } from './category'
import { decideHomeShelves } from './home'
import { decideProductShelves } from './product'
import { catalogue, givenOrder, givenShopper, GOWN, RING, shown } from './shopper.fixture'
import { whyOf } from './why'

// A reason says what she did and no more: a search is no look, and a colour she named is not one she returns to.

const dresses = catalogue.products.filter(({ category }) => category === 'dresses')
const reasonsFor = (contributed: readonly Fact[], facts: readonly Fact[] = [], rules = false) => {
  const shopper = givenShopper({ contributed, facts })
  const house = { ...shopper, editorial: { contents: [], rules: [PINNED] } }
  const order = decideCategoryOrder(rules ? house : shopper, projections(), dresses, { sort: 'for-you', selection: {} })
  return { order, texts: order.reasons.map(({ text }) => text) }
}
const pinned = dresses.at(-1)?.slug ?? ''
const PINNED: MerchandisingRule = {
  ...{ id: 'rule', kind: 'pin', target: { by: 'product', product: pinned } },
  ...{ category: 'dresses', from: '2026-01-01', until: null, place: 1, factor: null, note: 'New season' },
}

it.each([
  ['a house followed', fact({ kind: 'follow', house: 'corvane' }), 'Corvane, which you follow'],
  ['a colour named', fact({ kind: 'prefer', value: 'colour:red' }), 'Red, which you named as a preference'],
])('tells of %s in its own words', (_, said, text) => {
  const { order, texts } = reasonsFor([said])
  expect(order.personal).toBe(true)
  expect(texts).toContain(text)
  expect(texts.join()).not.toMatch(/looked at|return to/)
})

it('tells of a search in its own words, and no reason of no weight', () => {
  const { order, texts } = reasonsFor([], [fact({ kind: 'search', query: 'corvane' })])
  expect(order.personal).toBe(true)
  expect(texts).toContain('Corvane, which you searched for')
  expect(texts.join()).not.toMatch(/looked at|return to/)
  expect(order.reasons.length).toBeGreaterThan(0)
  for (const { weight } of order.reasons) expect(weight).toBeGreaterThanOrEqual(0.005)
})

it('tells a rule of the house first to last, known or not', () => {
  const views = dresses.slice(0, 5).map(({ slug }) => fact({ product: slug }))
  for (const facts of [[], views]) {
    const { order, texts } = reasonsFor([], facts, true)
    expect(order.value.pieces[0]?.slug).toBe(pinned)
    expect(texts).toContain('Chosen by the house: New season')
    expect(whyOf(order, 'Dresses', givenShopper().say)?.reasons.items.map(({ text }) => text)).toEqual(texts)
  }
})

it('keeps what she does not like from a shelf of what everybody likes, and says so', () => {
  const popular = shown(decideHomeShelves(givenShopper(), projections()).first)
  const [first = ''] = popular
  const shopper = givenShopper({ contributed: [fact({ kind: 'dislike', product: first })] })
  const { first: one, second } = decideHomeShelves(shopper, projections())
  expect([...shown(one), ...shown(second)]).not.toContain(first)
  const trending = [one, second].find((shelf) => shelf?.arm === 'trending')
  expect(trending?.personal).toBe(true)
  expect(trending?.facts.map(({ text }) => text).join()).toContain('Said “Not for me” of')
})

it('explains a shelf that leaves out what she owns, beside a piece too', () => {
  const gown = catalogue.bySlug.get(GOWN)
  if (!gown) throw new Error('the gown is gone')
  const look = { colour: 'scarlet', inCart: [] }
  const anybodys = decideProductShelves(givenShopper(), projections(), gown, look)
  expect(shown(anybodys.complements)).toContain(RING)
  const owner = givenShopper({ name: 'Alice Hartwell', orders: [givenOrder([RING])] })
  const { complements } = decideProductShelves(owner, projections(), gown, look)
  expect(shown(complements)).not.toContain(RING)
  expect(complements?.personal).toBe(true)
  expect(complements?.reasons.map(({ text }) => text)).toContain('What you own or said no to is left out')
})

it('makes no shelf of her own out of rooms that she looked into', () => {
  const facts = [1, 2, 3].map(() => fact({ kind: 'category-view', category: 'dresses' }))
  expect(decideHomeShelves(givenShopper({ facts }), projections()).first?.arm).toBe('trending')
})
