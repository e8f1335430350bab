import type { Product } from '@/lib/catalog/schema'
import type { EventKind, Fact } from '@/lib/events/schema'
import { affinityWithout } from './affinity'
import { sessionWithout } from './neighbours'
import type { Affinity, AffinitySource, Part, Ranked, RankingContext, TokenKey } from './schema'
import { catalogueIndex, colourTokens, dimensionOf, type CatalogueIndex } from './tokens'
import { REASON } from './weights'

/** The strongest thing she did with the piece: the sentence must say no more than that. */
export type Deed = 'viewed' | 'added' | 'bought'

/** Why a piece suits her: what she did with another piece, and what the two share. Words are made elsewhere. */
export type Because = {
  /** The piece most responsible. */
  product: Product
  deed: Deed
  /** What both have that she leans to, weightiest first; empty where only like visits join the two. */
  shared: readonly TokenKey[]
  /** Every fact this rests on, newest first. Without them the decision would be another. */
  facts: readonly Fact[]
  /** All pieces those facts are about, `product` first: more than one when no single one made the difference. */
  products: readonly Product[]
}

type Influence = { product: Product; weight: number; shared: Map<TokenKey, number> }

/** What can be told of somebody's doing with a piece; what was only said of it is not called a look. */
const DEEDS = new Map<EventKind, Deed>([
  ['view', 'viewed'],
  ['dwell', 'viewed'],
  ['click', 'viewed'],
  ['cart-add', 'added'],
  ['purchase', 'bought'],
])
const STRENGTH: readonly Deed[] = ['bought', 'added', 'viewed']

function deedOf(facts: readonly Fact[]): Deed | null {
  const deeds = new Set(facts.map(({ kind }) => DEEDS.get(kind)))
  return STRENGTH.find((deed) => deeds.has(deed)) ?? null
}

/** The pieces that may be cited, and what their facts hold of each token: made once per explanation. */
type Teachers = { pieces: ReadonlyMap<string, Product>; byToken: ReadonlyMap<TokenKey, readonly AffinitySource[]> }

function teachers(affinity: Affinity, index: CatalogueIndex): Teachers {
  const pieces = new Map<string, Product>()
  for (const { product, facts } of affinity.sources)
    if (product && !pieces.has(product.slug) && deedOf(facts) !== null) pieces.set(product.slug, product)
  const byToken = new Map<TokenKey, AffinitySource[]>()
  for (const source of affinity.sources) {
    const entry = source.product && index.entries.get(source.product.slug)
    if (!entry || source.signed <= 0 || !pieces.has(entry.product.slug)) continue
    for (const { ids } of [entry.tokens, colourTokens(entry, source.colour)]) {
      for (const id of ids) {
        const key = index.keys[id] ?? ''
        const list = byToken.get(key)
        if (list) list.push(source)
        else byToken.set(key, [source])
      }
    }
  }
  return { pieces, byToken }
}

/**
 * Pieces whose facts speak for `product`, most responsible first: a token's part is split over what taught it, what like
 * visits went on to is due to the piece that they share with hers.
 */
function influences(product: Product, parts: readonly Part[], { pieces, byToken }: Teachers): Influence[] {
  const found = new Map<string, Influence>()
  const influence = (by: Product): Influence => {
    let known = found.get(by.slug)
    if (!known) found.set(by.slug, (known = { product: by, weight: 0, shared: new Map() }))
    return known
  }
  for (const { part, weight } of parts) {
    if (weight <= 0) continue
    if (part.startsWith(NEIGHBOURS_PART)) {
      const by = pieces.get(part.slice(NEIGHBOURS_PART.length))
      if (by && by.slug !== product.slug) influence(by).weight += weight
      continue
    }
    if (!part.startsWith(AFFINITY_PART)) continue
    const key = part.slice(AFFINITY_PART.length)
    if (REASON.silent.has(dimensionOf(key))) continue
    const sources = byToken.get(key) ?? []
    const total = sources.reduce((sum, source) => sum + source.signed, 0)
    for (const source of sources) {
      if (!source.product || source.product.slug === product.slug) continue
      const gain = (weight * source.signed) / total
      const by = influence(source.product)
      by.weight += gain
      by.shared.set(key, (by.shared.get(key) ?? 0) + gain)
    }
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight || a.product.position - b.product.position)
}

const AFFINITY_PART = 'affinity:'
const NEIGHBOURS_PART = 'neighbours:'

function tell(first: Influence, cited: readonly Influence[], affinity: Affinity): Because {
  const products = cited.map((influence) => influence.product)
  const about = affinity.sources
    .filter(({ product }) => product !== null && products.some(({ slug }) => slug === product.slug))
    .flatMap((source) => source.facts)
    .sort((a, b) => b.at.getTime() - a.at.getTime())
  return {
    product: first.product,
    deed: deedOf(about.filter((fact) => fact.product === first.product.slug)) ?? 'viewed',
    shared: [...first.shared].sort((a, b) => b[1] - a[1]).map(([key]) => key),
    facts: about,
    products,
  }
}

/**
 * A reason for each of the first `limit` pieces that moved up for her, by slug, each proven: the order is made again
 * without the cited facts, the pieces they are about taken out of her taste and out of the running visit, and the piece
 * must stand lower. Where one piece's facts do not suffice, the next most responsible ones are cited too; where three do
 * not, there is no reason to tell. What she did with a piece itself is no reason for showing it.
 * @param ranked the order shown, made by `rerank(affinity, session)`.
 * @param rerank the same decision from another taste and another running visit.
 * @param tries how many orders are made to prove reasons; who is not reached by then has none told.
 */
export function explainRises(input: {
  ranked: readonly Ranked[]
  affinity: Affinity
  catalogue: ReadonlyMap<string, Product>
  session?: RankingContext['session']
  rerank: (affinity: Affinity, session: RankingContext['session']) => readonly Ranked[]
  limit?: number
  tries?: number
}): Map<string, Because> {
  const { ranked, affinity, session, catalogue, rerank, limit = REASON.limit, tries = REASON.mostTries } = input
  const reasons = new Map<string, Because>()
  const risen = ranked.slice(0, limit).flatMap((item, place) => (item.rise > 0 ? [{ item, place }] : []))
  if (risen.length === 0) return reasons
  const taughtBy = teachers(affinity, catalogueIndex(catalogue))

  const tried = new Map<string, ReadonlyMap<string, number>>()
  /** Where each piece stands without the facts about these pieces; null when too many were tried for one page. */
  const placesWithout = (slugs: readonly string[]): ReadonlyMap<string, number> | null => {
    const key = slugs.toSorted().join(' ')
    let places = tried.get(key)
    if (!places) {
      if (tried.size >= tries) return null
      const other = rerank(affinityWithout(affinity, slugs, catalogue), sessionWithout(session, slugs))
      places = new Map(other.map((item, place) => [item.product.slug, place]))
      tried.set(key, places)
    }
    return places
  }

  for (const { item, place } of risen) {
    const found = influences(item.product, item.parts, taughtBy)
    for (let n = 1; n <= Math.min(REASON.mostPieces, found.length); n++) {
      const cited = found.slice(0, n)
      const places = placesWithout(cited.map((influence) => influence.product.slug))
      // Where the other order was made only as far as it is looked at, it stands somewhere behind that.
      const without = places?.get(item.product.slug) ?? Infinity
      const [first] = cited
      if (!first || places === null || without <= place) continue
      reasons.set(item.product.slug, tell(first, cited, affinity))
      break
    }
  }
  return reasons
}
