import type { Day } from '@/lib/core/days'
import { atRiskOf } from './at-risk'
import { expectedPurchases } from './prediction/bg-nbd'
import { summaryOf, WEEKS_90 } from './prediction/summary'
import type { BgNbd, CustomerValue } from './schema'

/**
 * What to expect of a customer in the next 90 days, and whether they drift away.
 * @param of.days with a purchase that was kept, earlier to later, none after `today`
 * @param of.bgNbd null before parameters were fitted: the rhythm alone tells then who is at risk
 */
export function predictionOf(of: {
  days: readonly Day[]
  today: Day
  rhythmDays: number | null
  bgNbd: BgNbd | null
}): Pick<CustomerValue, 'expected90' | 'atRisk'> {
  const { days, today, rhythmDays, bgNbd } = of
  const summary = summaryOf(days, today)
  const expected90 = bgNbd && summary && expectedPurchases(bgNbd, summary, WEEKS_90)
  return { expected90, atRisk: atRiskOf({ days, today, rhythmDays, expected90 }) }
}
