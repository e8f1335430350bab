import type { Worth } from '@/lib/experiments/schema'
import type { MetricKey } from '@/lib/experiments/schema'
import type { Say } from '@/lib/experience/say'
import type { ExperimentReport } from '@/lib/measure/result'
import { hasEnd } from './state'
import { armWords, differenceWords, shareWords } from './words'

/** What was agreed before an experiment began, as a table of two columns. */
export function definitionView({ experiment }: Pick<ExperimentReport, 'experiment'>, say: Say) {
  const { t, number } = say
  const { key, slot, arms, share, salt, from, until, windowDays, tunedFor, metrics } = experiment
  const rows: [label: string, value: string][] = [
    [t('results.definition.key'), key],
    [t('results.definition.slot'), slot],
    [
      t('results.definition.arms'),
      say.list(
        arms.map((arm) =>
          t('results.definition.arm', { arm: armWords(experiment, arm.key, say), share: shareWords(arm.share, say) }),
        ),
      ),
    ],
    [t('results.definition.share'), shareWords(share, say)],
    [t('results.definition.salt'), salt],
    [t('results.definition.from'), say.stamp(from)],
    [t('results.definition.until'), hasEnd(experiment) ? say.stamp(until) : t('results.definition.never')],
    [t('results.definition.window'), t('results.definition.windowDays', { days: windowDays })],
    [t('results.definition.tunedFor'), t('results.definition.customers', { count: number(tunedFor) })],
    [
      t('results.definition.worth'),
      metrics
        .map(({ key: metric, worth }) =>
          t('results.definition.worthOf', {
            metric: t(`results.metric.${metric}`),
            worth: worthWords(metric, worth, say),
          }),
        )
        .join('; '),
    ],
  ]
  return {
    label: t('results.definition.table'),
    columns: [{ label: t('results.definition.what') }, { label: t('results.definition.value') }],
    rows: rows.map(([label, value]) => ({ key: label, cells: [label, value] })),
  }
}

const worthWords = (metric: MetricKey, worth: Worth, say: Say): string =>
  'absolute' in worth
    ? differenceWords(metric, worth.absolute, say)
    : say.t('results.definition.worthRelative', { share: shareWords(worth.relative, say) })
