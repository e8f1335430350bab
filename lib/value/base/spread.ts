import type { BaseReport } from './schema'

const POINTS = 100
const TOP = 0.2

/**
 * How spend is spread over who spent anything, the greatest first. The top fifth is a whole number of customers, rounded
 * up: of three it is one. The curve is Lorenz', read from the top: at each hundredth of the customers the share of all
 * spend that these made, in proportion between two customers.
 */
export function concentrationOf(spends: Float64Array): BaseReport['concentration'] {
  const sorted = spends
    .filter((spend) => spend > 0)
    .toSorted()
    .reverse()
  const customers = sorted.length
  /** What the first ones spent together: one more than there are. */
  const sums = new Float64Array(customers + 1)
  for (let i = 0; i < customers; i++) sums[i + 1] = (sums[i] ?? 0) + (sorted[i] ?? 0)
  const spend = sums[customers] ?? 0
  if (customers === 0) return { customers, spend, topFifth: null, curve: [] }

  const points = Math.min(POINTS, customers)
  const curve = Array.from({ length: points + 1 }, (_, i) => {
    const place = (i * customers) / points
    const whole = Math.floor(place)
    const [below = 0, above = below] = [sums[whole], sums[whole + 1]]
    return { customers: i / points, spend: (below + (above - below) * (place - whole)) / spend }
  })
  return { customers, spend, topFifth: (sums[Math.ceil(customers * TOP - 1e-9)] ?? 0) / spend, curve }
}

const BUCKETS = 14

/**
 * Scores in buckets whose edges are 1, 2 and 5 times a power of ten, so that few large ones and many small ones can be
 * seen in one chart; at most 14, the lowest of which takes in all that is smaller.
 */
export function bucketsOf(scores: Float64Array): BaseReport['scores'] {
  const active = scores.filter((score) => score > 0).toSorted()
  const without = scores.length - active.length
  const [smallest, greatest] = [active[0], active.at(-1)]
  if (smallest === undefined || greatest === undefined) return { without, buckets: [] }
  const edges: number[] = []
  for (let step = stepBelow(smallest); edges.length === 0 || (edges.at(-1) ?? 0) <= greatest; step++) {
    edges.push(edgeAt(step))
  }
  const shown = edges.slice(-(BUCKETS + 1))
  shown[0] = edges.length > shown.length ? 0 : (shown[0] ?? 0)
  const customers = shown.slice(1).map(() => 0)
  let bucket = 0
  for (const score of active) {
    while (score >= (shown[bucket + 1] ?? Infinity)) bucket++
    customers[bucket] = (customers[bucket] ?? 0) + 1
  }
  return {
    without,
    buckets: customers.map((count, i) => ({ from: shown[i] ?? 0, to: shown[i + 1] ?? 0, customers: count })),
  }
}

const MANTISSAS = [1, 2, 5]

/** ..., .5, 1, 2, 5, 10, ...: 1 is number 0. By its digits, since .1 ** 3 is not .001 in binary. */
const edgeAt = (step: number): number => Number(`${MANTISSAS.at(((step % 3) + 3) % 3)}e${Math.floor(step / 3)}`)

/** The number of the greatest edge that is not above `value`. */
function stepBelow(value: number): number {
  let step = 3 * Math.floor(Math.log10(value)) - 1
  while (edgeAt(step + 1) <= value) step++
  return step
}
