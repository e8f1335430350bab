import { z } from 'zod'

/**
 * What a tier gives. Percentages are of the merchandise; a "next-order" one is spent by the first order that uses it.
 * A tier also gives what the tiers below it give (see `benefits.ts`), so each lists only what is new with it.
 */
export const benefitSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('percent-off'),
    percent: z.number().positive().max(100),
    on: z.enum(['next-order', 'every-order']),
  }),
  z.strictObject({ kind: z.literal('free-shipping'), countries: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1) }),
  z.strictObject({ kind: z.literal('points-multiplier'), factor: z.number().positive() }),
  z.strictObject({ kind: z.literal('early-access'), hours: z.number().int().positive() }),
  z.strictObject({ kind: z.literal('service'), service: z.enum(['alterations', 'set-aside']) }),
])
export type Benefit = z.infer<typeof benefitSchema>

export const tierSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1),
  /**
   * Minor units; the tier holds from here up to, not including, the next threshold. 0 makes the lowest tier every
   * member's, also below zero.
   */
  threshold: z.number().int().nonnegative(),
  accent: z.enum(['ink', 'bronze', 'silver', 'gold']),
  benefits: z.array(benefitSchema),
})
export type Tier = z.infer<typeof tierSchema>

const currencies = new Set(Intl.supportedValuesOf('currency'))
const minorDigits = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits

/** Amounts are kept and shown in hundredths, so a currency without them (JPY) or with thousandths (KWD) is refused. */
const currencySchema = z
  .string()
  .refine((code) => currencies.has(code), { error: 'is not a known currency', abort: true })
  .refine((code) => minorDigits(code) === 2, 'has no hundredths, which amounts are kept in')

const timeZoneSchema = z.string().refine((timeZone) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== null
  } catch {
    return false
  }
}, 'is not a known time zone')

/**
 * A loyalty programme as data; a definition that parses is safe to run. Unknown settings are refused rather than
 * ignored, so that a misspelt one cannot silently do nothing.
 */
export const programmeSchema = z
  .strictObject({
    name: z.string().min(1),
    currency: currencySchema,
    timeZone: timeZoneSchema.default('UTC'),
    /** How far back qualifying spend reaches: the as-of day and the `days - 1` before it. */
    window: z.strictObject({ kind: z.literal('rolling'), days: z.number().int().positive() }),
    /** Which amount of an order qualifies: its merchandise before order discounts and shipping. */
    qualifying: z.literal('merchandise'),
    joining: z.strictObject({ byRequest: z.boolean(), byTierOrder: z.boolean() }),
    /** Points per whole currency unit of qualifying amount. */
    pointsPerUnit: z.number().nonnegative(),
    /** From low to high. */
    tiers: z.array(tierSchema).min(1),
  })
  .check((ctx) => {
    const tiers = ctx.value.tiers
    tiers.forEach((tier, i) => {
      const refuse = (path: string, input: unknown, message: string) =>
        ctx.issues.push({ code: 'custom', input, path: ['tiers', i, path], message })
      const before = tiers[i - 1]
      if (before && before.threshold >= tier.threshold) {
        refuse('threshold', tier.threshold, `must be above ${before.name}'s threshold of ${before.threshold}`)
      }
      if (tiers.findIndex((other) => other.key === tier.key) < i) {
        refuse('key', tier.key, `"${tier.key}" is another tier's key already`)
      }
      const kinds = tier.benefits.map((benefit) => `${benefit.kind} ${'on' in benefit ? benefit.on : ''}`.trim())
      const twice = kinds.find((kind, at) => !kind.startsWith('service') && kinds.indexOf(kind) < at)
      if (twice) refuse('benefits', tier.benefits, `gives "${twice}" twice`)
    })
  })
export type LoyaltyProgram = z.infer<typeof programmeSchema>

/** A purchase or a return as loyalty sees it: positive minor units either way; `kind` gives the sign. */
export type Transaction = {
  kind: 'purchase' | 'return'
  at: Date
  amount: number
  /** The order bought, or the order whose pieces come back. */
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
  /**
   * What changed it: a purchase, a return, a date on which something left the window, or the membership itself
   * (joining with spend of that day, resigning, rejoining).
   */
  by: 'purchase' | 'return' | 'date' | 'membership'
  /** The order that reached the tier, also when joining made it visible; null when a date or a return changed it. */
  orderId: string | null
}

/** Where a member stands as of a moment: derived, never stored. */
export type Standing = {
  asOf: Date
  /** The joining that the present membership began with; spend counts since the first joining day. */
  memberSince: Date
  tier: Tier | null
  /** 1 for the lowest tier; 0 below it. */
  tierNumber: number
  /** Minor units; may be negative after returns, never clamped. */
  qualifyingSpend: number
  next: Tier | null
  /** Minor units still missing to `next`; null at the top. Always positive: at the threshold the tier is reached. */
  amountToNext: number | null
  /** Since when the present tier is held without interruption, and by which order. Null below the lowest tier. */
  reached: { at: Date; orderId: string | null } | null
  /** Earlier to later. */
  history: readonly TierChange[]
  /** Points earned by what qualifies, net of returns. */
  points: number
  /**
   * The next change that comes by itself: at the start of that day, `amount` leaves the window. Negative when a return
   * leaves it, so that the spend rises. Null when nothing will change without a new fact.
   */
  leaves: { at: Date; amount: number } | null
}
