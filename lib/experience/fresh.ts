import { rotate } from '@/lib/ranking/freshness-row'
import { FRESHNESS, freshWithout, type Fresh } from '@/lib/ranking/freshness'
import type { Ranked } from '@/lib/ranking/schema'
import type { Decision, Reason, UsedFact } from './decision'
import type { Shopper } from './schema'

/** An order as this visit shows it, and what made place in its first row: nothing where the order is as ranked. */
export type FreshOrder = { ranked: readonly Ranked[]; left?: Left }
/** The pieces that made place, and the exposures for which they did. */
export type Left = { count: number; facts: UsedFact[] }

/** Pieces of a first row. */
const ROW = FRESHNESS.row
/** How many pieces a fact names, and on how many exposures a change may rest. */
const NAMED = 4
const FACTS = 8

const rowOf = (ranked: readonly Ranked[]): string[] =>
  ranked
    .slice(0, 2 * FRESHNESS.window)
    .flatMap(({ product }) => (product.inStock ? [product.slug] : []))
    .slice(0, ROW)

/** Keeps the first row of a slot from being the one that the visit before saw in vain. */
export const freshRanking = (
  ranked: readonly Ranked[],
  slot: string,
  { fresh, affinity }: Pick<Shopper, 'fresh' | 'affinity'>,
): readonly Ranked[] => rotate(ranked, slot, fresh, { never: affinity.disliked })

/** The same, with what is to be told of it. */
export function freshOrder(ranked: readonly Ranked[], slot: string, shopper: Shopper): FreshOrder {
  const rotated = freshRanking(ranked, slot, shopper)
  const { fresh } = shopper
  if (rotated === ranked || !fresh) return { ranked }
  const row = rowOf(rotated)
  const left = rowOf(ranked).filter((slug) => !row.includes(slug))
  if (left.length === 0) return { ranked: rotated }
  return { ranked: rotated, left: { count: left.length, facts: citedOf({ ranked, row, left, slot, fresh }, shopper) } }
}

/** A row that is another than the first of an order. */
type Changed = {
  ranked: readonly Ranked[]
  row: readonly string[]
  left: readonly string[]
  slot: string
  fresh: Fresh
}

/**
 * The exposures for which pieces made place, newest first, each naming them: those of as many visits as it takes to make
 * a difference. Had they never been, the row would be another.
 */
function citedOf(changed: Changed, { catalogue, say, affinity }: Shopper): UsedFact[] {
  const { ranked, row, left, slot, fresh } = changed
  const facts: UsedFact[] = []
  const decides = (): boolean => {
    const other = freshWithout(fresh, new Set(facts.map(({ id }) => id)))
    const without = rowOf(freshRanking(ranked, slot, { fresh: other, affinity }))
    return without.some((slug) => !row.includes(slug))
  }
  let visit: string | null = null
  for (const { id, at, visitId, slot: place, products } of fresh.earlier) {
    if (facts.length === FACTS || (visit !== visitId && facts.length > 0 && decides())) break
    visit = visitId
    const named = left.filter((slug) => products.includes(slug))
    // The row that must not come twice counts even where what was in it is not what made place.
    const told = named.length > 0 ? named : place === slot ? products : []
    const pieces = told.flatMap((slug) => catalogue.bySlug.get(slug)?.name ?? []).slice(0, NAMED)
    if (pieces.length === 0) continue
    facts.push({ id, text: say.t('fact.shown', { pieces: say.list(pieces) }), at })
  }
  return facts
}

/** The newest exposure of a slot before this visit, in words of its own: what a banner or a feature must not repeat. */
export function shownBefore(slot: string, { fresh }: Pick<Shopper, 'fresh'>, text: string): UsedFact[] {
  const last = fresh?.earlier.find((impression) => impression.slot === slot)
  return last ? [{ id: last.id, text, at: last.at }] : []
}

/** How much of a decision is told to be freshness, where all of it changed for that. */
const SHARE = 0.5

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
