import { MS_PER_DAY } from '@/lib/core/days'
import type { Experiment, MetricKey, Worth } from '@/lib/experiments/schema'
import { around, customersNeeded, differenceOf, fixedHalf, sequentialHalf, type Difference } from './effect'
import { METRIC } from './metrics'
import { adjusted, type Adjusted } from './moments'
import { ratioCheck, type RatioCheck } from './ratio'
import type { Bounds, Finding, MetricResult, Outcome, Result } from './schema'
import { tallyOf, type Sums, type Tally } from './tally'

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
  const tally = tallyOf(experiment, outcomes)
  tally.until(asOf)
  return resultOf(experiment, tally, asOf)
}

/** The same as of several moments, earlier to later, in one walk over the customers: how a result came to be. */
export function courseOf(experiment: Experiment, outcomes: readonly Outcome[], moments: readonly Date[]): Result[] {
  const tally = tallyOf(experiment, outcomes)
  return moments.map((asOf) => {
    tally.until(asOf)
    return resultOf(experiment, tally, asOf)
  })
}

function resultOf(experiment: Experiment, tally: Tally, asOf: Date): Result {
  const { control, tunedFor } = experiment
  const arms = experiment.arms.map(({ key }) => ({ ...tally.count(key) }))
  const ratio = ratioCheck(
    experiment.arms.map(({ key, share }) => ({ arm: key, share, seen: tally.count(key).exposed })),
  )
  const complete = asOf.getTime() >= experiment.until.getTime() + experiment.windowDays * MS_PER_DAY
  const metrics = experiment.metrics.flatMap(({ key, worth }) =>
    experiment.arms.flatMap(({ key: arm }) => {
      if (arm === control) return []
      const [low, high] = [tally.sums(control, key), tally.sums(arm, key)]
      return [compared({ metric: key, arm, worth, control: low, treated: high, ratio, complete, tunedFor })]
    }),
  )
  return { experiment: experiment.key, asOf, complete, ratio, arms, metrics }
}

type Compared = {
  metric: MetricKey
  arm: string
  worth: Worth
  control: Sums
  treated: Sums
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
