import type { Say } from '@/lib/experience/say'
import type { BaseReport } from '@/lib/loyalty/base/schema'
import type { LoyaltyProgram, Tier } from '@/lib/loyalty/schema'
import { ticksOf, type ChartLine, type ChartTable, type Tick } from './chart'

/** Months that the chart looks back. */
export const MONTHS = 24

type Counted = Pick<BaseReport, 'tiers' | 'below'>

/** Members of each tier, lowest first, below all "No tier" where a programme knows that. `accent` null: no tier. */
export function tierCounts(
  counted: Counted,
  say: Say,
): { key: string; name: string; accent: Tier['accent'] | null; members: number }[] {
  const tiers = counted.tiers.map(({ tier, members }) => {
    return { key: `tier ${tier.key}`, name: tier.name, accent: tier.accent, members }
  })
  const below = { key: 'none', name: say.t('studio.noTier'), accent: null, members: counted.below }
  return counted.tiers[0]?.tier.threshold === 0 ? tiers : [below, ...tiers]
}

export type Growth = {
  lines: ChartLine[]
  ticks: Tick[]
  /** The months along the axis: "Nov 2024". */
  across: string[]
  /** The chart in a sentence. */
  label: string
  /** The same numbers to be read: a row for each moment, the newest first. */
  table: ChartTable
}

/** Members by tier over time. `series`: earlier to later, the last one as of now. */
export function growthOf(programme: LoyaltyProgram, series: readonly (Counted & { asOf: Date })[], say: Say): Growth {
  const { t, number } = say
  const membersAt = (place: number) => series.map(({ tiers }) => tiers[place]?.members ?? 0)
  const lines = programme.tiers.map(({ name, accent }, place) => ({
    label: name,
    tone: accent,
    values: membersAt(place),
  }))
  const month = new Intl.DateTimeFormat(say.locale, {
    month: 'short',
    year: 'numeric',
    timeZone: programme.timeZone,
  })
  const months = series.map(({ asOf }) => month.format(asOf))
  const told = lines.map(({ label, values }) =>
    t('studio.members.altLine', { tier: label, first: number(values[0] ?? 0), last: number(values.at(-1) ?? 0) }),
  )
  const cells = (i: number) => lines.map(({ values }) => number(values[i] ?? 0))
  // The last one is no month's end: it says its day.
  const when = (asOf: Date, i: number) => (i === series.length - 1 ? say.date(asOf) : (months[i] ?? ''))
  const rows = series.map(({ asOf }, i) => ({ key: asOf.toISOString(), cells: [when(asOf, i), ...cells(i)] }))
  return {
    lines,
    ticks: ticksOf(
      lines.flatMap(({ values }) => values),
      number,
    ),
    across: months,
    label: t('studio.members.alt', { months: series.length - 1, lines: told.join(', ') }),
    table: {
      summary: t('studio.members.numbers'),
      columns: [t('studio.members.month'), ...lines.map(({ label }) => label)],
      rows: rows.toReversed(),
    },
  }
}
