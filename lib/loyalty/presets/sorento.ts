import type { LoyaltyProgram } from '../schema'

/** The house's own programme. Amounts in cents; a member below Bronze holds no tier. */
export const sorento: LoyaltyProgram = {
  name: 'Sorento',
  currency: 'USD',
  timeZone: 'UTC',
  window: { kind: 'rolling', days: 365 },
  qualifying: 'merchandise',
  joining: { byRequest: true, byTierOrder: true },
  pointsPerUnit: 1,
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
