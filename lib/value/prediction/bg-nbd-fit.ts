import type { BgNbd } from '../schema'
import { digammaRising, lnRising } from './gamma-functions'
import { mostLikely } from './likelihood'
import type { Slope } from './minimise'
import type { Summary } from './summary'

export type BgNbdFit = BgNbd & { logLikelihood: number }

/**
 * The parameters under which a base's purchases are likeliest: Fader, Hardie and Lee, "Counting Your Customers" the
 * Easy Way (2005), section 4.1. Customers with the same numbers are counted once, with their weight.
 *
 * @param summaries of all customers with a purchase, of one unit of time: parameters are of that unit
 * @returns null where there is nothing to learn from: nobody, nobody who bought again, or no time since
 */
export function fitBgNbd(summaries: readonly Summary[]): BgNbdFit | null {
  const groups = grouped(summaries)
  const times = summaries.map(({ T }) => T).filter((T) => T > 0)
  const time = times.sort((a, b) => a - b)[times.length >> 1]
  if (!groups.some(({ x }) => x > 0) || time === undefined) return null
  // Alike in every base: who buys often, who stays long. Only the unit of time differs, which one odd customer is not.
  const starts = [
    [0.5, time / 4, 1, 3],
    [0.2, time / 10, 0.2, 5],
    [2, time, 2, 2],
  ]
  const best = mostLikely((parameters) => slopeOf(groups, parameters), starts, summaries.length)
  if (!best) return null
  const [r = 0, alpha = 0, a = 0, b = 0] = best.parameters
  return { r, alpha, a, b, logLikelihood: best.logLikelihood }
}

/** The logarithm of the likelihood of customers under parameters; minus infinity for what cannot be. */
export function logLikelihoodOf({ r, alpha, a, b }: BgNbd, summaries: readonly Summary[]): number {
  return slopeOf(grouped(summaries), [r, alpha, a, b]).value
}

type Group = { x: number; of: { tx: number; T: number; weight: number }[]; weight: number }

/** By number of purchases, and then by the rest: what depends on x alone is computed once for all who have it. */
function grouped(summaries: readonly Summary[]): Group[] {
  const byX = new Map<number, Map<string, { tx: number; T: number; weight: number }>>()
  for (const { x, tx, T } of summaries) {
    const same = byX.get(x) ?? new Map<string, { tx: number; T: number; weight: number }>()
    byX.set(x, same)
    const key = `${tx} ${T}`
    const known = same.get(key)
    if (known) known.weight++
    else same.set(key, { tx, T, weight: 1 })
  }
  return [...byX].map(([x, same]) => {
    const of = [...same.values()]
    return { x, of, weight: of.reduce((sum, { weight }) => sum + weight, 0) }
  })
}

/** Equation 6 of the paper, as its note on Excel splits it into A1 to A4, with its derivatives. */
function slopeOf(groups: readonly Group[], [r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): Slope {
  let [value, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0]
  for (const { x, of, weight } of groups) {
    const n = r + x
    value += weight * (lnRising(r, x) + r * Math.log(alpha) + lnRising(b, x) - lnRising(a + b, x))
    const bySum = digammaRising(a + b, x)
    byR += weight * (digammaRising(r, x) + Math.log(alpha))
    byAlpha += (weight * r) / alpha
    byA -= weight * bySum
    byB += weight * (digammaRising(b, x) - bySum)
    const gone = x > 0 ? Math.log(a) - Math.log(b + x - 1) : -Infinity
    for (const { tx, T, weight: many } of of) {
      const [sinceT, sinceTx] = [Math.log(alpha + T), Math.log(alpha + tx)]
      // Still there, against gone right after the last purchase: the larger is taken out before both are added.
      const odds = gone - n * (sinceTx - sinceT)
      const left = x > 0 ? 1 / (1 + Math.exp(-odds)) : 0
      value += many * (-n * sinceT + (odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds))))
      byR -= many * ((1 - left) * sinceT + left * sinceTx)
      byAlpha -= many * n * ((1 - left) / (alpha + T) + left / (alpha + tx))
      byA += (many * left) / a
      if (x > 0) byB -= (many * left) / (b + x - 1)
    }
  }
  return { value, gradient: [byR, byAlpha, byA, byB] }
}
