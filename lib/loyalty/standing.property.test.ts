import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MS_PER_DAY } from '@/lib/core/days'
import { benefitsOf } from './benefits'
import { oraclePoints } from './points.oracle'
import { standingOf, tierOf, courseOf, type StandingInput } from './standing'
import { aReturn, amount, history } from './standing.arbitrary'
import { oracleStanding } from './standing.oracle'

/** The oracle's answer, with the points that B's own oracle moves one by one. */
function byTheOracle({ programme, memberships, transactions, redemptions = [], asOf }: StandingInput) {
  const tiers = programme.tiers.map((tier) => ({ ...tier, factor: benefitsOf(programme, tier).pointsFactor }))
  const answer = oracleStanding({ ...programme, tiers }, { memberships, transactions }, asOf)
  if (!answer || !programme.points) return answer
  const { earning, returns, leavings, ...standing } = answer
  const { perUnit, expireMonths, afterReturn } = programme.points
  const points = oraclePoints(
    {
      ...{ perUnit, expireMonths, holdDays: programme.hold.days, owing: afterReturn === 'negative' },
      ...{ purchases: earning, returns, leavings },
      redemptions: redemptions.map((each) => ({ ...each, at: each.at.getTime(), back: [] })),
    },
    asOf.getTime(),
  )
  return { ...standing, points }
}

function inOraclesWords(input: StandingInput) {
  const result = standingOf(input)
  if (!result.member) return null
  const { standing } = result
  return {
    memberSince: standing.memberSince.toISOString(),
    tier: standing.tier?.key ?? null,
    tierNumber: standing.tierNumber,
    qualifyingSpend: standing.qualifyingSpend,
    pendingSpend: standing.pendingSpend,
    next: standing.next?.key ?? null,
    amountToNext: standing.amountToNext,
    reached: standing.reached && { at: standing.reached.at.toISOString(), orderId: standing.reached.orderId },
    guardedUntil: standing.guardedUntil?.toISOString() ?? null,
    validity: standing.validity && { until: standing.validity.until.toISOString(), needs: standing.validity.needs },
    history: standing.history.map((change) => ({
      at: change.at.toISOString(),
      from: change.from?.key ?? null,
      to: change.to?.key ?? null,
      by: change.by,
      orderId: change.orderId,
    })),
    points: { ...standing.points, spendable: standing.spendablePoints },
  }
}

const shuffled = <T>(items: readonly T[], order: readonly number[]): T[] =>
  items
    .map((item, i) => ({ item, place: order[i] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)

describe('standing, on random programmes and histories', () => {
  it('agrees with the oracle, which counts day by day', () => {
    fc.assert(
      fc.property(history, (input) => {
        expect(inOraclesWords(input)).toEqual(byTheOracle(input))
      }),
      { numRuns: 500 },
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
          redemptions: shuffled(input.redemptions ?? [], order),
        }
        expect(standingOf(other)).toEqual(standingOf(input))
      }),
      { numRuns: 500 },
    )
  })

  it('is never raised by a return, at its own moment', () => {
    fc.assert(
      fc.property(history, aReturn, (input, given) => {
        const back = { ...given, at: input.asOf }
        const without = standingOf(input)
        const withIt = standingOf({ ...input, transactions: [...input.transactions, back] })
        expect(withIt.member).toBe(without.member)
        if (!withIt.member || !without.member) return
        const [after, before] = [withIt.standing, without.standing]
        expect(after.qualifyingSpend).toBeLessThanOrEqual(before.qualifyingSpend)
        expect(after.tierNumber).toBeLessThanOrEqual(before.tierNumber)
        expect(after.points.active).toBeLessThanOrEqual(before.points.active)
        expect(after.points.pending).toBeLessThanOrEqual(before.points.pending)
      }),
      { numRuns: 500 },
    )
  })

  it('adds its points up', () => {
    fc.assert(
      fc.property(history, (input) => {
        const result = standingOf(input)
        if (!result.member) return
        const { earned, pending, active, redeemed, expired, reversed } = result.standing.points
        expect(pending + active + redeemed + expired + reversed).toBe(earned)
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

  it('is the same in short, for reports', () => {
    fc.assert(
      fc.property(history, (input) => {
        const result = standingOf(input)
        const short = tierOf(input)
        expect(short.member).toBe(result.member)
        if (!result.member || !short.member) return
        const { tierNumber, qualifyingSpend, memberSince } = result.standing
        expect(short).toEqual({ member: true, tierIndex: tierNumber - 1, qualifyingSpend, memberSince })
        const { memberships, history: changes } = courseOf(input)
        expect(changes).toEqual(result.standing.history)
        expect(memberships.at(-1)).toMatchObject({ from: memberSince, until: null })
      }),
      { numRuns: 300 },
    )
  })
})
