/** One customer's outcome: the value, and what was known before that may explain it (null: nothing). */
export type Sample = { value: number; before: number | null }

/** Sums of one arm, as far as effects need them. Variances are of the sample (n - 1). */
export type Moments = {
  n: number
  mean: number
  variance: number
  before: { mean: number; variance: number; covariance: number } | null
  /** How many have a value other than 0. */
  active: number
}

/** What is kept while customers are added one by one: means, and sums of squared deviations from them. */
export type Running = {
  n: number
  y: number
  x: number
  yy: number
  xx: number
  xy: number
  active: number
  all: boolean
}

export const nobody = (): Running => ({ n: 0, y: 0, x: 0, yy: 0, xx: 0, xy: 0, active: 0, all: true })

/**
 * Adds a customer. Deviations from running means, so that large amounts with small differences keep their digits
 * (Welford, Technometrics 4, 1962).
 */
export function add(to: Running, { value, before }: Sample): void {
  to.n += 1
  if (value !== 0) to.active += 1
  if (before === null) to.all = false
  const [dy, dx] = [value - to.y, (before ?? 0) - to.x]
  to.y += dy / to.n
  to.x += dx / to.n
  to.yy += dy * (value - to.y)
  to.xx += dx * ((before ?? 0) - to.x)
  to.xy += dy * ((before ?? 0) - to.x)
}

/** `before` is null unless it is known of all. */
export function momentsOf({ n, y, x, yy, xx, xy, active, all }: Running): Moments {
  const over = Math.max(1, n - 1)
  return {
    ...{ n, mean: y, variance: yy / over, active },
    before: all && n > 0 ? { mean: x, variance: xx / over, covariance: xy / over } : null,
  }
}

/** What an arm comes to after what was known before is taken out; `explained`: the share of the variance that it was. */
export type Adjusted = { control: Level; treated: Level; explained: number }
export type Level = { n: number; mean: number; variance: number }

/**
 * CUPED: takes out of each arm what `before` explains, theta times its distance from the mean of all. Theta is pooled
 * over both arms, from deviations within each, so that an effect does not leak into it. Where `before` is missing, or
 * the same for everybody, or explains nothing, the arms as they are.
 * Source: Deng, Xu, Kohavi and Walker, Improving the Sensitivity of Online Controlled Experiments by Utilizing
 * Pre-Experiment Data, WSDM 2013.
 */
export function adjusted(control: Moments, treated: Moments): Adjusted {
  const [c, t] = [control.before, treated.before]
  const [overC, overT] = [Math.max(0, control.n - 1), Math.max(0, treated.n - 1)]
  const spread = c && t ? overC * c.variance + overT * t.variance : 0
  if (!c || !t || spread <= 0) return { control: plain(control), treated: plain(treated), explained: 0 }

  const theta = (overC * c.covariance + overT * t.covariance) / spread
  const centre = (control.n * c.mean + treated.n * t.mean) / (control.n + treated.n)
  const level = ({ n, mean, variance }: Moments, before: NonNullable<Moments['before']>): Level => ({
    n,
    mean: mean - theta * (before.mean - centre),
    // Of a difference that is exact the rounding may be below nothing.
    variance: Math.max(0, variance - 2 * theta * before.covariance + theta * theta * before.variance),
  })
  const [low, high] = [level(control, c), level(treated, t)]
  const whole = overC * control.variance + overT * treated.variance
  const left = overC * low.variance + overT * high.variance
  return { control: low, treated: high, explained: whole > 0 ? 1 - left / whole : 0 }
}

const plain = ({ n, mean, variance }: Moments): Level => ({ n, mean, variance })
