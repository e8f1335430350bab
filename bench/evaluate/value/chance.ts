import type { Day } from '@/lib/core/days'
import { expectedPurchases, fitBgNbd } from '@/lib/value/prediction/bg-nbd'
import { minimise } from '@/lib/value/prediction/minimise'
import type { Customer } from './purchases-file'
import { seenBefore, type Seen } from './seen'

/** Weeks after which what was known then is held against who bought from there to the end of what may be seen. */
const MOMENTS = [17, 19, 21, 23, 25, 27, 29]
/** A purchase counts half as much after so many days: chosen inside the first 39 weeks, as the three features were. */
const HALF_LIFE = 60
const AHEAD = 13
/** Of the ridge that keeps weights small: next to nothing against thousands of rows. */
const RIDGE = 1

/**
 * A score of who buys again: logistic regression on three things known of a customer, learned only from purchases before
 * `end`. At several earlier moments everything is computed as it was then, and the weights are those that tell best who
 * bought between the moment and `end`.
 *
 * @returns scores of the customers in their order, who are those seen before `end`
 */
export function chances(all: readonly Customer[], start: Day, end: Day): number[] {
  const [rows, bought] = [new Array<number[]>(), new Array<boolean>()]
  for (const weeks of MOMENTS) {
    const moment = start + weeks * 7
    const then = seenBefore(all, moment)
    rows.push(...featuresOf(then, moment))
    bought.push(...then.map(({ customer }) => customer.days.some((day) => day >= moment && day < end)))
  }
  const score = learned(rows, bought)
  return featuresOf(seenBefore(all, end), end).map(score)
}

/** By logarithms: what BG/NBD expects, recent purchase days, all money. Never what came at `moment` or later. */
function featuresOf(seen: readonly Seen[], moment: Day): number[][] {
  const params = fitBgNbd(seen.map(({ summary }) => summary))
  return seen.map(({ days, paid, summary }) => {
    const recent = days.reduce((sum, day) => sum + 2 ** (-(moment - 1 - day) / HALF_LIFE), 0)
    const expected = params ? expectedPurchases(params, summary, AHEAD) : 1
    return [Math.log(expected), Math.log(recent), Math.log1p(paid.reduce((sum, each) => sum + each, 0))]
  })
}

/** Logistic regression of standardised features. */
function learned(rows: readonly number[][], bought: readonly boolean[]): (row: readonly number[]) => number {
  const size = rows[0]?.length ?? 0
  const places = Array.from({ length: size }, (_, k) => k)
  const means = places.map((k) => rows.reduce((sum, row) => sum + (row[k] ?? 0), 0) / rows.length)
  const spreads = places.map((k) =>
    Math.sqrt(rows.reduce((sum, row) => sum + ((row[k] ?? 0) - (means[k] ?? 0)) ** 2, 0) / rows.length),
  )
  const standard = (row: readonly number[]): number[] => [
    1,
    ...places.map((k) => ((row[k] ?? 0) - (means[k] ?? 0)) / (spreads[k] || 1)),
  ]
  const table = rows.map(standard)
  const weigh = (weights: readonly number[], row: readonly number[]): number =>
    weights.reduce((sum, weight, k) => sum + weight * (row[k] ?? 0), 0)
  const { at: weights } = minimise(
    (tried) => {
      const ridge = tried.map((weight, k) => (k === 0 ? 0 : RIDGE * weight))
      let value = weigh(tried, ridge) / 2
      const gradient = [...ridge]
      table.forEach((row, i) => {
        const odds = weigh(tried, row)
        const wrong = 1 / (1 + Math.exp(-odds)) - (bought[i] ? 1 : 0)
        value += Math.max(0, odds) + Math.log1p(Math.exp(-Math.abs(odds))) - (bought[i] ? odds : 0)
        row.forEach((each, k) => (gradient[k] = (gradient[k] ?? 0) + wrong * each))
      })
      return { value: value / table.length, gradient: gradient.map((each) => each / table.length) }
    },
    standard(means).map(() => 0),
  )
  return (row) => weigh(weights, standard(row))
}
