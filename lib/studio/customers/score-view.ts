import { dateOfDay, dayOf } from '@/lib/core/days'
import { MINOR_PER_UNIT, type Minor } from '@/lib/core/money'
import type { Say } from '@/lib/experience/say'
import type { Shopper } from '@/lib/experience/schema'
import { ticksOf, type ChartBand, type ChartLine, type ChartTable, type Tick } from '@/lib/studio/chart'
import { keptOf } from '@/lib/value/kept'
import { expectedValue } from '@/lib/value/prediction/gamma-gamma'
import { spendingOf } from '@/lib/value/prediction/summary'
import type { AtRisk, BaseValue, CustomerValue, ValueFacts } from '@/lib/value/schema'
import { expectedWords, scoreWords } from './list-words'

const DAYS_PER_WEEK = 7

/** The score over ten weeks beside the middle half of active customers, as the chart and its table show it. */
export type ScoreView = {
  line: string
  rank: string | null
  caption: string
  label: string
  ticks: Tick[]
  across: string[]
  lines: ChartLine[]
  band: ChartBand | undefined
  table: ChartTable
}

/** Of what ten weeks ended when: the last one with the as-of day, each other a week before. */
export function scoreView(shopper: Shopper, value: CustomerValue): ScoreView {
  const { say, base, now, programme, customer } = shopper
  const { t } = say
  const { scores } = value
  const words = (score: number): string => scoreWords(score, say)
  const today = dayOf(now, programme.timeZone)
  const day = new Intl.DateTimeFormat(say.locale, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const weeks = scores.map((_, i) => day.format(dateOfDay(today - DAYS_PER_WEEK * (scores.length - 1 - i))))
  const band = base && { label: t('customers.score.band'), ...rangesOf(base) }
  const last = base?.band.at(-1)
  return {
    line: t('customers.score.line', { score: words(value.score), trend: t(`customers.trend.${value.trend}`) }),
    rank:
      value.percentile === null
        ? null
        : // Nobody's score is greater than everybody's: that would be greater than itself.
          t('customers.score.rank', {
            percentile: percentWords(Math.min(99, Math.floor(value.percentile)) / 100, say),
          }),
    caption: t(base ? 'customers.score.caption' : 'customers.score.captionAlone'),
    label: [
      t('customers.score.alt', { first: words(scores[0] ?? 0), last: words(value.score) }),
      ...(last ? [t('customers.score.altBand', { low: words(last.low), high: words(last.high) })] : []),
    ].join(' '),
    ticks: ticksOf([...scores, ...(band ? [...band.low, ...band.high] : [])], say.number, 0.1),
    across: weeks,
    lines: [{ label: customer?.firstName ?? t('customers.score.own'), tone: 'brand', values: scores }],
    band: band ?? undefined,
    table: {
      summary: t('customers.score.table'),
      columns: [
        t('customers.score.week'),
        t('customers.score.own'),
        ...(band ? [t('customers.score.from'), t('customers.score.to')] : []),
      ],
      rows: scores
        .map((score, i) => ({
          key: String(i),
          cells: [weeks[i] ?? '', words(score), ...(band ? [words(band.low[i] ?? 0), words(band.high[i] ?? 0)] : [])],
        }))
        .toReversed(),
    },
  }
}

const rangesOf = ({ band }: BaseValue) => ({ low: band.map(({ low }) => low), high: band.map(({ high }) => high) })

/** "42%" of a share from 0 to 1. */
export const percentWords = (share: number, { locale }: Pick<Say, 'locale'>): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)

/**
 * What a customer's next purchase is expected to be worth by Gamma-Gamma, minor units: between what was theirs and what
 * is everybody's, the nearer to theirs the more often they bought. Null before parameters were fitted.
 */
export function worthOfNext(facts: ValueFacts, asOf: Date, timeZone: string, base: BaseValue | null): Minor | null {
  if (!base?.gammaGamma) return null
  const kept = keptOf(facts, asOf)
  if (kept.length === 0) return null
  const spending = spendingOf(
    kept.map(({ purchase, net }) => ({ day: dayOf(purchase.at, timeZone), amount: net / MINOR_PER_UNIT })),
  )
  const worth = expectedValue(base.gammaGamma, spending ?? { x: 0, zbar: 0 })
  return Number.isFinite(worth) ? Math.round(worth * MINOR_PER_UNIT) : null
}

/** What to expect in 90 days, and whether they drift away, in words. */
export function nextView(value: CustomerValue, worth: Minor | null, say: Say) {
  const { expected90 } = value
  const { t, money } = say
  return {
    purchases: expected90 === null ? null : expectedWords(expected90, say),
    worth: expected90 === null || worth === null ? null : money(Math.round(expected90 * worth)),
    each: worth === null ? null : t('customers.next.each', { amount: money(worth) }),
    risk: value.atRisk ? riskWords(value.atRisk, say) : t('customers.next.noRisk'),
  }
}

function riskWords(risk: AtRisk, say: Say): string {
  return risk.by === 'expected'
    ? say.t('customers.next.byExpected', {
        expected: expectedWords(risk.expected90, say),
        usual: expectedWords(risk.usual90, say),
      })
    : say.t('customers.next.byRhythm', { silent: Math.round(risk.silentDays), rhythm: Math.round(risk.rhythmDays) })
}
