import { MS_PER_DAY } from '@/lib/core/days'
import type { Experiment, MetricKey, Worth } from '@/lib/experiments/schema'
import { around, customersNeeded, differenceOf, fixedHalf, sequentialHalf, type Difference } from './effect'
import { METRIC } from './metrics'
import { adjusted, momentsOf, type Adjusted, type Moments, type Sample } from './moments'
import { ratioCheck, type RatioCheck } from './ratio'
import type { ArmCount, Bounds, Finding, MetricResult, Outcome, Result } from './schema'

/** Below this in either arm a mean is not yet about normal, and no interval is told. */
export const FEWEST = 100
/** Nor with fewer than this in both arms together to whom anything happened. */
export const FEWEST_ACTIVE = 10

/**
 * What an experiment says as of a moment. Customers whose window is not over are counted and left out. The ratio of the
 * arms comes first: where it is off, every finding says only that.
 * docs/measure.md has each formula with its source.
 */
export function analyse(experiment: Experiment, outcomes: readonly Outcome[], asOf: Date): Result {
  const known = outcomes.filter(({ at }) => at <= asOf)
  const mature = known.filter(({ matureAt }) => matureAt <= asOf)
  const arms = experiment.arms.map(({ key }): ArmCount => {
    const of = (all: readonly Outcome[]): number => all.reduce((n, { arm }) => (arm === key ? n + 1 : n), 0)
    const [exposed, over] = [of(known), of(mature)]
    const crossed = of(known.filter((outcome) => outcome.crossed))
    return { arm: key, exposed, mature: over, immature: exposed - over, crossed }
  })
  const ratio = ratioCheck(
    experiment.arms.map(({ key, share }, i) => ({ arm: key, share, seen: arms[i]?.exposed ?? 0 })),
  )
  const complete = asOf.getTime() >= experiment.until.getTime() + experiment.windowDays * MS_PER_DAY
  const metrics = experiment.metrics.flatMap(({ key, worth }) => {
    const moments = momentsByArm(experiment, mature, key)
    const control = moments.get(experiment.control)
    if (!control) return []
    return [...moments].flatMap(([arm, treated]) =>
      arm === experiment.control
        ? []
        : [compared({ metric: key, arm, worth, control, treated, ratio, complete, tunedFor: experiment.tunedFor })],
    )
  })
  return { experiment: experiment.key, asOf, complete, ratio, arms, metrics }
}

type Arm = Moments & { notAbout: number }

function momentsByArm({ arms }: Experiment, mature: readonly Outcome[], metric: MetricKey): Map<string, Arm> {
  const samples = new Map(arms.map(({ key }) => [key, { about: [] as Sample[], notAbout: 0 }]))
  for (const outcome of mature) {
    const of = samples.get(outcome.arm)
    const sample = outcome.samples[metric]
    if (!of) continue
    if (sample) of.about.push(sample)
    else of.notAbout += 1
  }
  return new Map([...samples].map(([key, { about, notAbout }]) => [key, { ...momentsOf(about), notAbout }]))
}

type Compared = {
  metric: MetricKey
  arm: string
  worth: Worth
  control: Arm
  treated: Arm
  ratio: RatioCheck
  complete: boolean
  tunedFor: number
}

function compared({ metric, arm, worth, control, treated, ratio, complete, tunedFor }: Compared): MetricResult {
  const { good } = METRIC[metric]
  const levels = adjusted(control, treated)
  const difference = differenceOf(levels.control, levels.treated)
  const active = control.active + treated.active
  // Without any spread nothing is known of how far chance would go.
  const enough = Math.min(control.n, treated.n) >= FEWEST && active >= FEWEST_ACTIVE && difference.absolute.error > 0
  const fixed = enough ? boundsOf(difference, fixedHalf()) : null
  const sequential = enough ? boundsOf(difference, sequentialHalf(difference.n, tunedFor)) : null
  return {
    ...{ metric, arm, good, fixed, sequential },
    control: { customers: control.n, mean: control.mean },
    treated: { customers: treated.n, mean: treated.mean },
    notAbout: control.notAbout + treated.notAbout,
    explained: levels.explained,
    finding: ratio.alert
      ? { key: 'ratio', chiSquared: ratio.chiSquared, p: ratio.p }
      : fixed && sequential
        ? findingOf({ fixed, sequential, good, complete, levels, worth, active })
        : { key: 'too-few', customers: difference.n, active },
  }
}

const boundsOf = ({ absolute, relative }: Difference, half: number): Bounds => ({
  absolute: around(absolute.value, half * absolute.error),
  relative: relative && around(relative.value, half * relative.error),
})

function findingOf(known: {
  fixed: Bounds
  sequential: Bounds
  good: 'up' | 'down'
  complete: boolean
  levels: Adjusted
  worth: Worth
  active: number
}): Finding {
  const { fixed, sequential, good, complete, levels, worth, active } = known
  const early = directionOf(sequential, good)
  if (early) return { key: early, by: 'sequential' }
  const { control, treated } = levels
  const least = 'absolute' in worth ? worth.absolute : worth.relative * Math.abs(control.mean)
  // A share of nothing is no difference that any number of customers could show.
  if (least === 0) return { key: 'too-few', customers: control.n + treated.n, active }
  const needed = customersNeeded(control, treated, least)
  const stillNeeded = needed - control.n - treated.n
  if (stillNeeded > 0) return { key: 'underpowered', stillNeeded, needed }
  if (!complete) return { key: 'open' }
  const planned = directionOf(fixed, good)
  return planned ? { key: planned, by: 'fixed' } : { key: 'no-sign' }
}

/** Which way an interval lies wholly, by what is good; null where it holds zero. */
function directionOf({ absolute: { low, high } }: Bounds, good: 'up' | 'down'): 'better' | 'worse' | null {
  if (low > 0) return good === 'up' ? 'better' : 'worse'
  if (high < 0) return good === 'up' ? 'worse' : 'better'
  return null
}
