import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sorento } from './presets/sorento'
import { foldPoints } from './points'
import type { LoyaltyProgram, Redemption } from './schema'

// Points that an offer promised for an order are a lot of their own beside what it earns.

const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day, 12))
const buy = (orderId: string, day: number, amount: number, bonus?: number) => ({
  fact: { kind: 'purchase' as const, at: at(day), amount, orderId, ...(bonus ? { bonus } : {}) },
  day: Math.floor(at(day).getTime() / 86_400_000),
  factor: 1,
})
const back = (orderId: string | null, day: number, amount: number) => ({
  kind: 'return' as const,
  ...{ orderId, at: at(day), amount },
})
type Past = Partial<Parameters<typeof foldPoints>[0]>
const fold = (past: Past, programme: LoyaltyProgram = sorento) =>
  foldPoints({ programme, purchases: [], returns: [], redemptions: [], leavings: [], asOf: at(400), ...past })

describe('promised points', () => {
  it('come with their order, each named in the statement', () => {
    const { balance, entries } = fold({ purchases: [buy('a', 0, 69_000, 500)] })
    expect(balance).toMatchObject({ earned: 1_190, active: 1_190 })
    expect(entries.map(({ kind, points, bonus }) => [kind, points, bonus ?? false])).toEqual([
      ['earned', 690, false],
      ['earned', 500, true],
    ])
  })

  it('wait as long as what the order earns, and expire with it', () => {
    const held = { ...sorento, hold: { days: 14 } }
    const purchases = [buy('a', 0, 69_000, 500)]
    expect(fold({ purchases, asOf: at(13) }, held).balance).toMatchObject({ pending: 1_190, active: 0 })
    expect(fold({ purchases, asOf: at(15) }, held).balance).toMatchObject({ pending: 0, active: 1_190 })
    expect(fold({ purchases, asOf: at(800) }, held).balance).toMatchObject({ expired: 1_190, active: 0 })
  })

  it.each([
    ['whole', 69_000, 0],
    ['by half, rounded against the shopper', 34_501, 249],
  ])('go back with their order, %s', (_, amount, left) => {
    const purchases = [buy('a', 0, 69_000, 500)]
    for (const orderId of ['a', null]) {
      const { entries, balance } = fold({ purchases, returns: [back(orderId, 3, amount)] })
      const promised = entries.filter(({ bonus }) => bonus).reduce((sum, { points }) => sum + points, 0)
      expect(promised).toBe(left)
      expect(balance.active).toBe(left + Math.floor((69_000 - amount) / 100))
    }
  })

  it('use up nothing of what was returned: the next older purchase still gives its part', () => {
    const purchases = [buy('a', 0, 10_000), buy('b', 1, 10_000, 500)]
    const { balance } = fold({ purchases, returns: [back(null, 2, 15_000)] })
    expect(balance.active).toBe(50)
  })

  it('leave the sum whole, and never more than were earned', () => {
    const bought = fc.record({
      day: fc.integer({ min: 0, max: 90 }),
      amount: fc.integer({ min: 100, max: 90_000 }),
      bonus: fc.integer({ min: 0, max: 900 }),
    })
    const returned = fc.record({
      of: fc.nat(4),
      day: fc.integer({ min: 0, max: 120 }),
      amount: fc.integer({ min: 1, max: 99_000 }),
      named: fc.boolean(),
    })
    const spent = fc.record({ day: fc.integer({ min: 0, max: 120 }), points: fc.integer({ min: 1, max: 400 }) })
    fc.assert(
      fc.property(
        fc.array(bought, { maxLength: 4 }),
        fc.array(returned, { maxLength: 4 }),
        fc.array(spent, { maxLength: 2 }),
        fc.integer({ min: 0, max: 900 }),
        (purchases, returns, uses, day) => {
          const sorted = purchases.toSorted((a, b) => a.day - b.day)
          const { balance } = fold({
            purchases: sorted.map((each, i) => buy(`o${i}`, each.day, each.amount, each.bonus)),
            returns: returns.map((each) => back(each.named ? `o${each.of}` : null, each.day, each.amount)),
            redemptions: uses.map((use, i): Redemption => ({
              orderId: `r${i}`,
              at: at(use.day),
              points: use.points,
              back: [],
            })),
            asOf: at(day),
          })
          const { earned, pending, active, redeemed, expired, reversed } = balance
          expect(earned).toBe(pending + active + redeemed + expired + reversed)
          expect(reversed).toBeLessThanOrEqual(earned)
        },
      ),
      { numRuns: 200 },
    )
  })
})
