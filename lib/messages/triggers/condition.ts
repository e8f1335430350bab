import type { FoldedFacts, MessageFacts } from '../facts'
import type { Cause, Due, MessageWhy, Trigger } from '../schema'

/**
 * Whether something gives cause for a message, as of the shopper's now: each cause once, with what makes it that cause.
 * Delay, caps, consent and the rest are not asked here (lib/messages/plan.ts): a condition that holds no longer is how a
 * message that was not sent yet becomes stale.
 */
export type Condition = (facts: MessageFacts, trigger: Trigger) => readonly Due[]
/** One that asks for standing and value alone. */
export type FoldedCondition = (facts: FoldedFacts, trigger: Trigger) => readonly Due[]

type Told = {
  cause: Cause
  subject: string
  since: Date
  kind: Due['kind']
  pieces?: readonly string[]
  values?: Due['values']
  /** Reasons in their order; each becomes "message.why.<cause>.<n>", from 1. */
  why: readonly { values?: Record<string, string | number>; facts?: readonly string[] }[]
}

/** A cause found. */
export function due({ pieces = [], values = {}, why, ...told }: Told): Due {
  const reasons: MessageWhy['reasons'] = why.map((reason, i) => ({
    key: `message.why.${told.cause}.${i + 1}`,
    values: reason.values ?? {},
    facts: [...(reason.facts ?? [])],
  }))
  return { ...told, pieces, values, why: { reasons } }
}

/** A moment among a reason's values, which are kept as JSON: said as a date by whoever words it. */
export const saidAt = (at: Date): string => at.toISOString()
