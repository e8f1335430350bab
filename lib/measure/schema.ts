import type { MetricKey } from '@/lib/experiments/schema'
import type { ValueFacts } from '@/lib/value/schema'
import type { Interval } from './effect'
import type { Sample } from './moments'
import type { RatioCheck } from './ratio'

/** A line of the log: what a slot showed, or would have shown to who was given the control instead. */
export type Exposure = {
  /** Who, by lib/experiments/subject as it is known now: what a browser saw before signing in is the customer's. */
  subject: string
  /** What was shown, by the placement of then. */
  arm: string
  at: Date
  /** Whether this is the log of what would have been shown: both arms meet the same trigger. */
  counterfactual: boolean
}

/** One customer in an experiment. */
export type Unit = {
  subject: string
  /** By the subject's key, whatever was shown in between. */
  arm: string
  /** First exposure, in whichever arm. */
  at: Date
  /** Was also shown another arm, on a browser that was not known to be theirs. They stay in, in their own arm. */
  crossed: boolean
}

/** What is known of a customer, as plain rows, earlier to later. */
export type MeasuredFacts = {
  value: ValueFacts
  /** Each change of standing: the tier's place from below (0: none), and whether the next one was near. */
  standings: readonly { at: Date; rank: number; near: boolean }[]
  /** Each yes and no to messages. */
  subscriptions: readonly { at: Date; subscribed: boolean }[]
}

/** A customer's fixed window: from the moment of first exposure up to, not including, the end. */
export type Window = { start: Date; end: Date }

/** What a customer came to in each metric. */
export type Outcome = Unit & {
  /** The end of the window: before it nothing is known, and `samples` are empty. */
  matureAt: Date
  /** Null: the metric is not about this customer. */
  samples: Partial<Record<MetricKey, Sample | null>>
}

/** What can be said of a metric, for a phrase to be made of. Money in minor units, shares from 0 to 1. */
export type Finding =
  /** The arms are not as many as they should be: nothing may be concluded. */
  | { key: 'ratio'; chiSquared: number; p: number }
  /** Too few customers, or too few to whom anything happened, for an interval to mean something. */
  | { key: 'too-few'; customers: number; active: number }
  /** Nothing is clear, and a difference worth having would not be either: so many customers more are needed. */
  | { key: 'underpowered'; stillNeeded: number; needed: number }
  /** Clear: by the always-valid interval, or by the planned one when every window is over. */
  | { key: 'better' | 'worse'; by: 'sequential' | 'fixed' }
  /** Enough customers, but the experiment is not over, and it is not clear enough to say so early. */
  | { key: 'open' }
  /** Over, with enough customers: a difference worth having would probably have been seen, and none was. */
  | { key: 'no-sign' }

/** A difference with both of its intervals, treated less control. Null where there is none to be told. */
export type Bounds = { absolute: Interval; relative: Interval | null }

/** One metric, of one arm against the control. */
export type MetricResult = {
  metric: MetricKey
  arm: string
  /** Whether more of it is better. */
  good: 'up' | 'down'
  /** Mature customers whom the metric is about. */
  control: { customers: number; mean: number }
  treated: { customers: number; mean: number }
  /** Mature ones whom it is not about. */
  notAbout: number
  /** The share of the variance that was known before and taken out (CUPED). */
  explained: number
  /** For who looks once, when all is over. */
  fixed: Bounds | null
  /** For who looks whenever they like. */
  sequential: Bounds | null
  finding: Finding
}

/** Who is in, and who is not and why. */
export type ArmCount = { arm: string; exposed: number; mature: number; immature: number; crossed: number }

export type Result = {
  experiment: string
  asOf: Date
  /** Nobody can come in any more, and every window is over. */
  complete: boolean
  ratio: RatioCheck
  arms: ArmCount[]
  /** Metric by metric in the experiment's order, in each by arm. The first metric decides. */
  metrics: MetricResult[]
}
