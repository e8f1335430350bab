import { describe, expect, it } from 'vitest'
import type { PastOrder } from '@/lib/orders/schema'
import { affinityOf } from './affinity'
import { rankCategory } from './blend'
import { rankForGap } from './gap'
import { ownedPieces, withOrders } from './purchases'
import { explainRises } from './reasons'
import { aliceViews, catalogue, contextFor, dresses, fact, NOW, slugsOf } from './shop.fixture'
import { rankComplements, rankHome } from './shelves'

const GOWN = 'rapace-off-shoulder-gown'
const RING = 'bejewelled-snake-ring'
const PUMP = 'via-95-patent-pump'

// Alice's evening, as far as ranking goes: what she must see at each step.
describe('on her first evening', () => {
  it('she sees what everybody is drawn to', () => {
    const ranked = rankCategory(contextFor(), dresses)
    expect(ranked.every(({ rise, parts }) => rise === 0 && parts.every(({ part }) => part === 'trending'))).toBe(true)
  })

  it('after two scarlet dresses of one house, the house and the colour rise, shown in scarlet', () => {
    const before = slugsOf(rankCategory(contextFor(), dresses))
    const context = contextFor(aliceViews())
    const ranked = rankCategory(context, dresses)
    const average = (slugs: readonly string[], list: readonly string[]) =>
      slugs.reduce((sum, slug) => sum + list.indexOf(slug), 0) / slugs.length
    const corvane = dresses.filter((dress) => dress.house.slug === 'corvane').map(({ slug }) => slug)
    expect(average(corvane, slugsOf(ranked))).toBeLessThan(average(corvane, before) - 5)
    const first = ranked.slice(0, 8)
    expect(first.filter(({ product }) => product.house.slug === 'corvane').length).toBeGreaterThanOrEqual(5)
    for (const { product, colour } of ranked) {
      if (product.colourways.some(({ slug }) => slug === 'scarlet')) expect(colour).toBe('scarlet')
    }
  })

  it('cards that moved up can say because of which dress', () => {
    const context = contextFor(aliceViews())
    const ranked = rankCategory(context, dresses)
    const reasons = explainRises({
      ranked,
      affinity: affinityOf(aliceViews(), catalogue, NOW),
      catalogue,
      rerank: (affinity) => rankCategory({ ...context, affinity }, dresses),
    })
    const shown = ranked.slice(0, 12).flatMap(({ product }) => reasons.get(product.slug) ?? [])
    expect(shown.some(({ product, deed }) => product.slug === GOWN && deed === 'viewed')).toBe(true)
  })

  it('the snake ring is among the first that go with the gown, the beaded necklace among the rest', () => {
    const shown = slugsOf(rankComplements(contextFor(aliceViews()), { anchors: [GOWN], place: 'product' }))
    expect(shown.slice(0, 4)).toContain(RING)
    expect(shown.slice(0, 16)).toContain('beaded-necklace')
  })

  it('with gown and ring in the cart, shoes would close the $500.00 to Bronze, the pump among the first', () => {
    const shown = rankForGap(contextFor(aliceViews()), { gap: 50_000, cart: [GOWN, RING] })
    expect(shown[0]?.product.category).toBe('shoes')
    const pump = shown.slice(0, 4).find(({ product }) => product.slug === PUMP)
    expect(pump?.product.price).toBe(69_000)
    expect(pump?.colour).toBe('noir')
    expect(shown.slice(0, 4).some(({ product: { price } }) => price >= 50_000 && price <= 100_000)).toBe(true)
  })
})

describe('five days after buying', () => {
  const later = new Date(NOW.getTime() + 5 * 86_400_000)
  const line = (product: string, colour: string, unitPrice: number) => ({
    ...{ id: `line-${product}`, sku: `${product}:${colour}:4`, product, colour, size: '4' },
    ...{
      productName: '',
      houseName: '',
      colourName: '',
      quantity: 1,
      unitPrice,
      discount: 0,
      pointsDiscount: 0,
      returned: 0,
    },
  })
  const bought: PastOrder = {
    ...{ id: 'order', number: 'S-1', placedAt: NOW, channel: 'web', currency: 'USD', country: 'US' },
    ...{
      merchandise: 419_000,
      discount: 41_900,
      discountReason: null,
      discountPercent: 10,
      pointsUsed: 0,
      pointsDiscount: 0,
      shipping: 0,
      total: 377_100,
    },
    lines: [line(GOWN, 'scarlet', 312_000), line(RING, 'gold', 38_000), line(PUMP, 'noir', 69_000)],
    returns: [],
  }
  const owned = ownedPieces([bought])
  const affinity = affinityOf(withOrders(aliceViews(), [bought], 'alice'), catalogue, later)
  const context = contextFor([], { affinity, asOf: later })

  it('she is shown what goes with the dress, never the dress, nor what else she owns', () => {
    const shown = rankComplements(context, { anchors: [GOWN], owned, place: 'mixed' })
    for (const { product } of shown) {
      expect(product.category).not.toBe('dresses')
      expect(owned).not.toContain(product.slug)
      expect(product.subcategory).not.toBe('necklaces')
    }
    expect(slugsOf(shown).slice(0, 4)).toContain('artiglio-spike-pump')
    expect(shown.slice(0, 4).some(({ product }) => product.category === 'jewellery')).toBe(true)
  })

  it('her other shelf knows house and colour, and leaves out what she owns', () => {
    const shown = rankHome(context, owned)
    expect(slugsOf(shown)).not.toContain(GOWN)
    expect(shown[0]?.product.house.slug).toBe('corvane')
  })

  it('a returned dress is owned no more and speaks for its house no longer', () => {
    const [gown, ...others] = bought.lines
    const back: PastOrder = {
      ...bought,
      lines: gown ? [{ ...gown, returned: 1 }, ...others] : [],
      returns: [{ id: 'return', at: later, merchandise: 312_000, refund: 280_800, pointsBack: 0 }],
    }
    expect(ownedPieces([back])).toEqual([RING, PUMP])
    const kept = affinity.scores.get('house:corvane') ?? 0
    const facts = withOrders([], [back], 'alice')
    expect(facts.map(({ kind }) => kind).sort()).toEqual(['purchase', 'purchase', 'purchase', 'return'])
    expect(affinityOf(facts, catalogue, later).scores.get('house:corvane')).toBeLessThan(kept)
  })
})

describe('orders as facts', () => {
  it('stand once, in place of the log’s own copies', () => {
    const order: PastOrder = {
      ...{ id: 'order', number: 'S-1', placedAt: NOW, channel: 'till', currency: 'USD', country: 'US' },
      ...{
        merchandise: 0,
        discount: 0,
        discountReason: null,
        discountPercent: null,
        pointsUsed: 0,
        pointsDiscount: 0,
        shipping: 0,
        total: 0,
      },
      lines: [
        {
          ...{ id: 'line', sku: 'a', product: RING, colour: 'gold', size: '6', productName: '', houseName: '' },
          ...{ colourName: '', quantity: 2, unitPrice: 1, discount: 0, pointsDiscount: 0, returned: 1 },
        },
      ],
      returns: [{ id: 'return', at: NOW, merchandise: 1, refund: 1, pointsBack: 0 }],
    }
    const copy = fact({ kind: 'purchase', product: RING, orderId: 'order' })
    const other = fact({ kind: 'purchase', product: RING, orderId: 'elsewhere' })
    const facts = withOrders([copy, other, ...aliceViews()], [order], 'alice')
    expect(facts).not.toContain(copy)
    expect(facts).toContain(other)
    expect(facts.find(({ id }) => id === 'line')).toMatchObject({
      kind: 'purchase',
      colour: 'gold',
      channel: 'till',
      quantity: 2,
    })
    expect(facts.some(({ kind }) => kind === 'return')).toBe(false) // one of two is kept
    expect(ownedPieces([order])).toEqual([RING])
  })
})
