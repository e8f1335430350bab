import { z } from 'zod'
import type { Minor } from '@/lib/core/money'

/** How far a relationship has come. By what was kept: who brought everything back is a prospect again. */
export const SEGMENTS = ['prospect', 'one-timer', 'repeat', 'vip'] as const
export type Segment = (typeof SEGMENTS)[number]

export const TRENDS = ['rising', 'steady', 'declining'] as const
export type Trend = (typeof TRENDS)[number]

/** A purchase as value counts it: an order of the shop, or what the till reported. */
export type Purchase = {
  id: string
  at: Date
  /** Where it was bought: "web", "till", "phone", ... */
  channel: string
  /** Paid for its pieces: after discounts and points, without shipping. Minor units. */
  paid: Minor
  returns: readonly { at: Date; amount: Minor }[]
  /** What was kept of it by house: the house's name and what was paid for its pieces. Empty where only the till knew. */
  houses: readonly { name: string; paid: Minor }[]
}

/** What value reads of one customer, earlier to later, not later than the as-of. */
export type ValueFacts = {
  purchases: readonly Purchase[]
  /** Money paid back of which nobody knows the purchase: the till reports such returns. */
  otherReturns: readonly { at: Date; amount: Minor; channel: string }[]
}

/** What the shop and a customer are to each other, in numbers, net of returns. Days and months are the programme's. */
export type RelationalStats = {
  /** Paid for pieces that were kept. */
  spend: Minor
  /** Purchases of which something was kept. */
  orders: number
  /** All purchases, also those that went back whole. */
  placed: number
  /** The first and the last purchase of which something was kept; null where there is none. */
  first: Date | null
  last: Date | null
  /** Whole calendar months and years since the first one. */
  months: number
  years: number
  /** `spend / orders`, rounded once; 0 without an order. */
  averageOrder: Minor
  /** Median days between days with a purchase that was kept; null before the third such day. */
  rhythmDays: number | null
  /** What came back of all that was paid, 0 to 1. */
  returnsShare: number
  /** Of the calendar year of the as-of. */
  ordersThisYear: number
  spendThisYear: Minor
  /** The house most was paid to for what was kept; null where none is known. */
  favouriteHouse: string | null
  channels: readonly { channel: string; orders: number; spend: Minor }[]
}

/** A customer's value as of a moment. */
export type CustomerValue = {
  stats: RelationalStats
  /** Recency-weighted points per week: one point per unit of the currency, not per cent. */
  score: number
  /** As of the end of each of the last ten weeks, the oldest first; the last one is `score`. */
  scores: readonly number[]
  trend: Trend
  segment: Segment
  /** Share of the base with a smaller score, 0 to 100; null before the first batch. */
  percentile: number | null
  /** Expected purchases in the next 90 days; null without a purchase, and before parameters were fitted. */
  expected90: number | null
  /** Null for who is not at risk; else by which rule, and the numbers that it compared. */
  atRisk: AtRisk | null
}

export type AtRisk =
  /** Expected to buy clearly less in the next 90 days than in their own past ones. */
  | { by: 'expected'; expected90: number; usual90: number }
  /** Silent for much longer than their own rhythm. */
  | { by: 'rhythm'; silentDays: number; rhythmDays: number }

/**
 * Weights by week, the newest weeks first: each holds up to and including its last week; week 1 is the as-of day and the
 * six before. An interval that ends before the one before it would hold for no week, so it is a mistake.
 */
export const weightsSchema = z
  .array(z.object({ until: z.int().min(1).max(52), weight: z.number().min(0) }))
  .min(1)
  .refine((weights) => weights.every(({ until }, i) => until > (weights[i - 1]?.until ?? 0)), 'weeks must ascend')
export type Weights = z.infer<typeof weightsSchema>

/** Who is a VIP: the top share of customers with a score, or whoever holds a tier or a higher one. */
export const vipRuleSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('score'), share: z.number().gt(0).lt(1) }),
  z.object({ by: z.literal('tier'), tier: z.string() }),
])
export type VipRule = z.infer<typeof vipRuleSchema>

/** Parameters of BG/NBD (Fader, Hardie, Lee 2005) in weeks. */
export const bgNbdSchema = z.object({
  ...{ r: z.number().positive(), alpha: z.number().positive() },
  ...{ a: z.number().positive(), b: z.number().positive() },
})
export type BgNbd = z.infer<typeof bgNbdSchema>

/** Parameters of Gamma-Gamma (Fader, Hardie 2013) in units of the currency. */
export const gammaGammaSchema = z.object({
  p: z.number().positive(),
  q: z.number().positive(),
  gamma: z.number().positive(),
})
export type GammaGamma = z.infer<typeof gammaGammaSchema>

/** What a batch learned of the whole base, as far as requests need it. Parsed where it is read. */
export const baseValueSchema = z.object({
  customers: z.int().min(0),
  /** With a score above zero. */
  active: z.int().min(0),
  weights: weightsSchema,
  vip: vipRuleSchema,
  /** The smallest score of a VIP; null where the rule goes by tier, or nobody has a score. */
  vipCutOff: z.number().nullable(),
  /** The interquartile range of active customers, for each of the last ten weeks, the oldest first. */
  band: z.array(z.object({ low: z.number(), high: z.number() })).length(10),
  /** Scores at the percentiles 0 to 100 of the whole base. */
  percentiles: z.array(z.number()).length(101),
  /** Null where there was too little to fit. */
  bgNbd: bgNbdSchema.nullable(),
  gammaGamma: gammaGammaSchema.nullable(),
})
/** `asOf`: the moment of the batch. */
export type BaseValue = z.infer<typeof baseValueSchema> & { asOf: Date }
