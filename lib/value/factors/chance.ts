/**
 * How likely a standard normal value is at least so far from zero, on either side. Absolute error below 2e-7.
 * Source: Abramowitz and Stegun (1964), 7.1.26.
 */
export function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return Math.min(1, series * Math.exp(-x * x))
}

/**
 * Which of several findings stand when at most a share `rate` of those that do may be chance, on average: the p-values
 * up to the largest that is at most its place in their order, times `rate`, over their number.
 * Source: Benjamini and Hochberg (1995).
 */
export function discoveries(pValues: readonly number[], rate: number): boolean[] {
  const sorted = pValues.toSorted((a, b) => a - b)
  const last = sorted.findLastIndex((p, i) => p <= (rate * (i + 1)) / sorted.length)
  const most = sorted[last] ?? -1
  return pValues.map((p) => p <= most)
}
