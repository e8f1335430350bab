import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { domainClock } from '@/lib/core/clock'
import { env } from '@/lib/core/env'
import { sessionCustomerId } from './auth'
import { COOKIES, openCookie, type CookieValue } from './cookies'
import { marketOfAddress } from './country'
import { ENVELOPE_HEADER, readEnvelope, type Envelope } from './envelope'
import { inHouse, LOCALES } from './language'
import { marketOf, type ConsentAnswer, type Market } from './market'
import { viewingOf, type Viewing } from './viewing'

/** All that a request itself says about who is asking; the database adds the rest. */
export type RequestContext = Envelope & {
  /** Domain time: what "now" means on the page. */
  now: Date
  /** Real time: for rate limits and reservations. */
  realNow: Date
  movedClock: boolean
  country: string
  market: Market
  /** This browser's own answer; a customer's stored choice may say more. */
  answer: ConsentAnswer
  globalPrivacyControl: boolean
  sessionCustomerId: string | null
  /** Staff sees the shop as somebody else; null for everybody who is themself. */
  viewing: Viewing | null
  /** Arms that the presenter shows in this browser, by experiment. */
  forced: Readonly<Record<string, string>>
  demo: (CookieValue<'demo'> & { on: true }) | { on: false }
}

/** Reads the request once, however many components ask. */
export const requestContext = cache(async (): Promise<RequestContext> => {
  const [head, jar, customerId] = await Promise.all([headers(), cookies(), sessionCustomerId()])
  const { COOKIE_SECRET: secret, DEMO } = env()
  const envelope = readEnvelope(head.get(ENVELOPE_HEADER))
  const wishes = DEMO ? openCookie('demo', jar.get(COOKIES.demo)?.value, secret) : null
  const clock = await domainClock(wishes?.offsetMs ?? 0)
  const place = wishes?.country ? marketOf(wishes.country) : marketOfAddress(envelope.peer)
  const chosen = inHouse(envelope.url) ? null : openCookie('language', jar.get(COOKIES.language)?.value, secret)
  const market = { ...place, locale: LOCALES[chosen?.language ?? 'en'] }
  const wish = openCookie('viewing', jar.get(COOKIES.viewing)?.value, secret)
  const viewing = await viewingOf(wish, { ...envelope, ...clock, sessionCustomerId: customerId })
  return {
    ...envelope,
    ...clock,
    movedClock: (wishes?.offsetMs ?? 0) !== 0,
    country: market.country,
    market,
    answer: openCookie('consent', jar.get(COOKIES.consent)?.value, secret)?.answer ?? null,
    globalPrivacyControl: head.get('sec-gpc') === '1',
    sessionCustomerId: customerId,
    viewing,
    forced: wishes?.forced ?? {},
    demo: DEMO
      ? { on: true, ...(wishes ?? { offsetMs: 0, country: null, source: null, journey: null, forced: {} }) }
      : { on: false },
  }
})
