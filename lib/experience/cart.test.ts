import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { piece, products, projections, view } from '@/lib/ranking/shop.fixture'
import { decideGapPieces, decidePointsReminder, decideReminder } from './cart'
import {
  arriving,
  catalogueWith,
  givenShopper,
  GOWN,
  looking,
  off,
  PUMP,
  returning,
  RING,
  shown,
  told,
} from './shopper.fixture'
import type { Shopper } from './schema'

const gap = (shopper: Shopper, missing = 50_000, pieces: readonly string[] = [GOWN, RING]) =>
  decideGapPieces(shopper, projections(), { gap: missing, pieces })
const reminder = (shopper: Shopper, added = GOWN, inCart: readonly string[] = [added]) =>
  decideReminder(shopper, projections(), { piece: added, inCart })

describe('pieces that reach the next tier', () => {
  it('are shoes first when the cart has none, and one lies between the gap and twice the gap', () => {
    const slugs = shown(gap(looking()))
    expect(slugs).toHaveLength(4)
    expect(piece(slugs[0] ?? '').category).toBe('shoes')
    expect(slugs).toContain(PUMP)
    const prices = slugs.map((slug) => piece(slug).price)
    expect(prices.some((price) => price >= 50_000 && price <= 100_000)).toBe(true)
  })

  it('say why each stands there, truly', () => {
    for (const { slug, reason } of gap(looking())?.value.cards ?? []) {
      if (reason?.endsWith('which your cart lacks')) {
        expect([GOWN, RING].map((held) => piece(held).category)).not.toContain(piece(slug).category)
      } else if (reason) expect(reason).toMatch(/^Worn with the (Rapace gown|Bejewelled snake ring) by \d+ clients$/)
    }
    expect(gap(arriving(), 50_000, ['nerium-off-shoulder-dress'])?.value.cards.map(({ reason }) => reason)).toContain(
      'Shoes, which your cart lacks',
    )
  })

  it('rest on what is in the cart, by name', () => {
    expect(
      gap(looking())
        ?.facts.map(({ text }) => text)
        .slice(0, 2),
    ).toEqual(['In the cart: Rapace gown', 'In the cart: Bejewelled snake ring'])
    expect(shown(gap(looking(), 50_000, [PUMP]))).not.toEqual(shown(gap(looking())))
  })

  it('are never in the cart, owned, sold out or a necklace', () => {
    const soldOut = { ...piece(PUMP), inStock: false }
    for (const missing of [1, 10_000, 50_000, 200_000, 399_999]) {
      const slugs = shown(gap(returning({ catalogue: catalogueWith(soldOut) }), missing, ['beaded-necklace']))
      for (const slug of slugs) {
        expect([GOWN, RING, PUMP, 'beaded-necklace']).not.toContain(slug)
        expect(piece(slug).subcategory).not.toBe('necklaces')
      }
    }
  })

  it('are none once nothing is missing', () => {
    expect(gap(looking(), 0)).toBeNull()
  })

  it('are proposed without personalisation too, to everybody alike', () => {
    const plain = gap(givenShopper(off))
    expect(plain?.personal).toBe(false)
    expect(told(gap(looking(off)))).toEqual(told(plain))
    expect(told(gap(returning(off)))).toEqual(told(plain))
    expect(gap(looking())?.personal).toBe(true)
  })
})

describe('the reminder', () => {
  it('is, for the gown, the snake ring', () => {
    const decision = reminder(looking())
    expect(decision?.value).toMatchObject({
      title: 'It is worn with this',
      kind: 'ring',
      colour: 'Yellow gold',
      colourSlug: 'gold',
      category: 'jewellery',
    })
    expect(decision?.value.card).toMatchObject({
      slug: RING,
      price: '$380.00',
      reason: 'Chosen with this gown by 43 clients',
    })
    expect(decision?.facts.map(({ text }) => text)).toEqual(['In the cart: Rapace gown'])
  })

  it('is the next best when the ring is there, owned or sold out', () => {
    const soldOut = { ...piece(RING), inStock: false }
    for (const other of [
      reminder(looking(), GOWN, [GOWN, RING]),
      reminder(returning({ orders: returning().orders })),
      reminder(looking({ catalogue: catalogueWith(soldOut) })),
    ]) {
      expect(other?.value.card.slug).toBeDefined()
      expect(other?.value.card.slug).not.toBe(RING)
    }
  })

  it('is never of the kind just added, nor a necklace, for any piece', () => {
    for (const { slug, category } of products) {
      const card = reminder(looking(), slug)?.value.card
      expect(card, slug).toBeDefined()
      expect(piece(card?.slug ?? '').category).not.toBe(category)
      expect(piece(card?.slug ?? '').subcategory).not.toBe('necklaces')
    }
  })

  it('knows whether taste chose it', () => {
    const [stranger, ...shoppers] = [
      givenShopper(),
      looking(),
      givenShopper({ facts: [view(PUMP), view('artiglio-spike-pump')] }),
    ]
    for (const { slug } of products) {
      const everybodys = reminder(stranger, slug)?.value.card.slug
      for (const shopper of shoppers) {
        const own = reminder(shopper, slug)
        expect(own?.personal).toBe(own?.value.card.slug !== everybodys)
      }
    }
  })

  it('is none for a piece that is none', () => {
    expect(reminder(looking(), 'gone')).toBeNull()
  })
})

describe('the reminder of points', () => {
  const cart = (dollars: number) => ({
    lines: [{ sku: `${GOWN}:scarlet:4`, quantity: 1, unitPrice: dollars * 100 }],
    currency: 'USD',
  })
  const points = (shopper: Shopper, dollars = 3_120) => decidePointsReminder(shopper, cart(dollars))

  it('says how many would pay for how much, and leads to where they do', () => {
    const decision = points(returning())
    expect(decision?.value).toEqual({
      text: 'Your 4,190 points would pay for $83.80 of this order.',
      link: { href: '/checkout?points=yes', label: 'Use them at checkout' },
    })
    expect(decision?.reasons).toEqual([{ text: '4,190 points to spend, each worth $0.02', weight: 1 }])
  })

  it('counts only what is useful, after the discount', () => {
    expect(points(returning(), 10)?.value.text).toBe('450 of your 4,190 points would pay for $9.00 of this order.')
    expect(points(returning({ usedOffers: ['first-order', 'tier:bronze:first'] }), 10)?.value.text).toBe(
      '500 of your 4,190 points would pay for $10.00 of this order.',
    )
  })

  it('rests on the purchases that they came from: without them it is gone', () => {
    expect(points(returning())?.facts).toMatchObject([{ id: 'order:first', text: 'Bought for $4,190.00' }])
    expect(points(returning({ orders: [] }))).toBeNull()
  })

  it('is absent without points, without worth, without membership, and for an empty cart', () => {
    const worthless = { ...sorento, points: sorento.points && { ...sorento.points, worth: 0 } }
    expect(points(givenShopper())).toBeNull()
    expect(
      points(
        returning({ memberships: [], programme: { ...sorento, joining: { ...sorento.joining, byTierOrder: false } } }),
      ),
    ).toBeNull()
    expect(points(returning({ programme: worthless }))).toBeNull()
    expect(points(returning({ programme: { ...sorento, points: null } }))).toBeNull()
    expect(points(returning(), 0)).toBeNull()
    const spent = [{ orderId: 'later', at: returning().now, points: 4_190, back: [] }]
    expect(points(returning({ redemptions: spent }))).toBeNull()
    expect(decidePointsReminder(returning(), { lines: [], currency: 'USD' })).toBeNull()
  })

  it('is the same with personalisation on and off: points are earned', () => {
    expect(points(returning(off))?.value).toEqual(points(returning())?.value)
    expect(points(returning())?.personal).toBe(true)
    expect(points(returning(off))?.personal).toBe(false)
  })

  it('follows the programme’s currency and worth', () => {
    const programme = { ...sorento, currency: 'PLN', points: sorento.points && { ...sorento.points, worth: 5 } }
    const shopper = returning({ programme })
    expect(decidePointsReminder(shopper, { ...cart(3_120), currency: 'PLN' })?.value.text).toMatch(/PLN\s209\.50/)
  })
})
