import { z } from 'zod'
import { valuesIn } from '@/lib/catalog/listing'
import { SEGMENTS, TRENDS, type Segment, type Trend } from '@/lib/value/schema'

/** Who is listed. Null and "" ask nothing. */
export type Filter = {
  /** Part of a name or an e-mail, or what the till calls them. */
  search: string
  segment: Segment | null
  /** Key of a tier; "none": whoever holds none. */
  tier: string | null
  trend: Trend | null
  atRisk: boolean
}

export const NO_FILTER: Filter = { search: '', segment: null, tier: null, trend: null, atRisk: false }

/** Of a tier's filter: nobody's tier has this key. */
export const NO_TIER = 'none'

/** Where a page begins: behind this customer, or before them. The score and the id are the list's own order. */
export type Turn = { to: 'after' | 'before'; score: number; id: string }

type Params = Readonly<Record<string, string | string[] | undefined>>

const LONGEST = 80

/**
 * What is searched for under a name of an address: one line of at most 80 characters, without signs that cannot be seen
 * (PostgreSQL refuses some of them). "" for nothing.
 */
export const searchOf = (params: Params, name: string): string =>
  (valuesIn(params, name)[0] ?? '')
    .trim()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, LONGEST)
    .trim()
    .toWellFormed()

/** What the list's address asks for. What it cannot mean asks nothing. */
export function filterOf(params: Params): Filter {
  const one = (name: string): string => valuesIn(params, name)[0]?.trim() ?? ''
  return {
    search: searchOf(params, 'q'),
    segment: SEGMENTS.find((segment) => segment === one('segment')) ?? null,
    tier: /^[\w-]{1,80}$/.exec(one('tier'))?.[0] ?? null,
    trend: TRENDS.find((trend) => trend === one('trend')) ?? null,
    atRisk: one('risk') === '1',
  }
}

const turnSchema = z.object({ score: z.coerce.number(), id: z.uuid() })

/** Which page of the list the address asks for; null for the first one, and for what is no page. */
export function turnOf(params: Params): Turn | null {
  for (const to of ['after', 'before'] as const) {
    const [score, id, ...rest] = valuesIn(params, to)[0]?.split('_') ?? []
    const stated = turnSchema.safeParse({ score: score || undefined, id })
    if (stated.success && rest.length === 0) return { to, ...stated.data }
  }
  return null
}

/** The list's address for a filter and a page of it. */
export function listAddress({ search, segment, tier, trend, atRisk }: Filter, turn: Turn | null = null): string {
  const asked = new URLSearchParams()
  if (search) asked.set('q', search)
  if (segment) asked.set('segment', segment)
  if (tier) asked.set('tier', tier)
  if (trend) asked.set('trend', trend)
  if (atRisk) asked.set('risk', '1')
  if (turn) asked.set(turn.to, `${turn.score}_${turn.id}`)
  const query = asked.toString()
  return query ? `/studio/customers?${query}` : '/studio/customers'
}

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

/**
 * What a search is like in lower-case names and e-mails. The index knows three letters in a row: a text without three
 * is looked for where a word begins, which it also knows.
 */
export function searchPatterns(search: string): { name: string[]; email: string[] } {
  const text = escaped(search.toLowerCase())
  if (/[\p{L}\p{N}]{3}/u.test(search)) return { name: [`%${text}%`], email: [`%${text}%`] }
  return { name: [`${text}%`, `% ${text}%`], email: [`${text}%`] }
}
