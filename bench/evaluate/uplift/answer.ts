import { brokenLogger, trialOf, type Trial } from './trial'

/** How much more often the treated buy where there is an effect. */
const LIFT = 0.2

export type Answer = {
  runs: number
  seed: number
  /** Customers in an experiment, on average. */
  customers: number
  /** Without an effect: the planned interval leaves out zero. */
  falseAlarmRate: number
  /** Without an effect: the always-valid interval leaves out zero on any of the days. */
  sequentialFalseAlarmRate: number
  /** With an effect: the planned interval holds the truth; and as a share of the control's mean. */
  coverage: number
  relativeCoverage: number
  /** With an effect: the always-valid interval holds the truth on all days. */
  sequentialCoverage: number
  /** Without an effect: what daily looks at the planned interval come to; and the verdicts that were said. */
  peekedFalseAlarmRate: number
  verdictFalseAlarmRate: number
  /** Without an effect, of the metric of who bought again. */
  retentionFalseAlarmRate: number
  retentionSequentialFalseAlarmRate: number
  /** With an effect: how often it was seen, by the planned interval, and by the always-valid one. */
  found: number
  sequentialFound: number
  /** The share of the variance of spend that the time before explains. */
  explained: number
  /** The ratio check: alerts where logging is right, and where a fifth of one arm's browsers never log. */
  ratioAlertRate: number
  brokenLoggerCaught: number
  seconds: number
}

/** What is to be kept: `falseAlarm` at most, `coverage` on both sides of .95, `sequential` at least. */
export const limitsOf = (runs: number) => ({
  falseAlarm: 0.05 + 2 * Math.sqrt((0.05 * 0.95) / runs),
  coverage: 0.015,
  sequential: 0.95,
})

/**
 * Runs `runs` experiments without an effect, as many with one, and as many with a broken logger.
 * @param progress is told after each run how many are done
 */
export function uplift(runs: number, seed: number, progress: (done: number) => void): Answer {
  const began = performance.now()
  const [without, lifted, caught]: [Trial[], Trial[], boolean[]] = [[], [], []]
  for (let run = 0; run < runs; run++) {
    const seedOf = (part: number): number => mixed(seed, run * 3 + part)
    without.push(trialOf(`none-${seed}-${run}`, seedOf(0), 0))
    lifted.push(trialOf(`lift-${seed}-${run}`, seedOf(1), LIFT))
    caught.push(brokenLogger(`broken-${seed}-${run}`, seedOf(2)))
    progress(run + 1)
  }
  const mean = (of: readonly Trial[], value: (trial: Trial) => number | boolean): number =>
    of.reduce((sum, trial) => sum + Number(value(trial)), 0) / of.length
  return {
    ...{ runs, seed, customers: Math.round(mean([...without, ...lifted], (trial) => trial.customers)) },
    falseAlarmRate: mean(without, (trial) => trial.fixedAlarm),
    sequentialFalseAlarmRate: mean(without, (trial) => trial.sequentialAlarm),
    coverage: mean(lifted, (trial) => trial.fixedCovers),
    relativeCoverage: mean(lifted, (trial) => trial.relativeCovers),
    sequentialCoverage: mean(lifted, (trial) => trial.sequentialCovers),
    peekedFalseAlarmRate: mean(without, (trial) => trial.peekedAlarm),
    verdictFalseAlarmRate: mean(without, (trial) => trial.verdict),
    retentionFalseAlarmRate: mean(without, (trial) => trial.retention.fixedAlarm),
    retentionSequentialFalseAlarmRate: mean(without, (trial) => trial.retention.sequentialAlarm),
    found: mean(lifted, (trial) => trial.fixedAlarm),
    sequentialFound: mean(lifted, (trial) => trial.sequentialAlarm),
    explained: mean([...without, ...lifted], (trial) => trial.explained),
    ratioAlertRate: mean([...without, ...lifted], (trial) => trial.ratioAlert),
    brokenLoggerCaught: caught.filter(Boolean).length / caught.length,
    seconds: Math.round((performance.now() - began) / 100) / 10,
  }
}

/** Neighbouring runs and seeds shall not begin alike: the finaliser of MurmurHash3. */
function mixed(seed: number, part: number): number {
  let state = (Math.imul(seed, 0x9e3779b1) + part) | 0
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`.padStart(7)

/** For people. */
export function toldUplift(answer: Answer): string {
  const limits = limitsOf(answer.runs)
  const atMost = `at most ${percent(limits.falseAlarm).trim()}: 5% and two standard errors`
  const [low, high] = [0.95 - limits.coverage, 0.95 + limits.coverage].map((share) => percent(share).trim())
  const rows: [string, number, string][] = [
    ['falseAlarmRate', answer.falseAlarmRate, `no effect, the planned interval says one (${atMost})`],
    ['sequentialFalseAlarmRate', answer.sequentialFalseAlarmRate, 'the always-valid one, looked at daily (the same)'],
    ['peekedFalseAlarmRate', answer.peekedFalseAlarmRate, 'the planned one, looked at daily: why there are two'],
    ['verdictFalseAlarmRate', answer.verdictFalseAlarmRate, 'a verdict was said on any day'],
    ['retentionFalseAlarmRate', answer.retentionFalseAlarmRate, 'of who bought again: planned'],
    [
      'retentionSequentialFalseAlarmRate',
      answer.retentionSequentialFalseAlarmRate,
      'of who bought again: always-valid',
    ],
    ['coverage', answer.coverage, `an effect, the planned interval holds it (${low} to ${high})`],
    ['relativeCoverage', answer.relativeCoverage, 'the same as a share of the control'],
    ['sequentialCoverage', answer.sequentialCoverage, 'the always-valid one, on all days (at least 95%)'],
    ['found', answer.found, 'the effect was seen, by the planned interval'],
    ['sequentialFound', answer.sequentialFound, 'by the always-valid one, on any day'],
    ['explained', answer.explained, 'of the variance of spend was known before (CUPED)'],
    ['ratioAlertRate', answer.ratioAlertRate, 'ratio alerts where logging is right'],
    ['brokenLoggerCaught', answer.brokenLoggerCaught, 'ratio alerts where a fifth of one arm never logs'],
  ]
  const { runs, seed, customers, seconds } = answer
  const head = `${runs.toLocaleString('en')} runs of about ${customers.toLocaleString('en')} customers in ${seconds} seconds`
  return [
    `  ${head}; seed ${seed}`,
    '',
    ...rows.map(([name, share, what]) => `  ${name.padEnd(34)}${percent(share)}  ${what}`),
  ].join('\n')
}
