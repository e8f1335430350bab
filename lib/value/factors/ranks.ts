import { seededRandom } from '@/lib/core/random'
import type { Estimate } from './schema'

/** How often the customers are drawn again. */
export const DRAWS = 500

/** Values by their place among each other: equal ones share a place, from 0 for the smallest. */
type Places = { places: Int32Array; count: number }

function placesOf(values: Float64Array): Places {
  const order = Int32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const places = new Int32Array(values.length)
  let count = 0
  for (let i = 0; i < order.length; i++) {
    const at = order[i] ?? 0
    if (i > 0 && values[at] !== values[order[i - 1] ?? 0]) count += 1
    places[at] = count
  }
  return { places, count: values.length > 0 ? count + 1 : 0 }
}

/**
 * Ranks by place, less their mean: ties share the mean of their ranks. `weights`: how often each customer is there.
 * Writes into `ranks` and returns the sum of squares.
 */
function centredRanks({ places, count }: Places, weights: Int32Array, ranks: Float64Array): number {
  ranks.fill(0)
  for (let i = 0; i < places.length; i++) {
    const at = places[i] ?? 0
    ranks[at] = (ranks[at] ?? 0) + (weights[i] ?? 0)
  }
  let below = 0
  let squares = 0
  const middle = places.length / 2
  for (let at = 0; at < count; at++) {
    const here = ranks[at] ?? 0
    const rank = below + here / 2 - middle
    ranks[at] = rank
    squares += here * rank * rank
    below += here
  }
  return squares
}

/**
 * Spearman's rank correlation of two measures (Pearson's of their ranks, ties sharing the mean rank), and its 95%
 * interval by drawing the customers again, with replacement: the middle 95% of what that gives. Null where one of both is the
 * same for everybody.
 *
 * Drawn again rather than by formula: most customers spend nothing in 90 days, and with so many ties Fisher's
 * transformation (with Bonett and Wright's standard error) held 85 in a hundred instead of 95 in simulations.
 * Sources: Spearman (1904); Efron and Tibshirani (1993), chapter 13.
 */
export function rankCorrelation(x: Float64Array, y: Float64Array, seed: number, draws = DRAWS): Estimate | null {
  const size = x.length
  const ofX = placesOf(x)
  const ofY = placesOf(y)
  if (ofX.count < 2 || ofY.count < 2) return null
  const ranksX = new Float64Array(ofX.count)
  const ranksY = new Float64Array(ofY.count)
  const weights = new Int32Array(size).fill(1)
  const correlation = (): number => {
    const scale = Math.sqrt(centredRanks(ofX, weights, ranksX) * centredRanks(ofY, weights, ranksY))
    if (scale === 0) return 0
    let sum = 0
    for (let i = 0; i < size; i++) {
      sum += (weights[i] ?? 0) * (ranksX[ofX.places[i] ?? 0] ?? 0) * (ranksY[ofY.places[i] ?? 0] ?? 0)
    }
    return Math.max(-1, Math.min(1, sum / scale))
  }
  const estimate = correlation()
  const random = seededRandom(seed)
  const drawn = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw++) {
    weights.fill(0)
    for (let i = 0; i < size; i++) {
      const at = Math.floor(random() * size)
      weights[at] = (weights[at] ?? 0) + 1
    }
    drawn[draw] = correlation()
  }
  drawn.sort()
  const at = (share: number) => drawn[Math.round((draws - 1) * share)] ?? estimate
  return { estimate, low: at(0.025), high: at(0.975) }
}
