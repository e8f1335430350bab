import 'server-only'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import type { Catalogue, Product } from '../schema'
import { emptyResult, resultOf, type SearchAnswer, type SearchResult } from './result'
import { searchStatement } from './statement'
import { colourFamilies, termsOf } from './terms'

// A catalogue's list of products lives as long as its version.
const families = new WeakMap<readonly Product[], ReadonlyMap<string, readonly string[]>>()

function familiesOf(products: readonly Product[]): ReadonlyMap<string, readonly string[]> {
  const known = families.get(products)
  if (known) return known
  const found = colourFamilies(products)
  families.set(products, found)
  return found
}

/**
 * The pieces that a query finds, in one statement. `query` may hold anything; only its first `MAX_QUERY` characters are
 * read. Pieces that the catalogue given does not hold (it may be a moment older than the database) are left out.
 *
 * Null when the search failed: that is logged, and no page has to fall with it.
 * @param typing whether the last word may still grow: then it also finds what it is the beginning of
 */
export async function findPieces(
  query: string,
  catalogue: Pick<Catalogue, 'products' | 'bySlug'>,
  { typing = false }: { typing?: boolean } = {},
): Promise<SearchResult | null> {
  const terms = termsOf(query, familiesOf(catalogue.products), typing)
  if (terms.length === 0) return emptyResult(query)
  try {
    const [row] = await db.$queryRaw<{ answer: SearchAnswer }[]>(searchStatement(terms))
    if (!row) throw new Error('the search answered no row')
    return resultOf(query, terms, row.answer, catalogue)
  } catch (error) {
    // What was typed may be personal: the log gets its length alone.
    logFault('search: the statement failed', error, { characters: query.length, terms: terms.length })
    return null
  }
}
