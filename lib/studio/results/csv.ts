import { createHmac } from 'node:crypto'
import { isoDay } from '@/lib/core/days'
import type { Experiment } from '@/lib/experiments/schema'
import { csvLine } from '@/lib/loyalty/base/audience-list'
import type { ExperimentReport } from '@/lib/measure/result'
import type { Bounds, MetricResult, Outcome, Result } from '@/lib/measure/schema'

type Cell = string | number | boolean | null | undefined

/**
 * A line of CSV. A text that a spreadsheet would work out as a formula is told to be a text by an apostrophe; numbers are
 * ours, and stay numbers.
 */
const line = (...cells: readonly Cell[]): string =>
  `${csvLine(
    cells.map((cell) => {
      if (cell === null || cell === undefined) return ''
      // Twelve digits: what binary fractions add in the sixteenth is no information.
      if (typeof cell === 'number') return String(Number(cell.toPrecision(12)))
      if (typeof cell === 'boolean') return String(cell)
      return /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
    }),
  )}\r\n`

/**
 * All that the page of an experiment shows, a number to a line: what it is of (part, moment or day, arm, metric), its name
 * and its value. Amounts are minor units, shares from 0 to 1; the last moment is that of the result.
 */
export function* resultCsv(report: ExperimentReport): Generator<string, void, void> {
  const { experiment, result, course, days, outside, strangers, nearWithin, timeZone, currency } = report
  yield line('part', 'at', 'arm', 'metric', 'name', 'value')
  const of = (part: string, name: string, value: Cell, arm = '', metric = '', at = ''): string =>
    line(part, at, arm, metric, name, value)
  const { key, slot, share, salt, from, until, windowDays, tunedFor, control } = experiment
  const settings = { key, slot, control, share, salt, windowDays, tunedFor, nearWithin, timeZone, currency }
  for (const [name, value] of Object.entries(settings)) yield of('definition', name, value)
  yield of('definition', 'from', from.toISOString())
  yield of('definition', 'until', until.toISOString())
  yield of('definition', 'simulated', report.simulated)
  if (experiment.putIn) {
    const { arm, ...counts } = experiment.putIn
    for (const [name, value] of Object.entries(counts)) yield of('putIn', name, value, arm)
  }
  for (const arm of experiment.arms) yield of('definition', 'share', arm.share, arm.key)
  for (const { key: metric, worth } of experiment.metrics) {
    for (const [name, value] of Object.entries(worth)) yield of('definition', `worth ${name}`, value, '', metric)
  }
  yield of('ratio', 'chiSquared', result.ratio.chiSquared)
  yield of('ratio', 'p', result.ratio.p)
  yield of('ratio', 'alert', result.ratio.alert)
  for (const { arm, expected, seen } of result.ratio.arms) {
    yield of('ratio', 'expected', expected, arm)
    yield of('ratio', 'seen', seen, arm)
  }
  for (const { arm, ...counts } of result.arms) {
    for (const [name, value] of Object.entries(counts)) yield of('in', name, value, arm)
  }
  yield of('in', 'strangers', strangers)
  for (const [name, value] of Object.entries(outside)) yield of('out', name, value)
  for (const { day, arms } of days) {
    for (const { arm, customers } of arms) yield of('exposure', 'customers', customers, arm, '', isoDay(day))
  }
  yield* metricLines('result', result)
  for (const then of course) yield* metricLines('course', then)
}

function* metricLines(part: string, { asOf, metrics }: Result): Generator<string, void, void> {
  for (const found of metrics) {
    for (const [name, value] of numbersOf(found)) {
      yield line(part, asOf.toISOString(), found.arm, found.metric, name, value)
    }
  }
}

function numbersOf({
  control,
  treated,
  notAbout,
  explained,
  fixed,
  sequential,
  finding,
}: MetricResult): [string, Cell][] {
  const { key, ...rest } = finding
  return [
    ['control customers', control.customers],
    ['control mean', control.mean],
    ['treated customers', treated.customers],
    ['treated mean', treated.mean],
    ['not about', notAbout],
    ['explained', explained],
    ...boundsOf('fixed', fixed),
    ...boundsOf('sequential', sequential),
    ['finding', key],
    ...Object.entries(rest).map(([name, value]): [string, Cell] => [`finding ${name}`, value]),
  ]
}

function boundsOf(name: string, bounds: Bounds | null): [string, Cell][] {
  return (['absolute', 'relative'] as const).flatMap((kind) => {
    const range = bounds?.[kind]
    return (['value', 'low', 'high'] as const).map((end): [string, Cell] => [`${name} ${kind} ${end}`, range?.[end]])
  })
}

/** What a customer is called in a file: of one secret and one experiment always the same, and nobody's id. */
export const codeOf = (experiment: string, subject: string, secret: string): string =>
  createHmac('sha256', secret).update(`results customer\n${experiment}\n${subject}`).digest('hex').slice(0, 20)

/** Everybody who is in, a customer to a line, by code: arm, first exposure, and what they came to in each metric. */
export function* customersCsv(
  experiment: Experiment,
  outcomes: Iterable<Outcome>,
  secret: string,
): Generator<string, void, void> {
  const metrics = experiment.metrics.map(({ key }) => key)
  yield line(
    ...['customer', 'arm', 'first exposure', 'measured at', 'crossed'],
    ...metrics.flatMap((metric) => [metric, `${metric} before`]),
  )
  for (const { subject, arm, at, matureAt, crossed, samples } of outcomes) {
    yield line(
      ...[codeOf(experiment.key, subject, secret), arm, at.toISOString(), matureAt.toISOString(), crossed],
      ...metrics.flatMap((metric) => [samples[metric]?.value, samples[metric]?.before]),
    )
  }
}
