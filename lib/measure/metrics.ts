import { dayOf } from '@/lib/core/days'
import type { Minor } from '@/lib/core/money'
import type { MetricKey } from '@/lib/experiments/schema'
import { keptOf, netOf } from '@/lib/value/kept'
import type { ValueFacts, Weights } from '@/lib/value/schema'
import { flowsOf, scoreOn } from '@/lib/value/score'
import type { Sample } from './moments'
import type { MeasuredFacts, Window } from './schema'

/** What the value score needs beside facts: the programme's days, and the weights of weeks. */
export type Measure = { timeZone: string; weights: Weights }

/**
 * A metric: a pure fold of one customer's facts over their window. Null where it is not about them. What it is about,
 * and `before`, go by what had happened before the window began, so that no arm can change them.
 */
type Metric = {
  good: 'up' | 'down'
  of: (facts: MeasuredFacts, window: Window, measure: Measure) => Sample | null
}

export const METRIC: Readonly<Record<MetricKey, Metric>> = {
  /** Of those who had bought and kept something: who did so again. */
  retention: {
    good: 'up',
    of: ({ value }, window) => {
      const before = keptOf(value, justBefore(window.start))
      if (before.length === 0) return null
      const lately = before.filter(({ purchase }) => purchase.at >= sameLength(window))
      return { value: flag(keptIn(value, window)), before: lately.length }
    },
  },
  /** Of those who had bought and kept exactly one: who did so again. */
  'second-purchase': {
    good: 'up',
    of: ({ value }, window) =>
      keptOf(value, justBefore(window.start)).length === 1
        ? { value: flag(keptIn(value, window)), before: null }
        : null,
  },
  /** Of those to whom the next tier was near: who rose above the tier they had. */
  'tier-upgrade': {
    good: 'up',
    of: ({ standings }, { start, end }) => {
      const held = standings.findLast(({ at }) => at < start)
      if (!held?.near) return null
      const rose = standings.some(({ at, rank }) => at >= start && at < end && rank > held.rank)
      return { value: flag(rose), before: null }
    },
  },
  /** Of those who took messages: who said no to them, even if they changed their mind. */
  unsubscribe: {
    good: 'down',
    of: ({ subscriptions }, { start, end }) => {
      if (!subscriptions.findLast(({ at }) => at < start)?.subscribed) return null
      const left = subscriptions.some(({ at, subscribed }) => !subscribed && at >= start && at < end)
      return { value: flag(left), before: null }
    },
  },
  /** Of everybody: what they bought and kept, in minor units. Before: the same over as many days before. */
  spend: {
    good: 'up',
    of: ({ value }, window) => ({
      value: spentIn(value, window),
      before: spentIn(value, { start: sameLength(window), end: window.start }),
    }),
  },
  /** Of everybody: by how much the value score is another at the window's end. Before: the score at its start. */
  'value-score': {
    good: 'up',
    of: ({ value }, { start, end }, measure) => {
      const before = scoreAt(value, justBefore(start), measure)
      return { value: scoreAt(value, justBefore(end), measure) - before, before }
    },
  },
}

const flag = (held: boolean): number => (held ? 1 : 0)

/** Folds count what is not later than a moment; windows do not include their end. */
const justBefore = (at: Date): Date => new Date(at.getTime() - 1)

const sameLength = ({ start, end }: Window): Date => new Date(2 * start.getTime() - end.getTime())

/** Whether something was bought in the window and kept until its end. */
const keptIn = (facts: ValueFacts, { start, end }: Window): boolean =>
  keptOf(facts, justBefore(end)).some(({ purchase }) => purchase.at >= start)

/** What was bought in a window, less what came back of it until the window's end, and what the till paid back in it. */
function spentIn({ purchases, otherReturns }: ValueFacts, { start, end }: Window): Minor {
  const [from, until] = [start.getTime(), end.getTime()]
  const within = (at: Date): boolean => at.getTime() >= from && at.getTime() < until
  const last = justBefore(end)
  let sum = 0
  for (const purchase of purchases) if (within(purchase.at)) sum += netOf(purchase, last)
  for (const { at, amount } of otherReturns) if (within(at)) sum -= amount
  return sum
}

const scoreAt = (facts: ValueFacts, at: Date, { timeZone, weights }: Measure): number =>
  scoreOn(flowsOf(facts, at, timeZone), dayOf(at, timeZone), weights)
