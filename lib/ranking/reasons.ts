import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import { affinityOf, factWeight } from './affinity'
import type { Affinity, Ranked, TokenKey } from './schema'
import { colourTokens, catalogueIndex } from './tokens'
import { REASON } from './weights'

/** The strongest thing she did with the piece: the sentence must say no more than that. */
export type Deed = 'viewed' | 'added' | 'bought'

/** Why a piece suits her: what she did with another piece, and what the two share. Words are made elsewhere. */
export type Because = {
  /** The piece most responsible. */
  product: Product
  deed: Deed
  /** What both have that she leans to, weightiest first; never empty. */
  shared: readonly TokenKey[]
  /** Every fact this rests on, newest first. Without them the decision would be another. */
  facts: readonly Fact[]
  /** All pieces those facts are about, `product` first: more than one when no single one made the difference. */
  products: readonly Product[]
}

type Influence = { product: Product; weight: number; shared: Map<TokenKey, number> }

const deedOf = (facts: readonly Fact[]): Deed =>
  facts.some((fact) => fact.kind === 'purchase')
    ? 'bought'
    : facts.some((fact) => fact.kind === 'cart-add')
      ? 'added'
      : 'viewed'

/** Pieces whose facts speak for `product`, most responsible first: each token's gain is split over what taught it. */
function influences(
  product: Product,
  colour: string | null,
  affinity: Affinity,
  catalogue: ReadonlyMap<string, Product>,
  asOf: Date,
): Influence[] {
  const entry = catalogueIndex(catalogue).entries.get(product.slug)
  if (!entry) return []
  const found = new Map<string, Influence>()
  for (const { key, weight } of [...entry.tokens, ...colourTokens(entry, colour)]) {
    const score = affinity.scores.get(key) ?? 0
    if (score <= 0 || REASON.silent.has(key.slice(0, key.indexOf(':')))) continue
    const taught = new Map<string, number>()
    let total = 0
    for (const fact of affinity.evidence.get(key) ?? []) {
      const weighed = factWeight(fact, asOf)
      if (weighed <= 0 || fact.product === null) continue
      total += weighed
      taught.set(fact.product, (taught.get(fact.product) ?? 0) + weighed)
    }
    for (const [slug, weighed] of taught) {
      const source = catalogue.get(slug)
      if (!source || slug === product.slug) continue
      let influence = found.get(slug)
      if (!influence) found.set(slug, (influence = { product: source, weight: 0, shared: new Map() }))
      const gain = (weight * score * weighed) / total
      influence.weight += gain
      influence.shared.set(key, gain)
    }
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight || a.product.position - b.product.position)
}

function tell(cited: readonly Influence[], facts: readonly Fact[], asOf: Date): Because | null {
  const [first] = cited
  if (!first) return null
  const slugs = new Set(cited.map((influence) => influence.product.slug))
  const about = facts
    .filter((fact) => fact.product !== null && slugs.has(fact.product) && factWeight(fact, asOf) !== 0)
    .sort((a, b) => b.at.getTime() - a.at.getTime())
  return {
    product: first.product,
    deed: deedOf(about.filter((fact) => fact.product === first.product.slug)),
    shared: [...first.shared].sort((a, b) => b[1] - a[1]).map(([key]) => key),
    facts: about,
    products: cited.map((influence) => influence.product),
  }
}

/**
 * The piece she met that speaks most for `product` (shown in `colour`, null for its default), and what they share. Null
 * when nothing she did speaks for it; what she did with the piece itself is no reason for showing it. Removing the cited
 * facts lowers her taste for the piece; whether that changes an order is for `explainRises` to say.
 */
export function becauseOf(
  product: Product,
  colour: string | null,
  facts: readonly Fact[],
  catalogue: ReadonlyMap<string, Product>,
  asOf: Date,
): Because | null {
  const found = influences(product, colour, affinityOf(facts, catalogue, asOf), catalogue, asOf)
  return tell(found.slice(0, 1), facts, asOf)
}

/**
 * A reason for each of the first `limit` pieces that moved up for her, by slug, each proven: the order is made again
 * without the cited facts, and the piece must stand lower. Where one piece's facts do not suffice, the next most
 * responsible ones are cited too; where three do not, there is no reason to tell.
 * @param ranked the order shown, made by `rerank(affinityOf(facts, catalogue, asOf))`.
 * @param rerank the same decision from another taste.
 */
export function explainRises(input: {
  ranked: readonly Ranked[]
  facts: readonly Fact[]
  catalogue: ReadonlyMap<string, Product>
  asOf: Date
  rerank: (affinity: Affinity) => readonly Ranked[]
  limit?: number
}): Map<string, Because> {
  const { ranked, facts, catalogue, asOf, rerank, limit = REASON.limit } = input
  const reasons = new Map<string, Because>()
  const risen = ranked.slice(0, limit).filter((item) => item.rise > 0)
  if (risen.length === 0) return reasons
  const affinity = affinityOf(facts, catalogue, asOf)

  const tried = new Map<string, ReadonlyMap<string, number>>()
  /** Where each piece stands without the facts about these pieces; null when too many were tried for one page. */
  const placesWithout = (slugs: readonly string[]): ReadonlyMap<string, number> | null => {
    const key = slugs.toSorted().join(' ')
    let places = tried.get(key)
    if (!places) {
      if (tried.size >= REASON.most) return null
      const left = facts.filter((fact) => fact.product === null || !slugs.includes(fact.product))
      places = new Map(rerank(affinityOf(left, catalogue, asOf)).map((item, place) => [item.product.slug, place]))
      tried.set(key, places)
    }
    return places
  }

  for (const { product, colour } of risen) {
    const found = influences(product, colour, affinity, catalogue, asOf)
    const place = ranked.findIndex((item) => item.product === product)
    for (let n = 1; n <= Math.min(REASON.mostPieces, found.length); n++) {
      const cited = found.slice(0, n)
      const without = placesWithout(cited.map((influence) => influence.product.slug))?.get(product.slug)
      if (without === undefined || without <= place) continue
      const because = tell(cited, facts, asOf)
      if (because) reasons.set(product.slug, because)
      break
    }
  }
  return reasons
}
