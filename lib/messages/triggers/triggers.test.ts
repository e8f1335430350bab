import { describe, expect, it } from 'vitest'
import { cartLine, catalogueWith, givenOrder, GOWN, joined, off, PUMP, RING } from '@/lib/experience/shopper.fixture'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysBefore, fact, piece, view } from '@/lib/ranking/shop.fixture'
import { TRIGGERS, type Due } from '../schema'
import { causesOf, factsOf, hoursAgo, NOW } from './facts.fixture'
import { orderPlaced, returnReceived } from './transactional'
import { WHY_VALUES } from './why-keys'

const subjects = (dues: readonly Due[]): string[] => dues.map(({ subject }) => subject)
const member = (spent: number, days = 5) => ({
  orders: [givenOrder([PUMP], { id: 'first', placedAt: daysBefore(days), merchandise: spent, total: spent })],
  memberships: [joined(daysBefore(days), 'first')],
})

describe('welcome', () => {
  it('is for a new account, once', () => {
    expect(causesOf('welcome', { openedAt: hoursAgo(1) })).toMatchObject([{ subject: 'account', since: hoursAgo(1) }])
    expect(causesOf('welcome', { openedAt: new Date(NOW.getTime() + 1) })).toEqual([])
  })

  it('is not for who bought before they had one', () => {
    expect(causesOf('welcome', { openedAt: hoursAgo(1), ...member(100_000) })).toEqual([])
  })
})

describe('browse left', () => {
  const looks = (times: number, minutes = 31) =>
    Array.from({ length: times }, (_, i) => view(GOWN, null, new Date(NOW.getTime() - (minutes + i) * 60_000)))

  it('is a piece looked at twice in a visit, and not one that was looked at once', () => {
    expect(causesOf('browse-left', { facts: looks(2) })).toMatchObject([
      { subject: 'visit:visit', since: looks(1)[0]?.at, pieces: [GOWN], values: { piece: piece(GOWN).name } },
    ])
    expect(causesOf('browse-left', { facts: looks(1) })).toEqual([])
  })

  it('is three pieces of one category, and not two', () => {
    const dresses = [...new Set(factsOf().shopper.catalogue.products.filter((p) => p.category === 'dresses'))].slice(
      0,
      3,
    )
    const facts = dresses.map(({ slug }, i) => view(slug, null, hoursAgo(5 + i)))
    expect(causesOf('browse-left', { facts })).toMatchObject([{ values: { count: 3 }, pieces: { length: 3 } }])
    expect(causesOf('browse-left', { facts: facts.slice(1) })).toEqual([])
  })

  it('waits until the visit is over: half an hour without a request', () => {
    expect(causesOf('browse-left', { facts: looks(2, 30) })).toEqual([])
    expect(causesOf('browse-left', { facts: looks(2, 31) })).toHaveLength(1)
  })

  it('is gone with a purchase or an addition to the cart since that visit began', () => {
    const facts = looks(2, 300)
    const began = facts[1]?.at ?? NOW
    const carted = (at: Date) => fact({ kind: 'cart-add', product: RING, at, visitId: 'other' })
    expect(causesOf('browse-left', { facts: [...facts, carted(hoursAgo(1))] })).toEqual([])
    expect(causesOf('browse-left', { facts: [...facts, carted(new Date(began.getTime() - 1))] })).toHaveLength(1)
    const orders = [givenOrder([RING], { placedAt: hoursAgo(1) })]
    expect(causesOf('browse-left', { facts, orders })).toEqual([])
  })

  it('leaves out what cannot be bought, what they dislike, and what was done under a moved clock', () => {
    const facts = looks(2)
    expect(causesOf('browse-left', { facts, catalogue: catalogueWith({ ...piece(GOWN), inStock: false }) })).toEqual([])
    const contributed = [fact({ kind: 'dislike', product: GOWN })]
    expect(causesOf('browse-left', { facts, contributed })).toEqual([])
    const moved = facts.map((one) => ({ ...one, movedClock: true }))
    expect(causesOf('browse-left', { facts: moved })).toEqual([])
    expect(causesOf('browse-left', { facts: moved, movedClock: true })).toHaveLength(1)
  })

  it('uses what they did only where they let it be used, and of the held-out like of everybody', () => {
    expect(causesOf('browse-left', { facts: looks(2), ...off })).toEqual([])
    const heldOut = { experiments: { list: [], holdout: 0.9999999 } }
    expect(factsOf(heldOut).shopper).toMatchObject({ allowed: true, personalised: false })
    expect(causesOf('browse-left', { facts: looks(2), ...heldOut })).toHaveLength(1)
  })
})

describe('cart left', () => {
  it('is the newest line of a cart, and what the cart’s nudge says is missing', () => {
    const cart = [cartLine({ addedAt: hoursAgo(5) }), cartLine({ sku: 'ring', product: RING, addedAt: hoursAgo(3) })]
    expect(causesOf('cart-left', { cart })).toMatchObject([
      { subject: `cart:${hoursAgo(3).toISOString()}`, since: hoursAgo(3), values: { count: 2, tier: 'Bronze' } },
    ])
  })

  it.each([
    ['one cent below a tier', 399_999, { amountMissing: 1, tier: 'Bronze' }],
    ['exactly at it', 400_000, { reached: 'Bronze' }],
  ])('%s', (_, unitPrice, values) => {
    const [due] = causesOf('cart-left', { cart: [cartLine({ unitPrice })] })
    expect(due?.values).toEqual({ amount: unitPrice, count: 1, ...values })
  })

  it('is gone when it is empty, sold out, or not there yet', () => {
    expect(causesOf('cart-left', { cart: [] })).toEqual([])
    expect(causesOf('cart-left', { cart: [cartLine({ stock: 0 })] })).toEqual([])
    expect(causesOf('cart-left', { cart: [cartLine({ addedAt: new Date(NOW.getTime() + 1) })] })).toEqual([])
  })
})

describe('after a purchase', () => {
  it('is the newest order of which something was kept', () => {
    const older = givenOrder([RING], { id: 'older', placedAt: daysBefore(9) })
    const newer = givenOrder([GOWN, PUMP], { id: 'newer', placedAt: daysBefore(4) })
    expect(causesOf('after-purchase', { orders: [newer, older] })).toMatchObject([
      { subject: 'order:newer', since: daysBefore(4), pieces: [GOWN, PUMP] },
    ])
    const back = givenOrder([GOWN], { id: 'newer', placedAt: daysBefore(4), returned: [GOWN] })
    expect(subjects(causesOf('after-purchase', { orders: [back, older] }))).toEqual(['order:older'])
  })
})

describe('second purchase', () => {
  it('is for who kept exactly one', () => {
    const one = givenOrder([GOWN], { id: 'one', placedAt: daysBefore(30) })
    const two = givenOrder([RING], { id: 'two', placedAt: daysBefore(3) })
    expect(causesOf('second-purchase', {})).toEqual([])
    expect(causesOf('second-purchase', { orders: [one] })).toMatchObject([
      { subject: 'order:one', since: daysBefore(30) },
    ])
    expect(causesOf('second-purchase', { orders: [two, one] })).toEqual([])
    const back = givenOrder([RING], { id: 'two', placedAt: daysBefore(3), returned: [RING] })
    expect(subjects(causesOf('second-purchase', { orders: [back, one] }))).toEqual(['order:one'])
  })
})

describe('near a tier', () => {
  it.each([
    ['so much is missing that it is not near, by a cent', 369_999, null],
    ['as much is missing as still is near', 370_000, 30_000],
    ['one cent is missing', 399_999, 1],
    ['the tier is reached', 400_000, null],
  ])('%s', (_, spent, missing) => {
    const [due] = causesOf('near-tier', member(spent))
    expect(due?.values.amount ?? null).toBe(missing)
    if (missing) expect(due?.subject).toBe('tier:bronze:first')
  })

  it('is nothing where what waits for its hold will reach it by itself', () => {
    const held = { ...sorento, hold: { days: 14 } }
    const orders = (waiting: number) => [
      givenOrder([RING], { id: 'waiting', placedAt: daysBefore(1), merchandise: waiting }),
      givenOrder([PUMP], { id: 'first', placedAt: daysBefore(20), merchandise: 380_000 }),
    ]
    const known = { programme: held, memberships: [joined(daysBefore(20), 'first')] }
    expect(causesOf('near-tier', { ...known, orders: orders(19_999) })).toHaveLength(1)
    expect(causesOf('near-tier', { ...known, orders: orders(20_000) })).toEqual([])
  })

  it('is not for who is no member', () => {
    expect(causesOf('near-tier', { orders: member(390_000).orders })).toEqual([])
  })
})

describe('tier reached', () => {
  it('is told at exactly the threshold, named by the order that did it', () => {
    expect(causesOf('tier-reached', member(399_999))).toEqual([])
    expect(causesOf('tier-reached', member(400_000))).toMatchObject([
      { subject: 'tier:bronze:first', since: daysBefore(5), values: { tier: 'Bronze', next: 'Silver' } },
    ])
  })

  it('is another message for another reaching', () => {
    const orders = [
      givenOrder([GOWN], { id: 'second', placedAt: daysBefore(1), merchandise: 400_000 }),
      ...member(400_000).orders,
    ]
    expect(subjects(causesOf('tier-reached', { ...member(400_000), orders }))).toEqual(['tier:silver:second'])
  })

  it('is gone when what reached it came back', () => {
    const back = givenOrder([PUMP], { id: 'first', merchandise: 400_000 })
    const returns = [{ id: 'back', at: daysBefore(1), merchandise: 400_000, refund: 400_000, pointsBack: 0 }]
    expect(causesOf('tier-reached', { ...member(400_000), orders: [{ ...back, returns }] })).toEqual([])
  })
})

describe('tier in danger', () => {
  it.each([
    ['61 days before its last day', 365 - 61, 0],
    ['60 days before its last day', 365 - 60, 1],
    ['on its last day', 364, 1],
    ['on the day after', 366, 0],
  ])('%s', (_, days, count) => {
    expect(causesOf('tier-in-danger', member(400_000, days))).toHaveLength(count)
  })

  it('names what is missing and the last day, and is gone to the cent', () => {
    const spent = (amount: number) => ({
      ...member(400_000, 340),
      orders: [
        givenOrder([GOWN], { id: 'again', placedAt: daysBefore(9), merchandise: amount }),
        ...member(400_000, 340).orders,
      ],
    })
    expect(causesOf('tier-in-danger', spent(399_999))).toMatchObject([{ values: { tier: 'Bronze', amount: 1 } }])
    expect(causesOf('tier-in-danger', spent(400_000))).toEqual([])
    const [due] = causesOf('tier-in-danger', member(400_000, 340))
    expect(due?.values).toMatchObject({ amount: 400_000, date: new Date('2026-12-16T00:00:00Z') })
    expect(due?.subject).toBe('tier:bronze:2026-12-16')
  })
})

describe('points ending', () => {
  const programme = {
    ...sorento,
    validity: null,
    points: { ...sorento.points, perUnit: 1, worth: 2, expireMonths: 1, afterReturn: 'within-balance' as const },
  }
  // Bought on November 16: they end on December 16, and December 15 is the last day.
  const bought = (amount: number) => ({ ...member(amount), programme })

  it('are told from so many days before on, with what they pay for', () => {
    expect(causesOf('points-ending', bought(25_000), { values: { days: 25, worth: 500 } })).toMatchObject([
      { subject: 'points:2026-12-16', values: { points: 250, amount: 500, date: new Date('2026-12-15T00:00:00Z') } },
    ])
    expect(causesOf('points-ending', bought(25_000), { values: { days: 24, worth: 500 } })).toEqual([])
  })

  it('are nothing where they pay for too little, by a point, or for nothing', () => {
    expect(causesOf('points-ending', bought(24_900))).toEqual([])
    const worthless = { ...programme, points: { ...programme.points, worth: 0 } }
    expect(causesOf('points-ending', { ...bought(900_000), programme: worthless })).toEqual([])
  })

  it('are gone when they were used', () => {
    const redemptions = [{ orderId: 'other', at: daysBefore(1), points: 250, back: [] }]
    expect(causesOf('points-ending', { ...bought(25_000), redemptions })).toEqual([])
  })
})

describe('a silence', () => {
  const rhythm = (...days: number[]) =>
    days.map((ago, i) => givenOrder([RING], { id: `order-${i}`, placedAt: daysBefore(ago) }))

  it('of more than two of their rhythms is spoken of once, until they buy', () => {
    expect(causesOf('at-risk', { orders: rhythm(60, 90, 120) })).toEqual([])
    expect(causesOf('at-risk', { orders: rhythm(61, 91, 121) })).toMatchObject([
      { subject: 'since:order-0', since: daysBefore(61), values: { days: 61 } },
    ])
    expect(causesOf('at-risk', { orders: rhythm(1, 61, 91, 121) })).toEqual([])
  })

  it('of 120 days is one to come back from, and not one of 119', () => {
    expect(causesOf('won-back', { orders: rhythm(2, 121) })).toEqual([])
    expect(causesOf('won-back', { orders: rhythm(2, 122) })).toMatchObject([
      { subject: 'order:order-0', since: daysBefore(2), values: { days: 120 } },
    ])
    expect(causesOf('won-back', { orders: rhythm(1, 2, 122) })).toEqual([])
  })
})

describe('new from a followed house', () => {
  const { house } = piece(GOWN)
  const follows = (days: number) => [fact({ kind: 'follow', house: house.slug, at: daysBefore(days) })]
  const listed = (at: Date, slug = GOWN) => catalogueWith({ ...piece(slug), listedAt: at })
  const causes = (given: Parameters<typeof causesOf>[1]) => causesOf('new-from-house', given)

  it('is what it listed since they follow it, by house and day', () => {
    expect(causes({ contributed: follows(3), catalogue: listed(daysBefore(2)) })).toMatchObject([
      { subject: `house:${house.slug}:2026-11-19`, since: daysBefore(2), pieces: [GOWN], values: { count: 1 } },
    ])
    expect(causes({ contributed: follows(2), catalogue: listed(daysBefore(2)) })).toEqual([])
    expect(causes({ contributed: follows(2), catalogue: listed(new Date(daysBefore(2).getTime() + 1)) })).toHaveLength(
      1,
    )
    expect(causes({ contributed: follows(3), catalogue: listed(new Date(NOW.getTime() + 1)) })).toEqual([])
  })

  it('is gone when they no longer follow it, own it, or dislike it', () => {
    const contributed = [...follows(3), fact({ kind: 'unfollow', house: house.slug, at: daysBefore(1) })]
    expect(causes({ contributed, catalogue: listed(daysBefore(2)) })).toEqual([])
    const orders = [givenOrder([GOWN], { placedAt: daysBefore(1) })]
    expect(causes({ contributed: follows(3), catalogue: listed(daysBefore(2)), orders })).toEqual([])
    const disliked = [...follows(3), fact({ kind: 'dislike', product: GOWN, at: daysBefore(1) })]
    expect(causes({ contributed: disliked, catalogue: listed(daysBefore(2)) })).toEqual([])
  })
})

describe('orders and returns', () => {
  it('are each told once, those of the till are not', () => {
    const order = givenOrder([GOWN, RING], { id: 'web', returned: [RING] })
    const till = givenOrder([GOWN], { id: 'till', channel: 'till' })
    const facts = factsOf({ orders: [order, till] })
    expect(subjects(orderPlaced(facts))).toEqual(['order:web'])
    expect(returnReceived(facts)).toMatchObject([{ subject: 'return:web-back', values: { order: 'web' } }])
  })
})

describe('reasons', () => {
  it('carry the values that whoever words them is told of', () => {
    const found = [
      ...causesOf('welcome', { openedAt: hoursAgo(1) }),
      ...causesOf('cart-left', { cart: [cartLine()] }),
      ...causesOf('near-tier', member(399_999)),
      ...causesOf('tier-reached', member(400_000)),
      ...causesOf('tier-in-danger', member(400_000, 340)),
      ...causesOf('after-purchase', member(400_000)),
      ...causesOf('second-purchase', member(400_000)),
      ...orderPlaced(factsOf(member(400_000))),
    ]
    expect(found).toHaveLength(8)
    for (const { cause, why } of found) {
      if (cause === 'campaign') throw new Error('no trigger')
      why.reasons.forEach(({ key, values }, i) => {
        expect(key).toBe(`message.why.${cause}.${i + 1}`)
        expect(Object.keys(values)).toEqual(WHY_VALUES[cause][i])
      })
    }
  })

  it('are none for who has only an account', () => {
    expect(TRIGGERS.flatMap((key) => causesOf(key)).map(({ cause }) => cause)).toEqual(['welcome'])
  })
})
