import { z } from 'zod'
import type { Minor } from '@/lib/core/money'

/** How long the time is of which the spend is explained, and for how long before it visits count. */
export const FACTOR_DAYS = 90

/** What is counted or measured of a customer. */
export const MEASURES = ['wishlist', 'reviews', 'visits', 'returns'] as const
export type Measure = (typeof MEASURES)[number]

/** By what customers fall into groups. */
export const GROUPINGS = ['country', 'channel'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** One customer: what was known of them at the cut, and what they spent in the 90 days after it. */
export type FactorRow = Record<Measure, number | null> &
  Record<Grouping, string | null> & {
    /** Bought in those days less what came back of it and what else was paid back, until their end. Minor units. */
    spend: Minor
  }

/** `few`: too few to say. `none`: no sign of it. `small`: clear, and too small to matter. `more`, `less`: goes with so. */
const verdict = z.enum(['more', 'less', 'small', 'none', 'few'])
export type Verdict = z.infer<typeof verdict>

const estimate = z.object({ estimate: z.number(), low: z.number(), high: z.number() })
export type Estimate = z.infer<typeof estimate>

/** What goes with next-90-day spend, as far as the base says it. */
export const factorsSchema = z.object({
  /** The cut: features are of what was known then. */
  since: z.iso.datetime(),
  /** How many were looked at, drawn by lot where there were more of them. */
  customers: z.int().min(0),
  of: z.int().min(0),
  /** Who spent anything in the 90 days. */
  buyers: z.int().min(0),
  /** Mean spend of those looked at, in minor units. */
  mean: z.number(),
  /** How many comparisons were made: those below that have an estimate. */
  comparisons: z.int().min(0),
  measures: z.array(
    z.object({
      measure: z.enum(MEASURES),
      /** Of whom it is known, and of how many it is anything but what is most usual. */
      customers: z.int(),
      differing: z.int(),
      verdict,
      /** Rank correlation with spend, -1 to 1, with its 95% interval; null where there are too few. */
      correlation: estimate.nullable(),
    }),
  ),
  groups: z.array(
    z.object({
      grouping: z.enum(GROUPINGS),
      value: z.string(),
      customers: z.int(),
      verdict,
      /** Mean spend less that of all others, in minor units, with its 95% interval; null where there are too few. */
      difference: estimate.nullable(),
    }),
  ),
})
export type Factors = z.infer<typeof factorsSchema>
