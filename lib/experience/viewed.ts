import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'

/** How many of the newest views "the house you have viewed most" looks at. */
const VIEWS = 9

/** The house with most of the newest views, and how many views were looked at. Ties go to the newer view. */
export function houseCounts(
  facts: readonly Fact[],
  catalogue: ReadonlyMap<string, Product>,
): { top: { house: string; count: number } | null; total: number } {
  const views = viewedPieces(facts, catalogue).slice(0, VIEWS)
  const counts = new Map<string, number>()
  for (const { product } of views) counts.set(product.house.slug, (counts.get(product.house.slug) ?? 0) + 1)
  let top: { house: string; count: number } | null = null
  for (const [house, count] of counts) if (!top || count > top.count) top = { house, count }
  return { top, total: views.length }
}

/** Pieces viewed, newest first, each once. Pieces that left the catalogue are passed over. */
export function viewedPieces(
  facts: readonly Fact[],
  catalogue: ReadonlyMap<string, Product>,
): { product: Product; fact: Fact }[] {
  const seen = new Set<string>()
  return facts
    .filter((fact) => fact.kind === 'view')
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1))
    .flatMap((fact) => {
      const product = fact.product ? catalogue.get(fact.product) : undefined
      if (!product || seen.has(product.slug)) return []
      seen.add(product.slug)
      return [{ product, fact }]
    })
}
