import type { Product } from '@/lib/catalog/schema'
import type { TokenKey } from './schema'
import { catalogueIndex, type Entry } from './tokens'
import { SIMILAR } from './weights'

/** How alike two pieces are, in [0, 1], and which tokens they share, weightiest first. */
export type Likeness = { product: Product; score: number; shared: readonly TokenKey[] }

const weights: Readonly<Record<string, unknown>> = SIMILAR
const weightOf = (dimension: string): number => {
  const weight = weights[dimension]
  return typeof weight === 'number' ? weight : SIMILAR.otherAttribute
}
/** Named by every colour but no likeness of its own (hue and metal are), or compared as an amount. */
const compared = (dimension: string): boolean =>
  dimension !== 'colour' && dimension !== 'price' && dimension !== 'category'

/** Dimension → its values; the colours that a piece comes in are a set like its styles. */
function values(entry: Entry): Map<string, Set<TokenKey>> {
  const found = new Map<string, Set<TokenKey>>()
  const put = (key: TokenKey) => {
    const dimension = key.slice(0, key.indexOf(':'))
    if (!compared(dimension)) return
    const set = found.get(dimension)
    if (set) set.add(key)
    else found.set(dimension, new Set([key]))
  }
  for (const { key } of entry.tokens) put(key)
  for (const tokens of entry.colours.values()) for (const { key } of tokens) put(key)
  return found
}

const kept = new WeakMap<Entry, Map<string, Set<TokenKey>>>()
const valuesOf = (entry: Entry): Map<string, Set<TokenKey>> => {
  let found = kept.get(entry)
  if (!found) kept.set(entry, (found = values(entry)))
  return found
}

/**
 * The other pieces of the anchor's category with their likeness, unordered. Per dimension that the anchor has, the
 * weighted overlap of values (Jaccard, so several styles or colours count by what they share), and closeness in price as
 * exp(-|ln ratio|): half or double the price counts one half. An anchor that left the catalogue has nothing like it.
 */
export function similarTo(anchor: Product, catalogue: ReadonlyMap<string, Product>): Likeness[] {
  const index = catalogueIndex(catalogue)
  const own = index.entries.get(anchor.slug)
  if (!own) return []
  const wanted = [...valuesOf(own)].map(([dimension, keys]) => ({ dimension, keys, weight: weightOf(dimension) }))
  const most = wanted.reduce((sum, { weight }) => sum + weight, SIMILAR.price)
  const found: Likeness[] = []
  for (const entry of index.entries.values()) {
    const { product } = entry
    if (product === own.product || product.category !== anchor.category) continue
    const ratio = Math.max(1, product.price) / Math.max(1, anchor.price)
    let score = SIMILAR.price * Math.min(ratio, 1 / ratio)
    const shared: { key: TokenKey; weight: number }[] = []
    const theirs = valuesOf(entry)
    for (const { dimension, keys, weight } of wanted) {
      const other = theirs.get(dimension)
      if (!other) continue
      let common = 0
      for (const key of keys) if (other.has(key)) common += 1
      if (common === 0) continue
      const gain = (weight * common) / (keys.size + other.size - common)
      score += gain
      for (const key of keys) if (other.has(key)) shared.push({ key, weight: gain / common })
    }
    shared.sort((a, b) => b.weight - a.weight)
    found.push({ product, score: score / most, shared: shared.map(({ key }) => key) })
  }
  return found
}
