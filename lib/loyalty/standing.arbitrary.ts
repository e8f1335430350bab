import fc from 'fast-check'
import { MS_PER_DAY } from '@/lib/core/days'
import { parseProgramme } from './programme'
import { sorento } from './presets/sorento'
import type { StandingInput } from './standing'
import type { LoyaltyProgram, MembershipFact, Redemption, Transaction } from './schema'

// Random programmes and histories for property tests.

const START = Date.UTC(2023, 10, 1) // so that histories run through a leap day

// Few days and few times of day, so that facts often share a moment or sit exactly one window, hold or guard apart.
const moment = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(0, 1, 29, 30, 31, 60, 61, 91, 121, 364, 365, 366, 729, 730, 731),
      fc.integer({ min: 0, max: 130 }),
      fc.integer({ min: 0, max: 800 }),
    ),
    fc.constantFrom(0, 1, MS_PER_DAY / 2, MS_PER_DAY - 1),
  )
  .map(([day, ms]) => new Date(START + day * MS_PER_DAY + ms))

export const amount = fc.oneof(
  fc.constantFrom(0, 1, 99, 100, 4_999, 5_000, 9_999, 10_000, 10_001, 20_000, 40_000),
  fc.integer({ min: 0, max: 15_000 }),
)

const window: fc.Arbitrary<LoyaltyProgram['window']> = fc.oneof(
  fc.constantFrom(2, 30, 31, 60, 365).map((days) => ({ kind: 'rolling' as const, days })),
  fc.constantFrom(
    { kind: 'calendar-year' as const },
    { kind: 'anniversary' as const },
    { kind: 'lifetime' as const },
    { kind: 'rolling' as const, days: 365 },
  ),
)
const cycle: fc.Arbitrary<LoyaltyProgram['cycle']> = fc.record({
  months: fc.constantFrom(1, 2, 12),
  downgrade: fc.constantFrom('balance-based', 'one-down', 'none'),
  graceDays: fc.constantFrom(0, 1, 30),
})

/** Thresholds of 50, 100 and 200, with and without a tier that everybody holds; half to keep one, perhaps. */
export const programmes: fc.Arbitrary<LoyaltyProgram> = fc
  .record({
    based: fc.boolean(),
    window,
    hold: fc.constantFrom(0, 0, 1, 29),
    cycle: fc.option(cycle),
    halfKeeps: fc.boolean(),
    validity: fc.option(fc.record({ years: fc.constant(1), transactions: fc.constantFrom(0, 1, 2) })),
    joining: fc.record({ byRequest: fc.constant(true), byFirstPurchase: fc.boolean(), byTierOrder: fc.boolean() }),
    countJoiningDay: fc.boolean(),
    points: fc.record({
      perUnit: fc.constantFrom(1, 0.29),
      worth: fc.constant(1),
      expireMonths: fc.constantFrom(null, 1, 12),
      afterReturn: fc.constantFrom('within-balance', 'negative'),
    }),
  })
  .map(({ based, hold, halfKeeps, window: given, cycle: guarded, ...settings }) => {
    const paid = [5_000, 10_000, 20_000].map((threshold, i) => ({
      key: `tier-${i + 1}`,
      name: `Tier ${i + 1}`,
      threshold,
      ...(guarded && halfKeeps ? { keep: threshold / 2 } : {}),
      accent: 'ink',
      benefits: [{ kind: 'points-multiplier', factor: i + 1 }],
    }))
    const base = { key: 'base', name: 'Base', threshold: 0, accent: 'ink', benefits: [] }
    const days = given.kind === 'rolling' ? Math.min(hold, given.days - 1) : hold
    return parseProgramme({
      ...sorento,
      ...settings,
      window: given,
      cycle: guarded,
      hold: { days: settings.points.expireMonths === 1 ? Math.min(days, 27) : days },
      tiers: based ? [base, ...paid] : paid,
    })
  })

const orderIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const purchases = fc
  .uniqueArray(fc.constantFrom(...orderIds), { maxLength: 8 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((orderId) =>
        fc.record({ kind: fc.constant('purchase' as const), at: moment, amount, orderId: fc.constant(orderId) }),
      ),
    ),
  )
export const aReturn = fc.record({
  kind: fc.constant('return' as const),
  at: moment,
  amount,
  orderId: fc.constantFrom(...orderIds, 'unknown', null),
})
const membership: fc.Arbitrary<MembershipFact> = fc.record({
  kind: fc.constantFrom('join', 'join', 'join', 'resign', 'confirm', 'confirm'),
  at: moment,
  reason: fc.constant('request' as const),
  orderId: fc.constant(null),
})
const redemption: fc.Arbitrary<Redemption> = fc
  .tuple(fc.constantFrom('x', 'y'), moment, fc.integer({ min: 1, max: 60 }))
  .map(([orderId, at, points]) => ({ orderId, at, points, back: [] }))

export const history: fc.Arbitrary<StandingInput> = fc.record({
  programme: programmes,
  // The first one early: most histories are a member's.
  memberships: fc.array(membership, { minLength: 0, maxLength: 5 }),
  transactions: fc
    .tuple(purchases, fc.array(aReturn, { maxLength: 4 }))
    .map(([bought, back]): Transaction[] => [...bought, ...back]),
  redemptions: fc.uniqueArray(redemption, { maxLength: 2, selector: ({ orderId }) => orderId }),
  asOf: moment,
})
