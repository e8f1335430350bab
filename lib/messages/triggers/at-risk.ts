import { offerCause } from './by-offer-cause'
import { due, saidAt, type FoldedCondition } from './condition'

/**
 * They drift away, by the rule of lib/value/at-risk.ts. Since their last purchase that was kept; it makes it the same
 * message: a silence is spoken of once. Gone with the next purchase.
 */
export const atRisk: FoldedCondition = (facts, { kind }) => {
  const found = offerCause('at-risk', facts)
  if (!found) return []
  const days = Number(found.reason.values.days)
  return [
    due({
      cause: 'at-risk',
      subject: found.subject,
      since: found.since,
      kind,
      values: { days, date: found.since },
      why: [{ values: { days, date: saidAt(found.since) }, facts: found.reason.facts }],
    }),
  ]
}
