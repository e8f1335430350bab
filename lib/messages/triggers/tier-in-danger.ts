import { offerCause } from './by-offer-cause'
import { due, saidAt, type FoldedCondition } from './condition'

/**
 * Their tier ends within 60 days unless something more is spent: amount and last day are the standing's own (`keep`).
 * Since 60 days before that last day; tier and last day make it the same message. Gone when enough was spent, and when
 * that day is over.
 */
export const tierInDanger: FoldedCondition = (facts, { kind }) => {
  const { now, standing } = facts.shopper
  const found = offerCause('tier-in-danger', facts)
  const keep = standing?.keep
  if (!found || !keep || found.since > now || found.end === null || found.end <= now) return []
  const { tier, amount, by } = keep
  return [
    due({
      cause: 'tier-in-danger',
      subject: `tier:${found.subject}`,
      since: found.since,
      kind,
      values: { tier: tier.name, amount, date: by },
      why: [{ values: { tier: tier.name, amount, date: saidAt(by) }, facts: found.reason.facts }],
    }),
  ]
}
