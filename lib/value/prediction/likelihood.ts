import { minimise, type Slope } from './minimise'

/** Parameters are sought as logarithms; beyond e^±12 of the first start the search is pushed back: a ridge has an end. */
const FURTHEST = 12

/**
 * Maximum likelihood of positive parameters, from several starts, by their logarithms.
 *
 * @param logLikelihood with its derivatives by the parameters themselves
 * @param weight how many customers: the search minimises the mean, whose size says nothing of their number
 * @returns the best parameters found; null where no start led to a number
 */
export function mostLikely(
  logLikelihood: (parameters: readonly number[]) => Slope,
  starts: readonly (readonly number[])[],
  weight: number,
): { parameters: readonly number[]; logLikelihood: number } | null {
  const middle = (starts[0] ?? []).map(Math.log)
  const slopeOf = (logs: readonly number[]): Slope => {
    const parameters = logs.map(Math.exp)
    const { value, gradient } = logLikelihood(parameters)
    const beyond = logs.map((log, i) => {
      const away = log - (middle[i] ?? 0)
      return Math.sign(away) * Math.max(0, Math.abs(away) - FURTHEST)
    })
    return {
      value: -value / weight + beyond.reduce((sum, each) => sum + each * each, 0),
      gradient: logs.map((_, i) => (-(gradient[i] ?? 0) * (parameters[i] ?? 0)) / weight + 2 * (beyond[i] ?? 0)),
    }
  }
  const found = starts
    .map((start) => minimise(slopeOf, start.map(Math.log)))
    .filter(({ value }) => Number.isFinite(value))
  const [best] = found.sort((a, b) => a.value - b.value)
  if (!best) return null
  const parameters = best.at.map(Math.exp)
  return { parameters, logLikelihood: logLikelihood(parameters).value }
}
