import { describe, expect, it } from 'vitest'
import { classic } from '@/lib/loyalty/presets/classic'
import { daysBefore, NOW } from '@/lib/ranking/shop.fixture'
import type { PastOrder } from '@/lib/orders/schema'
import type { ShownOffer } from '@/lib/offers/lifecycle/schema'
import type { Shopper } from '../schema'
import { classicMember, givenOrder, givenShopper, GOWN, joined, off, PUMP, RING, type Given } from '../shopper.fixture'
import { toldBy, valued } from './told.fixture'

// Every branch at its boundaries, in both languages: each of these texts was read for its grammar. NOW is November 21, 2026.

const at = (iso: string) => new Date(`${iso}T12:00:00Z`)
/** The first moment of a day: until then, something holds. */
const start = (iso: string) => new Date(`${iso}T00:00:00Z`)
let made = 0
/** An order of one piece at exactly so many cents. */
const order = (placedAt: Date, amount: number, slug = GOWN, values: Partial<PastOrder> = {}): PastOrder => {
  made += 1
  const piece = givenOrder([slug], {
    id: `o${made}`,
    number: `S-${made}`,
    placedAt,
    merchandise: amount,
    total: amount,
  })
  return { ...piece, lines: piece.lines.map((line) => ({ ...line, unitPrice: amount })), ...values }
}
const newestFirst = (orders: readonly PastOrder[]) =>
  [...orders].sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime())
const client = (orders: readonly PastOrder[], given: Given = {}): Shopper =>
  givenShopper({ name: 'Alice Hartwell', orders: newestFirst(orders), usedOffers: ['first-order'], ...given })
const member = (orders: readonly PastOrder[], given: Given = {}, since = daysBefore(400)): Shopper =>
  client(orders, { memberships: [joined(since)], ...given })

const offer = (values: Partial<ShownOffer>): ShownOffer => ({
  ...{ offer: 'offer', stage: 'second-order', benefits: [{ kind: 'percent', percent: 15 }], subject: 's' },
  ...{ earnedBy: null, until: start('2027-01-01'), grant: null, reasons: [] },
  ...values,
})
const offered = (shopper: Shopper, values: Partial<ShownOffer>): Shopper => ({
  ...shopper,
  offer: { ...shopper.offer, shown: offer(values) },
})

/** Somebody with so many orders in as many steps since a day, kept whole, each of 1,000.00 and the last one the rest. */
const many = (count: number, since: Date, until: Date, total: number): PastOrder[] =>
  Array.from({ length: count }, (_, i) => {
    const step = count > 1 ? ((until.getTime() - since.getTime()) * i) / (count - 1) : 0
    const amount = i < count - 1 ? 100_000 : total - 100_000 * (count - 1)
    return order(new Date(since.getTime() + step), amount, [GOWN, RING, PUMP][i % 3])
  })

const inBoth = (make: (given: Given) => string): string =>
  [make({}), make({ answers: { language: 'pl' } })].join('\n\n')

const vip = (orders: readonly PastOrder[]) => (given: Given) =>
  toldBy(valued(member(orders, given), { segment: 'vip' }, {}))

describe('a VIP', () => {
  it.each([
    ['with 47 orders in three years', many(47, at('2023-10-28'), daysBefore(12), 6_123_450)],
    ['on the day a year is over', many(12, at('2025-11-21'), daysBefore(2), 2_000_000)],
    ['the day before it is', many(12, at('2025-11-22'), daysBefore(2), 2_000_000)],
    ['of this month, with one order', [order(daysBefore(3), 1_600_000)]],
  ])('%s', (_, orders) => {
    expect(inBoth(vip(orders))).toMatchSnapshot()
  })

  it('has this month’s own in the place of every month’s', () => {
    const orders = many(47, at('2023-10-28'), daysBefore(12), 6_123_450)
    const say = (given: Given) =>
      toldBy(
        offered(valued(member(orders, given), { segment: 'vip' }, {}), {
          ...{ stage: 'vip-of-the-month', until: start('2026-12-01') },
          benefits: [{ kind: 'shipping' }, { kind: 'note' }],
        }),
      )
    expect(inBoth(say)).toMatchSnapshot()
  })

  it('who is no member reads of no points and no tier', () => {
    const orders = many(3, at('2024-02-29'), daysBefore(2), 300_000)
    expect(inBoth((given) => toldBy(valued(client(orders, given), { segment: 'vip' }, {})))).toMatchSnapshot()
  })
})

describe('close to the next tier', () => {
  const near = (missing: number) => {
    const total = 800_000 - missing
    return [order(daysBefore(80), 450_000), order(daysBefore(20), total - 450_000, RING)]
  }
  it.each([
    ['301.00 away, and so far', 30_100],
    ['300.01 away, and so far', 30_001],
    ['300.00 away, and so close', 30_000],
    ['one cent away', 1],
  ])('%s', (_, missing) => {
    expect(inBoth((given) => toldBy(member(near(missing), given)))).toMatchSnapshot()
  })

  it('by orders of last year, of which this year’s earned nothing', () => {
    const orders = [order(at('2025-12-01'), 400_000), order(at('2025-12-20'), 390_000, RING)]
    expect(inBoth((given) => toldBy(member(orders, given)))).toMatchSnapshot()
  })

  it('in a programme in zlotys without points', () => {
    const programme = { ...classic, points: null }
    const orders = [order(daysBefore(40), 60_000, PUMP), order(daysBefore(9), 25_000, RING)]
    const inZlotys = orders.map((one) => ({ ...one, currency: 'PLN' }))
    expect(inBoth((given) => toldBy(member(inZlotys, { programme, ...given })))).toMatchSnapshot()
  })

  it('when a purchase that waits will reach it by itself', () => {
    const programme = { ...classic, hold: { days: 14 } }
    const orders = [order(daysBefore(40), 90_000, PUMP), order(daysBefore(2), 15_000, RING)]
    const inZlotys = orders.map((one) => ({ ...one, currency: 'PLN' }))
    expect(inBoth((given) => toldBy(member(inZlotys, { programme, ...given })))).toMatchSnapshot()
  })
})

describe('after one order', () => {
  const first = [order(at('2026-03-15'), 139_000)]
  it('a client who is no member', () => {
    expect(inBoth((given) => toldBy(client(first, given)))).toMatchSnapshot()
  })

  it('a client whose second order is offered something', () => {
    expect(inBoth((given) => toldBy(offered(client(first, given), {})))).toMatchSnapshot()
  })

  it('a member, with the points of the next one', () => {
    expect(inBoth((given) => toldBy(offered(member(first, given), {})))).toMatchSnapshot()
  })

  it('a member whose tier gives more than is offered reads the higher percentage alone', () => {
    const say = (given: Given) => {
      const shopper = offered(classicMember(200_000, given), {
        benefits: [{ kind: 'percent', percent: 9 }, { kind: 'note' }],
      })
      return toldBy(shopper)
    }
    expect(inBoth(say)).toMatchSnapshot()
  })

  it('of several pieces, of which one came back', () => {
    const several = givenOrder([GOWN, RING, PUMP], { placedAt: daysBefore(60), returned: [RING] })
    expect(inBoth((given) => toldBy(client([several], given)))).toMatchSnapshot()
  })

  it('that is the only one of two that was kept', () => {
    const back = givenOrder([PUMP], { id: 'back', placedAt: daysBefore(90), returned: [PUMP] })
    expect(inBoth((given) => toldBy(client([order(daysBefore(30), 139_000), back], given)))).toMatchSnapshot()
  })

  it('on leap day', () => {
    const leap = [order(at('2024-02-29'), 139_000)]
    expect(inBoth((given) => toldBy(client(leap, given)))).toMatchSnapshot()
    const days = ['2025-02-27', '2025-02-28', '2025-03-01'].map((day) =>
      toldBy(client([...leap, order(at('2024-03-02'), 50_000, RING)], { now: at(day) })),
    )
    expect(days.map((text) => text.split('\n')[1])).toEqual([
      '# 11 months together, 2 orders',
      '# 12 months together, 2 orders',
      '# 12 months together, 2 orders',
    ])
  })

  it('at the till, of which nobody knows the piece', () => {
    const entries = [
      { id: 'till', kind: 'purchase' as const, at: at('2026-10-02'), amount: 42_000, currency: 'USD', channel: 'till' },
    ]
    expect(inBoth((given) => toldBy(client([], { entries, ...given })))).toMatchSnapshot()
  })
})

describe('after more than one order', () => {
  it.each([
    ['two orders, of this month', many(2, daysBefore(20), daysBefore(2), 300_000)],
    ['two orders, one month', many(2, at('2026-10-21'), daysBefore(2), 300_000)],
    ['five orders, eleven months', many(5, at('2025-11-22'), daysBefore(2), 1_000_000)],
    ['twelve orders, twelve months', many(12, at('2025-11-21'), daysBefore(2), 1_500_000)],
    ['twenty-two orders, twenty-two months', many(22, at('2025-01-21'), daysBefore(2), 3_000_000)],
  ])('%s', (_, orders) => {
    expect(inBoth((given) => toldBy(client(orders, given)))).toMatchSnapshot()
  })

  it('a member with points, and one order that went back', () => {
    const back = givenOrder([PUMP], { id: 'back', placedAt: daysBefore(90), returned: [PUMP] })
    const orders = [...many(4, at('2026-01-21'), daysBefore(5), 450_000), back]
    expect(inBoth((given) => toldBy(member(orders, given)))).toMatchSnapshot()
  })
})

describe('away for longer than usual', () => {
  const away = many(14, at('2024-12-21'), at('2026-06-21'), 2_456_000)
  const risk = { atRisk: { by: 'rhythm' as const, silentDays: 153, rhythmDays: 42 } }
  it('by their own rhythm: numbers, and what is new of their house', () => {
    expect(inBoth((given) => toldBy(valued(member(away, given), risk)))).toMatchSnapshot()
  })

  it('with an offer, which is the reason then', () => {
    const say = (given: Given) => toldBy(offered(valued(member(away, given), risk), { stage: 'at-risk' }))
    expect(inBoth(say)).toMatchSnapshot()
  })

  it('with nothing new: points that wait, or what there is to see', () => {
    const listed = (shopper: Shopper): Shopper => ({
      ...shopper,
      catalogue: {
        ...shopper.catalogue,
        products: shopper.catalogue.products.map((piece) => ({ ...piece, listedAt: at('2020-01-01') })),
      },
    })
    expect(inBoth((given) => toldBy(listed(valued(member(away, given), risk))))).toMatchSnapshot()
    expect(inBoth((given) => toldBy(listed(valued(client(away, given), risk))))).toMatchSnapshot()
  })

  it('comes before every other branch, also of a VIP', () => {
    expect(toldBy(valued(member(away), { ...risk, segment: 'vip' }))).toMatch(/^\[at-risk\]/)
  })
})

describe('who has no relationship to tell', () => {
  it.each<[string, Given]>([
    ['a stranger', { name: undefined, usedOffers: [], orders: [] }],
    ['somebody signed in', { usedOffers: [], orders: [] }],
    ['everything returned', { orders: [givenOrder([GOWN, PUMP], { returned: [GOWN, PUMP] })] }],
    [
      'everything returned, a member',
      {
        orders: [givenOrder([GOWN], { returned: [GOWN] })],
        memberships: [joined(daysBefore(30))],
      },
    ],
    ['personalisation off, with orders', { ...off, orders: many(5, at('2025-11-22'), daysBefore(2), 1_000_000) }],
  ])('%s', (_, given) => {
    expect(inBoth((language) => toldBy(client([], { ...given, ...language })))).toMatchSnapshot()
  })
})

describe('on the confirmation', () => {
  it.each([1, 2, 3, 11, 21, 22, 47])('of order %i', (count) => {
    const orders = newestFirst(many(count, count > 1 ? at('2026-01-21') : NOW, NOW, 150_000 * count))
    expect(inBoth((given) => toldBy(client(orders, given), 'order', orders[0]))).toMatchSnapshot()
  })
})

describe('who has left the programme', () => {
  it('is told no more of it than where it is found', () => {
    const memberships = [joined(daysBefore(300)), { ...joined(daysBefore(20)), kind: 'resign' as const }]
    const once = [order(daysBefore(100), 139_000)]
    expect(inBoth((given) => toldBy(client(once, { memberships, ...given })))).toMatchSnapshot()
  })
})
