import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import { affinityWithout } from './affinity'
import type { Affinity, AffinitySource, Ranked, TokenKey } from './schema'
import { catalogueIndex, colourTokens, dimensionOf, NO_TOKENS, type CatalogueIndex } from './tokens'
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

/** What each source holds of the tokens that can be a reason, by token number: made once per explanation. */
function teachers(affinity: Affinity, index: CatalogueIndex): Map<number, AffinitySource[]> {
  const found = new Map<number, AffinitySource[]>()
  for (const source of affinity.sources) {
    const entry = source.product && index.entries.get(source.product.slug)
    if (!entry || source.signed <= 0) continue
    for (const { ids } of [entry.tokens, colourTokens(entry, source.colour)]) {
      for (const id of ids) {
        const list = found.get(id)
        if (list) list.push(source)
        else found.set(id, [source])
      }
    }
  }
  return found
}

/** Pieces whose facts speak for `product`, most responsible first: each token's gain is split over what taught it. */
function influences(
  product: Product,
  colour: string | null,
  affinity: Affinity,
  index: CatalogueIndex,
  taughtBy: Map<number, AffinitySource[]>,
): Influence[] {
  const entry = index.entries.get(product.slug)
  const found = new Map<string, Influence>()
  for (const { ids, weights } of entry ? [entry.tokens, colourTokens(entry, colour)] : [NO_TOKENS]) {
    ids.forEach((id, i) => {
      const key = index.keys[id] ?? ''
      const score = affinity.scores.get(key) ?? 0
      if (score <= 0 || REASON.silent.has(dimensionOf(key))) return
      const sources = taughtBy.get(id) ?? []
      const total = sources.reduce((sum, source) => sum + source.signed, 0)
      for (const source of sources) {
        if (!source.product || source.product.slug === product.slug) continue
        let influence = found.get(source.product.slug)
        if (!influence)
          found.set(source.product.slug, (influence = { product: source.product, weight: 0, shared: new Map() }))
        const gain = ((weights[i] ?? 0) * score * source.signed) / total
        influence.weight += gain
        influence.shared.set(key, (influence.shared.get(key) ?? 0) + gain)
      }
    })
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight || a.product.position - b.product.position)
}

function tell(first: Influence, cited: readonly Influence[], affinity: Affinity): Because {
  const products = cited.map((influence) => influence.product)
  const about = affinity.sources
    .filter(({ product }) => product !== null && products.some(({ slug }) => slug === product.slug))
    .flatMap((source) => source.facts)
    .sort((a, b) => b.at.getTime() - a.at.getTime())
  return {
    product: first.product,
    deed: deedOf(about.filter((fact) => fact.product === first.product.slug)),
    shared: [...first.shared].sort((a, b) => b[1] - a[1]).map(([key]) => key),
    facts: about,
    products,
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
  affinity: Affinity,
  catalogue: ReadonlyMap<string, Product>,
): Because | null {
  const index = catalogueIndex(catalogue)
  const [first] = influences(product, colour, affinity, index, teachers(affinity, index))
  return first ? tell(first, [first], affinity) : null
}

/**
 * A reason for each of the first `limit` pieces that moved up for her, by slug, each proven: the order is made again
 * without the cited facts, and the piece must stand lower. Where one piece's facts do not suffice, the next most
 * responsible ones are cited too; where three do not, there is no reason to tell.
 * @param ranked the order shown, made by `rerank(affinity)`.
 * @param rerank the same decision from another taste.
 */
export function explainRises(input: {
  ranked: readonly Ranked[]
  affinity: Affinity
  catalogue: ReadonlyMap<string, Product>
  rerank: (affinity: Affinity) => readonly Ranked[]
  limit?: number
}): Map<string, Because> {
  const { ranked, affinity, catalogue, rerank, limit = REASON.limit } = input
  const reasons = new Map<string, Because>()
  const risen = ranked.slice(0, limit).flatMap((item, place) => (item.rise > 0 ? [{ item, place }] : []))
  if (risen.length === 0) return reasons
  const index = catalogueIndex(catalogue)
  const taughtBy = teachers(affinity, index)

  const tried = new Map<string, ReadonlyMap<string, number>>()
  /** Where each piece stands without the facts about these pieces; null when too many were tried for one page. */
  const placesWithout = (slugs: readonly string[]): ReadonlyMap<string, number> | null => {
    const key = slugs.toSorted().join(' ')
    let places = tried.get(key)
    if (!places) {
      if (tried.size >= REASON.mostTries) return null
      const other = rerank(affinityWithout(affinity, slugs, catalogue))
      places = new Map(other.map((item, place) => [item.product.slug, place]))
      tried.set(key, places)
    }
    return places
  }

  for (const { item, place } of risen) {
    const found = influences(item.product, item.colour, affinity, index, taughtBy)
    for (let n = 1; n <= Math.min(REASON.mostPieces, found.length); n++) {
      const cited = found.slice(0, n)
      const without = placesWithout(cited.map((influence) => influence.product.slug))?.get(item.product.slug)
      const [first] = cited
      if (!first || without === undefined || without <= place) continue
      reasons.set(item.product.slug, tell(first, cited, affinity))
      break
    }
  }
  return reasons
}
