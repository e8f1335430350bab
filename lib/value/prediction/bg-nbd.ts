import type { BgNbd } from '../schema'
import { meanOverBeta } from './beta-mean'
import type { Summary } from './summary'

export { fitBgNbd, logLikelihoodOf, type BgNbdFit } from './bg-nbd-fit'

/** A time so many times longer than all that was seen is as good as this one: numbers end somewhere. */
const FOREVER = 1e100

/**
 * How many purchases to expect of a customer in the next `t`: Fader, Hardie and Lee (2005), equation 10. Times are in
 * the unit of the parameters (weeks). At least 0, never more than their rate allows, and growing with `t`; 0 for no time.
 *
 * The paper writes it with Gauss' hypergeometric function, which is 0/0 at a = 1, and loses its digits for who buys
 * thousands of times or long after. Here it is what it was derived from (its equation 9 and Euler's integral of 2F1):
 * P(alive) times the mean of `(1 - (1 + p u)^-(r + x)) / p` over the chance p of leaving, which is Beta(a, b + x)
 * for who is still there, with u = t / (alpha + T). All its terms are positive.
 */
export function expectedPurchases(params: BgNbd, summary: Summary, t: number): number {
  if (!(t > 0)) return 0
  const { r, alpha, a, b } = params
  const { x, T } = summary
  const n = r + x
  const u = Math.min(t / (alpha + T), FOREVER)
  const bought = (p: number): number => -Math.expm1(-n * Math.log1p(p * u)) / p
  const mean = meanOverBeta(a, b + x, { of: bought, atZero: n * u, bend: (n + 1) * u })
  return aliveOf(params, summary) * mean
}

/** How many purchases to expect in the `t` after the first one, of a customer of whom nothing else is known (equation 9). */
export const expectedNew = (params: BgNbd, t: number): number => expectedPurchases(params, { x: 0, tx: 0, T: 0 }, t)

/**
 * The chance that a customer has not left (Fader, Hardie and Lee, 2008). It is 1 for everyone with one purchase, however
 * long ago: it says nothing of who is at risk, and only `expectedPurchases` may use it.
 */
export function aliveOf({ r, alpha, a, b }: BgNbd, { x, tx, T }: Summary): number {
  if (x === 0) return 1
  const silent = Math.max(0, Math.log(alpha + T) - Math.log(alpha + tx))
  return 1 / (1 + (a / (b + x - 1)) * Math.exp((r + x) * silent))
}
