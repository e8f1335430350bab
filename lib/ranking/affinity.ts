import { MS_PER_DAY } from '@/lib/core/days'
import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import type { Affinity, AffinitySource, TokenKey } from './schema'
import { catalogueIndex, colourTokens, type CatalogueIndex } from './tokens'
import { AFFINITY } from './weights'

/** What a fact weighs as of a moment, signed; 0 for kinds that teach nothing and for facts later than `asOf`. */
export function factWeight(fact: Fact, asOf: Date): number {
  const weight = AFFINITY.facts[fact.kind]
  const age = asOf.getTime() - fact.at.getTime()
  if (weight === undefined || age < 0) return 0
  const paid = fact.kind === 'purchase' || fact.kind === 'return'
  const halfLife = paid ? AFFINITY.halfLifeDaysOfPurchases : AFFINITY.halfLifeDays
  return weight * Math.pow(2, -age / (halfLife * MS_PER_DAY))
}

/** The newest first; the id makes the order total, so that sums do not depend on how facts arrived. */
const newestFirst = (a: Fact, b: Fact): number =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The same facts in order; mostly they arrive so. */
function inOrder(facts: readonly Fact[]): readonly Fact[] {
  for (let i = 1; i < facts.length; i++) {
    const [before, after] = [facts[i - 1], facts[i]]
    if (before && after && newestFirst(before, after) > 0) return facts.toSorted(newestFirst)
  }
  return facts
}

/** Facts gathered by piece and colourway, or by category where they name no piece; what teaches nothing left out. */
function sourcesOf(facts: readonly Fact[], index: CatalogueIndex, asOf: Date): AffinitySource[] {
  const sources = new Map<string, AffinitySource & { facts: Fact[] }>()
  const seen = new Set<string>()
  for (const fact of inOrder(facts)) {
    const weight = factWeight(fact, asOf)
    if (weight === 0 || seen.has(fact.id)) continue
    seen.add(fact.id)
    const product = fact.product === null ? null : index.entries.get(fact.product)?.product
    const category = product?.category ?? fact.category
    if (product === undefined || category === null || !index.categories.has(category)) continue
    const key = product ? `${product.slug} ${fact.colour ?? ''}` : category
    let source = sources.get(key)
    if (!source) {
      source = { product, category, colour: product && fact.colour, signed: 0, absolute: 0, facts: [] }
      sources.set(key, source)
    }
    source.signed += weight
    source.absolute += Math.abs(weight)
    source.facts.push(fact)
  }
  return [...sources.values()]
}

/** Calls `learn` with the number of each token that a source teaches. */
function eachToken(source: AffinitySource, index: CatalogueIndex, learn: (id: number) => void): void {
  const category = index.categories.get(source.category)
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

/** The taste that sources teach: see `affinityOf`. */
function fold(sources: readonly AffinitySource[], index: CatalogueIndex): Affinity {
  const own = new Float64Array(index.keys.length)
  const ownExpected = new Float64Array(index.keys.length)
  const touched = new Set<number>()
  /** Signed and absolute weight of facts per category, and of all: what is expected of a token follows from these. */
  const byCategory = new Map<string, { shares: Float64Array; signed: number; absolute: number }>()
  const all = { signed: 0, absolute: 0 }
  for (const source of sources) {
    const shares = index.shares.get(source.category)
    if (!shares) continue
    eachToken(source, index, (id) => {
      const expected = source.signed * (shares[id] ?? 0)
      own[id] = (own[id] ?? 0) + source.signed - expected
      ownExpected[id] = (ownExpected[id] ?? 0) + expected
      touched.add(id)
    })
    all.signed += source.signed
    all.absolute += source.absolute
    if (!source.product) continue
    let sums = byCategory.get(source.category)
    if (!sums) byCategory.set(source.category, (sums = { shares, signed: 0, absolute: 0 }))
    sums.signed += source.signed
    sums.absolute += source.absolute
  }
  const pieces = [...byCategory.values()]
  const scores = new Map<TokenKey, number>()
  for (const id of touched) {
    const key = index.keys[id] ?? ''
    // Any fact could have been about another category, so for a category all of them count.
    const category = key.startsWith('category:') ? index.shares.get(key.slice('category:'.length)) : undefined
    let expected = 0
    let most = AFFINITY.prior
    for (const { shares, signed, absolute } of category ? [{ shares: category, ...all }] : pieces) {
      const share = shares[id] ?? 0
      expected += signed * share
      most += absolute * (1 - share)
    }
    const mine = own[id] ?? 0
    const excess = mine <= 0 ? mine : Math.max(0, mine - Math.max(0, expected - (ownExpected[id] ?? 0)))
    scores.set(key, excess / most)
  }
  let evidence: Map<TokenKey, Fact[]> | undefined
  return {
    scores,
    // Made when first asked for: most orders are never explained.
    get evidence() {
      return (evidence ??= evidenceOf(sources, index))
    },
    sources,
    weight: all.absolute,
  }
}

/**
 * What one shopper leans to, from their own facts: a pure fold, independent of the order of facts, blind to what is
 * later than `asOf` and to a fact said twice. Facts about pieces that left the catalogue teach nothing.
 *
 * A token's score is its excess over what the catalogue explains. With s the decayed weight of a fact and q the token's
 * share among the pieces of that fact's category, each fact that has the token adds s(1 - q), each that lacks it takes
 * s·q away; the sum is divided by what it could be at most, plus a prior. So a rare value is learnt sooner than a common
 * one, looking at everything teaches nothing, one look matters somewhat, and two of a kind clearly. Not choosing a value
 * never pushes it below 0: only facts that count against (taken out of the cart, returned) do.
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
  const left = affinity.sources.filter(({ product }) => product === null || !slugs.includes(product.slug))
  return fold(left, catalogueIndex(catalogue))
}
