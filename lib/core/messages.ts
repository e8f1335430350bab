import { IntlMessageFormat } from 'intl-messageformat'
import { en, type MessageKey } from '@/messages/en'
import { pl } from '@/messages/pl'

export type { MessageKey }
export type MessageValues = Readonly<Record<string, string | number | Date>>

/** Says a message in one language: `t('cart.count', { count: 2 })` → "2 pieces". */
export type Translator = (key: MessageKey, values?: MessageValues) => string

// What the house reads is written in English only, and stands in English in every language.
const catalogues = new Map<string, Readonly<Record<MessageKey, string>>>([
  ['en', en],
  ['pl', { ...en, ...pl }],
])
const compiled = new Map<string, IntlMessageFormat>()

/**
 * The translator of a locale ("en-US"). Unknown languages read English. A message is compiled once per process; a
 * missing value throws, so that no page ever shows "{amount}".
 */
export function translator(locale: string): Translator {
  const messages = catalogues.get(locale.split('-')[0] ?? '') ?? en
  return (key, values) => {
    const source = messages[key]
    if (!source.includes('{')) return source
    const id = `${locale}|${key}`
    let message = compiled.get(id)
    if (!message) compiled.set(id, (message = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true })))
    return String(message.format(values))
  }
}

/** Whether a string that came from data (a rule's or an entitlement's key) is a message we can say. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key)
