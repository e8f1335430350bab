import { z } from 'zod'

/** What a tier gives. Percentages are of the merchandise; a "next-order" one is spent by the first order that uses it. */
export const benefitSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('percent-off'),
    percent: z.number().positive().max(100),
    on: z.enum(['next-order', 'every-order']),
  }),
  z.object({ kind: z.literal('free-shipping'), countries: z.array(z.string().length(2)) }),
  z.object({ kind: z.literal('points-multiplier'), factor: z.number().positive() }),
  z.object({ kind: z.literal('early-access'), hours: z.number().int().positive() }),
  z.object({ kind: z.literal('service'), service: z.enum(['alterations', 'set-aside']) }),
])
export type Benefit = z.infer<typeof benefitSchema>

export const tierSchema = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1),
  /** Minor units; the tier holds from here up to, not including, the next threshold. */
  threshold: z.number().int().nonnegative(),
  accent: z.enum(['ink', 'bronze', 'silver', 'gold']),
  benefits: z.array(benefitSchema),
})
export type Tier = z.infer<typeof tierSchema>

/** A loyalty programme as data. Issue by issue it learns more rules; a definition that parses is safe to run. */
export const programmeSchema = z
  .object({
    name: z.string().min(1),
    currency: z.string().length(3),
    timeZone: z.string().default('UTC'),
    /** How far back qualifying spend reaches: the as-of day and the `days - 1` before it. */
    window: z.object({ kind: z.literal('rolling'), days: z.number().int().positive() }),
    /** Which amount of an order qualifies: its merchandise before order discounts and shipping. */
    qualifying: z.literal('merchandise'),
    joining: z.object({ byRequest: z.boolean(), byTierOrder: z.boolean() }),
    /** Points per whole currency unit of qualifying amount. */
    pointsPerUnit: z.number().nonnegative(),
    tiers: z.array(tierSchema).min(1),
  })
  .check((ctx) => {
    const tiers = ctx.value.tiers
    tiers.forEach((tier, i) => {
      const before = tiers[i - 1]
      if (before && before.threshold >= tier.threshold) {
        ctx.issues.push({
          code: 'custom',
          input: tier.threshold,
          path: ['tiers', i, 'threshold'],
          message: `must be above ${before.name}'s threshold of ${before.threshold}`,
        })
      }
    })
  })
export type LoyaltyProgram = z.infer<typeof programmeSchema>

/** A purchase or a return as loyalty sees it: positive minor units either way; `kind` gives the sign. */
export type Transaction = {
  kind: 'purchase' | 'return'
  at: Date
  amount: number
  orderId: string
}

export type MembershipFact = {
  kind: 'join' | 'resign'
  at: Date
  reason: 'request' | 'order'
  orderId: string | null
}

export type TierChange = {
  at: Date
  from: Tier | null
  to: Tier | null
  /** The order that reached the tier; null when a date or a return changed it. */
  orderId: string | null
}

/** Where a member stands as of a moment: derived, never stored. */
export type Standing = {
  asOf: Date
  memberSince: Date
  tier: Tier | null
  /** 1 for the lowest tier; 0 below it. */
  tierNumber: number
  /** Minor units; may be negative after returns, never clamped. */
  qualifyingSpend: number
  next: Tier | null
  /** Minor units still missing to `next`; null at the top. Always positive: at the threshold the tier is reached. */
  amountToNext: number | null
  /** When the present tier was reached, and by which order. Null below the lowest tier. */
  reached: { at: Date; orderId: string | null } | null
  /** Earlier to later. */
  history: readonly TierChange[]
  /** Points earned by what qualifies, net of returns. */
  points: number
  /** Spend that leaves the window and when the next piece of it does; null when nothing is inside. */
  leaves: { at: Date; amount: number } | null
}
