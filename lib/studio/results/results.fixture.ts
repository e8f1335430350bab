import { sayIn } from '@/lib/experience/say'
import type { Experiment } from '@/lib/experiments/schema'
import { analyse, courseOf } from '@/lib/measure/analyse'
import { momentsShown } from '@/lib/measure/moments-shown'
import { anExperiment, day } from '@/lib/measure/measure.fixture'
import type { ExperimentReport } from '@/lib/measure/result'
import type { Outcome } from '@/lib/measure/schema'
import { exposureByDay } from '@/lib/measure/units'

// Experiments with outcomes, for tests of what the studio says.

export const say = sayIn('en-US', 'USD', 'UTC')

/** Who bought again, of so many in an arm; a customer a quarter of a day. */
export const again = (arm: string, count: number, who: number): Outcome[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ subject: `${arm}-${i}`, arm, at: day(i / 4 / 24), matureAt: day(90 + i / 4 / 24), crossed: i < 3 },
    samples: { retention: { value: i % count < who ? 1 : 0, before: null } },
  }))

export const RETENTION = { metrics: [{ key: 'retention' as const, worth: { absolute: 0.1 } }] }

/** All that a page shows of these outcomes, as of so many days after it began. */
export function reportOf(outcomes: Outcome[], days = 300, over: Partial<Experiment> = RETENTION): ExperimentReport {
  const experiment = anExperiment({ slot: 'home.relation', ...over })
  const asOf = day(days)
  return {
    ...{ experiment, from: 'experiment', name: null, paused: false, simulated: false, asOf },
    ...{ timeZone: 'UTC', currency: 'USD', strangers: 2, nearWithin: 30_000 },
    outside: { notIn: 4, otherTime: 3, erased: 2, staff: 1 },
    result: analyse(experiment, outcomes, asOf),
    course: courseOf(experiment, outcomes, momentsShown(outcomes, asOf)),
    days: exposureByDay(experiment, outcomes, 'UTC'),
  }
}
