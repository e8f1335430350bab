import { offerCause } from './by-offer-cause'
import { due, saidAt, type FoldedCondition } from './condition'

/**
 * A tier was reached, by the same rule as the offer for it: the newest change of their tier was a rise, by more than
 * joining. Since then; tier and the order that reached it (or the day, where a date did) make it the same message, so that
 * each reaching is told once, also a second one of the same tier. Gone when the tier was lost again, or a higher one reached.
 */
export const tierReached: FoldedCondition = (facts, { kind }) => {
  const found = offerCause('tier-reached', facts)
  const { standing } = facts.shopper
  if (!found || !standing?.tier) return []
  const { tier, next, amountToNext } = standing
  return [
    due({
      cause: 'tier-reached',
      subject: `tier:${found.subject}`,
      since: found.since,
      kind,
      values: {
        ...{ tier: tier.name, tierKey: tier.key, date: found.since },
        ...(next && amountToNext !== null ? { next: next.name, amountToNext } : {}),
      },
      why: [{ values: { tier: tier.name, date: saidAt(found.since) }, facts: found.reason.facts }],
    }),
  ]
}
