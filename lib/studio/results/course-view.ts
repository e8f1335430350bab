import type { MetricKey } from '@/lib/experiments/schema'
import type { Say } from '@/lib/experience/say'
import type { ExperimentReport } from '@/lib/measure/result'
import { ticksOf, type ChartTable } from '../chart'
import { armName, differenceWords, LEAST_STEP, tickWords, UNIT } from './words'

/** The metric that an address asks for, if the experiment has it; else the one that decides. */
export function chosenMetric(
  { experiment }: Pick<ExperimentReport, 'experiment'>,
  asked: string | undefined,
): MetricKey {
  const metrics = experiment.metrics.map(({ key }) => key)
  return metrics.find((key) => key === asked) ?? metrics[0] ?? 'spend'
}

/**
 * A metric's difference over time with the always-valid interval of each day, a chart for each arm that is compared.
 * Days without an interval are left out; an arm with fewer than two others has no chart.
 */
export function courseView(
  { experiment, course }: Pick<ExperimentReport, 'experiment' | 'course'>,
  metric: MetricKey,
  say: Say,
) {
  const { t, number } = say
  const { control, arms } = experiment
  return arms.flatMap(({ key: arm }) => {
    const points = course.flatMap(({ asOf, metrics, ratio }) => {
      const found = metrics.find((each) => each.metric === metric && each.arm === arm)
      if (!found?.sequential || ratio.alert) return []
      const customers = found.control.customers + found.treated.customers
      return [{ day: say.shortDate(asOf), at: asOf, customers, ...found.sequential.absolute }]
    })
    const [first, last] = [points[0], points.at(-1)]
    if (!first || !last || points.length < 2) return []
    const name = t(`results.metric.${metric}`)
    const write = (value: number) => differenceWords(metric, value, say)
    const band = { label: t('results.course.band'), low: points.map((p) => p.low), high: points.map((p) => p.high) }
    return [
      {
        caption: t('results.course.caption', { metric: name, arm: armName(arm, say), control: armName(control, say) }),
        label: t('results.course.alt', {
          ...{ metric: name, first: first.day, firstValue: write(first.value), last: last.day },
          ...{ lastValue: write(last.value), low: write(last.low), high: write(last.high) },
        }),
        ticks: ticksOf([...band.low, ...band.high], (value) => tickWords(metric, value, say), LEAST_STEP[UNIT[metric]]),
        across: points.map(({ day }) => day),
        lines: [{ label: t('results.course.line'), tone: 'ink' as const, values: points.map(({ value }) => value) }],
        band,
        table: {
          summary: t('results.table'),
          columns: [
            ...[t('results.course.day'), t('results.course.customers')],
            ...[t('results.course.line'), t('results.course.band')],
          ],
          rows: points
            .map(({ day, at, customers, value, low, high }) => ({
              key: at.toISOString(),
              cells: [day, number(customers), write(value), t('results.range', { low: write(low), high: write(high) })],
            }))
            .toReversed(),
        } satisfies ChartTable,
      },
    ]
  })
}
