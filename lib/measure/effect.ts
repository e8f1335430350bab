import { normalQuantile } from './distributions'
import type { Level } from './moments'

export const ALPHA = 0.05
export const POWER = 0.8

/** A difference with what bounds it. `half`: half the width. */
export type Interval = { value: number; low: number; high: number }

/** `value` and `half` on both sides of it. */
export const around = (value: number, half: number): Interval => ({ value, low: value - half, high: value + half })

/** A difference of means and its standard error, treated less control: absolute, and of the control's mean. */
export type Difference = {
  n: number
  absolute: { value: number; error: number }
  /** Null where the control's mean is not clearly above zero: a share of nothing says nothing. */
  relative: { value: number; error: number } | null
}

/** How many standard errors the control's mean must be above zero for a share of it to be told. */
const CLEAR = 3

/**
 * The difference of two independent means with Welch's unpooled error, and by the delta method (Deng, Knoblich and Lu,
 * Applying the Delta Method in Metric Analytics, KDD 2018) as a share of the control's mean. Proportions
 * are means of 0 and 1.
 */
export function differenceOf(control: Level, treated: Level): Difference {
  const [ofControl, ofTreated] = [control.variance / control.n, treated.variance / treated.n]
  const [c, t] = [control.mean, treated.mean]
  const relative =
    c > CLEAR * Math.sqrt(ofControl)
      ? { value: t / c - 1, error: Math.sqrt(ofTreated / c ** 2 + (t ** 2 * ofControl) / c ** 4) }
      : null
  return {
    n: control.n + treated.n,
    absolute: { value: t - c, error: Math.sqrt(ofControl + ofTreated) },
    relative,
  }
}

/** Half the width, in standard errors, of the interval for who looks once. */
export const fixedHalf = (alpha = ALPHA): number => normalQuantile(alpha / 2)

/**
 * Half the width, in standard errors, of the interval that holds at every look at once: the asymptotic confidence
 * sequence of a normal mixture after `n` customers, tightest about `tunedFor`.
 *
 *   rho² = (-2 ln α + ln(-2 ln α + 1)) / N*
 *   half = sqrt( 2 (n rho² + 1) / (n rho²) · ln( sqrt(n rho² + 1) / α ) )
 *
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Time-uniform central limit theory and asymptotic confidence
 * sequences (2021), with the approximate rho of its appendix on tuning; the mixture is Robbins' (1970), as in
 * Howard, Ramdas, McAuliffe and Sekhon, Annals of Statistics 49 (2021).
 */
export function sequentialHalf(n: number, tunedFor: number, alpha = ALPHA): number {
  if (n <= 0) return Infinity
  const twice = -2 * Math.log(alpha)
  const spread = (n * (twice + Math.log(twice + 1))) / tunedFor
  return Math.sqrt(((2 * (spread + 1)) / spread) * Math.log(Math.sqrt(spread + 1) / alpha))
}

/**
 * How many customers both arms need together, in the shares they have, for a difference of `worth` to be seen with
 * probability `POWER` by a two-sided test at `ALPHA`: (z + z')² (σ²/share + σ'²/share') / worth², rounded up.
 * Source: Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), with unequal variances and shares.
 */
export function customersNeeded(control: Level, treated: Level, worth: number): number {
  const n = control.n + treated.n
  const spread = (control.variance * n) / control.n + (treated.variance * n) / treated.n
  return Math.ceil(((normalQuantile(ALPHA / 2) + normalQuantile(1 - POWER)) ** 2 * spread) / worth ** 2)
}
