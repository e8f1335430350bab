import { NO_TIER } from '@/lib/content/suits'
import type { Content, Suits } from '@/lib/content/schema'
import { isMessageKey } from '@/lib/core/messages'
import type { Shop } from '../shop'

/** "January" to "December", by number. */
export function monthName(month: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2000, month - 1)))
}

/** Whom content suits: "Bronze or without a tier; not signed in; from Facebook; in November and December". */
export function suitsWords(suits: Suits, { programme, say }: Pick<Shop, 'programme' | 'say'>): string {
  const { t, either, country, locale } = say
  const tierName = (key: string) =>
    key === NO_TIER ? t('studio.suits.noTier') : (programme.tiers.find((tier) => tier.key === key)?.name ?? key)
  const sourceName = (source: string) => {
    const key = `source.${source}`
    return isMessageKey(key) ? t(key) : source
  }
  const { tiers = [], who = [], arrivals = [], countries = [], months = [] } = suits
  const parts = [
    tiers.length > 0 ? either(tiers.map(tierName)) : '',
    who.length > 0 ? either(who.map((each) => t(`studio.suits.${each}`))) : '',
    arrivals.length > 0 ? t('studio.suits.arrivals', { sources: either(arrivals.map(sourceName)) }) : '',
    countries.length > 0 ? t('studio.suits.countries', { countries: either(countries.map(country)) }) : '',
    months.length > 0 && months.length < 12
      ? t('studio.suits.months', { months: monthsWords(months, locale, either) })
      : '',
  ].filter((words) => words !== '')
  if (parts.length === 0) return t('studio.suits.everybody')
  const words = parts.join('; ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Months that follow one another are told as a range, also over the end of the year: "October to January". */
function monthsWords(months: readonly number[], locale: string, either: Shop['say']['either']): string {
  const has = (month: number) => months.includes(((month + 11) % 12) + 1)
  const begins = months.filter((month) => !has(month - 1)).sort((a, b) => a - b)
  return either(
    begins.map((from) => {
      let to = from
      while (has(to + 1)) to += 1
      const first = monthName(from, locale)
      return to === from ? first : `${first}–${monthName(((to + 11) % 12) + 1, locale)}`
    }),
  )
}

/** Content that is live but not today: it has not begun, or is over. */
export const isOffToday = ({ status, from, until }: Content, today: string): boolean =>
  status === 'live' && ((from !== null && today < from) || (until !== null && until < today))
