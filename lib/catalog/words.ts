/** The longest query that is read; what follows is not looked at. */
export const MAX_QUERY = 120

/** How many words of a query are looked for; nobody means more. */
export const MOST_WORDS = 10

/** A query as it may be shown and remembered: no control characters, spaces tidied, at most `MAX_QUERY` characters. */
export function cleanQuery(query: string): string {
  return query
    .slice(0, MAX_QUERY * 4)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_QUERY)
    .replace(/\p{Cs}$/u, '') // the cut may go through the middle of a character
    .trim()
}

// Words by which people ask and that say nothing about a piece.
const STOP_WORDS = new Set(
  'a an and any as at by for from i in is me my of on or some that the this to with'.split(' '),
)

// Other spellings of the catalogue's own words.
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['jewelry', 'jewellery'],
  ['jewelery', 'jewellery'],
  ['gray', 'grey'],
  ['scarves', 'scarf'],
  ['sequined', 'sequinned'],
  ['crape', 'crepe'],
])

/** The singular of a plain English plural ("dresses" → "dress", "gowns" → "gown"); other words as they are. */
function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  return word.endsWith('s') ? word.slice(0, -1) : word
}

/**
 * The words of a text for matching: lower case, without accents and punctuation, plurals in the singular, each once, in
 * their order. "Off-shoulder gowns, pavé" → off, shoulder, gown, pave.
 */
export function wordsOf(text: string): string[] {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}+|['’]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => singular(SPELLINGS.get(word) ?? word))
  return [...new Set(words)]
}

/** The words that a query asks for: the first `MOST_WORDS` of its cleaned text that mean something; there may be none. */
export function queryWords(query: string): string[] {
  return wordsOf(cleanQuery(query))
    .filter((word) => !STOP_WORDS.has(word))
    .slice(0, MOST_WORDS)
}
