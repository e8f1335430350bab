import { chiSquaredTail } from './distributions'

/** Below this the counts are no chance: something decides who is logged. */
export const RATIO_ALERT = 0.001

/** Whether arms have as many customers as their shares say. */
export type RatioCheck = {
  arms: { arm: string; share: number; seen: number; expected: number }[]
  chiSquared: number
  /** The chance of counts at least this far off where assignment and logging are right. */
  p: number
  alert: boolean
}

/**
 * Sample ratio check: Pearson's chi-squared of customers by arm against their shares. Nobody at all is no alert.
 * Source: Fabijan et al., Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD 2019.
 */
export function ratioCheck(arms: readonly { arm: string; share: number; seen: number }[]): RatioCheck {
  const all = arms.reduce((sum, { seen }) => sum + seen, 0)
  const checked = arms.map((arm) => ({ ...arm, expected: arm.share * all }))
  const chiSquared = checked.reduce(
    (sum, { seen, expected }) => (expected > 0 ? sum + (seen - expected) ** 2 / expected : sum),
    0,
  )
  const p = chiSquaredTail(chiSquared, arms.length - 1)
  return { arms: checked, chiSquared, p, alert: p < RATIO_ALERT }
}
