import type { GammaGamma } from '../schema'
import { digamma, digammaRising, lnGamma, lnRising } from './gamma-functions'
import { mostLikely } from './likelihood'
import type { Slope } from './minimise'
import type { Spending } from './summary'

export type GammaGammaFit = GammaGamma & { logLikelihood: number }

/**
 * The parameters under which what customers paid on average is likeliest: Fader and Hardie, The Gamma-Gamma Model of
 * Monetary Value (2013), equation 1a. Customers without a repeat purchase, or who paid nothing for one, say nothing.
 *
 * @param rows of one unit of money
 * @returns null where there is nothing to learn from: fewer than two who say something, or all of one value
 */
export function fitGammaGamma(rows: readonly Spending[]): GammaGammaFit | null {
  const telling = rows.filter(({ x, zbar }) => x > 0 && zbar > 0)
  const mean = telling.reduce((sum, { zbar }) => sum + zbar, 0) / telling.length
  if (!telling.some(({ zbar }) => zbar !== telling[0]?.zbar)) return null
  const groups = groupedByX(telling)
  const starts = [
    [6, 4, mean / 2],
    [1, 3, mean * 2],
    [20, 10, mean / 2],
  ]
  const best = mostLikely((parameters) => slopeOf(groups, parameters), starts, telling.length)
  if (!best) return null
  const [p = 0, q = 0, gamma = 0] = best.parameters
  return { p, q, gamma, logLikelihood: best.logLikelihood }
}

/**
 * What a purchase of this customer is worth on average, in the unit of the parameters (equation 5): between what they
 * paid and what the base pays, the nearer to the former the more often they bought. With x = 0 it is the base's mean.
 * Where the mean does not exist (p x + q <= 1) it is the likeliest value instead, so that there always is a number.
 */
export function expectedValue({ p, q, gamma }: GammaGamma, { x, zbar }: Spending): number {
  const shape = p * x + q
  return (p * (gamma + x * zbar)) / (shape > 1 ? shape - 1 : shape + 1)
}

type Group = { x: number; values: number[] }

function groupedByX(rows: readonly Spending[]): Group[] {
  const byX = new Map<number, number[]>()
  for (const { x, zbar } of rows) {
    const values = byX.get(x)
    if (values) values.push(zbar)
    else byX.set(x, [zbar])
  }
  return [...byX].map(([x, values]) => ({ x, values }))
}

function slopeOf(groups: readonly Group[], [p = 0, q = 0, gamma = 0]: readonly number[]): Slope {
  let [value, byP, byQ, byGamma] = [0, 0, 0, 0]
  for (const { x, values } of groups) {
    const weight = values.length
    const shape = p * x + q
    value += weight * (lnRising(q, p * x) - lnGamma(p * x) + q * Math.log(gamma))
    byP += weight * x * (digamma(shape) - digamma(p * x))
    byQ += weight * (digammaRising(q, p * x) + Math.log(gamma))
    byGamma += (weight * q) / gamma
    for (const zbar of values) {
      const [own, all] = [Math.log(x * zbar), Math.log(gamma + x * zbar)]
      value += p * x * own - Math.log(zbar) - shape * all
      byP += x * (own - all)
      byQ -= all
      byGamma -= shape / (gamma + x * zbar)
    }
  }
  return { value, gradient: [byP, byQ, byGamma] }
}
