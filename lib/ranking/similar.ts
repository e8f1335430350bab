import type { Product } from '@/lib/catalog/schema'
import type { TokenKey } from './schema'
import { catalogueIndex, dimensionOf, type CatalogueIndex, type Entry } from './tokens'
import { SIMILAR } from './weights'

/** How alike two pieces are, in [0, 1], and which tokens they share, weightiest first. */
export type Likeness = { product: Product; score: number; shared: readonly TokenKey[] }

const weights: Readonly<Record<string, unknown>> = SIMILAR
const weightOf = (dimension: string): number => {
  const weight = weights[dimension]
  return typeof weight === 'number' ? weight : SIMILAR.otherAttribute
}
/** The price is compared as an amount; a colour by its hue. */
const apart = new Set(['price', 'colour'])

/** Dimension → its values as token numbers; the colours that a piece comes in are a set like its styles. */
function valuesOf(entry: Entry, { keys }: CatalogueIndex): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const { ids } of [entry.tokens, ...entry.colours.values()]) {
    for (const id of ids) {
      const dimension = dimensionOf(keys[id] ?? '')
      if (apart.has(dimension)) continue
      const set = found.get(dimension)
      if (set) set.add(id)
      else found.set(dimension, new Set([id]))
    }
  }
  return found
}

function compute(own: Entry, index: CatalogueIndex): Likeness[] {
  const anchor = own.product
  const wanted = [...valuesOf(own, index)].map(([dimension, ids]) => ({ dimension, ids, weight: weightOf(dimension) }))
  const most = wanted.reduce((sum, { weight }) => sum + weight, SIMILAR.price)
  const found: Likeness[] = []
  for (const entry of index.entries.values()) {
    const { product } = entry
    if (product === anchor || product.category !== anchor.category) continue
    const ratio = Math.max(1, product.price) / Math.max(1, anchor.price)
    let score = SIMILAR.price * Math.min(ratio, 1 / ratio)
    const shared: { key: TokenKey; weight: number }[] = []
    const theirs = valuesOf(entry, index)
    for (const { dimension, ids, weight } of wanted) {
      const other = theirs.get(dimension)
      const common = other ? [...ids].filter((id) => other.has(id)) : []
      if (!other || common.length === 0) continue
      const gain = weight / (ids.size + other.size - common.length)
      score += gain * common.length
      for (const id of common) shared.push({ key: index.keys[id] ?? '', weight: gain })
    }
    shared.sort((a, b) => b.weight - a.weight)
    found.push({ product, score: score / most, shared: shared.map(({ key }) => key) })
  }
  return found.sort((a, b) => b.score - a.score || a.product.position - b.product.position).slice(0, SIMILAR.nearest)
}

const kept = new WeakMap<CatalogueIndex, Map<string, readonly Likeness[]>>()

/**
 * The pieces of the anchor's category that are most like it, most alike first. Per dimension that the anchor has, the
 * weighted overlap of values (Jaccard, so several styles or colours count by what they share), and closeness in price:
 * half or double the price counts one half. An anchor that left the catalogue has nothing like it. Likeness depends on
 * the catalogue alone, so it is kept beside it for the anchors asked for lately.
 */
export function similarTo(anchor: Product, catalogue: ReadonlyMap<string, Product>): readonly Likeness[] {
  const index = catalogueIndex(catalogue)
  const own = index.entries.get(anchor.slug)
  if (!own) return []
  let anchors = kept.get(index)
  if (!anchors) kept.set(index, (anchors = new Map()))
  const found = anchors.get(anchor.slug) ?? compute(own, index)
  anchors.delete(anchor.slug)
  anchors.set(anchor.slug, found)
  const [oldest] = anchors.keys()
  if (anchors.size > SIMILAR.keptAnchors && oldest !== undefined) anchors.delete(oldest)
  return found
}
