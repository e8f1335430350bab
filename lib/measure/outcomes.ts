import type { Experiment } from '@/lib/experiments/schema'
import { METRIC, type Measure } from './metrics'
import type { MeasuredFacts, Outcome, Unit } from './schema'
import { windowOf } from './units'

/**
 * What each customer came to. Those whose window is not over by `asOf` have no samples: half a window is less than a
 * whole one, and the arms would be compared by who came early. What happens after a window changes nothing in it.
 */
export function outcomesOf(
  experiment: Experiment,
  units: readonly Unit[],
  { factsOf, asOf, ...measure }: Measure & { factsOf: (subject: string) => MeasuredFacts; asOf: Date },
): Outcome[] {
  return units.map((unit) => {
    const window = windowOf(experiment, unit)
    const samples: Outcome['samples'] = {}
    if (window.end <= asOf) {
      const facts = factsOf(unit.subject)
      for (const { key } of experiment.metrics) samples[key] = METRIC[key].of(facts, window, measure)
    }
    return { ...unit, matureAt: window.end, samples }
  })
}
