import { offerCause } from './by-offer-cause'
import { due, saidAt, type FoldedCondition } from './condition'

/**
 * They bought again after a silence that had them at risk, by the same rule as the offer for it. Since that purchase,
 * which makes it the same message. Gone when it came back, and with the purchase after it.
 */
export const wonBack: FoldedCondition = (facts, { kind }) => {
  const found = offerCause('won-back', facts)
  if (!found) return []
  const days = Number(found.reason.values.days)
  return [
    due({
      cause: 'won-back',
      subject: `order:${found.subject}`,
      since: found.since,
      kind,
      values: { days, date: found.since },
      why: [{ values: { days, date: saidAt(found.since) }, facts: found.reason.facts }],
    }),
  ]
}
