/** Distance of the nodes: the error is about e^(-π² / 0.4), and of a narrow peak e^(-2π² / 0.7²). */
const STEP = 0.4
const OF_PEAK = 0.7
/** Parts smaller than this share of the whole are none. */
const NONE = 1e-14

/** A function on [0, 1] that falls: its value in 0, and how fast it leaves it. */
type Falling = { of: (p: number) => number; atZero: number; bend: number }

/**
 * The mean of a function over p that is Beta(a, b): the trapezoidal rule along the logit of p, where the density is
 * analytic and vanishes on both sides, which makes the rule exact to more digits than are wanted (Trefethen and
 * Weideman, The Exponentially Convergent Trapezoidal Rule, 2014). Weights are positive: what is positive and grows under
 * the mean is positive and grows after it. Near 0 and 1 the function stands still, and what is left is a geometric sum.
 *
 * @param a above 0 @param b above 0
 */
export function meanOverBeta(a: number, b: number, { of, atZero, bend }: Falling): number {
  const middle = Math.log(a) - Math.log(b)
  const step = Math.min(STEP, OF_PEAK * Math.sqrt(1 / a + 1 / b))
  const height = logDensity(a, b, middle)
  const size = -Math.log(NONE) + Math.log(Math.max(1, a + b))
  const [lowest, highest] = [-size - Math.log(Math.max(1, bend)), size]
  // What a geometric sum of the tail is of its first part.
  const [below, above] = [-1 / Math.expm1(-a * step), -1 / Math.expm1(-b * step)]

  let [sum, whole] = [0, 0]
  for (let logit = middle; ; logit -= step) {
    const weight = Math.exp(logDensity(a, b, logit) - height)
    const last = !(logit > lowest) || (weight * below <= NONE * whole && weight * below * atZero <= NONE * sum)
    const share = last ? weight * below : weight
    whole += share
    sum += share * (last ? atZero : of(1 / (1 + Math.exp(-logit))))
    if (last) break
  }
  for (let logit = middle + step; ; logit += step) {
    const weight = Math.exp(logDensity(a, b, logit) - height)
    const last = !(logit < highest) || weight * above <= NONE * whole
    const share = last ? weight * above : weight
    whole += share
    sum += share * of(last ? 1 : 1 / (1 + Math.exp(-logit)))
    if (last) break
  }
  return sum / whole
}

/** ln(p^a (1 - p)^b), the density along the logit of p, but for its constant. */
function logDensity(a: number, b: number, logit: number): number {
  return a * logit - (a + b) * (Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))))
}
