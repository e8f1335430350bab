import type { BaseValue, CustomerValue, ValueFacts } from './schema'
import { statsOf } from './stats'

/**
 * A customer's value as of a moment, by what the newest batch learned of the whole base.
 * @param input.held keys of the tier held and of those below it
 */
export function valueOf(input: {
  facts: ValueFacts
  asOf: Date
  timeZone: string
  held: readonly string[]
  base: BaseValue | null
}): CustomerValue {
  const { facts, asOf, timeZone } = input
  const stats = statsOf(facts, asOf, timeZone)
  return {
    ...{ stats, score: 0, scores: Array.from({ length: 10 }, () => 0), trend: 'steady' },
    segment: stats.orders === 0 ? 'prospect' : stats.orders === 1 ? 'one-timer' : 'repeat',
    ...{ percentile: null, expected90: null, atRisk: null },
  }
}
