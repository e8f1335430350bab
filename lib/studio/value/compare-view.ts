import { dayOf, dateOfDay } from '@/lib/core/days'
import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import type { BaseValue } from '@/lib/value/schema'
import { ticksOf, type ChartTable } from '../chart'
import { expectedWords, scoreWords, tierWords } from '../customers/list-words'
import type { Compared } from './compared'
import { percent } from './words'

/** Weeks of a course of scores end with the batch's day. */
const DAYS_A_WEEK = 7

/** Two who share a name are told apart by their place. */
const names = (all: readonly Compared[], { t }: Say): string[] =>
  all.map(({ name }, i) =>
    all.some((other, j) => i !== j && other.name === name)
      ? t('valueStudio.compare.named', { name, place: i + 1 })
      : name,
  )

/** One or two customers' scores over ten weeks, with the band of everybody. */
export function scoresChart(all: readonly Compared[], base: BaseValue, { timeZone }: LoyaltyProgram, say: Say) {
  const { t } = say
  const score = (value: number) => scoreWords(value, say)
  const day = new Intl.DateTimeFormat(say.locale, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const last = dayOf(base.asOf, timeZone)
  const across = base.band.map((_, i) => day.format(dateOfDay(last - DAYS_A_WEEK * (base.band.length - 1 - i))))
  const called = names(all, say)
  const lines = all.map(({ scores }, i) => {
    return { label: called[i] ?? '', tone: i === 0 ? ('ink' as const) : ('brand' as const), values: scores }
  })
  const [low, high] = [base.band.map((each) => each.low), base.band.map((each) => each.high)]
  const told = lines.map(({ label, values }) =>
    t('valueStudio.compare.altLine', { name: label, first: score(values[0] ?? 0), last: score(values.at(-1) ?? 0) }),
  )
  const band = { label: t('valueStudio.compare.band'), low, high }
  return {
    caption: t('valueStudio.compare.caption', { unit: say.unit }),
    label: t('valueStudio.compare.alt', {
      ...{ lines: told.join(', '), low: score(low.at(-1) ?? 0), high: score(high.at(-1) ?? 0) },
    }),
    ticks: ticksOf([...high, ...low, ...lines.flatMap(({ values }) => values)], say.number, 0.1),
    ...{ across, lines, band },
    table: {
      summary: t('valueStudio.table'),
      columns: [t('valueStudio.compare.week'), ...called, band.label],
      rows: across
        .map((week, i) => ({
          key: week,
          cells: [
            ...[week, ...lines.map(({ values }) => score(values[i] ?? 0))],
            t('valueStudio.compare.bandOf', { low: score(low[i] ?? 0), high: score(high[i] ?? 0) }),
          ],
        }))
        .toReversed(),
    } satisfies ChartTable,
  }
}

/** What each of them is to the shop, side by side. */
export function statsTable(all: readonly Compared[], programme: LoyaltyProgram, say: Say) {
  const { t, number } = say
  const none = t('valueStudio.stat.none')
  const date = (at: Date | null) => (at ? say.shortDate(at) : none)
  const rows: [key: string, of: (one: Compared) => string][] = [
    [t('valueStudio.stat.segment'), ({ row }) => t(`customers.segment.${row.segment}`)],
    [t('valueStudio.stat.tier'), ({ row }) => tierWords(row.tier, programme, say)],
    [t('valueStudio.stat.score'), ({ row }) => scoreWords(row.score, say)],
    [t('valueStudio.stat.rank'), ({ row }) => number(row.rank)],
    [t('valueStudio.stat.trend'), ({ row }) => t(`customers.trend.${row.trend}`)],
    [t('valueStudio.stat.atRisk'), ({ row }) => t(row.atRisk ? 'valueStudio.stat.yes' : 'valueStudio.stat.no')],
    [
      t('valueStudio.stat.expected'),
      ({ row }) => (row.expected90 === null ? none : expectedWords(row.expected90, say)),
    ],
    [t('valueStudio.stat.spend'), ({ stats }) => say.money(stats.spend)],
    [t('valueStudio.stat.orders'), ({ stats }) => number(stats.orders)],
    [t('valueStudio.stat.average'), ({ stats }) => (stats.orders > 0 ? say.money(stats.averageOrder) : none)],
    [t('valueStudio.stat.thisYear'), ({ stats }) => say.money(stats.spendThisYear)],
    [t('valueStudio.stat.first'), ({ stats }) => date(stats.first)],
    [t('valueStudio.stat.last'), ({ stats }) => date(stats.last)],
    [t('valueStudio.stat.rhythm'), ({ stats }) => (stats.rhythmDays === null ? none : number(stats.rhythmDays))],
    [t('valueStudio.stat.returns'), ({ stats }) => percent(stats.returnsShare, say)],
    [t('valueStudio.stat.house'), ({ stats }) => stats.favouriteHouse ?? none],
  ]
  return {
    label: t('valueStudio.compare.table'),
    columns: [{ label: t('valueStudio.compare.what') }, ...names(all, say).map((label) => ({ label, right: true }))],
    rows: rows.map(([label, of]) => ({ key: label, cells: [label, ...all.map(of)] })),
  }
}
