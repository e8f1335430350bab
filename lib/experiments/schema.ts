import { z } from 'zod'

/** What an experiment may be judged by; lib/measure folds each from a customer's facts. */
export const METRICS = ['retention', 'second-purchase', 'tier-upgrade', 'unsubscribe', 'spend', 'value-score'] as const
export type MetricKey = (typeof METRICS)[number]

/** The arm of whoever is held out of everything; no experiment may have one of this name. */
export const HOLDOUT = 'holdout'

/** How many are held out where nobody said otherwise. */
export const HOLDOUT_SHARE = 0.05

/** The share held out of everything, as the setting `holdoutShare` has it: to a thousandth. What is no share is the usual one. */
export function holdoutShareOf(setting: { value: string } | null): number {
  const share = setting ? Math.round(Number(setting.value) * 1_000) / 1_000 : HOLDOUT_SHARE
  return share >= 0 && share < 1 ? share : HOLDOUT_SHARE
}

/** No window is longer, in days. */
export const LONGEST_WINDOW_DAYS = 365

const keySchema = z.string().regex(/^[a-z][a-z0-9-]*$/)
// Without a slash or a space, so that no two pairs of salt and subject are hashed as the same text.
const saltSchema = z.string().regex(/^[A-Za-z0-9._-]+$/)

/** The smallest change that would be worth having: of the control's mean, or in the metric's own unit. */
const worthSchema = z.union([
  z.strictObject({ relative: z.number().positive() }),
  z.strictObject({ absolute: z.number().positive() }),
])
export type Worth = z.infer<typeof worthSchema>

/** Of an experiment whose past is simulated: the effect that was put there, to compare it with what is found. */
const putInSchema = z.strictObject({
  arm: keySchema,
  /** How many customers met that arm. */
  of: z.int().min(0),
  /** How many of them bought once more than they would have in any other. */
  boughtOnceMore: z.int().min(0),
})
export type PutIn = z.infer<typeof putInSchema>

const fields = z.strictObject({
  key: keySchema,
  /** The place whose decision differs: "home.relational". */
  slot: z.string().min(1),
  arms: z.array(z.strictObject({ key: keySchema, share: z.number().gt(0).lt(1) })).min(2),
  /** The arm that the others are compared with. */
  control: z.string(),
  /** How many of those who are not held out take part. Raising it moves nobody between arms. */
  share: z.number().gt(0).max(1).default(1),
  salt: saltSchema,
  /** First exposures count from `from` up to, not including, `until`. */
  from: z.coerce.date(),
  until: z.coerce.date(),
  /** The first one decides; the others accompany it. */
  metrics: z.array(z.strictObject({ key: z.enum(METRICS), worth: worthSchema })).min(1),
  /** How many are held out of everything, by a salt that all experiments share: the same people everywhere. */
  holdout: z.number().min(0).lt(1).default(HOLDOUT_SHARE),
  /** How many days from first exposure each customer is measured, all alike. */
  windowDays: z.int().min(1).max(LONGEST_WINDOW_DAYS).default(90),
  /** The number of customers at which the always-valid interval shall be tightest. */
  tunedFor: z.int().min(1).default(5_000),
  putIn: putInSchema.optional(),
})

/** An experiment is data. Faults name the field. */
export const experimentSchema = fields.check(({ value, issues }) => {
  const fault = (path: string, message: string): void => {
    issues.push({ code: 'custom', message, path: [path], input: value })
  }
  const keys = value.arms.map(({ key }) => key)
  if (new Set(keys).size < keys.length) fault('arms', 'has two arms of one key')
  if (keys.includes(HOLDOUT)) fault('arms', `must not have an arm "${HOLDOUT}"`)
  if (Math.abs(value.arms.reduce((sum, { share }) => sum + share, 0) - 1) > 1e-9) fault('arms', 'must share out 1')
  if (!keys.includes(value.control)) fault('control', 'is none of the arms')
  if (value.from >= value.until) fault('until', 'is not later than from')
  const metrics = value.metrics.map(({ key }) => key)
  if (new Set(metrics).size < metrics.length) fault('metrics', 'names a metric twice')
})
export type Experiment = z.infer<typeof experimentSchema>

/** What runs: live experiments, and the share of all shoppers that is held out of everything. */
export type Experiments = { list: readonly Experiment[]; holdout: number }
export const NO_EXPERIMENTS: Experiments = { list: [], holdout: 0 }
