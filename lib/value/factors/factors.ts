import { discoveries, twoSided } from './chance'
import { chancesOf, DEALS, meanDifference } from './means'
import { DRAWS, rankCorrelation } from './ranks'
import {
  GROUPINGS,
  MEASURES,
  type Estimate,
  type FactorRow,
  type Factors,
  type Grouping,
  type Measure,
  type Verdict,
} from './schema'

/** How many must differ from what is most usual, in a measure and in spend, before anything is said of them. */
export const LEAST_DIFFERING = 20
/** How many a group must hold, and how many must be outside it. */
export const LEAST_GROUP = 50
/** The smallest rank correlation that matters: below it a measure tells next to nothing of anybody. */
export const LEAST_CORRELATION = 0.1
/** The smallest difference of means that matters, as a share of everybody's mean. */
export const LEAST_DIFFERENCE = 0.25
/** At most this share of what is said to matter may be chance. */
export const FALSE_RATE = 0.05
/** How many values of a grouping are looked at, the most frequent ones. */
const MOST_VALUES = 8

type Lot = { seed: number; draws: number; deals: number }

/** A comparison, or that there was none, and the smallest size that matters. */
type Found = { estimate: (Estimate & { p: number }) | null; size: number }

/**
 * What goes with spend in the next 90 days. Measures by rank correlation, groups by the difference of their mean from
 * that of all others. Something matters when its 95% interval leaves out zero, it stands among all comparisons that
 * were made (see `discoveries`), and it is no smaller than the stated size. That it goes with spend is not that it
 * causes spend.
 * @param seed of all that is done by lot
 * @param effort how often
 */
export function factorsOf(
  rows: readonly FactorRow[],
  seed: number,
  effort = { draws: DRAWS, deals: DEALS },
): Omit<Factors, 'since' | 'of'> {
  const spend = Float64Array.from(rows, (row) => row.spend)
  const mean = spend.reduce((sum, each) => sum + each, 0) / Math.max(1, rows.length)
  const measures = MEASURES.map((measure, i) => ({
    measure,
    ...measured(rows, measure, { seed: seed + i, ...effort }),
  }))
  const groups = GROUPINGS.flatMap((grouping, i) =>
    grouped(rows, grouping, mean, { seed: seed + MEASURES.length + i, ...effort }),
  )
  const found: Found[] = [...measures.map(({ found }) => found), ...groups.map(({ found }) => found)]
  const tested = found.filter(({ estimate }) => estimate !== null)
  const stands = discoveries(
    tested.map(({ estimate }) => estimate?.p ?? 1),
    FALSE_RATE,
  )
  const verdictOf = (one: Found): Verdict => {
    const { estimate, size } = one
    if (!estimate) return 'few'
    const isClear = stands[tested.indexOf(one)] === true && (estimate.low > 0 || estimate.high < 0)
    if (!isClear) return 'none'
    if (Math.abs(estimate.estimate) < size) return 'small'
    return estimate.estimate > 0 ? 'more' : 'less'
  }
  return {
    customers: rows.length,
    buyers: spend.filter((each) => each > 0).length,
    mean,
    comparisons: tested.length,
    measures: measures.map(({ measure, customers, differing, found }) => {
      return { measure, customers, differing, verdict: verdictOf(found), correlation: plain(found.estimate) }
    }),
    groups: groups.map(({ grouping, value, customers, found }) => {
      return { grouping, value, customers, verdict: verdictOf(found), difference: plain(found.estimate) }
    }),
  }
}

const plain = (found: Estimate | null): Estimate | null =>
  found && { estimate: found.estimate, low: found.low, high: found.high }

/** A measure against spend, over those of whom it is known. */
function measured(rows: readonly FactorRow[], measure: Measure, { seed, draws }: Lot) {
  const known = rows.filter((row) => row[measure] !== null)
  const x = Float64Array.from(known, (row) => row[measure] ?? 0)
  const y = Float64Array.from(known, ({ spend }) => spend)
  const differing = known.length - mostUsual(x)
  const isEnough = Math.min(differing, known.length - mostUsual(y)) >= LEAST_DIFFERING
  const correlation = isEnough ? rankCorrelation(x, y, seed, draws) : null
  // Of unrelated ranks the correlation varies by exactly 1 / (n - 1), ties or none.
  const p = correlation && twoSided(correlation.estimate * Math.sqrt(known.length - 1))
  const estimate = correlation && p !== null ? { ...correlation, p } : null
  return { customers: known.length, differing, found: { estimate, size: LEAST_CORRELATION } }
}

/** The groups of a grouping against everybody else of whom it is known, the largest first. */
function grouped(rows: readonly FactorRow[], grouping: Grouping, mean: number, { seed, deals }: Lot) {
  const known = rows.filter((row) => row[grouping] !== null)
  const spend = Float64Array.from(known, (row) => row.spend)
  const counts = new Map<string, number>()
  for (const row of known) counts.set(row[grouping] ?? '', (counts.get(row[grouping] ?? '') ?? 0) + 1)
  const sizes = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  const places = new Map(sizes.map(([value], place) => [value, place]))
  const groups = Int32Array.from(known, (row) => places.get(row[grouping] ?? '') ?? 0)
  const isEnough = (customers: number) => Math.min(customers, known.length - customers) >= LEAST_GROUP
  const isSaid =
    known.length - mostUsual(spend) >= LEAST_DIFFERING && sizes.some(([, customers]) => isEnough(customers))
  const chances = isSaid ? chancesOf(spend, groups, sizes.length, seed, deals) : []
  const all = sizes.map(([value, customers], place) => {
    const p = isEnough(customers) ? chances[place] : undefined
    const difference = p === undefined ? null : meanDifference(spend, (i) => groups[i] === place)
    const estimate = difference && p !== undefined ? { ...difference, p } : null
    const found: Found = { estimate, size: LEAST_DIFFERENCE * Math.abs(mean) }
    return { grouping, value, customers, found }
  })
  // Two groups that are everybody say the same twice: the smaller one is compared with the other.
  return all.length === 2 ? all.slice(1) : all.slice(0, MOST_VALUES)
}

/** How many share the value that most have. */
function mostUsual(values: Float64Array): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let most = 0
  for (const count of counts.values()) most = Math.max(most, count)
  return most
}
