import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { en, type MessageKey } from '@/messages/en'
import { isMessageKey, translator } from './messages'

const t = translator('en-US')
const keys = Object.keys(en) as MessageKey[]
const root = path.resolve(import.meta.dirname, '../..')

/** The names of a message's values, and whether each is counted with. */
function valuesOf(message: string): Map<string, 'text' | 'number'> {
  const found = new Map<string, 'text' | 'number'>()
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if ('options' in element) {
        found.set(element.value, 'number')
        for (const option of Object.values(element.options)) walk(option.value)
      } else if ('value' in element && element.type === 1) {
        if (!found.has(element.value)) found.set(element.value, 'text')
      }
    }
  }
  walk(new IntlMessageFormat(message, 'en-US', undefined, { ignoreTag: true }).getAst())
  return found
}

/** Every source that can say something. */
const sources = ['app', 'components', 'lib'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => /\.tsx?$/.test(file) && !/\.(test|fixture|property)\./.test(file) && !file.startsWith('generated'),
    )
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8')),
)
const code = sources.join('\n')

describe('the English messages', () => {
  it('stand each in one file only', () => {
    const folder = path.join(root, 'messages/en')
    const all = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => Object.keys(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as object))
    expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([])
    expect(all.sort()).toEqual([...keys].sort())
  })

  it.each(keys)('"%s" can be said, once and many times, without leaving a bracket', (key) => {
    for (const number of [0, 1, 2, 7, 1_000]) {
      const values = Object.fromEntries(
        [...valuesOf(en[key])].map(([name, kind]) => [name, kind === 'number' ? number : 'Word']),
      )
      expect(t(key, values)).not.toMatch(/[{}]|undefined/)
    }
  })

  it('are written as the house writes: no straight quotation marks, no double spaces, no stray ends', () => {
    for (const key of keys) {
      expect(en[key], key).not.toMatch(/["']| {2}|\.\.\./)
      expect(en[key].trim(), key).toBe(en[key])
    }
  })

  it('are each said somewhere', () => {
    // Said by a key that is put together, its beginning standing in the code (`review.rating.${n}`), or in a way that the
    // code beside it is tested for; or written out, because the message files stay on the server.
    const begun = [...code.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)].map(
      ([, start = '', end = '']) => `^${start.replaceAll('.', '\\.')}.*${end.replaceAll('.', '\\.')}$`,
    )
    const together = new RegExp(
      [
        '(slot|facet|sort|kind|source|discount|message\\.why|letters\\.said|reason\\.attribute|checkout\\.card)\\.',
        '(standing\\.window|coming|points\\.(for|state)|history\\.(down|ended))\\.',
        'terms\\.(amount|window|downgrade|points)\\.',
        'benefit\\.(alterations|set-aside)$',
      ]
        .map((start) => `^${start}`)
        .concat(begun)
        .join('|'),
    )
    const silent = keys.filter(
      (key) => !together.test(key) && !code.includes(`'${key}'`) && !code.includes(`'${en[key]}'`),
    )
    expect(silent).toEqual([])
  })
})

describe('the translator', () => {
  it('puts values in, and counts', () => {
    expect(t('cart.nudge', { amount: '$500.00', tier: 'Bronze' })).toBe('Spend $500.00 more to reach Bronze')
    expect([1, 2].map((count) => t('cart.kept', { count }))).toEqual([
      'One piece, kept for you on this device',
      '2 pieces, kept for you on this device',
    ])
  })

  it('does not take what people write for markup or for a message', () => {
    const query = '<b>{count}</b>'
    expect(t('fact.searched', { query })).toBe(`Searched for “${query}”`)
  })

  it('refuses to show a bracket where a value is missing', () => {
    expect(() => t('cart.nudge', { amount: '$500.00' })).toThrow()
  })

  it('speaks English to every language that it does not know', () => {
    expect(translator('de-DE')('cart.title')).toBe(t('cart.title'))
    expect(translator('toString')('cart.title')).toBe(t('cart.title'))
    expect(translator('')('cart.title')).toBe(t('cart.title'))
  })

  it('knows its own keys from those of every object', () => {
    expect(isMessageKey('cart.title')).toBe(true)
    for (const key of ['', 'toString', 'constructor', '__proto__', 'cart']) expect(isMessageKey(key)).toBe(false)
  })
})
