import { isMessageKey, type MessageKey } from '@/lib/core/messages'
import { roundMinor } from '@/lib/core/money'
import type { Say } from '@/lib/experience/say'
import { LEAST_CORRELATION, LEAST_DIFFERENCE } from '@/lib/value/factors/factors'
import { FACTOR_DAYS, type Estimate, type Factors, type Verdict } from '@/lib/value/factors/schema'
import { ticksOf, type ChartTable } from '../chart'
import { decimals, percent } from './words'

const VERDICTS = {
  more: 'valueStudio.factors.more',
  less: 'valueStudio.factors.less',
  small: 'valueStudio.factors.small',
  none: 'valueStudio.factors.none',
} as const satisfies Record<Exclude<Verdict, 'few'>, MessageKey>

const SAYS = {
  more: 'valueStudio.factors.saysMore',
  less: 'valueStudio.factors.saysLess',
  small: 'valueStudio.factors.saysSmall',
  none: 'valueStudio.factors.saysNone',
  few: 'valueStudio.factors.saysFew',
} as const satisfies Record<Verdict, MessageKey>

type Told = { label: string; customers: number; verdict: Verdict; found: Estimate | null }

/** What goes with spend, in words: who was looked at, and a chart and a table each of measures and of groups. */
export function factorsView(factors: Factors, say: Say) {
  const { t, number } = say
  const { customers, of, buyers } = factors
  const money = (amount: number) => say.moneyShort(roundMinor(amount / 100) * 100).replace('-', '−')
  const named = (grouping: 'country' | 'channel', value: string) => {
    const key = `valueStudio.factors.channel.${value}`
    const words = grouping === 'country' ? say.country(value) : isMessageKey(key) ? t(key) : value
    return t(`valueStudio.factors.${grouping}`, { value: words })
  }
  const measures = factors.measures.map(({ measure, differing, verdict, correlation }): Told => {
    const label = t(`valueStudio.factors.${measure}`, { days: FACTOR_DAYS })
    return { label, customers: differing, verdict, found: correlation }
  })
  const groups = factors.groups.map(({ grouping, value, customers: size, verdict, difference }): Told => {
    return { label: named(grouping, value), customers: size, verdict, found: difference }
  })
  return {
    intro: t('valueStudio.factors.intro', {
      ...{ customers, customersNumber: number(customers), date: say.date(new Date(factors.since)) },
      ...{ lot: of > customers ? 'yes' : 'no', ofNumber: number(of), days: FACTOR_DAYS },
      ...{ buyers, buyersNumber: number(buyers), mean: say.money(roundMinor(factors.mean)) },
    }),
    judged: t('valueStudio.factors.judged', {
      ...{ count: factors.comparisons, size: decimals(LEAST_CORRELATION, 1, say) },
      part: percent(LEAST_DIFFERENCE, say),
    }),
    cause: t('valueStudio.factors.cause'),
    ranks: chartOf(measures, t('valueStudio.factors.ranks', { days: FACTOR_DAYS }), (x) => decimals(x, 2, say), say),
    means: chartOf(groups, t('valueStudio.factors.means', { days: FACTOR_DAYS }), money, say, 100),
  }
}

/** @param least the smallest step of the scale */
function chartOf(rows: readonly Told[], caption: string, write: (value: number) => string, say: Say, least = 0.01) {
  const { t, number } = say
  const told = ({ verdict, found, customers }: Told) =>
    verdict === 'few' || !found
      ? t('valueStudio.factors.few', { count: number(customers) })
      : t(VERDICTS[verdict], { estimate: write(found.estimate) })
  const ends = rows.flatMap(({ found }) => (found ? [found.low, found.high] : []))
  const ticks = ticksOf(ends, write, least)
  const [from, to] = [ticks[0], ticks.at(-1)]
  const drawn = rows.map((row) => ({
    ...{ label: row.label, written: told(row), full: row.verdict === 'more' || row.verdict === 'less' },
    range: row.found,
  }))
  const words = drawn.map(({ label, written }) => t('valueStudio.factors.row', { label, verdict: written }))
  return {
    caption,
    label: t('valueStudio.factors.alt', { rows: words.join('; ') }),
    // Of every scale there are two ends at least.
    from: from ?? { value: 0, label: write(0) },
    to: to ?? { value: 1, label: write(1) },
    zero: write(0),
    rows: drawn,
    table: {
      summary: t('valueStudio.table'),
      columns: [
        t('valueStudio.factors.factor'),
        t('valueStudio.customers'),
        t('valueStudio.factors.estimate'),
        t('valueStudio.factors.interval'),
        t('valueStudio.factors.says'),
      ],
      rows: rows.map(({ label, customers, verdict, found }) => ({
        key: label,
        cells: [
          ...[label, number(customers), found ? write(found.estimate) : t('valueStudio.factors.noInterval')],
          found
            ? t('valueStudio.factors.intervalOf', { low: write(found.low), high: write(found.high) })
            : t('valueStudio.factors.noInterval'),
          t(SAYS[verdict]),
        ],
      })),
    } satisfies ChartTable,
  }
}
