import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { SEGMENTS, TRENDS } from '@/lib/value/schema'
import { NO_TIER } from './filter'
import type { Listed, Page } from './list'

/** A score as it is written everywhere: to one digit, which is more than anybody compares. */
export const scoreWords = (score: number, { locale }: Pick<Say, 'locale'>): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(score)

/** An expected number of purchases: "0.42". */
export const expectedWords = (expected: number, { locale }: Pick<Say, 'locale'>): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(expected)

/** What a tier is called; its key where the programme no longer knows it. */
export const tierWords = (key: string | null, { tiers }: LoyaltyProgram, { t }: Pick<Say, 't'>): string =>
  key === null ? t('customers.filter.noTier') : (tiers.find((tier) => tier.key === key)?.name ?? key)

/** By what somebody without an e-mail is known. */
const knownBy = ({ email, reference }: Listed, { t }: Say): string =>
  email ?? (reference === null ? t('customers.nameless') : t('customers.tillOnly', { reference }))

/** A customer as the list writes them. */
export function listedWords(listed: Listed, programme: LoyaltyProgram, say: Say) {
  const { t, number } = say
  const last = listed.lastAt && say.shortDate(listed.lastAt)
  const words = {
    name: listed.name,
    knownBy: knownBy(listed, say),
    segment: t(`customers.segment.${listed.segment}`),
    tier: tierWords(listed.tier, programme, say),
    trend: t(`customers.trend.${listed.trend}`),
    score: scoreWords(listed.score, say),
    rank: number(listed.rank),
    orders: number(listed.orders),
    spend: say.money(listed.spend),
    last: last ?? t('customers.never'),
    expected: listed.expected90 === null ? null : expectedWords(listed.expected90, say),
    atRisk: listed.atRisk ? t('customers.atRisk') : null,
  }
  const under = t('customers.under', {
    ...{ segment: listed.atRisk ? `${words.segment} (${t('customers.atRisk').toLowerCase()})` : words.segment },
    ...{ tier: words.tier, orders: t('customers.ordersOf', { count: listed.orders, number: words.orders }) },
    last: last ? t('customers.lastOf', { date: last }) : t('customers.noLast'),
  })
  return { ...words, under }
}

/** How many the list holds. */
export function countWords({ count, more }: Pick<Page, 'count' | 'more'>, { t, number }: Say): string {
  if (count === null) return t('customers.many')
  return more ? t('customers.more', { number: number(count) }) : t('customers.count', { count, number: number(count) })
}

/** What the filter's fields offer. The first asks nothing. */
export function filterOptions(programme: LoyaltyProgram, { t }: Say) {
  const any = { value: '', label: t('customers.filter.any') }
  return {
    segments: [any, ...SEGMENTS.map((value) => ({ value, label: t(`customers.segment.${value}`) }))],
    tiers: [
      any,
      ...programme.tiers.toReversed().map(({ key, name }) => ({ value: key, label: name })),
      { value: NO_TIER, label: t('customers.filter.noTier') },
    ],
    trends: [any, ...TRENDS.map((value) => ({ value, label: capital(t(`customers.trend.${value}`)) }))],
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
