import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, MS_PER_DAY } from '@/lib/core/days'
import { foldPoints, type FoldedPoints } from './points'
import { oraclePoints, type OracleHistory } from './points.oracle'
import { sorento } from './presets/sorento'
import type { LoyaltyProgram } from './schema'

const START = Date.UTC(2024, 0, 28) // so that a month later is the end of a February with 29 days

// Few days and times of day, so that facts often share a moment or sit exactly on an edge.
const moment = fc
  .tuple(
    fc.oneof(fc.constantFrom(0, 1, 2, 3, 31, 32, 33, 60, 61, 62), fc.integer({ min: 0, max: 70 })),
    fc.constantFrom(0, 1, MS_PER_DAY / 2, MS_PER_DAY - 1),
  )
  .map(([day, ms]) => START + day * MS_PER_DAY + ms)
const amount = fc.oneof(fc.constantFrom(0, 99, 100, 199, 1_000), fc.integer({ min: 0, max: 1_500 }))
const points = fc.integer({ min: 1, max: 20 })
const orders = ['a', 'b', 'c', 'd', 'e']

const history: fc.Arbitrary<OracleHistory> = fc.record({
  perUnit: fc.constantFrom(1, 0.29, 2),
  holdDays: fc.constantFrom(0, 0, 2, 31, 40),
  expireMonths: fc.constantFrom(null, 1, 2),
  owing: fc.boolean(),
  purchases: fc.array(
    fc.record({ orderId: fc.constantFrom(...orders), at: moment, amount, factor: fc.constantFrom(1, 2, 0.5, 0) }),
    { maxLength: 5 },
  ),
  returns: fc.array(fc.record({ orderId: fc.constantFrom(...orders, null, 'unknown'), at: moment, amount }), {
    maxLength: 4,
  }),
  redemptions: fc.uniqueArray(
    fc.record({
      orderId: fc.constantFrom('c', 'd', 'e', 'x', 'y'),
      at: moment,
      points,
      back: fc.array(fc.record({ at: moment, points }), { maxLength: 2 }),
    }),
    { maxLength: 4, selector: ({ orderId }) => orderId },
  ),
  leavings: fc.array(moment, { maxLength: 1 }),
})

const programmeOf = ({ perUnit, holdDays, expireMonths, owing }: OracleHistory): LoyaltyProgram => ({
  ...sorento,
  hold: { days: holdDays },
  points: { perUnit, worth: 2, expireMonths, afterReturn: owing ? 'negative' : 'within-balance' },
})

function folded(given: OracleHistory, asOf: number): FoldedPoints {
  const { purchases, returns, redemptions, leavings } = given
  return foldPoints({
    programme: programmeOf(given),
    purchases: purchases.map(({ at, factor, ...fact }) => ({
      fact: { kind: 'purchase', at: new Date(at), ...fact },
      day: dayOf(new Date(at)),
      factor,
    })),
    returns: returns.map((fact) => ({ kind: 'return', ...fact, at: new Date(fact.at) })),
    redemptions: redemptions.map((use) => ({
      ...use,
      at: new Date(use.at),
      back: use.back.map((back) => ({ ...back, at: new Date(back.at) })),
    })),
    leavings: leavings.map((at) => new Date(at)),
    asOf: new Date(asOf),
  })
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

describe('points, on random histories', () => {
  it('agree with the oracle, which moves them one by one', () => {
    fc.assert(
      fc.property(history, moment, (given, asOf) => {
        const { balance, spendable } = folded(given, asOf)
        expect({ ...balance, spendable }).toEqual(oraclePoints(given, asOf))
      }),
      { numRuns: 1_500 },
    )
  })

  it('of all states always add up to what was earned, and only what is owed is below zero', () => {
    fc.assert(
      fc.property(history, moment, (given, asOf) => {
        const { earned, pending, active, redeemed, expired, reversed } = folded(given, asOf).balance
        expect(pending + active + redeemed + expired + reversed).toBe(earned)
        for (const count of [earned, pending, redeemed, expired, reversed]) expect(count).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 1_000 },
    )
  })

  it('are told by a statement whose running balance ends at what is active', () => {
    fc.assert(
      fc.property(history, moment, (given, asOf) => {
        const { entries, balance } = folded(given, asOf)
        let running = 0
        let before = 0
        for (const { at, kind, points, balance: told } of entries) {
          if (kind !== 'pending') running += points
          expect(told).toBe(running)
          expect(at.getTime()).toBeGreaterThanOrEqual(before)
          before = at.getTime()
        }
        expect(running).toBe(balance.active)
        expect(before).toBeLessThanOrEqual(asOf)
        const of = (...kinds: string[]) => sum(entries.filter(({ kind }) => kinds.includes(kind)).map((e) => e.points))
        expect(of('pending') - of('activated')).toBe(balance.pending)
        expect(of('redeemed', 'given-back')).toBe(0 - balance.redeemed)
      }),
      { numRuns: 1_000 },
    )
  })

  it('change by themselves only on the days announced, and by what was announced', () => {
    fc.assert(
      fc.property(history, moment, moment, (given, asOf, other) => {
        const before = (facts: readonly { at: number }[]) => facts.every(({ at }) => at <= asOf)
        fc.pre(before(given.purchases) && before(given.returns) && given.leavings.every((at) => at <= asOf))
        fc.pre(before(given.redemptions) && before(given.redemptions.flatMap(({ back }) => back)))
        const now = folded(given, asOf)
        const then = folded(given, Math.max(asOf, other))
        const due = now.changes.filter(({ at }) => at.getTime() <= other)
        expect(then.balance.active).toBe(now.balance.active + sum(due.map((change) => change.points)))
        if (due.length === 0) expect(then.balance).toEqual(now.balance)
        expect(folded(given, START + 500 * MS_PER_DAY).changes).toEqual([])
      }),
      { numRuns: 1_500 },
    )
  })

  it('do not depend on the order in which facts are given', () => {
    fc.assert(
      fc.property(history, moment, (given, asOf) => {
        const turned = {
          ...given,
          purchases: given.purchases.toReversed(),
          returns: given.returns.toReversed(),
          redemptions: given.redemptions.toReversed(),
        }
        expect(folded(turned, asOf).balance).toEqual(folded(given, asOf).balance)
      }),
    )
  })
})
