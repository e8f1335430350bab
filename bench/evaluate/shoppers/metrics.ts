/** Discounted gains of the first `k` (Järvelin and Kekäläinen, 2002), over the best that can be: 1 is a perfect order. */
export function ndcg(gains: readonly number[], k: number): number {
  const dcg = (list: readonly number[]) => list.slice(0, k).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)
  const best = dcg(gains.toSorted((a, b) => b - a))
  return best === 0 ? 1 : dcg(gains) / best
}

/** Grades by rank of appeal inside a set: the best twentieth 15, then 7, 3, 1, the lower half nothing. */
export function gainsOf(appeals: readonly number[]): number[] {
  const order = appeals.map((_, i) => i).sort((a, b) => (appeals[b] ?? 0) - (appeals[a] ?? 0))
  const gains = new Array<number>(appeals.length).fill(0)
  order.forEach((at, rank) => {
    const share = rank / appeals.length
    gains[at] = share < 0.05 ? 15 : share < 0.15 ? 7 : share < 0.3 ? 3 : share < 0.5 ? 1 : 0
  })
  return gains
}

export type Estimate = { mean: number; low: number; high: number }

// Two-sided 95 % points of Student's t by degrees of freedom 1 to 30.
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
]

/** Mean of independent runs with its 95 % confidence interval (Student's t); with one run the interval is the mean. */
export function estimate(runs: readonly number[]): Estimate {
  const n = runs.length
  const mean = runs.reduce((sum, run) => sum + run, 0) / n
  if (n < 2) return { mean, low: mean, high: mean }
  const variance = runs.reduce((sum, run) => sum + (run - mean) ** 2, 0) / (n - 1)
  const half = (T95[n - 2] ?? 1.96) * Math.sqrt(variance / n)
  return { mean, low: mean - half, high: mean + half }
}
