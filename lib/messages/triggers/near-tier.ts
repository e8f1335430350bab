import { due, type FoldedCondition } from './condition'

/**
 * No more than `values.within` (minor units) is missing to the next tier, to the cent what every page says is missing,
 * and what waits for its hold will not fill it by itself. Since their last purchase that was kept; next tier and that
 * purchase make it the same message. At exactly the threshold the tier is reached, and this is gone.
 */
export const nearTier: FoldedCondition = ({ shopper: { standing }, offers: { kept } }, { kind, values }) => {
  const last = kept.at(-1)?.purchase
  if (!standing?.next || standing.amountToNext === null || !last) return []
  const { amountToNext: amount, next, pendingSpend, tier } = standing
  if (amount > (values.within ?? 0) || pendingSpend >= amount) return []
  return [
    due({
      cause: 'near-tier',
      subject: `tier:${next.key}:${last.id}`,
      since: last.at,
      kind,
      values: { amount, amountSpent: standing.qualifyingSpend, tier: next.name, ...(tier ? { held: tier.name } : {}) },
      why: [{ values: { amount, tier: next.name }, facts: [last.id] }],
    }),
  ]
}
