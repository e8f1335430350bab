import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { loyaltyFactsOf } from '@/lib/loyalty/transactions'
import { valueFactsOf } from '@/lib/value/purchases'
import { day } from './measure.fixture'
import { standingsOf } from './standings'

/** Orders of so many dollars each, so many days after the experiment began. */
function facts(...bought: [days: number, units: number, backOn?: number][]) {
  const orders = bought.map(([days, units, backOn], i) => {
    const amount = units * 100
    const returns = backOn === undefined ? [] : [{ at: day(backOn), merchandise: amount, refund: amount }]
    const money = { currency: 'USD', merchandise: amount, discount: 0, pointsDiscount: 0 }
    return { id: `o-${i}`, placedAt: day(days), channel: 'web' as const, ...money, lines: [], returns }
  })
  const memberships = [{ kind: 'join' as const, at: day(-200), reason: 'request' as const, orderId: null }]
  return {
    loyalty: loyaltyFactsOf(sorento, { orders, memberships, entries: [], redemptions: [] }),
    value: valueFactsOf(sorento, { orders, entries: [] }),
  }
}

const asked = { start: day(0), asOf: day(120), nearWithin: 30_000 }
const standings = (...bought: Parameters<typeof facts>) => standingsOf(sorento, facts(...bought), asked)

describe('the next tier is near', () => {
  it('at exactly what may be missing, and not one cent above it', () => {
    expect(standings([-10, 3_700])[0]).toMatchObject({ rank: 0, near: true })
    expect(standings([-10, 3_699.99])[0]).toMatchObject({ rank: 0, near: false })
    expect(standings([-10, 4_000])[0]).toMatchObject({ rank: 1, near: false })
    expect(standings([-10, 7_700])[0]).toMatchObject({ rank: 1, near: true })
    expect(standings([-10, 15_000])[0]).toMatchObject({ rank: 3, near: false })
  })

  it('by what was known just before the first exposure', () => {
    expect(standings([0, 3_700])[0]).toMatchObject({ near: false })
    expect(standings([-10, 3_700, 5])[0]).toMatchObject({ near: true })
    expect(standings([-10, 3_700, -1])[0]).toMatchObject({ near: false })
  })

  it('to no one who is not a member', () => {
    const known = facts([-10, 3_700])
    const strangers = { ...known, loyalty: { ...known.loyalty, memberships: [] } }
    expect(standingsOf(sorento, strangers, asked)).toEqual([
      { at: new Date(day(0).getTime() - 1), rank: 0, near: false },
    ])
  })
})

describe('of who was near', () => {
  it('each change of tier follows, up and down', () => {
    const [, ...later] = standings([-10, 3_700], [20, 300, 40])
    expect(later.map(({ at, rank }) => [at, rank])).toEqual([
      [day(20), 1],
      [day(40), 0],
    ])
  })

  it('nothing follows that is later than the moment', () => {
    expect(standingsOf(sorento, facts([-10, 3_700], [20, 300]), { ...asked, asOf: day(19) })).toHaveLength(1)
  })
})
