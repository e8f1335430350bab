import { dateOfDay, isoDay } from '@/lib/core/days'
import type { Say } from '@/lib/experience/say'
import type { ExperimentReport } from '@/lib/measure/result'
import { RATIO_ALERT } from '@/lib/measure/ratio'
import { ticksOf, type ChartTable } from '../chart'
import { decimals } from '../value/words'
import { armWords, chanceWords, shareWords } from './words'

/** With fewer expected in an arm a chi-squared says nothing (Cochran, Biometrics 10, 1954). */
const LEAST_EXPECTED = 5

/** Whether the arms are as large as they should be: the sentence, and the counts behind it. */
export function ratioView({ experiment, result }: Pick<ExperimentReport, 'experiment' | 'result'>, say: Say) {
  const { t, number } = say
  const { arms, chiSquared, p, alert } = result.ratio
  const values = { chi: decimals(chiSquared, 2, say), p: chanceWords(p), alert: String(RATIO_ALERT) }
  const nobody = arms.every(({ seen }) => seen === 0)
  const few = !alert && arms.some(({ expected }) => expected < LEAST_EXPECTED)
  return {
    alert,
    sentence: nobody
      ? t('results.ratio.nobody')
      : few
        ? t('results.ratio.few', { least: LEAST_EXPECTED })
        : t(alert ? 'results.ratio.bad' : 'results.ratio.good', values),
    table: {
      label: t('results.ratio.table'),
      columns: [
        { label: t('results.ratio.arm') },
        { label: t('results.ratio.share'), right: true },
        { label: t('results.ratio.expected'), right: true },
        { label: t('results.ratio.seen'), right: true },
      ],
      rows: arms.map(({ arm, share, expected, seen }) => ({
        key: arm,
        cells: [armWords(experiment, arm, say), shareWords(share, say), decimals(expected, 1, say), number(seen)],
      })),
    },
  }
}

/** Who is in by arm, and who is out and why. */
export function peopleView(
  report: Pick<ExperimentReport, 'experiment' | 'result' | 'outside' | 'strangers'>,
  say: Say,
) {
  const { t, number } = say
  const { experiment, result, outside, strangers } = report
  const crossed = result.arms.reduce((sum, arm) => sum + arm.crossed, 0)
  const why = [
    ['notIn', t('results.people.notIn', { share: shareWords(experiment.share, say) })],
    ['otherTime', t('results.people.otherTime')],
    ['erased', t('results.people.erased')],
    ['staff', t('results.people.staff')],
  ] as const
  return {
    text: t('results.people.text', { days: experiment.windowDays }),
    notes: [
      t('results.people.strangers', { count: strangers, number: number(strangers) }),
      t('results.people.crossedNote', { count: crossed, number: number(crossed) }),
    ],
    inside: {
      label: t('results.people.inTable'),
      columns: [
        { label: t('results.people.arm') },
        { label: t('results.people.exposed'), right: true },
        { label: t('results.people.mature'), right: true },
        { label: t('results.people.immature'), right: true },
        { label: t('results.people.crossed'), right: true, desk: true },
      ],
      rows: result.arms.map(({ arm, exposed, mature, immature, crossed: also }) => ({
        key: arm,
        cells: [armWords(experiment, arm, say), ...[exposed, mature, immature, also].map(number)],
      })),
    },
    outside: {
      label: t('results.people.outTable'),
      columns: [{ label: t('results.people.why') }, { label: t('results.people.count'), right: true }],
      rows: why.map(([key, label]) => ({ key, cells: [label, number(outside[key])] })),
    },
  }
}

/** A chart has at most so many columns: of more days some are taken together. */
const MOST_COLUMNS = 28

/** How many customers came into each arm when; null before the first one. */
export function exposureView({ experiment, days }: Pick<ExperimentReport, 'experiment' | 'days'>, say: Say) {
  const { t, number } = say
  if (days.length === 0) return null
  const step = Math.ceil(days.length / MOST_COLUMNS)
  const groups = Array.from({ length: Math.ceil(days.length / step) }, (_, i) => days.slice(i * step, (i + 1) * step))
  // A calendar day of the programme's: as a date of UTC it stays that day.
  const format = new Intl.DateTimeFormat(say.locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const across = groups.map(([first]) => format.format(dateOfDay(first?.day ?? 0)))
  const tones = ['ink', 'brand', 'muted', 'ink'] as const
  const parts = experiment.arms.map(({ key }, i) => ({
    label: armWords(experiment, key, say),
    tone: tones[i % tones.length] ?? 'ink',
    values: groups.map((group) =>
      group.reduce((sum, { arms }) => sum + (arms.find(({ arm }) => arm === key)?.customers ?? 0), 0),
    ),
  }))
  const sums = groups.map((_, i) => parts.reduce((sum, { values }) => sum + (values[i] ?? 0), 0))
  const told = parts.map(({ label, values }) =>
    t('results.exposure.part', { arm: label, count: number(values.reduce((sum, each) => sum + each, 0)) }),
  )
  return {
    caption: t('results.exposure.days', { step }),
    label: t('results.exposure.alt', {
      ...{ first: across[0] ?? '', last: across.at(-1) ?? '', parts: told.join(', ') },
    }),
    ticks: ticksOf(sums, number),
    ...{ across, parts },
    table: {
      summary: t('results.table'),
      columns: [t('results.exposure.from'), ...parts.map(({ label }) => label)],
      rows: groups
        .map(([first], i) => ({
          key: isoDay(first?.day ?? 0),
          cells: [across[i] ?? '', ...parts.map(({ values }) => number(values[i] ?? 0))],
        }))
        .toReversed(),
    } satisfies ChartTable,
  }
}
