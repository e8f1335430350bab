import type { Catalogue, Product } from '../schema'
import { cleanQuery, queryWords, wordsOf } from '../words'
import { colourAsked } from './colour'
import type { AlternativeKind, Term } from './terms'

/** What the statement answers. */
export type SearchAnswer = {
  every: boolean
  alternatives: [ord: number, kind: AlternativeKind, text: string][]
  pieces: [slug: string, score: number][]
  completions: string[]
}

/** A piece that a query finds. */
export type SearchHit = {
  product: Product
  /** How well it matches, in [0, 1]. */
  score: number
  /** The colourway that the query names ("red gown"), null when it names none. */
  colour: string | null
  /** The query is this piece's name, with or without its house. */
  named: boolean
}

/** What a term was taken for, the likeliest first. Empty: it stands nowhere. */
export type Taken = { text: string; as: readonly { kind: AlternativeKind; text: string }[] }

export type SearchResult = {
  /** As it may be shown. */
  query: string
  /** Empty when the query holds no word that means something. */
  taken: readonly Taken[]
  /** Pieces that have all that was asked for, best first. */
  hits: readonly SearchHit[]
  /** Where there are none: the pieces that have most of it. */
  nearest: readonly SearchHit[]
  /** The query with its slips put right and without what stands nowhere; null when that changes nothing or leaves nothing. */
  meant: string | null
  /** How the query may go on, as whole queries. */
  completions: readonly string[]
}

/** Nothing was asked for. */
export const emptyResult = (query: string): SearchResult => ({
  query: cleanQuery(query),
  taken: [],
  hits: [],
  nearest: [],
  meant: null,
  completions: [],
})

/** The result of a search: the statement's answer with the pieces of the catalogue that is being shown. */
export function resultOf(
  query: string,
  terms: readonly Term[],
  answer: SearchAnswer,
  catalogue: Pick<Catalogue, 'bySlug'>,
): SearchResult {
  const taken = terms.map(({ text }, at) => ({
    text,
    as: answer.alternatives.filter(([ord]) => ord === at).map(([, kind, as]) => ({ kind, text: as })),
  }))
  const asked = queryWords(query)
  const pieces = answer.pieces.flatMap(([slug, score]): SearchHit[] => {
    const product = catalogue.bySlug.get(slug)
    if (!product) return []
    return [{ product, score, colour: colourAsked(product, taken), named: names(product, asked) }]
  })
  const clean = cleanQuery(query)
  return {
    query: clean,
    taken,
    hits: answer.every ? pieces : [],
    nearest: answer.every ? [] : pieces,
    meant: meantOf(terms, taken),
    completions: answer.completions.map((word) => clean.replace(/[\p{L}\p{M}\p{N}]+[^\p{L}\p{N}]*$/u, word)),
  }
}

/** Whether the words are a piece's whole name, with nothing beside it but its house. */
function names({ name, house }: Product, asked: readonly string[]): boolean {
  const own = wordsOf(name)
  const all = new Set([...own, ...wordsOf(house.name)])
  return own.every((word) => asked.includes(word)) && asked.every((word) => all.has(word))
}

function meantOf(terms: readonly Term[], taken: readonly Taken[]): string | null {
  let changed = false
  const words = taken.flatMap(({ text, as }, at) => {
    if (as.some(({ kind }) => kind !== 'slip' && kind !== 'guess')) return [text]
    changed = true
    // The catalogue's own word before one of the table's.
    const own = as.find(({ kind }) => kind === 'slip')?.text ?? (as.length > 0 ? terms[at]?.guess[0] : undefined)
    return own === undefined ? [] : [own]
  })
  return changed && words.length > 0 ? words.join(' ') : null
}
