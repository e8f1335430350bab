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

/** Two passes, so that large amounts with small differences keep their digits. `before` is null unless all have one. */
export function momentsOf(samples: readonly Sample[]): Moments {
  const n = samples.length
  let [sum, sumBefore, active, all] = [0, 0, 0, true]
  for (const { value, before } of samples) {
    sum += value
    if (value !== 0) active += 1
    if (before === null) all = false
    else sumBefore += before
  }
  const [mean, meanBefore] = n > 0 ? [sum / n, sumBefore / n] : [0, 0]
  let [yy, xx, xy] = [0, 0, 0]
  for (const { value, before } of samples) {
    const y = value - mean
    const x = (before ?? 0) - meanBefore
    yy += y * y
    xx += x * x
    xy += x * y
  }
  const over = Math.max(1, n - 1)
  const known = all && n > 0
  return {
    ...{ n, mean, variance: yy / over, active },
    before: known ? { mean: meanBefore, variance: xx / over, covariance: xy / over } : null,
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
 * Pre-Experiment Data, WSDM 2013, equations 2 and 3.
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
