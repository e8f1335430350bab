import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import { newestFirst, sourcesOf } from './lessons'
import type { Affinity, AffinitySource, TokenKey } from './schema'
import { copySums, count, emptySums, scoresOf, taughtBy, type Sums } from './sums'
import { catalogueIndex, type CatalogueIndex } from './tokens'

/** The facts behind each token, newest first. */
function evidenceOf(sources: readonly AffinitySource[], index: CatalogueIndex): Map<TokenKey, Fact[]> {
  const all = sources.flatMap((source) => {
    const taught = taughtBy(source, index)
    return source.facts.map((fact) => ({ fact, taught }))
  })
  all.sort((a, b) => newestFirst(a.fact, b.fact))
  const byToken = new Map<number, Fact[]>()
  for (const { fact, taught } of all) {
    for (const id of taught) {
      const known = byToken.get(id)
      if (known) known.push(fact)
      else byToken.set(id, [fact])
    }
  }
  return new Map([...byToken].map(([id, facts]) => [index.keys[id] ?? '', facts]))
}

const kept = new WeakMap<Affinity, { sums: Sums; scores: Float64Array; index: CatalogueIndex }>()

/** The taste that sums amount to: see `affinityOf`. */
function conclude(sums: Sums, sources: readonly AffinitySource[], index: CatalogueIndex): Affinity {
  const byId = scoresOf(sums, index)
  let scores: Map<TokenKey, number> | undefined
  let evidence: Map<TokenKey, Fact[]> | undefined
  const disliked = new Set<string>()
  for (const { product, signed, absolute, facts } of sources) {
    const isDisliked = product && signed < absolute && facts.some(({ kind }) => kind === 'dislike')
    if (isDisliked) disliked.add(product.slug)
  }
  const affinity: Affinity = {
    // Both made when first asked for: most orders are made from numbers, and never explained.
    get scores() {
      if (!scores) {
        scores = new Map()
        for (const [id, key] of index.keys.entries()) if (sums.taught[id] !== 0) scores.set(key, byId[id] ?? 0)
      }
      return scores
    },
    get evidence() {
      return (evidence ??= evidenceOf(sources, index))
    },
    sources,
    disliked,
    weight: sources.length === 0 ? 0 : sums.total,
  }
  kept.set(affinity, { sums, scores: byId, index })
  return affinity
}

/** The scores of a taste by number of token. */
export function scoresIn(affinity: Affinity, index: CatalogueIndex): Float64Array {
  const known = kept.get(affinity)
  return known?.index === index ? known.scores : Float64Array.from(index.keys, (key) => affinity.scores.get(key) ?? 0)
}

function fold(sources: readonly AffinitySource[], index: CatalogueIndex): Affinity {
  const sums = emptySums(index)
  for (const source of sources) count(sums, source, index, 1)
  return conclude(sums, sources, index)
}

/**
 * What one shopper leans to, from their own facts: a pure fold, independent of the order of facts, blind to what is
 * later than `asOf` and to a fact said twice. Facts about pieces that left the catalogue teach nothing. Of what was said
 * (wishes, likes, ...) only what still holds may be among the facts: see `contributionsOf`.
 *
 * A token's score is its excess over what the catalogue explains. With s the decayed weight of a fact and q the token's
 * share among the pieces of that fact's category, each fact that has the token adds s(1 - q), each that lacks it takes
 * s·q away; the sum is divided by what it could be at most, plus a prior. So a rare value is learnt sooner than a common
 * one, looking at everything teaches nothing, one look matters somewhat, and two of a kind clearly. Not choosing a value
 * never pushes it below 0: only facts that count against (taken out of the cart, returned, disliked, rated low) do.
 *
 * Facts about a value itself (a house followed or looked at, a preference, words searched for) are not thinned by looks
 * at other things: their weight over itself plus the prior, joined with what looks teach.
 */
export function affinityOf(facts: readonly Fact[], catalogue: ReadonlyMap<string, Product>, asOf: Date): Affinity {
  const index = catalogueIndex(catalogue)
  return fold(sourcesOf(facts, index, asOf), index)
}

/** The same taste as if nothing had ever been done with these pieces: what proves a reason. */
export function affinityWithout(
  affinity: Affinity,
  slugs: readonly string[],
  catalogue: ReadonlyMap<string, Product>,
): Affinity {
  const index = catalogueIndex(catalogue)
  const isLeft = ({ product }: AffinitySource) => product === null || !slugs.includes(product.slug)
  const left = affinity.sources.filter(isLeft)
  const known = kept.get(affinity)
  if (known?.index !== index) return fold(left, index)
  const without = copySums(known.sums)
  for (const source of affinity.sources) if (!isLeft(source)) count(without, source, index, -1)
  return conclude(without, left, index)
}
