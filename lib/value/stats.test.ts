import { describe, expect, it } from 'vitest'
import type { ValueFacts } from './schema'
import { monthsBetween, rhythmOf, statsOf } from './stats'
import { at, back, bought, facts } from './value.fixture'
import { dayOf } from '@/lib/core/days'

const asOf = at('2026-11-16')
const stats = (given: ValueFacts, moment = asOf, zone = 'UTC') => statsOf(given, moment, zone)

const NOTHING = {
  ...{ spend: 0, orders: 0, placed: 0, first: null, last: null, months: 0, years: 0, averageOrder: 0 },
  ...{ rhythmDays: null, returnsShare: 0, ordersThisYear: 0, spendThisYear: 0, favouriteHouse: null, channels: [] },
}

describe('relational stats', () => {
  it('are all nothing for somebody without a fact', () => {
    expect(stats(facts([]))).toEqual(NOTHING)
  })

  it('add up what was kept, net of what came back', () => {
    const given = facts([
      bought('2024-02-10', 1_000, { houses: [['Soirelle', 1_000]] }),
      bought('2025-03-10', 500, { back: [['2025-03-20', 200]], houses: [['Vessalune', 300]], channel: 'till' }),
      bought('2026-05-01', 800, { back: [['2026-05-09', 800]] }),
      bought('2026-06-01', 900.01, { houses: [['Vessalune', 900.01]] }),
    ])
    expect(stats(given)).toEqual({
      ...{ spend: 220_001, orders: 3, placed: 4, first: at('2024-02-10'), last: at('2026-06-01') },
      ...{ months: 33, years: 2, averageOrder: 73_334, rhythmDays: (394 + 448) / 2 },
      returnsShare: 100_000 / 320_001,
      ...{ ordersThisYear: 1, spendThisYear: 90_001, favouriteHouse: 'Vessalune' },
      channels: [
        { channel: 'web', orders: 2, spend: 190_001 },
        { channel: 'till', orders: 1, spend: 30_000 },
      ],
    })
  })

  it('do not know what is later than the as-of, to the millisecond', () => {
    const given = facts(
      [bought('2026-11-16T12:00:00Z', 10), bought('2026-11-16T12:00:00.001Z', 20)],
      [back('2026-11-16T12:00:00.001Z', 5, 'web')],
    )
    expect(stats(given)).toMatchObject({ spend: 1_000, orders: 1, placed: 1 })
    expect(stats(given, new Date(asOf.getTime() + 1))).toMatchObject({ spend: 2_500, orders: 2, placed: 2 })
  })

  it('take a return away when it happens, not when its order was placed', () => {
    const given = facts([bought('2026-05-01', 800, { back: [['2026-05-09', 800]] })])
    expect(stats(given, at('2026-05-08'))).toMatchObject({ spend: 80_000, orders: 1, returnsShare: 0 })
    expect(stats(given, at('2026-05-09'))).toEqual({ ...NOTHING, placed: 1, returnsShare: 1 })
  })

  it('keep an order that points paid for in full, and a piece that cost nothing of one that went back', () => {
    expect(stats(facts([bought('2026-05-01', 0)])).orders).toBe(1)
    const gift = bought('2026-05-01', 50, { back: [['2026-05-09', 50]], houses: [['Soirelle', 0]] })
    expect(stats(facts([gift]))).toMatchObject({ orders: 1, spend: 0, favouriteHouse: 'Soirelle' })
    expect(stats(facts([bought('2026-05-01', 0, { back: [['2026-05-02', 0]] })])).orders).toBe(0)
  })

  it('count each of two orders of one moment', () => {
    const given = facts([bought('2026-05-01', 10, { id: 'a' }), bought('2026-05-01', 20, { id: 'b' })])
    expect(stats(given)).toMatchObject({ orders: 2, spend: 3_000, rhythmDays: null })
  })

  it('round the average once, half away from zero', () => {
    expect(stats(facts([bought('2026-05-01', 0.01), bought('2026-05-02', 0)])).averageOrder).toBe(1)
  })

  it('name, of two houses with the same amount, the first by name', () => {
    const houses: [string, number][] = [
      ['Vessalune', 5],
      ['Soirelle', 5],
    ]
    expect(stats(facts([bought('2026-05-01', 10, { houses })])).favouriteHouse).toBe('Soirelle')
  })
})

describe('what the till paid back for nobody knows what', () => {
  it('lowers what was spent and its channel, and leaves the purchases', () => {
    const given = facts([bought('2026-05-01', 100, { channel: 'till' })], [back('2026-06-01', 30)])
    expect(stats(given)).toMatchObject({
      ...{ spend: 7_000, orders: 1, returnsShare: 0.3, spendThisYear: 7_000 },
      channels: [{ channel: 'till', orders: 1, spend: 7_000 }],
    })
  })

  it('takes a channel’s purchases with it when it comes to all of them', () => {
    const given = facts(
      [bought('2026-05-01', 100, { channel: 'till' }), bought('2026-05-02', 50)],
      [back('2026-06-01', 100)],
    )
    expect(stats(given)).toMatchObject({
      ...{ spend: 5_000, orders: 1, placed: 2, first: at('2026-05-02') },
      channels: [{ channel: 'web', orders: 1, spend: 5_000 }],
    })
  })

  it('does not take what was bought afterwards', () => {
    const till = (moment: string, units: number) => bought(moment, units, { channel: 'till' })
    const given = facts(
      [till('2026-05-01', 100), till('2026-07-01', 60)],
      [back('2026-06-01', 150), back('2026-08-01', 20)],
    )
    expect(stats(given)).toMatchObject({ spend: -1_000, orders: 1, first: at('2026-07-01'), averageOrder: -1_000 })
  })

  it('comes after a purchase of the same moment', () => {
    const given = facts([bought('2026-05-01', 100, { channel: 'till' })], [back('2026-05-01', 100)])
    expect(stats(given)).toMatchObject({ orders: 0, spend: 0, first: null })
  })

  it('is of its own year', () => {
    const given = facts([bought('2025-12-01', 100, { channel: 'till' })], [back('2026-01-02', 30)])
    expect(stats(given)).toMatchObject({ spendThisYear: -3_000, ordersThisYear: 0 })
    expect(stats(given).returnsShare).toBe(0.3)
  })
})

describe('time together', () => {
  it.each([
    ['2025-11-17', 11, 0],
    ['2025-11-16', 12, 1],
    ['2026-10-17', 0, 0],
    ['2026-10-16', 1, 0],
    ['2023-11-16', 36, 3],
    ['2023-11-17', 35, 2],
  ])('since %s is %i months and %i years', (first, months, years) => {
    expect(stats(facts([bought(first, 10)]))).toMatchObject({ months, years })
  })

  it.each([
    ['2024-02-29', '2025-02-27', 11],
    ['2024-02-29', '2025-02-28', 12],
    ['2024-02-29', '2028-02-28', 47],
    ['2024-02-29', '2028-02-29', 48],
    ['2026-01-31', '2026-02-27', 0],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-03-30', 1],
  ])('from %s to %s is %i months', (from, to, months) => {
    expect(monthsBetween(dayOf(at(from)), dayOf(at(to)))).toBe(months)
  })

  it('is counted in the programme’s days', () => {
    // 23:30 of December 31 in New York is January 1 in Warsaw.
    const given = facts([bought('2026-01-01T04:30:00Z', 10)])
    const moment = at('2026-11-01T03:30:00Z')
    expect(stats(given, moment, 'America/New_York')).toMatchObject({ months: 10, ordersThisYear: 0, spendThisYear: 0 })
    expect(stats(given, moment, 'Europe/Warsaw')).toMatchObject({ months: 10, ordersThisYear: 1, spendThisYear: 1_000 })
  })

  it('begins with the first order that was kept', () => {
    const given = facts([bought('2020-01-01', 10, { back: [['2020-01-05', 10]] }), bought('2026-01-01', 20)])
    expect(stats(given)).toMatchObject({ first: at('2026-01-01'), years: 0, months: 10 })
  })
})

describe('a rhythm', () => {
  it.each([
    [[], null],
    [[10], null],
    [[10, 20], null],
    [[10, 10, 20], null],
    [[10, 20, 40], 15],
    [[10, 20, 20, 40, 100], 20],
    [[0, 1, 2, 3, 90], 1],
  ])('of the days %j is %s', (days, rhythm) => {
    expect(rhythmOf(days)).toBe(rhythm)
  })
})
