import { expect, it } from 'vitest'
import type { Fact, Impression } from '@/lib/events/schema'
import { daysBefore, fact, projections, slugsOf } from '@/lib/ranking/shop.fixture'
import { decideBand } from './band'
import { decideCategoryOrder } from './category'
import { decideHomeShelves } from './home'
import { decideProductShelves } from './product'
import { reasonsOf } from './reasons'
import { rankCategory } from '@/lib/ranking/blend'
import { rankingContext } from './shelf'
import { catalogue, givenOrder, givenShopper, GOWN, looking, off, RING, shown } from './shopper.fixture'

// A place is hers exactly where it shows her something else than anybody, and then it names a fact.

const gown = catalogue.bySlug.get(GOWN)
if (!gown) throw new Error('the gown is gone')
const dresses = catalogue.products.filter(({ category }) => category === 'dresses')
const beside = (shopper: ReturnType<typeof givenShopper>, inCart: readonly string[] = []) =>
  decideProductShelves(shopper, projections(), gown, { colour: 'scarlet', inCart })

it.each([
  ['nothing known', givenShopper()],
  ['looks', looking()],
  ['an order', givenShopper({ name: 'Alice Hartwell', orders: [givenOrder([RING])] })],
  ['personalisation off', givenShopper({ name: 'Alice Hartwell', orders: [givenOrder([RING])], ...off })],
])('shelves beside a piece are hers where they differ, with %s', (_, shopper) => {
  const anybodys = beside(givenShopper())
  for (const key of ['similar', 'complements', 'alsoChosen'] as const) {
    const own = beside(shopper)[key]
    const differs = shown(own).join() !== shown(anybodys[key]).join()
    expect(own?.personal, key).toBe(differs && shopper.personalised)
    if (own?.personal) expect(own.facts.length, key).toBeGreaterThan(0)
  }
})

it('a piece in the cart leaves its shelf with personalisation off too, and is nobody’s in particular', () => {
  const { complements, alsoChosen } = beside(givenShopper(off), [RING])
  expect(shown(complements)).not.toContain(RING)
  expect([complements?.personal, alsoChosen?.personal]).toEqual([false, false])
})

it('a dislike that moved something is told and cited', () => {
  for (const { slug } of dresses.slice(0, 8)) {
    const shopper = givenShopper({ contributed: [fact({ kind: 'dislike', product: slug })] })
    const order = decideCategoryOrder(shopper, projections(), dresses, { sort: 'for-you', selection: {} })
    const decisions = [
      order,
      ...Object.values(beside(shopper)),
      ...Object.values(decideHomeShelves(shopper, projections())),
    ]
    for (const decision of decisions) {
      if (decision?.personal) expect(decision.facts.length, `${slug} at ${decision.slot}`).toBeGreaterThan(0)
    }
  }
})

it('nothing is drawn by visit where something is filtered', () => {
  const earlier: Impression = {
    ...{ id: 'i', at: daysBefore(2), visitId: 'before', slot: 'category.order:dresses', arm: 'trending' },
    ...{ products: slugsOf(dresses.slice(0, 4).map((product) => ({ product }))), content: null },
  }
  const orders = Array.from({ length: 12 }, (_, i) => {
    const shopper = givenShopper({ impressions: [earlier], visitId: `visit-${i}`, visitNumber: i + 2 })
    const selection = { colour: ['black'] }
    const order = decideCategoryOrder(shopper, projections(), dresses, { sort: 'for-you', selection, scope: 'dresses' })
    return order.value.pieces.map(({ slug }) => slug).join()
  })
  expect(new Set(orders).size).toBe(1)
})

it('shares of reasons add up to no more than 1, and to nearly all of it, with a rule too', () => {
  const house = dresses[0]?.house.slug ?? ''
  const rule = {
    id: 'r',
    kind: 'boost',
    target: { by: 'house', house },
    category: null,
    from: '2026-01-01',
    until: null,
  }
  const shopper = {
    ...looking(),
    editorial: { contents: [], rules: [{ ...rule, place: null, factor: 2, note: 'New season' } as const] },
  } as ReturnType<typeof looking>
  const ranked = rankCategory(rankingContext(shopper, projections()), dresses).slice(0, 8)
  expect(ranked.some((item) => item.rule)).toBe(true)
  const shares = reasonsOf(ranked, shopper).map(({ weight }) => weight)
  const sum = shares.reduce((a, b) => a + b, 0)
  expect(sum).toBeLessThanOrEqual(1 + 1e-9)
  expect(sum).toBeGreaterThan(0.8)
})

it('a piece that she said no to stands on no shelf of its house', () => {
  const views: Fact[] = dresses
    .filter(({ house }) => house.slug === 'corvane')
    .slice(0, 4)
    .map(({ slug }) => fact({ product: slug }))
  const orders = [givenOrder([RING])]
  const plain = decideHomeShelves(givenShopper({ name: 'Alice Hartwell', orders, facts: views }), projections()).second
  expect(plain?.arm).toBe('house')
  const [first = ''] = shown(plain)
  const contributed = [fact({ kind: 'dislike', product: first })]
  const after = decideHomeShelves(
    givenShopper({ name: 'Alice Hartwell', orders, facts: views, contributed }),
    projections(),
  )
  expect(shown(after.second)).not.toContain(first)
})

it('the feature never repeats the banner’s picture', () => {
  const shopper = givenShopper()
  const shelves = decideHomeShelves(shopper, projections())
  const { wide } = decideBand(shopper, projections(), shelves).value
  expect(decideBand(shopper, projections(), shelves, 'still-life').value.wide).not.toEqual(wide)
})
