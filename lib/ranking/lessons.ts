import { MS_PER_DAY } from '@/lib/core/days'
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
    const [before, after] = [facts[i - 1], facts[i]]
    if (before && after && newestFirst(before, after) > 0) return facts.toSorted(newestFirst)
  }
  return facts
}

type Subject = Pick<AffinitySource, 'product' | 'category' | 'colour' | 'tokens'> & { key: string }

const NONE: readonly TokenKey[] = []

/** The attribute values that a preference names; a size is no taste. Colours are preferred by family. */
function preferred(value: string, { numbers }: CatalogueIndex): TokenKey[] {
  const colour = value.startsWith('colour:') ? value.slice('colour:'.length) : null
  const keys = colour === null ? [value] : [`hue:${colour}`, `colour:${colour}`, `metal:${colour}`]
  return keys.filter((key) => numbers.has(key))
}

/** What a fact is about; null when it is about nothing that the catalogue knows. */
function subjectOf(fact: Fact, index: CatalogueIndex): Subject | null {
  if (fact.product !== null) {
    const product = index.entries.get(fact.product)?.product
    if (!product) return null
    const { colour } = fact
    return { key: `${product.slug} ${colour ?? ''}`, product, category: product.category, colour, tokens: NONE }
  }
  const nothing = { product: null, category: null, colour: null }
  if (fact.house) {
    const house = `house:${fact.house}`
    return index.numbers.has(house) ? { key: house, ...nothing, tokens: [house] } : null
  }
  if (fact.kind === 'prefer' || fact.kind === 'search') {
    const tokens = fact.kind === 'prefer' ? preferred(fact.value ?? '', index) : tokensInWords(fact.query ?? '', index)
    return tokens.length > 0 ? { key: tokens.join(' '), ...nothing, tokens } : null
  }
  const { category } = fact
  return category !== null && index.categories.has(category)
    ? { key: category, ...nothing, category, tokens: NONE }
    : null
}

/** Facts gathered by what they are about, newest first; what teaches nothing, and a fact said twice, are left out. */
export function sourcesOf(facts: readonly Fact[], index: CatalogueIndex, asOf: Date): AffinitySource[] {
  const sources = new Map<string, AffinitySource & { facts: Fact[] }>()
  const seen = new Set<string>()
  for (const fact of inOrder(facts)) {
    const weight = factWeight(fact, asOf)
    if (weight === 0 || seen.has(fact.id)) continue
    seen.add(fact.id)
    const subject = subjectOf(fact, index)
    if (!subject) continue
    const { key, ...about } = subject
    let source = sources.get(key)
    if (!source) sources.set(key, (source = { ...about, signed: 0, absolute: 0, facts: [] }))
    source.signed += weight
    source.absolute += Math.abs(weight)
    source.facts.push(fact)
  }
  return [...sources.values()]
}
