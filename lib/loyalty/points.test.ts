import { describe, expect, it } from 'vitest'
import { dayOf } from '@/lib/core/days'
import { addMonths, foldPoints, pointsFor } from './points'
import { sorento } from './presets/sorento'
import type { LoyaltyProgram, PointsEntry, Redemption, Transaction } from './schema'
import { at, bought, returned } from './standing.fixture'

type Points = NonNullable<LoyaltyProgram['points']>
type Given = Partial<{
  asOf: string
  hold: number
  points: Partial<Points> | null
  timeZone: string
  facts: Transaction[]
  factors: Record<string, number>
  redemptions: Redemption[]
  left: string[]
}>

/** A programme of one point for each dollar, worth two cents, for 24 months; `given` says what is different. */
function folded({ asOf = '2027-01-01', hold = 0, points = {}, timeZone = 'UTC', ...given }: Given) {
  const { facts = [], factors = {}, redemptions = [], left = [] } = given
  const settings: Points = { perUnit: 1, worth: 2, expireMonths: 24, afterReturn: 'within-balance', ...points }
  const programme = { ...sorento, timeZone, hold: { days: hold }, points: points && settings }
  return foldPoints({
    programme,
    purchases: facts.flatMap((fact) =>
      fact.kind === 'purchase' ? [{ fact, day: dayOf(fact.at, timeZone), factor: factors[fact.orderId] ?? 1 }] : [],
    ),
    returns: facts.flatMap((fact) => (fact.kind === 'return' ? [fact] : [])),
    redemptions,
    leavings: left.map(at),
    asOf: at(asOf),
  })
}
const balance = (given: Given) => folded(given).balance
const active = (given: Given) => balance(given).active
const used = (orderId: string, moment: string, points: number, ...back: [string, number][]): Redemption => ({
  ...{ orderId, at: at(moment), points },
  back: back.map(([then, count]) => ({ at: at(then), points: count })),
})
const unlinked = (moment: string, dollars: number): Transaction => ({
  ...{ kind: 'return', at: at(moment), amount: dollars * 100, orderId: null },
})
const told = (entries: readonly PointsEntry[]) =>
  entries.map(({ at: moment, kind, orderId, points, balance: after }) => [
    ...[moment.toISOString().slice(0, 10), kind, orderId, points, after],
  ])

describe('points are earned', () => {
  it('one for each whole dollar, rounded down', () => {
    expect(active({ facts: [bought('2026-01-02', 99.99)] })).toBe(99)
    expect(active({ facts: [bought('2026-01-02', 0.99)] })).toBe(0)
    expect(active({ facts: [bought('2026-01-02', 1)] })).toBe(1)
  })

  it('times the factor of their purchase', () => {
    const facts = [bought('2026-01-02', 100, 'a'), bought('2026-01-03', 100, 'b')]
    expect(active({ facts, factors: { b: 3 } })).toBe(400)
  })

  it('without losing one to binary fractions', () => {
    expect(pointsFor({ ...sorento, points: { ...sorento.points, perUnit: 0.29 } as Points }, 10_000, 1)).toBe(29)
  })

  it('by nothing in a programme without points', () => {
    const none = folded({ points: null, facts: [bought('2026-01-02', 100)], redemptions: [used('b', '2026-02-01', 5)] })
    expect(none).toMatchObject({ balance: { earned: 0, active: 0 }, spendable: 0, entries: [], changes: [] })
  })

  it('and not seen before their purchase, to the millisecond', () => {
    const facts = [bought('2026-01-02T12:00:00.000Z', 100)]
    expect(active({ facts, asOf: '2026-01-02T11:59:59.999Z' })).toBe(0)
    expect(active({ facts, asOf: '2026-01-02T12:00:00.000Z' })).toBe(100)
  })
})

describe('points are pending', () => {
  const facts = [bought('2026-01-02', 100, 'a')]

  it('until the start of the day on which the hold ends, and announce it', () => {
    const before = folded({ hold: 30, facts, asOf: '2026-01-31T23:59:59.999Z' })
    expect(before.balance).toMatchObject({ earned: 100, pending: 100, active: 0 })
    expect(before.spendable).toBe(0)
    expect(before.changes).toEqual([
      { at: at('2026-02-01T00:00:00.000Z'), kind: 'points-active', amount: 0, points: 100, tier: null },
      { at: at('2028-01-02T00:00:00.000Z'), kind: 'points-expire', amount: 0, points: -100, tier: null },
    ])
    const after = folded({ hold: 30, facts, asOf: '2026-02-01T00:00:00.000Z' })
    expect(after.balance).toMatchObject({ pending: 0, active: 100 })
    expect(after.changes.map(({ kind }) => kind)).toEqual(['points-expire'])
  })

  it('by the days of the programme’s time zone', () => {
    // 23:30 on January 1 in New York.
    const late = { timeZone: 'America/New_York', hold: 1, facts: [bought('2026-01-02T04:30:00.000Z', 100)] }
    expect(active({ ...late, asOf: '2026-01-02T04:59:59.999Z' })).toBe(0)
    expect(active({ ...late, asOf: '2026-01-02T05:00:00.000Z' })).toBe(100)
  })

  it('and fewer when their purchase comes back meanwhile', () => {
    const held = { hold: 30, facts: [...facts, returned('2026-01-10', 40, 'a')] }
    expect(balance({ ...held, asOf: '2026-01-11' })).toMatchObject({ pending: 60, reversed: 40, active: 0 })
    expect(told(folded({ ...held, asOf: '2026-03-01' }).entries)).toEqual([
      ['2026-01-02', 'pending', 'a', 100, 0],
      ['2026-01-10', 'pending', 'a', -40, 0],
      ['2026-02-01', 'activated', 'a', 60, 60],
    ])
  })
})

describe('points expire', () => {
  it('at the start of the day 24 calendar months later', () => {
    const facts = [bought('2026-01-02', 100)]
    expect(balance({ facts, asOf: '2028-01-01T23:59:59.999Z' })).toMatchObject({ active: 100, expired: 0 })
    expect(balance({ facts, asOf: '2028-01-02T00:00:00.000Z' })).toMatchObject({ active: 0, expired: 100 })
  })

  it.each([
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-02-28', 1, '2026-03-28'],
  ])('%s and %d months is %s', (from, months, until) => {
    expect(addMonths(dayOf(at(from)), months)).toBe(dayOf(at(until)))
  })

  it('never, where the programme says so', () => {
    const forEver = { points: { expireMonths: null }, facts: [bought('2026-01-02', 100)], asOf: '2066-01-01' }
    expect(folded(forEver)).toMatchObject({ spendable: 100, changes: [] })
  })

  it('oldest first, so that what is redeemed is what would have expired first', () => {
    const facts = [bought('2026-01-02', 100, 'a'), bought('2026-02-02', 100, 'b')]
    const redemptions = [used('c', '2026-03-01', 120)]
    expect(balance({ facts, redemptions, asOf: '2028-01-15' })).toMatchObject({ active: 80, expired: 0, redeemed: 120 })
    expect(balance({ facts, redemptions, asOf: '2028-02-02' })).toMatchObject({ active: 0, expired: 80, redeemed: 120 })
  })

  it('all of them when a membership ends, pending ones too, and do not come back', () => {
    const facts = [bought('2026-01-02', 100, 'a'), bought('2026-02-25', 50, 'b'), bought('2026-04-01', 30, 'c')]
    const left = { facts, hold: 10, left: ['2026-03-01'] }
    expect(balance({ ...left, asOf: '2026-03-01' })).toMatchObject({ earned: 150, active: 0, pending: 0, expired: 150 })
    expect(balance({ ...left, asOf: '2026-05-01' })).toMatchObject({ earned: 180, active: 30, expired: 150 })
  })
})

describe('points are redeemed', () => {
  const facts = [bought('2026-01-02', 100, 'a'), bought('2026-02-02', 50, 'b')]

  it('and spent also for an earlier moment, whatever the clock says', () => {
    const redemptions = [used('c', '2026-06-01', 120)]
    const earlier = folded({ facts, redemptions, asOf: '2026-03-01' })
    expect(earlier.balance).toMatchObject({ active: 150, redeemed: 0 })
    expect(earlier.spendable).toBe(30)
    expect(folded({ facts, redemptions, asOf: '2026-01-15' }).spendable).toBe(0)
    expect(folded({ facts, redemptions, asOf: '2026-06-01' })).toMatchObject({ spendable: 30, balance: { active: 30 } })
  })

  it('before the order that they pay for earns its own', () => {
    const own = [...facts, bought('2026-03-01', 80, 'c')]
    const { entries } = folded({ facts: own, redemptions: [used('c', '2026-03-01', 150)], asOf: '2026-03-01' })
    expect(told(entries).slice(2)).toEqual([
      ['2026-03-01', 'redeemed', 'c', -150, 0],
      ['2026-03-01', 'earned', 'c', 80, 80],
    ])
  })

  it('and given back where they came from, the last taken first', () => {
    const redemptions = [used('c', '2026-03-01', 120, ['2026-03-10', 30])]
    expect(balance({ facts, redemptions, asOf: '2026-03-10' })).toMatchObject({ active: 60, redeemed: 90 })
    // 20 of them are b's again, and stay a month longer than the 10 of a's.
    expect(balance({ facts, redemptions, asOf: '2028-01-02' })).toMatchObject({ active: 50, expired: 10 })
  })

  it('and given back into a lot that expired meanwhile, they expire at once', () => {
    const redemptions = [used('c', '2027-12-30', 100, ['2028-01-05', 100])]
    const result = folded({ facts: facts.slice(0, 1), redemptions, asOf: '2028-01-05' })
    expect(result.balance).toMatchObject({ active: 0, redeemed: 0, expired: 100 })
    expect(told(result.entries).slice(1)).toEqual([
      ['2027-12-30', 'redeemed', 'c', -100, 0],
      ['2028-01-05', 'given-back', 'c', 100, 100],
      ['2028-01-05', 'expired', 'a', -100, 0],
    ])
  })

  it('no more often given back than redeemed', () => {
    const redemptions = [used('c', '2026-03-01', 20, ['2026-03-02', 15], ['2026-03-03', 15])]
    expect(balance({ facts, redemptions })).toMatchObject({ active: 150, redeemed: 0 })
  })
})

describe('a return takes points', () => {
  it('that its purchase gave, at the factor it was bought with', () => {
    const facts = [bought('2026-01-02', 8_000, 'a'), returned('2026-01-05', 1_000.5, 'a')]
    expect(active({ facts, factors: { a: 2 }, asOf: '2026-01-04' })).toBe(16_000)
    expect(balance({ facts, factors: { a: 2 } })).toMatchObject({ active: 2 * 6_999, reversed: 2_002 })
    expect(active({ facts: [...facts, returned('2026-01-06', 6_999.5, 'a')], factors: { a: 2 } })).toBe(0)
  })

  it('once, also where two purchases carry one order', () => {
    const facts = [bought('2026-01-02', 100, 'a'), bought('2026-01-03', 100, 'a')]
    expect(active({ facts: [...facts, returned('2026-01-05', 150, 'a')] })).toBe(50)
    expect(active({ facts: [...facts, returned('2026-01-05', 250, 'a')] })).toBe(0)
  })

  it('not at all, of an order that gave none', () => {
    expect(active({ facts: [bought('2026-01-02', 100, 'a'), returned('2026-01-05', 50, 'before-joining')] })).toBe(100)
  })

  it('of the newest earlier purchases, when the till does not know the order', () => {
    const facts = [bought('2026-01-02', 100, 'a'), bought('2026-02-02', 50, 'b'), bought('2026-04-02', 70, 'c')]
    const back = [...facts, unlinked('2026-03-01', 80)]
    // 50 of b's and 30 of a's: c was bought later.
    expect(balance({ facts: back, asOf: '2026-05-01' })).toMatchObject({ active: 140, reversed: 80 })
    expect(balance({ facts: back, asOf: '2028-01-02' })).toMatchObject({ active: 70, expired: 70 })
  })

  const spent = {
    facts: [bought('2026-01-02', 100, 'a'), bought('2026-02-02', 50, 'b'), returned('2026-03-02', 100, 'a')],
    redemptions: [used('c', '2026-03-01', 100)],
    asOf: '2026-03-02',
  }

  it('from others when its own are spent, as far as they reach; the rest is forgiven', () => {
    expect(folded(spent)).toMatchObject({ spendable: 0, balance: { active: 0, redeemed: 100, reversed: 50 } })
  })

  it('or owes them, where the programme says so, and the next ones pay', () => {
    const owing = { ...spent, points: { afterReturn: 'negative' as const } }
    expect(folded(owing)).toMatchObject({ spendable: 0, balance: { active: -50, redeemed: 100, reversed: 100 } })
    const later = { ...owing, facts: [...spent.facts, bought('2026-04-01', 80, 'd')], asOf: '2026-04-01' }
    expect(folded(later)).toMatchObject({ spendable: 30, balance: { active: 30 } })
    expect(folded(later).changes).toMatchObject([{ at: at('2028-04-01T00:00:00.000Z'), points: -30 }])
  })

  it('that were forgiven, when the order that they paid for comes back too', () => {
    const both = [used('c', '2026-03-01', 100, ['2026-03-03', 100])]
    const all = { earned: 150, active: 50, redeemed: 0, reversed: 100 }
    expect(balance({ ...spent, redemptions: both, asOf: '2026-03-03' })).toMatchObject(all)
    const owing = { points: { afterReturn: 'negative' as const } }
    expect(balance({ ...spent, ...owing, redemptions: both, asOf: '2026-03-03' })).toMatchObject(all)
  })

  it('but none that expired already', () => {
    const facts = [bought('2026-01-02', 100, 'a'), bought('2027-06-01', 50, 'b'), returned('2028-01-02', 100, 'a')]
    expect(balance({ facts, asOf: '2028-01-02' })).toMatchObject({ active: 50, expired: 100, reversed: 0 })
  })
})
