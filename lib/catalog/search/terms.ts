import { colourFamilyOf } from '../facet-tables'
import type { Product } from '../schema'
import { cleanQuery, queryWords, wordsOf } from '../words'
import { isPhrase, LONGEST_PHRASE, meantBy, phrasesFrom, synonymsOf } from './synonyms'

/** How an alternative came about: as written, by another name, by its neighbours, its beginning, a slip of the pen. */
export type AlternativeKind = 'word' | 'same' | 'near' | 'start' | 'guess' | 'slip'

/** One thing that a query asks for: a word, or a phrase that means one thing ("dinner jacket"). */
export type Term = {
  text: string
  /** Other names of the same thing, and the colours that a family of colours stands for. */
  same: readonly string[]
  /** What else to show. */
  near: readonly string[]
  /** Looked for only when nothing is written like it: the table's word that was probably meant, and its other names. */
  guess: readonly string[]
  /** Still being typed: it may be the beginning of a word even if it is one already. */
  open: boolean
}

/**
 * What a query asks for, in its order; each of them must be found in a piece. Empty when it holds no word that means
 * something.
 * @param families the catalogue's colours by family (`colourFamilies`): who asks for red means scarlet too
 * @param typing whether the last word may still grow
 */
export function termsOf(query: string, families: ReadonlyMap<string, readonly string[]>, typing = false): Term[] {
  const words = queryWords(query)
  const texts: string[] = []
  for (let at = 0; at < words.length;) {
    let length = Math.min(LONGEST_PHRASE, words.length - at)
    while (length > 1 && !isPhrase(words.slice(at, at + length).join(' '))) length -= 1
    texts.push(words.slice(at, at + length).join(' '))
    at += length
  }
  // A last word that says nothing ("gowns in") is no beginning.
  const last = typing && wordsOf(cleanQuery(query)).at(-1) === words.at(-1) ? texts.at(-1) : undefined
  return [...new Set(texts)].map((text) => {
    const open = text === last
    const { same, near } = synonymsOf(text)
    const meant = meantBy(text)
    const colours = [text, ...same].flatMap((name) => families.get(name) ?? [])
    return {
      text,
      same: [...new Set([...same, ...colours])],
      near: open ? [...near, ...phrasesFrom(text).flatMap((phrase) => [phrase, ...synonymsOf(phrase).same])] : near,
      guess: meant ? [meant, ...synonymsOf(meant).same] : [],
      open,
    }
  })
}

/** The colours that stand in a catalogue by the family in which people look for them: red → oxblood, scarlet. */
export function colourFamilies(products: readonly Product[]): Map<string, string[]> {
  const families = new Map<string, Set<string>>()
  for (const { colourways } of products) {
    for (const { slug } of colourways) {
      const family = colourFamilyOf(slug)
      if (family === 'other') continue
      const colours = families.get(family) ?? new Set()
      families.set(family, colours.add(slug))
    }
  }
  return new Map([...families].map(([family, colours]) => [family, [...colours].sort()]))
}
