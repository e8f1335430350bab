import { MS_PER_DAY } from '@/lib/core/days'
import type { Product } from '@/lib/catalog/schema'
import { isContributed } from '@/lib/events/contributed'
import type { Fact } from '@/lib/events/schema'
import type { AffinitySource, TokenKey } from './schema'
import type { CatalogueIndex } from './tokens'
import { AFFINITY } from './weights'
import { tokensInWords } from './words'

/**
 * What a fact weighs as of a moment, signed; 0 for kinds that teach nothing and for facts later than `asOf`. What a
 * shopper did fades; what they said holds until they say otherwise.
 */
export function factWeight(fact: Fact, asOf: Date): number {
  const weight = fullWeight(fact)
  const age = asOf.getTime() - fact.at.getTime()
  if (weight === 0 || age < 0) return 0
  if (isContributed(fact)) return weight
  const paid = fact.kind === 'purchase' || fact.kind === 'return'
  const halfLife = paid ? AFFINITY.halfLifeDaysOfPurchases : AFFINITY.halfLifeDays
  return weight * Math.pow(2, -age / (halfLife * MS_PER_DAY))
}

/** The weight of a fact that happened just now. */
function fullWeight(fact: Fact): number {
  if (fact.kind === 'dwell') {
    const { from, full, weight } = AFFINITY.dwell
    return (weight * Math.max(0, Math.min(fact.quantity ?? 0, full) - from)) / (full - from)
  }
  if (fact.kind === 'rate') return AFFINITY.ratings[fact.value ?? ''] ?? 0
  return AFFINITY.facts[fact.kind] ?? 0
}

/** The newest first; the id makes the order total, so that sums do not depend on how facts arrived. */
export const newestFirst = (a: Fact, b: Fact): number =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The same facts in order; mostly they arrive so. */
function inOrder(facts: readonly Fact[]): readonly Fact[] {
  for (let i = 1; i < facts.length; i++) {
    const before = facts[i - 1]
    const after = facts[i]
    if (before && after && newestFirst(before, after) > 0) return facts.toSorted(newestFirst)
  }
  return facts
}

type Source = AffinitySource & { facts: Fact[] }

/** A source without facts yet. */
const sourceOf = (
  product: Product | null,
  category: string | null,
  colour: string | null,
  tokens: readonly TokenKey[],
): Source => ({ product, category, colour, tokens, signed: 0, absolute: 0, facts: [] })

const NONE: readonly TokenKey[] = []

/** The attribute values that a preference names; a size is no taste. Colours are preferred by family. */
function preferred(value: string, { numbers }: CatalogueIndex): TokenKey[] {
  const colour = value.startsWith('colour:') ? value.slice('colour:'.length) : null
  const keys = colour === null ? [value] : [`hue:${colour}`, `colour:${colour}`, `metal:${colour}`]
  return keys.filter((key) => numbers.has(key))
}

/** Whether a fact is about attribute values themselves, known ones or not. */
const isNaming = (fact: Fact): boolean => !!fact.house || fact.kind === 'prefer' || fact.kind === 'search'

/** The attribute values that such a fact names. */
function named(fact: Fact, index: CatalogueIndex): readonly TokenKey[] {
  if (fact.house) {
    const key = `house:${fact.house}`
    return index.numbers.has(key) ? [key] : NONE
  }
  if (fact.kind === 'prefer') return preferred(fact.value ?? '', index)
  return fact.kind === 'search' ? tokensInWords(fact.query ?? '', index) : NONE
}

/** The source that a fact belongs to, known or new; null when it is about nothing that the catalogue knows. */
function sourceFor(fact: Fact, index: CatalogueIndex, sources: Map<string, Source>): Source | null {
  const { product: slug, colour } = fact
  const product = slug === null ? null : index.entries.get(slug)?.product
  if (product === undefined) return null
  const naming = !product && isNaming(fact)
  const tokens = naming ? named(fact, index) : NONE
  const category = product ? product.category : naming ? null : fact.category
  if (!product && tokens.length === 0 && (category === null || !index.categories.has(category))) return null
  const key = product ? `${product.slug} ${colour ?? ''}` : (category ?? tokens.join(' '))
  let source = sources.get(key)
  if (!source) sources.set(key, (source = sourceOf(product, category, product && colour, tokens)))
  return source
}

/** Facts gathered by what they are about, newest first; what teaches nothing, and a fact said twice, are left out. */
export function sourcesOf(facts: readonly Fact[], index: CatalogueIndex, asOf: Date): AffinitySource[] {
  const sources = new Map<string, Source>()
  const seen = new Set<string>()
  for (const fact of inOrder(facts)) {
    const weight = factWeight(fact, asOf)
    if (weight === 0 || seen.has(fact.id)) continue
    seen.add(fact.id)
    const source = sourceFor(fact, index, sources)
    if (!source) continue
    source.signed += weight
    source.absolute += Math.abs(weight)
    source.facts.push(fact)
  }
  return [...sources.values()]
}
