import { z } from 'zod'
import { wordsOf } from '../words'
import { slipsBetween } from './slips'
import data from './synonyms.json'

const phrases = z.array(z.string().min(1)).min(1)
const { same, near } = z.strictObject({ same: z.array(phrases), near: z.record(z.string(), phrases) }).parse(data)

/** What a phrase may also be called (`same`), and what else to show who asks for it (`near`). */
export type Synonyms = { same: readonly string[]; near: readonly string[] }

const key = (phrase: string): string => wordsOf(phrase).join(' ')

function readTable(): ReadonlyMap<string, Synonyms> {
  const table = new Map<string, { same: string[]; near: string[] }>()
  const entry = (phrase: string) => {
    const found = table.get(key(phrase)) ?? { same: [], near: [] }
    table.set(key(phrase), found)
    return found
  }
  for (const group of same) {
    for (const phrase of group) entry(phrase).same.push(...group.filter((other) => other !== phrase))
  }
  for (const [phrase, others] of Object.entries(near)) {
    // Whatever the same thing is called, it leads to the same neighbours.
    for (const name of [phrase, ...entry(phrase).same]) entry(name).near.push(...others)
  }
  return table
}

const table = readTable()
const NONE: Synonyms = { same: [], near: [] }

/** The most words that a phrase of the table has. */
export const LONGEST_PHRASE = Math.max(...[...table.keys()].map((phrase) => phrase.split(' ').length))

/** Whether the table knows a phrase, given in the words of `wordsOf`. */
export const isPhrase = (phrase: string): boolean => table.has(phrase)

/** The synonyms of a phrase in the words of `wordsOf`; none for one that the table does not know. */
export const synonymsOf = (phrase: string): Synonyms => table.get(phrase) ?? NONE

/** The phrases of the table that begin with what was typed so far; none before the third letter. */
export const phrasesFrom = (start: string): string[] =>
  start.length < 3 ? [] : [...table.keys()].filter((phrase) => phrase !== start && phrase.startsWith(start))

/** The single word of the table that was meant by one slip of the pen ("tuxido"), if it is clear; short words never are. */
export function meantBy(word: string): string | null {
  if (word.length < 5 || table.has(word)) return null
  const meant = [...table.keys()].filter(
    (phrase) => Math.abs(phrase.length - word.length) <= 1 && slipsBetween(phrase, word) === 1,
  )
  return meant.length === 1 ? (meant[0] ?? null) : null
}
