import fc from 'fast-check'
import { MS_PER_DAY } from '@/lib/core/days'
import { parseProgramme } from './programme'
import { sorento } from './presets/sorento'
import type { StandingInput } from './standing'
import type { LoyaltyProgram, MembershipFact, Transaction } from './schema'

// Random histories for property tests.

const START = Date.UTC(2023, 11, 1) // so that histories run through a leap day

/** A programme whose lowest tier everybody holds, with a short window, so that things leave it all the time. */
const based: LoyaltyProgram = parseProgramme({
  ...sorento,
  window: { kind: 'rolling', days: 30 },
  tiers: [
    { key: 'white', name: 'White', threshold: 0, accent: 'ink', benefits: [] },
    ...sorento.tiers.map((tier) => ({ ...tier, threshold: tier.threshold / 2 })),
  ],
})
const programmes = fc.constantFrom(sorento, based, {
  ...sorento,
  window: { kind: 'rolling' as const, days: 1 },
})

// Few days and few times of day, so that facts often share a moment or sit exactly one window apart.
const moment = fc
  .tuple(
    fc.oneof(fc.constantFrom(0, 1, 29, 30, 31, 364, 365, 366, 729, 730), fc.integer({ min: 0, max: 800 })),
    fc.constantFrom(0, 1, MS_PER_DAY / 2, MS_PER_DAY - 1),
  )
  .map(([day, ms]) => new Date(START + day * MS_PER_DAY + ms))
export const amount = fc.oneof(
  fc.constantFrom(0, 1, 99, 100, 199_999, 200_000, 399_999, 400_000, 400_001, 800_000, 1_500_000),
  fc.integer({ min: 0, max: 600_000 }),
)
const orderIds = ['a', 'b', 'c', 'd', 'e', 'f']
const purchases = fc
  .uniqueArray(fc.constantFrom(...orderIds), { maxLength: 6 })
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
  orderId: fc.constantFrom(...orderIds, 'unknown'),
})
const membership: fc.Arbitrary<MembershipFact> = fc.record({
  kind: fc.constantFrom('join' as const, 'join' as const, 'resign' as const),
  at: moment,
  reason: fc.constant('request' as const),
  orderId: fc.constant(null),
})
export const history: fc.Arbitrary<StandingInput> = fc.record({
  programme: programmes,
  memberships: fc.array(membership, { minLength: 1, maxLength: 4 }),
  transactions: fc
    .tuple(purchases, fc.array(aReturn, { maxLength: 4 }))
    .map(([bought, back]): Transaction[] => [...bought, ...back]),
  asOf: moment,
})
