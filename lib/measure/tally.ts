import type { Experiment, MetricKey } from '@/lib/experiments/schema'
import { add, momentsOf, nobody, type Moments, type Running } from './moments'
import type { ArmCount, Outcome } from './schema'

/** A metric's sums over the mature customers of an arm whom it is about, and how many it is not about. */
export type Sums = Moments & { notAbout: number }

/** Counts and sums by arm, as far as a moment that only moves on. */
export type Tally = {
  /** Takes in who came, and whose window was over, not later than a moment. */
  until: (asOf: Date) => void
  count: (arm: string) => ArmCount
  sums: (arm: string, metric: MetricKey) => Sums
}

type ArmTally = { count: ArmCount; metrics: Map<MetricKey, { running: Running; notAbout: number }> }

/** Walks through customers in time, each taken in once. */
export function tallyOf({ arms, metrics }: Experiment, outcomes: readonly Outcome[]): Tally {
  const byArm = new Map(
    arms.map(({ key }) => [
      key,
      noneOf(
        key,
        metrics.map((metric) => metric.key),
      ),
    ]),
  )
  const coming = queue(outcomes, ({ at }) => at)
  const ripening = queue(outcomes, ({ matureAt }) => matureAt)
  const of = (arm: string): ArmTally => {
    const known = byArm.get(arm)
    if (!known) throw new RangeError(`no arm of this experiment: ${arm}`)
    return known
  }
  return {
    until(asOf) {
      coming(asOf, ({ arm, crossed }) => {
        const { count } = of(arm)
        count.exposed += 1
        count.immature += 1
        if (crossed) count.crossed += 1
      })
      ripening(asOf, ({ arm, samples }) => {
        const { count, metrics } = of(arm)
        count.mature += 1
        count.immature -= 1
        for (const [key, sums] of metrics) {
          const sample = samples[key]
          if (sample) add(sums.running, sample)
          else sums.notAbout += 1
        }
      })
    },
    count: (arm) => of(arm).count,
    sums(arm, metric) {
      const { running, notAbout } = of(arm).metrics.get(metric) ?? { running: nobody(), notAbout: 0 }
      return { ...momentsOf(running), notAbout }
    },
  }
}

const noneOf = (arm: string, metrics: readonly MetricKey[]): ArmTally => ({
  count: { arm, exposed: 0, mature: 0, immature: 0, crossed: 0 },
  metrics: new Map(metrics.map((key) => [key, { running: nobody(), notAbout: 0 }])),
})

/** Hands out each once, by time, as far as the moment asked for. */
function queue(outcomes: readonly Outcome[], when: (outcome: Outcome) => Date) {
  // A moment is sorted as a number: comparing dates costs ten times as much.
  const sorted = outcomes.map((outcome) => ({ at: when(outcome).getTime(), outcome })).sort((a, b) => a.at - b.at)
  let next = 0
  return (asOf: Date, take: (outcome: Outcome) => void): void => {
    const now = asOf.getTime()
    for (let each = sorted[next]; each && each.at <= now; each = sorted[++next]) take(each.outcome)
  }
}
