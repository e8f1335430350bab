import { fail, ok, type Result } from '@/lib/core/result'
import { parseAmount } from './amount'
import { parseMoment } from './moment'
import type { Column, RawRow, Report, RowRules } from './schema'

const KINDS = ['purchase', 'return', 'join', 'resign'] as const
type Kind = (typeof KINDS)[number]
const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text)

/** Characters; the longest e-mail address has 254 (RFC 5321). */
const LONGEST = { id: 200, customer: 254, channel: 40 } as const
const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/

/**
 * Reads a row from a file or a request, all of it or nothing: a row that cannot be read as it stands is refused with
 * the first reason, which names the column. Blanks around values do not count. Pure; throws nothing, whatever comes in.
 *
 * - `id`: the reporter's own, the same for the same row for ever. `customer`: an e-mail or any other name for them.
 * - `time`: see `parseMoment`. `amount`: see `parseAmount`; a return's is positive, too.
 * - `join` and `resign` have neither amount nor need of a currency and channel.
 */
export function readRow(raw: RawRow, rules: RowRules): Result<Report, string> {
  const texts = {} as Record<Column, string>
  for (const column of ['id', 'customer', 'time', 'kind', 'amount', 'currency', 'channel'] as const) {
    const text = textOf(raw[column])
    if (text === null) return fail(`${column} ${shown(raw[column])} is not a text`)
    texts[column] = text
  }
  const { id, currency, channel } = texts
  for (const column of ['id', 'customer'] as const) if (texts[column] === '') return fail(`${column} is missing`)
  for (const column of ['id', 'customer', 'channel'] as const) {
    const fault = nameFault(texts[column], LONGEST[column])
    if (fault) return fail(`${column} ${shown(texts[column])} ${fault}`)
  }
  const time = parseMoment(texts.time, rules.timeZone)
  if (!time.ok) return fail(named('time', texts.time, time.fault))
  const { kind } = texts
  if (!isKind(kind)) return fail(named('kind', kind, kind === '' ? 'is missing' : `is none of ${KINDS.join(', ')}`))

  const bought = kind === 'purchase' || kind === 'return'
  const amount = parseAmount(bought ? texts.amount : texts.amount || '0')
  if (!amount.ok) return fail(named('amount', texts.amount, amount.fault))
  if (!bought && amount.value !== 0) return fail(named('amount', texts.amount, `means nothing for kind "${kind}"`))
  if (bought && currency === '') return fail('currency is missing')
  if (currency !== '' && currency !== rules.currency) {
    return fail(named('currency', currency, `is not ${rules.currency}, which the programme ${rules.name} counts in`))
  }
  if (bought && channel === '') return fail('channel is missing')
  const customer = texts.customer.includes('@') ? texts.customer.toLowerCase() : texts.customer
  return ok({ id, customer, kind, at: time.value, amount: amount.value, currency, channel })
}

/** The id that a row gives itself, for telling what became of it; null where it gives none. */
export function idOf(raw: unknown): string | null {
  const text = typeof raw === 'object' && raw !== null && 'id' in raw ? textOf(raw.id) : null
  return text === null || text === '' ? null : text
}

/** A number is what it says in digits: 12.5 is "12.5", and what is no decimal (1e21, 0.30000000000000004) is refused. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return String(value)
  return value === undefined || value === null ? '' : null
}

function nameFault(text: string, longest: number): string | null {
  if (text.length > longest) return `is longer than ${longest} characters`
  if (CONTROL.test(text)) return 'holds a line break or another control character'
  // Half a character: it would be stored as another one.
  return text.isWellFormed() ? null : 'is not valid Unicode'
}

const named = (column: Column, text: string, fault: string) =>
  text === '' ? `${column} ${fault}` : `${column} ${shown(text)} ${fault}`

/** A value inside a reason: short, on one line. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'object' ? 'of another type' : String(value)
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
