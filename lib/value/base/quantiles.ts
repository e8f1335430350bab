/**
 * The value below which a share of `sorted` (small to great) lies, in proportion between two of them: type 7 of Hyndman
 * and Fan (1996), which R, NumPy and spreadsheets take unless told otherwise. 0 for an empty list.
 */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return 0
  return below + (above - below) * (place - Math.floor(place))
}

/** The middle half: from the first quartile to the third. */
export const middleHalf = (sorted: Float64Array): { low: number; high: number } => ({
  low: quantile(sorted, 0.25),
  high: quantile(sorted, 0.75),
})

/**
 * The values at the percentiles 0 to 100: at i is the smallest value that so many in a hundred are smaller than, at 100
 * the greatest. Zeros for an empty list.
 */
export function percentilesOf(sorted: Float64Array): number[] {
  const last = sorted.length - 1
  return Array.from({ length: 101 }, (_, i) => sorted[Math.min(last, Math.floor((i * sorted.length) / 100))] ?? 0)
}

/** How many values of `sorted` (small to great) are smaller. */
export const smallerThan = (sorted: Float64Array, value: number): number => placeOf(sorted, (each) => each < value)

/** How many values of `sorted` (small to great) are not greater. */
export const upTo = (sorted: Float64Array, value: number): number => placeOf(sorted, (each) => each <= value)

/** How many come before the first that is not `low`. */
function placeOf(sorted: Float64Array, low: (value: number) => boolean): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (low(sorted[middle] ?? Infinity)) from = middle + 1
    else to = middle
  }
  return from
}

/** What the top share of those above zero have at least: a whole number of them, one or more; null where nobody is. */
export function cutOffOf(sorted: Float64Array, share: number): number | null {
  const active = sorted.length - upTo(sorted, 0)
  if (active === 0) return null
  // A share such as .07 of 100 is 7.000000000000001 in binary, and another 6.999999999999999.
  const places = Math.max(1, Math.floor(active * share + 1e-9))
  return sorted[sorted.length - places] ?? null
}
