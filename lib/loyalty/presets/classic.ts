import type { LoyaltyProgram } from '../schema'

/** A programme in zlotys with a discount for each tier, which everybody joins with their first purchase. In grosze. */
export const classic: LoyaltyProgram = {
  name: 'Classic',
  currency: 'PLN',
  timeZone: 'UTC',
  window: { kind: 'rolling', days: 365 },
  countJoiningDay: true,
  qualifying: 'merchandise',
  hold: { days: 0 },
  cycle: null,
  validity: null,
  joining: { byRequest: true, byFirstPurchase: true, byTierOrder: false },
  points: { perUnit: 1, worth: 2, expireMonths: 24, afterReturn: 'within-balance' },
  tiers: [
    { key: 'white', name: 'White', threshold: 0, accent: 'ink', benefits: [{ kind: 'points-multiplier', factor: 1 }] },
    {
      key: 'green',
      name: 'Green',
      threshold: 30_000,
      accent: 'green',
      benefits: [{ kind: 'percent-off', percent: 5, on: 'every-order' }],
    },
    {
      key: 'silver',
      name: 'Silver',
      threshold: 100_000,
      accent: 'silver',
      benefits: [{ kind: 'percent-off', percent: 8, on: 'every-order' }],
    },
    {
      key: 'golden',
      name: 'Golden',
      threshold: 200_000,
      accent: 'gold',
      benefits: [{ kind: 'percent-off', percent: 10, on: 'every-order' }],
    },
  ],
}
