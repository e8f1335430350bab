import { rotate } from '@/lib/ranking/freshness-row'
import { FRESHNESS } from '@/lib/ranking/freshness'
import type { Ranked } from '@/lib/ranking/schema'
import type { Decision, Reason, UsedFact } from './decision'
import type { Shopper } from './schema'

/** An order as this visit shows it, and what made place in its first row: empty where the order is as ranked. */
export type FreshOrder = { ranked: readonly Ranked[]; left: readonly string[] }

/** Keeps the first row of a slot from being the one that the visit before saw in vain. */
export function freshOrder(ranked: readonly Ranked[], slot: string, { fresh }: Pick<Shopper, 'fresh'>): FreshOrder {
  const rotated = rotate(ranked, slot, fresh)
  if (rotated === ranked) return { ranked, left: [] }
  const slugs = (list: readonly Ranked[]) =>
    list.flatMap(({ product }) => (product.inStock ? [product.slug] : [])).slice(0, FRESHNESS.row)
  const row = new Set(slugs(rotated.slice(0, FRESHNESS.row)))
  return { ranked: rotated, left: slugs(ranked.slice(0, 2 * FRESHNESS.window)).filter((slug) => !row.has(slug)) }
}

/** How much of a decision is told to be freshness, where a whole row changed for it. */
const SHARE = 0.5
/** How many facts of earlier visits a panel lists, and how many pieces each names. */
const FACTS = 3
const NAMED = 4

/** The earlier exposures that kept pieces out of a row, newest first, each naming the pieces. */
export function shownFacts(left: readonly string[], slot: string, { impressions, visitId, catalogue, say }: Shopper) {
  const facts: UsedFact[] = []
  for (const { id, at, visitId: visit, slot: other, products } of impressions) {
    if (facts.length === FACTS || visit === visitId) continue
    const named = left.filter((slug) => products.includes(slug))
    // The row that must not come twice counts even where what was in it is not what made place.
    const pieces = (named.length > 0 ? named : other === slot ? products : [])
      .flatMap((slug) => catalogue.bySlug.get(slug)?.name ?? [])
      .slice(0, NAMED)
    if (pieces.length > 0) facts.push({ id, text: say.t('fact.shown', { pieces: say.list(pieces) }), at })
  }
  return facts
}

/** The newest exposure of a slot before this visit, in words of its own: what a banner or a feature must not repeat. */
export function shownBefore(slot: string, { impressions, visitId }: Shopper, text: string): UsedFact[] {
  const last = impressions.find((impression) => impression.visitId !== visitId && impression.slot === slot)
  return last ? [{ id: last.id, text, at: last.at }] : []
}

/** What a decision says more, where freshness changed its outcome. `rule`: what it adds to the rule. */
export function withFreshness<D extends Pick<Decision<unknown>, 'rule' | 'reasons' | 'facts' | 'personal'>>(
  decision: D,
  changed: { share: number; facts: readonly UsedFact[] },
  { say }: Pick<Shopper, 'say'>,
  rule: 'rule.fresh' | 'rule.heroFresh' = 'rule.fresh',
): D {
  const share = decision.reasons.length > 0 ? SHARE * Math.min(1, changed.share) : 1
  const rest = decision.reasons.map(({ text, weight }) => ({ text, weight: weight * (1 - share) }))
  const reasons: Reason[] = [...rest, { text: say.t('reason.fresh'), weight: share }]
  return {
    ...decision,
    rule: `${decision.rule} ${say.t(rule)}`,
    reasons: reasons.sort((a, b) => b.weight - a.weight),
    facts: [...changed.facts, ...decision.facts],
    personal: true,
  }
}
