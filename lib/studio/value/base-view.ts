import { dayOf } from '@/lib/core/days'
import type { Say } from '@/lib/experience/say'
import type { BaseReport } from '@/lib/value/base/schema'
import type { ChartLine, ChartTable, Tick } from '../chart'
import { ticksOf } from '../chart'
import { decimals, percent } from './words'

// The base in finished words and numbers: each function is one chart of the page, with its sentence and its table.

/** How many customers have which score. */
export function scoresView({ scores }: BaseReport, say: Say) {
  const { t, number } = say
  const edge = (value: number) => new Intl.NumberFormat(say.locale, { maximumSignificantDigits: 3 }).format(value)
  const counted = [
    { label: t('valueStudio.scores.none'), value: scores.without },
    ...scores.buckets.map(({ from, to, customers }) => {
      return { label: t('valueStudio.scores.range', { from: edge(from), to: edge(to) }), value: customers }
    }),
  ]
  const all = counted.reduce((sum, { value }) => sum + value, 0)
  const bars = counted.map((bar) => ({ ...bar, written: number(bar.value) }))
  const told = bars.map(({ label, written }) => t('valueStudio.scores.bar', { label, count: written }))
  return {
    caption: t('valueStudio.scores.caption', { unit: say.unit }),
    label: t('valueStudio.scores.alt', { bars: told.join(', ') }),
    bars,
    table: {
      summary: t('valueStudio.table'),
      columns: [t('valueStudio.scores.score'), t('valueStudio.customers'), t('valueStudio.share')],
      rows: bars.map(({ label, value, written }) => {
        return { key: label, cells: [label, written, percent(all > 0 ? value / all : 0, say)] }
      }),
    } satisfies ChartTable,
  }
}

/** Who brings the spend: the sentence, and the curve behind it; no curve before anybody spent anything. */
export function topView({ concentration }: BaseReport, say: Say) {
  const { t } = say
  const { topFifth, curve, customers } = concentration
  if (topFifth === null || curve.length < 2) return { sentence: t('valueStudio.top.nobody'), chart: null }
  const share = (value: number) => percent(value, say)
  const at = TOLD.map((place) => curve[Math.round(place * (curve.length - 1))] ?? { customers: place, spend: 0 })
  const point = (each: { customers: number; spend: number }) => {
    return t('valueStudio.top.point', { customers: share(each.customers), spend: share(each.spend) })
  }
  const lines: ChartLine[] = [
    { label: t('valueStudio.top.line'), tone: 'ink', values: curve.map(({ spend }) => spend) },
    { label: t('valueStudio.top.equal'), tone: 'muted', values: curve.map((each) => each.customers) },
  ]
  return {
    sentence: t('valueStudio.top.sentence', { number: say.number(customers), share: share(topFifth) }),
    chart: {
      caption: t('valueStudio.top.caption'),
      label: t('valueStudio.top.alt', { points: at.map(point).join('; ') }),
      ticks: ticksOf([1], share, 0.25),
      across: curve.map((each) => share(each.customers)),
      lines,
      mark: { at: TOP * (curve.length - 1), label: share(TOP) },
      table: {
        summary: t('valueStudio.table'),
        columns: [t('valueStudio.top.customers'), t('valueStudio.top.line')],
        rows: at.map((each) => ({ key: String(each.customers), cells: [share(each.customers), share(each.spend)] })),
      } satisfies ChartTable,
    },
  }
}

const TOP = 0.2
/** Of a hundred points these are told. */
const TOLD = [0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1]

/** The segments at the end of each month, the strongest at the bottom. */
export function monthsView({ months }: BaseReport, say: Say) {
  const { t, number } = say
  const month = new Intl.DateTimeFormat(say.locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  // A calendar day of the programme's: as a date of UTC it stays that day.
  const across = months.map(({ day }) => month.format(new Date(`${day}T00:00:00Z`)))
  const parts: ChartLine[] = FROM_STRONGEST.map((segment) => {
    return {
      label: t(`customers.segment.${segment}`),
      tone: 'ink',
      values: months.map(({ segments }) => segments[segment]),
    }
  })
  const sums = months.map((_, i) => parts.reduce((sum, { values }) => sum + (values[i] ?? 0), 0))
  const told = parts.map(({ label, values }) =>
    t('valueStudio.months.part', {
      ...{ segment: label, from: number(values[0] ?? 0), to: number(values.at(-1) ?? 0) },
    }),
  )
  const ticks: Tick[] = ticksOf(sums, number)
  return {
    caption: t('valueStudio.months.caption'),
    label: t('valueStudio.months.alt', {
      ...{ first: across[0] ?? '', last: across.at(-1) ?? '', parts: told.join(', ') },
    }),
    ...{ ticks, across, parts },
    table: {
      summary: t('valueStudio.table'),
      columns: [t('valueStudio.months.month'), ...parts.map(({ label }) => label)],
      rows: months
        .map(({ day }, i) => {
          return { key: day, cells: [across[i] ?? '', ...parts.map(({ values }) => number(values[i] ?? 0))] }
        })
        .toReversed(),
    } satisfies ChartTable,
  }
}

const FROM_STRONGEST = ['vip', 'repeat', 'one-timer', 'prospect'] as const
const FROM_WEAKEST = ['prospect', 'one-timer', 'repeat', 'vip'] as const

/** Who moved between segments since then: how many up and down, and a table of from where to where. */
export function movesView({ movement }: BaseReport, say: Say) {
  const { t, number } = say
  const date = new Intl.DateTimeFormat(say.locale, { dateStyle: 'long', timeZone: 'UTC' })
  const since = date.format(new Date(`${movement.since}T00:00:00Z`))
  const moved = (isSo: (from: number, to: number) => boolean) =>
    FROM_WEAKEST.flatMap((from, i) => FROM_WEAKEST.map((to, j) => (isSo(i, j) ? movement.from[from][to] : 0))).reduce(
      (sum, each) => sum + each,
      0,
    )
  const up = moved((from, to) => to > from)
  const down = moved((from, to) => to < from)
  return {
    sentence: t('valueStudio.moves.sentence', {
      ...{ date: since, up, upNumber: number(up), down, downNumber: number(down) },
    }),
    caption: t('valueStudio.moves.caption', { date: since }),
    corner: t('valueStudio.moves.corner'),
    columns: FROM_WEAKEST.map((segment) => t(`customers.segment.${segment}`)),
    rows: (['new', ...FROM_WEAKEST] as const).map((from) => {
      const all = FROM_WEAKEST.reduce((sum, to) => sum + movement.from[from][to], 0)
      return {
        label: from === 'new' ? t('valueStudio.moves.new') : t(`customers.segment.${from}`),
        cells: FROM_WEAKEST.map((to) => {
          const count = movement.from[from][to]
          const share = all > 0 ? count / all : 0
          return { written: number(count), under: percent(share, say), share, still: from === to }
        }),
      }
    }),
  }
}

/** What each tier comes to. */
export function tiersView({ tiers }: BaseReport, say: Say) {
  const { t, number } = say
  return {
    label: t('valueStudio.tiers.title'),
    columns: [
      { label: t('valueStudio.tiers.tier') },
      { label: t('valueStudio.customers'), right: true },
      { label: t('valueStudio.active'), right: true, desk: true },
      { label: t('valueStudio.tiers.vip'), right: true },
      { label: t('valueStudio.atRisk'), right: true },
      { label: t('valueStudio.tiers.score'), right: true, desk: true },
      { label: t('valueStudio.spend'), right: true },
    ],
    rows: tiers.toReversed().map(({ tier, name, customers, active, vip, atRisk, score, spend }) => ({
      key: tier ?? '',
      cells: [
        name ?? t('valueStudio.tiers.none'),
        ...[customers, active, vip, atRisk].map(number),
        ...[decimals(score, 1, say), say.moneyShort(roundedToUnits(spend))],
      ],
    })),
  }
}

/** A sum over many needs no cents. */
const roundedToUnits = (amount: number): number => Math.round(amount / 100) * 100

/** The page's first lines: how many, who is at risk, where scores go. */
export function summaryView(report: BaseReport, say: Say) {
  const { t, number } = say
  const { active, atRisk, trends, buyers, customers, spend } = report
  return {
    sentence: t('valueStudio.summary', {
      ...{ active, activeNumber: number(active), risk: atRisk, riskNumber: number(atRisk) },
      ...{ rising: number(trends.rising), steady: number(trends.steady), declining: number(trends.declining) },
    }),
    risk: atRisk > 0 ? t('valueStudio.riskLink', { count: atRisk, number: number(atRisk) }) : null,
    figures: [
      { label: t('valueStudio.customers'), value: number(customers) },
      { label: t('valueStudio.buyers'), value: number(buyers) },
      { label: t('valueStudio.atRisk'), value: number(atRisk) },
      { label: t('valueStudio.spend'), value: say.moneyShort(roundedToUnits(spend)) },
    ],
  }
}

/** Whether a batch is of an earlier day than the studio's. */
export const isOfEarlierDay = (asOf: Date, now: Date, timeZone: string): boolean =>
  dayOf(asOf, timeZone) < dayOf(now, timeZone)
