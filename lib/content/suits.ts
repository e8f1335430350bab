import type { Content } from './schema'

/** Whom content is chosen for, as plain data. */
export type Who = {
  /** Key of the tier held; null without one. */
  tier: string | null
  /** ISO 3166-1 alpha-2. */
  country: string
  /** Source of this visit: "facebook"; null where it is not known. */
  arrival: string | null
  /** guest: not signed in; customer: signed in without an order; client: has an order. */
  who: 'guest' | 'customer' | 'client'
  /** 1 to 12, and the day as "2026-11-21": both in the programme's time zone. */
  month: number
  day: string
}

/** What stands for "no tier" in a condition. */
export const NO_TIER = 'none'

/** Whether content is shown at all on a day ("2026-11-21"): it is live, and its dates hold, both ends included. */
export const isShownOn = ({ status, from, until }: Pick<Content, 'status' | 'from' | 'until'>, day: string): boolean =>
  status === 'live' && (from === null || from <= day) && (until === null || day <= until)

/** An absent list is no condition; an empty one was emptied by hand, which is no condition either. */
const holds = <T>(list: readonly T[] | undefined, value: T | null): boolean =>
  list === undefined || list.length === 0 || (value !== null && list.includes(value))

/**
 * Whether a piece of content may be shown to somebody on a day: it is live, its dates hold, and every condition that it
 * states is met. `likes` is no condition: it weighs, and never excludes.
 */
export function suitsWho(content: Content, who: Who): boolean {
  const { tiers, countries, arrivals, who: whom, months } = content.suits
  return (
    isShownOn(content, who.day) &&
    holds(tiers, who.tier ?? NO_TIER) &&
    holds(countries, who.country) &&
    holds(arrivals, who.arrival) &&
    holds(whom, who.who) &&
    holds(months, who.month)
  )
}
