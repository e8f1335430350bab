import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MS_PER_DAY } from '@/lib/core/days'
import { benefitsOf } from './benefits'
import { prospect } from './prospect'
import { standingOf, type StandingInput } from './standing'
import { aReturn, amount, history } from './standing.arbitrary'
import { oracleStanding, type OracleStanding } from './standing.oracle'

const byTheOracle = ({ programme, memberships, transactions, asOf }: StandingInput) =>
  oracleStanding(
    {
      windowDays: programme.window.days,
      pointsPerUnit: programme.pointsPerUnit,
      tiers: programme.tiers.map((tier) => ({
        key: tier.key,
        threshold: tier.threshold,
        factor: benefitsOf(programme, tier).pointsFactor,
      })),
    },
    { memberships, transactions },
    asOf,
  )

function inOraclesWords(input: StandingInput): OracleStanding | null {
  const result = standingOf(input)
  if (!result.member) return null
  const { standing } = result
  return {
    memberSince: standing.memberSince.toISOString(),
    tier: standing.tier?.key ?? null,
    tierNumber: standing.tierNumber,
    qualifyingSpend: standing.qualifyingSpend,
    next: standing.next?.key ?? null,
    amountToNext: standing.amountToNext,
    reached: standing.reached && { at: standing.reached.at.toISOString(), orderId: standing.reached.orderId },
    history: standing.history.map((change) => ({
      at: change.at.toISOString(),
      from: change.from?.key ?? null,
      to: change.to?.key ?? null,
      by: change.by,
      orderId: change.orderId,
    })),
    points: standing.points,
    leaves: standing.leaves && { at: standing.leaves.at.toISOString(), amount: standing.leaves.amount },
  }
}

const shuffled = <T>(items: readonly T[], order: readonly number[]): T[] =>
  items
    .map((item, i) => ({ item, place: order[i] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)

describe('standing, on random histories', () => {
  it('agrees with the oracle, which counts day by day', () => {
    fc.assert(
      fc.property(history, (input) => {
        expect(inOraclesWords(input)).toEqual(byTheOracle(input))
      }),
      { numRuns: 400 },
    )
  })

  it('does not depend on the order in which facts are given', () => {
    const places = fc.array(fc.integer(), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(history, places, (input, order) => {
        const other = {
          ...input,
          memberships: shuffled(input.memberships, order),
          transactions: shuffled(input.transactions, order),
        }
        expect(standingOf(other)).toEqual(standingOf(input))
      }),
      { numRuns: 500 },
    )
  })

  it('is never raised by a return', () => {
    fc.assert(
      fc.property(history, aReturn, (input, back) => {
        const without = standingOf(input)
        const withIt = standingOf({ ...input, transactions: [...input.transactions, back] })
        expect(withIt.member).toBe(without.member)
        if (!withIt.member || !without.member) return
        expect(withIt.standing.qualifyingSpend).toBeLessThanOrEqual(without.standing.qualifyingSpend)
        expect(withIt.standing.tierNumber).toBeLessThanOrEqual(without.standing.tierNumber)
        expect(withIt.standing.points).toBeLessThanOrEqual(without.standing.points)
      }),
      { numRuns: 500 },
    )
  })

  it('does not see what is later, to the millisecond', () => {
    fc.assert(
      fc.property(history, amount, fc.integer({ min: 1, max: MS_PER_DAY }), (input, later, ms) => {
        const at = new Date(input.asOf.getTime() + ms)
        const more: StandingInput = {
          ...input,
          memberships: [...input.memberships, { kind: 'resign', at, reason: 'request', orderId: null }],
          transactions: [...input.transactions, { kind: 'purchase', at, amount: later, orderId: 'later' }],
        }
        expect(standingOf(more)).toEqual(standingOf(input))
      }),
      { numRuns: 300 },
    )
  })

  it('changes by itself only on the day it announced, by the amount it announced', () => {
    fc.assert(
      fc.property(history, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (input, fraction) => {
        const now = standingOf(input)
        if (!now.member) return
        const { leaves, qualifyingSpend } = now.standing
        // Facts that the future would reveal are left out: this is about dates alone.
        const known = {
          ...input,
          memberships: input.memberships.filter((fact) => fact.at <= input.asOf),
          transactions: input.transactions.filter((fact) => fact.at <= input.asOf),
        }
        const spendAt = (ms: number) => {
          const then = standingOf({ ...known, asOf: new Date(ms) })
          return then.member ? then.standing.qualifyingSpend : null
        }
        const from = input.asOf.getTime()
        const until = leaves?.at.getTime() ?? from + 800 * MS_PER_DAY
        expect(spendAt(Math.min(until - 1, Math.floor(from + (until - from) * fraction)))).toBe(qualifyingSpend)
        expect(spendAt(until - 1)).toBe(qualifyingSpend)
        if (leaves) expect(spendAt(until)).toBe(qualifyingSpend - leaves.amount)
      }),
      { numRuns: 500 },
    )
  })
})

describe('prospect, on random histories and carts', () => {
  it('nudges to exactly the amount at which the nudge is gone and the tier reached', () => {
    fc.assert(
      fc.property(history, amount, (input, cartMerchandise) => {
        const { before, after, nudge, reachesTier } = prospect({ ...input, cartMerchandise })
        expect(nudge && reachesTier).toBeNull()
        if (before) {
          const now = standingOf(input)
          expect(now.member && now.standing).toEqual(before)
          expect(after.qualifyingSpend).toBe(before.qualifyingSpend + cartMerchandise)
        } else {
          expect(after.qualifyingSpend).toBe(cartMerchandise)
        }
        if (!nudge) return
        expect(nudge.have).toBe(after.qualifyingSpend)
        expect(nudge.have + nudge.amount).toBe(nudge.threshold)
        const enough = prospect({ ...input, cartMerchandise: cartMerchandise + nudge.amount })
        expect(enough.nudge).toBeNull()
        expect(enough.reachesTier).toEqual(nudge.tier)
        const oneCentLess = prospect({ ...input, cartMerchandise: cartMerchandise + nudge.amount - 1 })
        expect(oneCentLess.reachesTier).toBeNull()
        expect(oneCentLess.nudge?.amount ?? 1).toBe(1)
      }),
      { numRuns: 500 },
    )
  })
})
