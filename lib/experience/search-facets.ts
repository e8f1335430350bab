import type { Facet } from '@/lib/catalog/facets'
import { facetHref, type Listing } from '@/lib/catalog/listing'
import { facetBarOf } from './facet-words'
import type { Say } from './say'

const PATH = '/search'

/** The canonical address of a search: what was asked for first, then facets, sort and length as in any listing. */
export function searchHref(query: string, listing: Listing = { selection: {} }): string {
  return withQuery(facetHref(PATH, listing), query)
}

function withQuery(href: string, query: string): string {
  const [path = PATH, rest] = href.split('?', 2)
  const asked = query === '' ? '' : new URLSearchParams({ q: query }).toString()
  const all = [asked, rest].filter(Boolean).join('&')
  return all === '' ? path : `${path}?${all}`
}

/**
 * The facet bar of a search: as for any listing, but each of its addresses keeps what was asked for, and its first sort
 * is by how well the words match.
 * @param found how many pieces the present selection shows
 */
export function searchFacetBar(
  query: string,
  facets: readonly Facet[],
  listing: Required<Listing>,
  found: number,
  say: Say,
) {
  const bar = facetBarOf(PATH, facets, listing, { found, personal: false }, say)
  const kept = <T extends { href: string }>(link: T): T => ({ ...link, href: withQuery(link.href, query) })
  const best = say.t('search.order.title')
  const current = listing.sort === 'for-you' ? best : bar.sort.current
  return {
    ...bar,
    keep: { q: query },
    groups: bar.groups.map((group) => ({ ...group, options: group.options.map(kept) })),
    chosen: bar.chosen.map(kept),
    clear: kept(bar.clear),
    sort: {
      ...bar.sort,
      current,
      half: say.t('category.sortIs', { sort: current }),
      options: bar.sort.options.map((option) => kept(option.value === 'for-you' ? { ...option, label: best } : option)),
    },
  }
}
