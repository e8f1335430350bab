import { dayOf, isoDay } from '@/lib/core/days'
import { formatMoney } from '@/lib/core/money'
import type { LoyaltyProgram } from '../schema'
import { hasBelow } from './place'
import type { BaseReport } from './schema'
import { count, table } from './table'

/** What `tiers` calls members below the lowest tier. */
export const NONE = 'none'

export type ReportObject = {
  /** The day, in the programme's time zone. */
  asOf: string
  members: number
  /** By name, from low to high; "none" for those below the lowest, in programmes that know that. */
  tiers: Record<string, number>
  /** Minor units. */
  qualifyingSpend: number
}

/** The report for machines. */
export function reportObject(programme: LoyaltyProgram, report: BaseReport): ReportObject {
  const rows = tierRows(programme, report).map(({ name, members, none }) => [none ? NONE : name, members] as const)
  const { members, qualifyingSpend } = report
  return { asOf: dayTold(report.asOf, programme), members, tiers: Object.fromEntries(rows), qualifyingSpend }
}

/** The rows of a report, from low to high: "No tier" first, where a member may be below the lowest. */
export function tierRows(
  programme: LoyaltyProgram,
  { tiers, below }: Pick<BaseReport, 'tiers' | 'below'>,
): { name: string; members: number; none: boolean }[] {
  const rows = tiers.map(({ tier, members }) => ({ name: tier.name, members, none: false }))
  return hasBelow(programme) ? [{ name: 'No tier', members: below, none: true }, ...rows] : rows
}

/** The report for people. */
export function reportText(programme: LoyaltyProgram, report: BaseReport): string {
  const { members, qualifyingSpend } = report
  const share = (part: number) => (members === 0 ? '–' : `${((100 * part) / members).toFixed(1)}%`)
  const rows = tierRows(programme, report).map((row) => [row.name, count(row.members), share(row.members)])
  return [
    asOfTold(programme, report.asOf),
    table(['Tier', 'Members', 'Share'], [...rows, ['All members', count(members), '']]),
    `  Qualifying spend of all members   ${formatMoney(qualifyingSpend, programme.currency)}`,
  ].join('\n\n')
}

/** "Classic, as of the end of 2011-12-09 (UTC)". */
export const asOfTold = (programme: LoyaltyProgram, asOf: Date): string =>
  `  ${programme.name}, as of the end of ${dayTold(asOf, programme)} (${programme.timeZone})`

/** "2011-12-09": the day of a moment in the programme's time zone. */
export const dayTold = (at: Date, { timeZone }: LoyaltyProgram): string => isoDay(dayOf(at, timeZone))
