import { seededRandom } from '@/lib/core/random'
import { t95 } from './student'
import type { Estimate } from './schema'

/** A mean and what its uncertainty needs. */
type Sample = { count: number; mean: number; variance: number }

/**
 * How much the mean of a group lies above that of all others, and its 95% interval, without taking both to vary alike. Null where a side has fewer than two, or nothing varies at all.
 * Source: Welch (1947), with Satterthwaite's degrees of freedom.
 */
export function meanDifference(values: Float64Array, isIn: (index: number) => boolean): Estimate | null {
  const group = sampleOf(values, isIn)
  const rest = sampleOf(values, (i) => !isIn(i))
  if (group.count < 2 || rest.count < 2) return null
  const a = group.variance / group.count
  const b = rest.variance / rest.count
  const error = Math.sqrt(a + b)
  if (error === 0) return null
  const df = (a + b) ** 2 / (a ** 2 / (group.count - 1) + b ** 2 / (rest.count - 1))
  const estimate = group.mean - rest.mean
  const reach = t95(df) * error
  return { estimate, low: estimate - reach, high: estimate + reach }
}

function sampleOf(values: Float64Array, isIn: (index: number) => boolean): Sample {
  let count = 0
  let mean = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    if (!isIn(i)) continue
    const value = values[i] ?? 0
    count += 1
    const off = value - mean
    mean += off / count
    squares += off * (value - mean)
  }
  return { count, mean, variance: count > 1 ? squares / (count - 1) : 0 }
}

/** How often values are dealt out anew. */
export const DEALS = 1_000

/**
 * How likely each group's mean would differ at least so much from that of all others if groups had nothing to do with
 * values: by how often it does when the values are dealt out to the same groups by lot. The one case that was seen is
 * counted too, so that nothing is ever impossible.
 *
 * By lot rather than from Welch's t: spend is so skewed that in simulations with groups of thirty it said "one in a
 * thousand" eighteen times in a thousand.
 * Source: Phipson and Smyth (2010).
 * @param groups of each value its group, from 0
 */
export function chancesOf(
  values: Float64Array,
  groups: Int32Array,
  count: number,
  seed: number,
  deals = DEALS,
): number[] {
  const size = values.length
  const total = values.reduce((sum, value) => sum + value, 0)
  const sizes = new Float64Array(count)
  for (const group of groups) sizes[group] = (sizes[group] ?? 0) + 1
  const dealt = values.slice()
  const sums = new Float64Array(count)
  const add = () => {
    sums.fill(0)
    for (let i = 0; i < size; i++) {
      const group = groups[i] ?? 0
      sums[group] = (sums[group] ?? 0) + (dealt[i] ?? 0)
    }
  }
  // With sizes and total given, a group's distance from its share of the total stands for the difference of means.
  const distance = (group: number) => Math.abs((sums[group] ?? 0) - (total * (sizes[group] ?? 0)) / size)
  add()
  const seen = Array.from({ length: count }, (_, group) => distance(group))
  const asFar = new Float64Array(count).fill(1)
  const random = seededRandom(seed)
  for (let deal = 0; deal < deals; deal++) {
    for (let i = size - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const kept = dealt[i] ?? 0
      dealt[i] = dealt[j] ?? 0
      dealt[j] = kept
    }
    add()
    for (let group = 0; group < count; group++) {
      if (distance(group) >= (seen[group] ?? 0) * (1 - 1e-12)) asFar[group] = (asFar[group] ?? 0) + 1
    }
  }
  return Array.from(asFar, (count) => count / (deals + 1))
}
