import type { LoyaltyProgram } from '../schema'

/** The house's own programme. Amounts in cents; a member below Bronze holds no tier. */
export const sorento: LoyaltyProgram = {
  name: 'Sorento',
  currency: 'USD',
  timeZone: 'UTC',
  window: { kind: 'rolling', days: 365 },
  countJoiningDay: true,
  qualifying: 'merchandise',
  hold: { days: 0 },
  cycle: { months: 12, downgrade: 'balance-based', graceDays: 0 },
  validity: { years: 3, transactions: 1 },
  joining: { byRequest: true, byFirstPurchase: false, byTierOrder: true },
  points: { perUnit: 1, worth: 2, expireMonths: 24, afterReturn: 'within-balance' },
  tiers: [
    {
      key: 'bronze',
      name: 'Bronze',
      threshold: 400_000,
      accent: 'bronze',
      benefits: [
        { kind: 'percent-off', percent: 10, on: 'next-order' },
        { kind: 'free-shipping', countries: ['US'] },
        { kind: 'points-multiplier', factor: 1 },
      ],
    },
    {
      key: 'silver',
      name: 'Silver',
      threshold: 800_000,
      accent: 'silver',
      benefits: [
        { kind: 'percent-off', percent: 10, on: 'next-order' },
        { kind: 'early-access', hours: 48 },
        { kind: 'points-multiplier', factor: 2 },
      ],
    },
    {
      key: 'gold',
      name: 'Gold',
      threshold: 1_500_000,
      accent: 'gold',
      benefits: [
        { kind: 'service', service: 'alterations' },
        { kind: 'service', service: 'set-aside' },
        { kind: 'points-multiplier', factor: 3 },
      ],
    },
  ],
}
