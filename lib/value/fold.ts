import { dayOf } from '@/lib/core/days'
import { keptOf } from './kept'
import { predictionOf } from './predict'
import type { BaseValue, CustomerValue, ValueFacts } from './schema'
import { flowsOf, scoresUntil } from './score'
import { percentileIn, segmentOf } from './segment'
import { statsOf } from './stats'
import { trendOf } from './trend'
import { DEFAULT_WEIGHTS } from './weights'

/**
 * A customer's value as of a moment, by what the newest batch learned of the whole base. Pure; later facts are
 * invisible. The score goes by the weights of that batch, so that it is compared with scores of its own kind.
 * @param input.held keys of the tier held and of those below it
 * @param input.base null before the first batch: percentile and prediction are null then, and nobody is a VIP
 */
export function valueOf(input: {
  facts: ValueFacts
  asOf: Date
  timeZone: string
  held: readonly string[]
  base: BaseValue | null
}): CustomerValue {
  const { facts, asOf, timeZone, held, base } = input
  const today = dayOf(asOf, timeZone)
  const stats = statsOf(facts, asOf, timeZone)
  const scores = scoresUntil(flowsOf(facts, asOf, timeZone), today, base?.weights ?? DEFAULT_WEIGHTS)
  const score = scores.at(-1) ?? 0
  const days = keptOf(facts, asOf).map(({ purchase }) => dayOf(purchase.at, timeZone))
  return {
    ...{ stats, score, scores, trend: trendOf(scores) },
    segment: segmentOf({ orders: stats.orders, score, held, base }),
    percentile: base ? percentileIn(base.percentiles, score) : null,
    ...predictionOf({ days, today, rhythmDays: stats.rhythmDays, bgNbd: base?.bgNbd ?? null }),
  }
}
