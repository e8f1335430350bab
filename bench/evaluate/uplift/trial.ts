import { MS_PER_DAY } from '@/lib/core/days'
import { seededRandom } from '@/lib/core/random'
import type { Experiment } from '@/lib/experiments/schema'
import { analyse, courseOf } from '@/lib/measure/analyse'
import type { Interval } from '@/lib/measure/effect'
import { outcomesOf } from '@/lib/measure/outcomes'
import type { MetricResult, Outcome } from '@/lib/measure/schema'
import { unitsOf } from '@/lib/measure/units'
import { DEFAULT_WEIGHTS } from '@/lib/value/weights'
import { chanceOf } from './chance'
import { anExperimentOf, OPEN_DAYS, populationOf, trueEffect, type Population } from './population'

/** What one simulated experiment came to, for spend per customer. */
export type Trial = {
  customers: number
  /** The planned interval, when all is over: whether it leaves out zero, holds the truth, absolute and as a share. */
  fixedAlarm: boolean
  fixedCovers: boolean
  relativeCovers: boolean
  /** Whether on any day the planned interval leaves out zero: what peeking does to it. */
  peekedAlarm: boolean
  /** Whether on any day the always-valid interval leaves out zero; and whether on every day it holds that day's truth. */
  sequentialAlarm: boolean
  sequentialCovers: boolean
  /** Whether on any day a verdict was said. */
  verdict: boolean
  /** The same for who bought again, where there is no effect: the planned interval at the end, the other one on any day. */
  retention: { fixedAlarm: boolean; sequentialAlarm: boolean }
  /** The share of variance that the time before explains. */
  explained: number
  ratioAlert: boolean
}

const holds = ({ low, high }: Interval, value: number): boolean => low <= value && value <= high

/** Simulates one experiment from assignment to analysis, looked at every day on which somebody's window is over. */
export function trialOf(salt: string, seed: number, lift: number): Trial {
  const experiment = anExperimentOf(salt)
  const population = populationOf(experiment, chanceOf(seededRandom(seed)), lift)
  const outcomes = outcomesIn(experiment, population)
  const trial = {
    ...{ customers: outcomes.length, peekedAlarm: false, sequentialAlarm: false, sequentialCovers: true },
    verdict: false,
  }
  const retention = { fixedAlarm: false, sequentialAlarm: false }
  const days = Array.from({ length: OPEN_DAYS }, (_, i) => i + 1)
  const course = courseOf(
    experiment,
    outcomes,
    days.map((day) => at(experiment, day)),
  )
  course.forEach(({ metrics }, i) => {
    note(trial, metricOf(metrics, 'spend'), trueEffect(lift, i + 1, experiment.windowDays))
    const { sequential } = metricOf(metrics, 'retention')
    retention.sequentialAlarm ||= sequential !== null && !holds(sequential.absolute, 0)
  })

  const last = course.at(-1)
  const truth = trueEffect(lift, OPEN_DAYS, experiment.windowDays)
  const [spend, again] = [metricOf(last?.metrics ?? [], 'spend'), metricOf(last?.metrics ?? [], 'retention')]
  if (!spend.fixed || !again.fixed) throw new Error('too few customers were simulated for an interval')
  retention.fixedAlarm = !holds(again.fixed.absolute, 0)
  return {
    ...trial,
    fixedAlarm: !holds(spend.fixed.absolute, 0),
    fixedCovers: holds(spend.fixed.absolute, truth),
    relativeCovers: spend.fixed.relative !== null && holds(spend.fixed.relative, lift),
    ...{ retention, explained: spend.explained, ratioAlert: last?.ratio.alert ?? false },
  }
}

/** Whether the ratio check notices that a fifth of one arm's browsers never log anything, and nothing else is said. */
export function brokenLogger(salt: string, seed: number): boolean {
  const experiment = anExperimentOf(salt)
  const population = populationOf(experiment, chanceOf(seededRandom(seed)), 0)
  const random = seededRandom(seed + 1)
  const silent = new Set([...population.facts.keys()].filter(() => random() < 0.2))
  const exposures = population.exposures.filter(({ subject, arm }) => arm !== 'personal' || !silent.has(subject))
  const outcomes = outcomesIn(experiment, { ...population, exposures })
  const { ratio, metrics } = analyse(experiment, outcomes, at(experiment, OPEN_DAYS))
  return ratio.alert && metrics.every(({ finding }) => finding.key === 'ratio')
}

/** The moment at which the windows are over of who came in within the first `day` days. */
const at = ({ from, windowDays }: Experiment, day: number): Date =>
  new Date(from.getTime() + (day + windowDays) * MS_PER_DAY)

/** A window that is over stays as it is, so what is known at the end is also what was known on each day. */
function outcomesIn(experiment: Experiment, { exposures, facts }: Population): Outcome[] {
  const { units } = unitsOf(experiment, exposures)
  const factsOf = (subject: string) => {
    const known = facts.get(subject)
    if (!known) throw new Error(`nobody of the population is ${subject}`)
    return known
  }
  const asOf = at(experiment, OPEN_DAYS)
  return outcomesOf(experiment, units, { factsOf, asOf, timeZone: 'UTC', weights: DEFAULT_WEIGHTS })
}

function metricOf(metrics: readonly MetricResult[], key: string): MetricResult {
  const found = metrics.find(({ metric }) => metric === key)
  if (!found) throw new Error(`the analysis has no ${key}`)
  return found
}

type Noted = Pick<Trial, 'peekedAlarm' | 'sequentialAlarm' | 'sequentialCovers' | 'verdict'>

function note(trial: Noted, { fixed, sequential, finding }: MetricResult, truth: number): void {
  trial.verdict ||= finding.key === 'better' || finding.key === 'worse'
  if (!fixed || !sequential) return
  trial.peekedAlarm ||= !holds(fixed.absolute, 0)
  trial.sequentialAlarm ||= !holds(sequential.absolute, 0)
  trial.sequentialCovers &&= holds(sequential.absolute, truth)
}
