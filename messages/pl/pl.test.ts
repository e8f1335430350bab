import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { translator } from '@/lib/core/messages'
import { house, store, type StoreKey } from '@/messages/en'
import { pl } from '.'

const t = translator('pl-PL')
const keys = Object.keys(pl) as StoreKey[]
const folder = import.meta.dirname
const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
const inFile = (language: string, file: string) =>
  JSON.parse(readFileSync(path.join(folder, '..', language, file), 'utf8')) as Record<string, string>

type Used = { arguments: Map<string, 'text' | 'plural' | 'select'>; cases: Map<string, string[][]> }

/** The values that a message takes and how, and the cases that it has for each that it counts or chooses by. */
function used(message: string): Used {
  const found: Used = { arguments: new Map(), cases: new Map() }
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if ('options' in element) {
        const kind = 'pluralType' in element ? 'plural' : 'select'
        found.arguments.set(element.value, kind)
        const cases = Object.keys(element.options)
        if (kind === 'plural') found.cases.set(element.value, [...(found.cases.get(element.value) ?? []), cases])
        for (const option of Object.values(element.options)) walk(option.value)
      } else if ('value' in element && element.type === 1 && !found.arguments.has(element.value)) {
        found.arguments.set(element.value, 'text')
      }
    }
  }
  walk(new IntlMessageFormat(message, 'pl-PL', undefined, { ignoreTag: true }).getAst())
  return found
}

// The same word in both languages, names, and phrases of nothing but values.
const SAME =
  /^(?:[^\p{L}]|\{[^}]*\})*$|^(?:Sorento|Menu|Facebook|Instagram|Studio|E-mail|Metal|(?:US|EU) \{size\}|JSON)$/u

describe('the Polish messages', () => {
  it('are all that shoppers read, and nothing else', () => {
    const asked = Object.keys(store).filter((key) => !key.startsWith('studio.'))
    expect(keys.toSorted()).toEqual(asked.toSorted())
    expect(keys.filter((key) => Object.hasOwn(house, key))).toEqual([])
  })

  it('stand each in one file only, the twin of the English one', () => {
    const all = files.flatMap((file) => Object.keys(inFile('pl', file)))
    expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([])
    expect(all.toSorted()).toEqual(keys.toSorted())
    for (const file of files) {
      const english = Object.keys(inFile('en', file)).filter((key) => !key.startsWith('studio.'))
      expect(Object.keys(inFile('pl', file)).toSorted(), file).toEqual(english.toSorted())
    }
  })

  it.each(keys)('"%s" takes the values of the English one', (key) => {
    const [polish, english] = [used(pl[key]).arguments, used(store[key]).arguments]
    expect([...polish.keys()].toSorted()).toEqual([...english.keys()].toSorted())
    for (const [name, kind] of english) if (kind === 'select') expect(polish.get(name)).toBe('select')
  })

  it.each(keys.filter((key) => used(pl[key]).cases.size > 0))('"%s" counts in all the forms of Polish', (key) => {
    for (const [name, uses] of used(pl[key]).cases) {
      // "Your first order", "your 11th": numbered, not counted.
      const numbered = (used(store[key]).cases.get(name) ?? []).some((cases) => !cases.includes('one'))
      for (const cases of numbered ? [] : uses) {
        const one = cases.includes('=1') ? '=1' : 'one'
        expect(cases, name).toEqual(expect.arrayContaining([one, 'few', 'many', 'other']))
      }
    }
  })

  it.each(keys)('"%s" can be said of any number, without leaving a bracket', (key) => {
    for (const number of [0, 1, 2, 5, 12, 22, 25, 112, 1_000]) {
      const values = Object.fromEntries(
        [...used(pl[key]).arguments].map(([name, kind]) => [name, kind === 'plural' ? number : 'Słowo']),
      )
      expect(t(key, values)).not.toMatch(/[{}]|undefined|NaN/)
    }
  })

  it('are written as the house writes: Polish quotation marks, no double spaces, no stray ends', () => {
    for (const key of keys) {
      expect(pl[key], key).not.toMatch(/["'“’]| {2}|\.\.\.|!/)
      expect(pl[key].trim(), key).toBe(pl[key])
    }
  })

  it('end as the English ones do: a sentence is a sentence, a label a label', () => {
    const ends = (text: string) => /[.?:…]?$/.exec(text.replace(/[}”]+$/, ''))?.[0] ?? ''
    expect(keys.filter((key) => ends(pl[key]) !== ends(store[key]))).toEqual([])
  })

  it('leave no English behind', () => {
    expect(keys.filter((key) => pl[key] === store[key] && !SAME.test(pl[key]))).toEqual([])
    const english = /\b(?:the|and|your|you|with|of|this|that|order|piece|pieces|from|for|are|is|not)\b/i
    expect(keys.filter((key) => english.test(pl[key].replace(/\{[\w, =]*|“[^”]*”|„[^”]*”/g, '')))).toEqual([])
  })

  it('never say in the past what somebody did, which would tell a woman from a man', () => {
    const gendered = /(?:łeś|łaś)(?!\p{L})|(?<!\p{L})Pan(?:i|a|u|em)?(?!\p{L})/u
    expect(keys.filter((key) => gendered.test(pl[key]))).toEqual([])
  })

  it('fit where the English ones fit: buttons and labels are not much longer', () => {
    const short = keys.filter((key) => store[key].length <= 24 && !store[key].includes('{'))
    expect(short.filter((key) => pl[key].length > store[key].length + 16)).toEqual([])
  })
})

describe('counting in Polish', () => {
  it('knows one, two to four, and five and more', () => {
    expect([1, 2, 5, 22, 112].map((count) => t('cart.kept', { count }))).toEqual([
      'Jedna rzecz czeka na tym urządzeniu',
      '2 rzeczy czekają na tym urządzeniu',
      '5 rzeczy czeka na tym urządzeniu',
      '22 rzeczy czekają na tym urządzeniu',
      '112 rzeczy czeka na tym urządzeniu',
    ])
    expect([0, 1, 3, 12].map((points) => t('returns.donePoints', { points }))).toEqual([
      '0 punktów wróciło na konto.',
      'Jeden punkt wrócił na konto.',
      '3 punkty wróciły na konto.',
      '12 punktów wróciło na konto.',
    ])
  })
})
