import { z } from 'zod'
import { SEGMENTS, TRENDS } from '../schema'

const count = z.int().min(0)
const segmentCounts = z.record(z.enum(SEGMENTS), count)
export type SegmentCounts = z.infer<typeof segmentCounts>

/** A calendar day of the programme's time zone: "2026-10-31". */
const day = z.iso.date()

/** Where somebody stood before: in a segment, or nowhere, because they came later. */
export const FORMER = ['new', ...SEGMENTS] as const
export type Former = (typeof FORMER)[number]

/** What a batch learned of the whole base, as far as the studio draws it. Money is minor units of `currency`. */
export const baseReportSchema = z.object({
  currency: z.string(),
  /** Everybody there was as of then, but staff and who was erased. */
  customers: count,
  /** Who kept something. */
  buyers: count,
  /** With a score above zero. */
  active: count,
  /** Of all of them together, net of returns. */
  spend: z.int(),
  atRisk: count,
  /** Of the active ones. */
  trends: z.record(z.enum(TRENDS), count),
  scores: z.object({
    /** With no score, or less than none. */
    without: count,
    /** The others: from `from` up to, not including, `to`; no gap in between, empty ones included. */
    buckets: z.array(z.object({ from: z.number(), to: z.number(), customers: count })),
  }),
  /** How spend is spread over those whose spend is above zero, the greatest first. */
  concentration: z.object({
    customers: count,
    spend: z.int(),
    /** What the top fifth of them spent of it, 0 to 1; null where nobody did. */
    topFifth: z.number().min(0).max(1).nullable(),
    /** What the top `customers` (a share) spent of all (`spend`, a share): from 0, 0 to 1, 1, at most 101 points. */
    curve: z.array(z.object({ customers: z.number(), spend: z.number() })).max(101),
  }),
  /** As of the as-of. */
  segments: segmentCounts,
  /** As of the end of each of the last twelve months that were over, the oldest first, by what was known then. */
  months: z.array(z.object({ day, segments: segmentCounts })).length(12),
  /** From the end of `since` to the as-of: of those who were there, how many are where now. */
  movement: z.object({ since: day, from: z.record(z.enum(FORMER), segmentCounts) }),
  /** From low to high, after those without one (`tier` null). */
  tiers: z.array(
    z.object({
      tier: z.string().nullable(),
      name: z.string().nullable(),
      ...{ customers: count, active: count, vip: count, atRisk: count, spend: z.int() },
      /** Mean score. */
      score: z.number(),
    }),
  ),
  /** What the models were fitted on; null where a fit found nothing. */
  fitted: z.object({ customers: count, logLikelihood: z.number().nullable() }),
})
export type BaseReport = z.infer<typeof baseReportSchema>
