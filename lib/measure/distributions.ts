import { lnGamma } from '@/lib/value/prediction/gamma-functions'

// Own and small: docs/decisions/0016-numbers-of-prediction.md says what was looked at instead.

/** Terms of a series or a fraction; for what is asked of them here some forty do. */
const TERMS = 500
const PRECISION = 1e-16

/**
 * Q(a, x) = Γ(a, x) / Γ(a), the upper regularised incomplete gamma function, for a > 0 and x >= 0: the series below
 * a + 1 (Abramowitz and Stegun 6.5.29), from there the continued fraction (6.5.31, by Lentz's method), so that small
 * tails keep their digits.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  const scale = Math.exp(a * Math.log(x) - x - lnGamma(a))
  if (scale === 0) return x > a ? 0 : 1
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a]
    for (let n = 1; n < TERMS && term > sum * PRECISION; n++) {
      term *= x / (a + n)
      sum += term
    }
    return 1 - scale * sum
  }
  let b = x + 1 - a
  let [c, d] = [1e300, 1 / b]
  let fraction = d
  for (let n = 1; n < TERMS; n++) {
    const step = -n * (n - a)
    b += 2
    d = 1 / (step * d + b)
    c = b + step / c
    fraction *= c * d
    if (Math.abs(c * d - 1) < PRECISION * 10) break
  }
  return scale * fraction
}

/** The chance that chi-squared with `df` degrees of freedom is at least `x`. */
export const chiSquaredTail = (x: number, df: number): number => upperGamma(df / 2, x / 2)

/** The chance that a standard normal variable is at least `z`. */
export const normalTail = (z: number): number => {
  const tail = upperGamma(0.5, (z * z) / 2) / 2
  return z >= 0 ? tail : 1 - tail
}

/** Newton's steps from a bound that is never more than a few steps away. */
const STEPS = 60

/**
 * What a standard normal variable exceeds with probability `tail`, for 0 < tail < 1: 1.959964 for .025. Newton's method
 * on the logarithm of the tail, which is smooth and concave, so that it converges from anywhere.
 */
export function normalQuantile(tail: number): number {
  if (!(tail > 0 && tail < 1)) throw new RangeError(`not a probability between 0 and 1: ${tail}`)
  if (tail > 0.5) return 0 - normalQuantile(1 - tail)
  let z = Math.sqrt(Math.max(0, -2 * Math.log(2 * tail)))
  for (let i = 0; i < STEPS; i++) {
    const here = normalTail(z)
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    const step = (Math.log(here / tail) * here) / density
    z += step
    if (Math.abs(step) < 1e-14 * (1 + Math.abs(z))) break
  }
  return z
}
