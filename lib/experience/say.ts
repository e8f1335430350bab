import type { Minor } from '@/lib/core/money'
import { formatMoney } from '@/lib/core/money'
import { translator, type Translator } from '@/lib/core/messages'

/** How to speak to one shopper: words, money, days and times in their language and the programme's time zone. */
export type Say = {
  locale: string
  t: Translator
  /** "$3,120.00" */
  money: (amount: Minor) => string
  /** "$4,190" for round amounts, with cents otherwise. */
  moneyShort: (amount: Minor) => string
  /**
   * What one unit of the currency is called: "dollar", "zloty". Where its name would have to be declined it is the one that
   * stands beside amounts: "USD", "zł".
   */
  unit: string
  /** "4,190" */
  number: (value: number) => string
  /** "November 16, 2026" */
  date: (at: Date) => string
  /** "Nov 16, 2026" */
  shortDate: (at: Date) => string
  /** "November 16" */
  day: (at: Date) => string
  /** "Monday, November 16, 2026 at 9:20 PM" */
  moment: (at: Date) => string
  /** "Nov 16, 2026, 9:42 PM" */
  stamp: (at: Date) => string
  /** "April", from 4: the month by itself. */
  month: (month: number) => string
  /** "Poland", from "PL"; the code itself when it names no country. */
  country: (code: string) => string
  /** "Corvane and Soirelle" */
  list: (items: readonly string[]) => string
  /** "by asking or with your first purchase" */
  either: (items: readonly string[]) => string
}

const made = new Map<string, Say>()

/** The way of speaking for a locale, currency and time zone. Shared: it holds nothing about one shopper. */
export function sayIn(locale: string, currency: string, timeZone: string): Say {
  const key = `${locale}|${currency}|${timeZone}`
  const known = made.get(key)
  if (known) return known
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, ...options })
    return (at: Date) => formatter.format(at)
  }
  const numbers = new Intl.NumberFormat(locale)
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  // The house writes British English: no comma before the last "and".
  const listed = locale.startsWith('en') ? 'en-GB' : locale
  const lists = new Intl.ListFormat(listed, { type: 'conjunction' })
  const choices = new Intl.ListFormat(listed, { type: 'disjunction' })
  const say: Say = {
    locale,
    t: translator(locale),
    money: (amount) => formatMoney(amount, currency, locale),
    moneyShort: (amount) => formatMoney(amount, currency, locale, { whole: true }),
    unit: unitOf(currency, locale),
    number: (value) => numbers.format(value),
    date: format({ year: 'numeric', month: 'long', day: 'numeric' }),
    shortDate: format({ year: 'numeric', month: 'short', day: 'numeric' }),
    day: format({ month: 'long', day: 'numeric' }),
    moment: format({ dateStyle: 'full', timeStyle: 'short' }),
    stamp: format({ year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }),
    month: (month) => months.format(new Date(Date.UTC(2000, month - 1, 1))),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    list: (items) => lists.format(items),
    either: (items) => choices.format(items),
  }
  made.set(key, say)
  return say
}

/** In English without its country, which comes first: "Polish zloty" is a zloty among those who pay in it. */
function unitOf(currency: string, locale: string): string {
  const english = locale.startsWith('en')
  const currencyDisplay = english ? 'name' : 'symbol'
  const options = { style: 'currency', currency, currencyDisplay, maximumFractionDigits: 0 } as const
  const parts = new Intl.NumberFormat(locale, options).formatToParts(1)
  const name = parts.find(({ type }) => type === 'currency')?.value ?? currency
  return english ? (name.split(' ').at(-1) ?? name) : name
}
