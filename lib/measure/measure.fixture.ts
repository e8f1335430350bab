import { MS_PER_DAY } from '@/lib/core/days'
import { armOf } from '@/lib/experiments/assign'
import { experimentSchema, type Experiment, type MetricKey } from '@/lib/experiments/schema'
import type { Sample } from './moments'
import type { Exposure, Outcome } from './schema'

// Experiments, exposures and outcomes in few words, for tests.

export const FROM = new Date('2026-01-01T00:00:00Z')
/** So many days after the experiment began. */
export const day = (days: number): Date => new Date(FROM.getTime() + Math.round(days * MS_PER_DAY))

/** Two even arms, open for thirty days, windows of ninety; nobody held out. */
export const anExperiment = (over: Partial<Experiment> = {}): Experiment =>
  experimentSchema.parse({
    ...{ key: 'relational-block', slot: 'home.relational', control: 'generic', salt: 'autumn', holdout: 0 },
    arms: [
      { key: 'generic', share: 0.5 },
      { key: 'personal', share: 0.5 },
    ],
    ...{ from: FROM, until: day(30), metrics: [{ key: 'spend', worth: { relative: 0.1 } }] },
    ...over,
  })

/** The first so many subjects whose arm is this. */
export function inArm(experiment: Experiment, arm: string | null, count = 1): string[] {
  const found: string[] = []
  for (let i = 0; found.length < count; i++) if (armOf(experiment, `s-${i}`) === arm) found.push(`s-${i}`)
  return found
}

export const exposure = (subject: string, arm: string, days: number): Exposure => ({
  ...{ subject, arm, at: day(days), counterfactual: arm === 'generic' },
})

/** Customers of an arm, one for each value, who came on day 0 and whose windows are over on day 90. */
export const outcomes = (arm: string, values: readonly number[], metric: MetricKey = 'spend'): Outcome[] =>
  values.map((value, i) => ({
    ...{ subject: `${arm}-${i}`, arm, at: day(0), matureAt: day(90), crossed: false },
    samples: { [metric]: { value, before: null } satisfies Sample },
  }))

/** So many values about a mean, two thirds of it apart on either side. */
export const about = (mean: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (i % 2 === 0 ? mean / 3 : (mean * 5) / 3))
