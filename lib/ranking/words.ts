import type { TokenKey } from './schema'
import { dimensionOf, type CatalogueIndex } from './tokens'
import { AFFINITY } from './weights'

/** A word as values and searches share it: lower case, and one for all plurals ("gowns" is "gown"). */
function stem(word: string): string {
  if (word.endsWith('sses') || word.endsWith('shes') || word.endsWith('ches')) return word.slice(0, -2)
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

const wordsOf = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map(stem)

const phrase = (text: string): string => wordsOf(text).join(' ')

const kept = new WeakMap<CatalogueIndex, Map<string, TokenKey[]>>()

/** Attribute values by what they are called: "off shoulder", "corvane", "red". Prices have no name. */
function names(index: CatalogueIndex): Map<string, TokenKey[]> {
  let found = kept.get(index)
  if (found) return found
  found = new Map()
  for (const key of index.keys) {
    const dimension = dimensionOf(key)
    const name = phrase(key.slice(dimension.length + 1))
    if (dimension === 'price' || name === '') continue
    const known = found.get(name)
    if (known) known.push(key)
    else found.set(name, [key])
  }
  kept.set(index, found)
  return found
}

/**
 * The attribute values, colours, categories and houses that a search names: all whose every word stands in it, side by
 * side; each once, in the order of the words. Of a value inside a longer one only the longer is meant.
 */
export function tokensInWords(query: string, index: CatalogueIndex): TokenKey[] {
  const { words: most, perValue } = AFFINITY.search
  const words = wordsOf(query.slice(0, 200)).slice(0, most)
  const named = names(index)
  const found = new Set<TokenKey>()
  for (let at = 0; at < words.length;) {
    let length = Math.min(perValue, words.length - at)
    let keys: readonly TokenKey[] | undefined
    while (length > 0 && !(keys = named.get(words.slice(at, at + length).join(' ')))) length -= 1
    keys?.forEach((key) => found.add(key))
    at += Math.max(1, length)
  }
  return [...found]
}
