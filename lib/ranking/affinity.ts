import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import { newestFirst, sourcesOf } from './lessons'
import type { Affinity, AffinitySource, TokenKey } from './schema'
import { catalogueIndex, colourTokens, type CatalogueIndex } from './tokens'
import { AFFINITY } from './weights'

/** Calls `learn` with the number of each token that a source teaches. */
function eachToken(source: AffinitySource, index: CatalogueIndex, learn: (id: number) => void): void {
  for (const key of source.tokens) {
    const id = index.numbers.get(key)
    if (id !== undefined) learn(id)
  }
  const category = source.category === null ? undefined : index.categories.get(source.category)
  if (category !== undefined) learn(category)
  const entry = source.product && index.entries.get(source.product.slug)
  if (!entry) return
  entry.tokens.ids.forEach(learn)
  colourTokens(entry, source.colour).ids.forEach(learn)
}

/** The facts behind each token, newest first. */
function evidenceOf(sources: readonly AffinitySource[], index: CatalogueIndex): Map<TokenKey, Fact[]> {
  const all = sources.flatMap((source) => {
    const taught: number[] = []
    eachToken(source, index, (id) => taught.push(id))
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

type Weights = { signed: number; absolute: number }

/** What sources add up to. Each source's share can be taken out again, which is how a taste without them is made. */
type Sums = {
  /** How many sources teach a token. */
  taught: Int32Array
  /** Per token: its excess over what the catalogue explains, and how much that is, from looks at pieces. */
  own: Float64Array
  ownExpected: Float64Array
  /** Per token: what facts say about the value itself. */
  meant: Float64Array
  meantAbsolute: Float64Array
  /** Weight of the facts about pieces per category: what is expected of a token follows from these. */
  byCategory: Map<string, Weights & { shares: Float64Array; sources: number }>
  /** Weight of the facts about pieces and categories, and of all. */
  looks: Weights
  total: number
}

const emptySums = ({ keys: { length } }: CatalogueIndex): Sums => ({
  taught: new Int32Array(length),
  own: new Float64Array(length),
  ownExpected: new Float64Array(length),
  meant: new Float64Array(length),
  meantAbsolute: new Float64Array(length),
  byCategory: new Map(),
  looks: { signed: 0, absolute: 0 },
  total: 0,
})

const copySums = (sums: Sums): Sums => ({
  taught: sums.taught.slice(),
  own: sums.own.slice(),
  ownExpected: sums.ownExpected.slice(),
  meant: sums.meant.slice(),
  meantAbsolute: sums.meantAbsolute.slice(),
  byCategory: new Map([...sums.byCategory].map(([category, weights]) => [category, { ...weights }])),
  looks: { ...sums.looks },
  total: sums.total,
})

const add = (numbers: Float64Array | Int32Array, id: number, by: number): void => {
  numbers[id] = (numbers[id] ?? 0) + by
}

/** Adds (1) a source to the sums or takes it out (-1). */
function count(sums: Sums, source: AffinitySource, index: CatalogueIndex, sign: 1 | -1): void {
  const signed = sign * source.signed
  const absolute = sign * source.absolute
  sums.total += absolute
  const shares = source.category === null ? undefined : index.shares.get(source.category)
  eachToken(source, index, (id) => {
    add(sums.taught, id, sign)
    if (!shares) {
      add(sums.meant, id, signed)
      add(sums.meantAbsolute, id, absolute)
      return
    }
    const expected = signed * (shares[id] ?? 0)
    add(sums.own, id, signed - expected)
    add(sums.ownExpected, id, expected)
  })
  if (!shares || source.category === null) return
  sums.looks.signed += signed
  sums.looks.absolute += absolute
  if (!source.product) return
  let weights = sums.byCategory.get(source.category)
  if (!weights) sums.byCategory.set(source.category, (weights = { shares, signed: 0, absolute: 0, sources: 0 }))
  weights.signed += signed
  weights.absolute += absolute
  weights.sources += sign
  if (weights.sources === 0) sums.byCategory.delete(source.category)
}

/** Sums below this are what taking out a source left over of it. */
const REMAINDER = 1e-12

/** The excess of a token in looks at pieces and categories, over what it could be at most; in (-1, 1). */
function looked(sums: Sums, id: number, key: TokenKey, index: CatalogueIndex): number {
  const mine = sums.own[id] ?? 0
  if (Math.abs(mine) < REMAINDER) return 0
  let expected = 0
  let most = AFFINITY.prior
  // Any fact could have been about another category, so for a category all of them count.
  const shares = key.startsWith('category:') ? index.shares.get(key.slice('category:'.length)) : undefined
  for (const each of shares ? [{ shares, ...sums.looks }] : sums.byCategory.values()) {
    const share = each.shares[id] ?? 0
    expected += each.signed * share
    most += each.absolute * (1 - share)
  }
  const excess = mine <= 0 ? mine : Math.max(0, mine - Math.max(0, expected - (sums.ownExpected[id] ?? 0)))
  return excess / most
}

/** Two reasons for (or against) the same thing strengthen each other and stay below 1; opposite ones weigh each other. */
const together = (a: number, b: number): number =>
  a > 0 && b > 0 ? a + b - a * b : a < 0 && b < 0 ? a + b + a * b : a + b

const kept = new WeakMap<Affinity, { sums: Sums; index: CatalogueIndex }>()

/** The taste that sums amount to: see `affinityOf`. */
function conclude(sums: Sums, sources: readonly AffinitySource[], index: CatalogueIndex): Affinity {
  const scores = new Map<TokenKey, number>()
  index.keys.forEach((key, id) => {
    if (sums.taught[id] === 0) return
    const meant = (sums.meant[id] ?? 0) / (AFFINITY.prior + (sums.meantAbsolute[id] ?? 0))
    scores.set(key, together(looked(sums, id, key, index), Math.abs(meant) < REMAINDER ? 0 : meant))
  })
  let evidence: Map<TokenKey, Fact[]> | undefined
  const disliked = sources.flatMap(({ product, facts }) =>
    product && facts.some(({ kind }) => kind === 'dislike') ? [product.slug] : [],
  )
  const affinity: Affinity = {
    scores,
    // Made when first asked for: most orders are never explained.
    get evidence() {
      return (evidence ??= evidenceOf(sources, index))
    },
    sources,
    disliked: new Set(disliked),
    weight: sources.length === 0 ? 0 : sums.total,
  }
  kept.set(affinity, { sums, index })
  return affinity
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
