import type { Experiment, MetricKey } from '@/lib/experiments/schema'
import type { Say } from '@/lib/experience/say'
import type { ExperimentReport } from '@/lib/measure/result'
import type { MetricResult } from '@/lib/measure/schema'
import { ticksOf, type ChartTable } from '../chart'
import { percent } from '../value/words'
import { findingSentence, findingShort, isVerdict } from './finding'
import {
  armName,
  armWords,
  differenceWords,
  LEAST_STEP,
  meanWords,
  relativeWords,
  tickWords,
  UNIT,
  type Unit,
} from './words'

const CHARTS = [
  ['share', 'results.effects.rates'],
  ['money', 'results.effects.spend'],
  ['score', 'results.effects.score'],
] as const satisfies readonly (readonly [Unit, string])[]

/** The effects drawn, each unit on a scale of its own: rates first. Empty where the arms are not as they should be. */
export function effectsView({ experiment, result }: Pick<ExperimentReport, 'experiment' | 'result'>, say: Say) {
  if (result.ratio.alert) return { charts: [], drawn: null }
  const { t } = say
  const charts = CHARTS.flatMap(([unit, caption]) => {
    const own = result.metrics.filter(({ metric }) => UNIT[metric] === unit)
    return own.length > 0
      ? [chartOf(own, { unit, caption: t(caption), complete: result.complete, experiment }, say)]
      : []
  })
  return { charts, drawn: t(result.complete ? 'results.effects.drawnFixed' : 'results.effects.drawnSequential') }
}

type Drawn = { unit: Unit; caption: string; complete: boolean; experiment: Experiment }

function chartOf(found: readonly MetricResult[], { unit, caption, complete, experiment }: Drawn, say: Say) {
  const { t } = say
  const metric = (found[0]?.metric ?? 'spend') satisfies MetricKey
  const write = (value: number) => tickWords(metric, value, say)
  const rows = found.map((each) => {
    const bounds = (complete ? each.fixed : each.sequential)?.absolute ?? null
    const name = t(`results.metric.${each.metric}`)
    const several = experiment.arms.length > 2
    return {
      label: several ? t('results.effects.withArm', { metric: name, arm: armName(each.arm, say) }) : name,
      written: findingShort(each, say),
      range: bounds && { low: bounds.low, estimate: bounds.value, high: bounds.high },
      full: isVerdict(each),
      each,
    }
  })
  const ticks = ticksOf(
    rows.flatMap(({ range }) => (range ? [range.low, range.high] : [])),
    write,
    LEAST_STEP[unit],
  )
  const told = rows.map(({ label, written }) => t('results.effects.row', { label, verdict: written }))
  return {
    caption,
    label: t('results.effects.alt', { rows: told.join('; ') }),
    // Of every scale there are two ends at least.
    from: ticks[0] ?? { value: 0, label: write(0) },
    to: ticks.at(-1) ?? { value: 1, label: write(1) },
    zero: write(0),
    rows: rows.map(({ label, written, range, full }) => ({ label, written, range, full })),
    table: {
      summary: t('results.table'),
      columns: [
        ...[t('results.effects.metric'), t('results.effects.difference')],
        ...[t('results.effects.interval'), t('results.effects.says')],
      ],
      rows: rows.map(({ label, written, range, each }) => ({
        key: label,
        cells: [
          label,
          range ? differenceWords(each.metric, range.estimate, say) : t('results.effects.none'),
          range ? rangeWords(each.metric, range, say) : t('results.effects.none'),
          written,
        ],
      })),
    } satisfies ChartTable,
  }
}

const rangeWords = (metric: MetricKey, { low, high }: { low: number; high: number }, say: Say): string =>
  say.t('results.range', { low: differenceWords(metric, low, say), high: differenceWords(metric, high, say) })

/** Each metric with both of its intervals, absolute and relative, and what was known before. */
export function detailsView(
  { experiment, result, nearWithin }: Pick<ExperimentReport, 'experiment' | 'result' | 'nearWithin'>,
  say: Say,
) {
  if (result.ratio.alert) return []
  const { t, number } = say
  const { windowDays, control } = experiment
  return result.metrics.map((found, i) => {
    const { metric, arm, fixed, sequential, explained, notAbout } = found
    const none = t('results.detail.none')
    const armNames = { arm: armName(arm, say), control: armName(control, say) }
    const relative = (range: { low: number; high: number } | null | undefined) =>
      range ? t('results.range', { low: relativeWords(range.low, say), high: relativeWords(range.high, say) }) : none
    const absolute = (range: { low: number; high: number } | undefined) =>
      range ? rangeWords(metric, range, say) : none
    const mean = (key: string, { customers, mean: value }: MetricResult['control']) => ({
      key,
      cells: [
        t('results.detail.mean', { arm: armWords(experiment, key, say), count: customers, number: number(customers) }),
        customers > 0 ? meanWords(metric, value, say) : none,
        none,
      ],
    })
    return {
      key: `${metric}-${arm}`,
      title: t(`results.metric.${metric}`),
      about: t(`results.about.${metric}`, { days: windowDays, amount: say.money(nearWithin), unit: say.unit }),
      decides: i === 0 ? t('results.decides') : null,
      sentence: findingSentence(found, { ...experiment, ...result }, say),
      notes: [
        t('results.detail.notAbout', { count: notAbout, number: number(notAbout) }),
        explained > 0
          ? t('results.detail.explained', { share: percent(explained, say) })
          : t('results.detail.unexplained'),
      ],
      table: {
        label: t('results.detail.table', { ...armNames, metric: t(`results.metric.${metric}`) }),
        columns: [
          { label: t('results.detail.what') },
          { label: t('results.detail.absolute'), right: true },
          { label: t('results.detail.relative'), right: true },
        ],
        rows: [
          mean(control, found.control),
          mean(arm, found.treated),
          {
            key: 'difference',
            cells: [
              t('results.detail.difference'),
              fixed ? differenceWords(metric, fixed.absolute.value, say) : none,
              fixed?.relative ? relativeWords(fixed.relative.value, say) : none,
            ],
          },
          {
            key: 'fixed',
            cells: [t('results.detail.fixed'), absolute(fixed?.absolute), relative(fixed?.relative)],
          },
          {
            key: 'sequential',
            cells: [t('results.detail.sequential'), absolute(sequential?.absolute), relative(sequential?.relative)],
          },
        ],
      },
    }
  })
}
