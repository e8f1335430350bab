import { MS_PER_DAY } from '@/lib/core/days'
import type { Fact } from '@/lib/events/schema'
import { TRENDING } from './weights'

/** What popularity reads of a fact. */
export type TrendingFact = Pick<Fact, 'at' | 'kind' | 'product'>

/** `mass * 2^exponent`, in units of one view at time zero: the exponent keeps it from overflowing as time goes on. */
type Mass = { mass: number; exponent: number }

/** Decayed popularity per piece. One small entry per piece ever met; knows nobody. */
export type TrendingState = {
  masses: Map<string, Mass>
  /** Goes up by one with each fact counted: what is kept beside a state can tell that it has grown. */
  version: number
}

export const createTrending = (): TrendingState => ({ masses: new Map(), version: 0 })

const halfLives = (at: Date): number => at.getTime() / (TRENDING.halfLifeDays * MS_PER_DAY)

/**
 * Counts a fact, in constant time. A fact weighs `w * 2^(t / half-life)` from a fixed landmark, so that what decays is
 * never touched again and a late fact counts exactly as if it had come in time; the order of facts does not matter.
 * Facts about no piece, and kinds without a weight, change nothing.
 * Source: forward decay, Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009.
 */
export function addTrendingFact(state: TrendingState, fact: TrendingFact): void {
  const weight = TRENDING.facts[fact.kind]
  if (weight === undefined || fact.product === null) return
  state.version += 1
  const time = halfLives(fact.at)
  const known = state.masses.get(fact.product)
  if (!known) {
    const exponent = Math.floor(time)
    state.masses.set(fact.product, { exponent, mass: weight * Math.pow(2, time - exponent) })
    return
  }
  if (time > known.exponent + 1) {
    const exponent = Math.floor(time)
    known.mass *= Math.pow(2, known.exponent - exponent)
    known.exponent = exponent
  }
  known.mass += weight * Math.pow(2, time - known.exponent)
}

/** The decayed mass of a piece as of a moment: "as many views as if all were made now". 0 when it was never met. */
export function trendingMass(state: TrendingState, product: string, asOf: Date): number {
  const known = state.masses.get(product)
  // A clock moved far back must not make infinities, of which nothing could be said any more.
  return known ? known.mass * Math.pow(2, Math.min(500, known.exponent - halfLives(asOf))) : 0
}

/**
 * Popularity of the asked pieces, each in [0, 1]: the logarithm of the smoothed mass, over the largest of the set. Thin
 * evidence stays small (a lone view does not make a 1), and scores are rounded so that equal histories tie exactly; ties
 * are for the caller to break, by the catalogue's order.
 */
export function trendingScores(state: TrendingState, asOf: Date, products: Iterable<string>): Map<string, number> {
  const scores = new Map<string, number>()
  let largest = 1
  for (const product of products) {
    const score = Math.log1p(trendingMass(state, product, asOf) / TRENDING.smoothing)
    if (score > largest) largest = score
    scores.set(product, score)
  }
  for (const [product, score] of scores) scores.set(product, Math.round((score / largest) * 1e9) / 1e9)
  return scores
}
