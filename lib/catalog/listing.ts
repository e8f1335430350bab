import { FACET_KEYS, type FacetKey } from './facet-tables'
import type { Product } from './schema'

/** What Next hands to a page as its (awaited) searchParams, or the browser's own form of it. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>> | URLSearchParams

/** What is chosen: values of the same facet widen the choice (or), facets narrow it (and). Values are unique, sorted. */
export type Selection = Readonly<Partial<Record<FacetKey, readonly string[]>>>

// Nobody chooses more; an address with thousands of values costs nothing.
const MOST_VALUES = 50

/** All values of a parameter, however it is written; none for one that is absent or inherited. */
export function valuesIn(params: SearchParams, key: string): string[] {
  if (params instanceof URLSearchParams) return params.getAll(key).slice(0, MOST_VALUES)
  const value: unknown = Object.hasOwn(params, key) ? params[key] : undefined
  const values: unknown[] = Array.isArray(value) ? value.slice(0, MOST_VALUES) : [value]
  return values.filter((one) => typeof one === 'string')
}

/** How a listing can be sorted; the first is what an address without `sort` means. Titles: the messages `sort.<key>`. */
export const SORTS = ['for-you', 'new', 'price-asc', 'price-desc'] as const
export type Sort = (typeof SORTS)[number]

/** The sort that an address states; anything unknown means "for-you". */
export function parseSort(params: SearchParams): Sort {
  const [stated] = valuesIn(params, 'sort')
  return SORTS.find((sort) => sort === stated) ?? 'for-you'
}

/**
 * Products sorted. "for-you" is the order in which they came: ranking has decided it. Equals stand in the catalogue's
 * own order, so that the same page never shows two orders.
 */
export function sortProducts(products: readonly Product[], sort: Sort): Product[] {
  const own = (a: Product, b: Product) => a.position - b.position || (a.slug < b.slug ? -1 : 1)
  switch (sort) {
    case 'for-you':
      return [...products]
    case 'new':
      return [...products].sort((a, b) => b.listedAt.getTime() - a.listedAt.getTime() || own(a, b))
    case 'price-asc':
      return [...products].sort((a, b) => a.price - b.price || own(a, b))
    case 'price-desc':
      return [...products].sort((a, b) => b.price - a.price || own(a, b))
  }
}

/** How many pieces a listing shows at first, and how many "Show more" adds. */
export const PAGE_STEP = 12

/** How many pieces an address asks to see: a whole number of steps from `PAGE_STEP` to 240; anything else, one step. */
export function parseShow(params: SearchParams): number {
  const [stated] = valuesIn(params, 'show')
  if (stated === undefined || !/^\d{1,3}$/.test(stated)) return PAGE_STEP
  const steps = Math.ceil(Number(stated) / PAGE_STEP)
  return Math.min(Math.max(steps, 1), 20) * PAGE_STEP
}

export type Listing = { selection: Selection; sort?: Sort; show?: number }

/**
 * The canonical address of a listing: facets in their order, values sorted and said once, defaults left out. Whatever
 * else stood in the address (a campaign, say) is not carried on.
 * @param path without a query, e.g. "/c/dresses"
 */
export function facetHref(path: string, { selection, sort = 'for-you', show = PAGE_STEP }: Listing): string {
  const query = new URLSearchParams()
  for (const key of FACET_KEYS) {
    for (const value of [...new Set(selection[key] ?? [])].sort()) query.append(key, value)
  }
  if (sort !== 'for-you') query.append('sort', sort)
  if (show > PAGE_STEP) query.append('show', String(show))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
