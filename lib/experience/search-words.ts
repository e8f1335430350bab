import { MOST_HITS } from '@/lib/catalog/search/weights'
import type { SearchResult } from '@/lib/catalog/search/result'
import type { Say } from './say'
import { searchHref } from './search-facets'

/** What a search page says of what was found: one line beside the name, one below the field, and a way on. */
export type SearchWords = {
  /** "29 pieces for “red gown”"; null where nothing was searched for. */
  line: string | null
  /** What to know of it: how the words were taken, or that these are only the nearest. */
  told: string
  /** "Did you mean “sequinned gown”?" */
  meant: { href: string; label: string } | null
}

/** The words of a result; null is a search that could not be made. */
export function searchWords(result: SearchResult | null, { t }: Say): SearchWords {
  if (!result) return { line: null, told: t('search.failed'), meant: null }
  const { query, taken, hits, nearest, meant } = result
  if (taken.length === 0) return { line: null, told: t('search.hint'), meant: null }
  const link = meant === null ? null : { href: searchHref(meant), label: t('search.meant', { query: meant }) }
  if (hits.length > 0) {
    const line =
      hits.length < MOST_HITS
        ? t('search.results', { count: hits.length, query })
        : t('search.most', { count: hits.length, query })
    return { line, told: link ? t('search.corrected', { query }) : t('search.hint'), meant: link }
  }
  const told = nearest.length > 0 ? t('search.nearest') : t('search.none')
  return { line: t('search.results', { count: 0, query }), told, meant: link }
}
