import { NextResponse, type NextRequest } from 'next/server'
import { env } from '@/lib/core/env'
import { newId, newToken } from '@/lib/core/ids'
import { formRefusal } from '@/lib/shopper/broken-form'
import { COOKIES, cookieOptions, holdsSession, openCookie, sealCookie } from '@/lib/shopper/cookies'
import { marketOfAddress } from '@/lib/shopper/country'
import { isCrawler } from '@/lib/shopper/crawlers'
import { ENVELOPE_HEADER, writeEnvelope } from '@/lib/shopper/envelope'
import { marketOf, mayPersonalise, type Market } from '@/lib/shopper/market'
import { refusal, securityHeaders, type Refusal } from '@/lib/shopper/security'
import { arrivalOf, visitOf } from '@/lib/shopper/visit'

/** A visit's cookie is written again only when it is this old, so that most answers set no cookie. */
const VISIT_REFRESH_MS = 60_000

/**
 * Runs before every page and action: refuses what no shop page sends, recognises the visitor and the visit, and
 * states the security headers with a fresh nonce.
 */
export default async function proxy(request: NextRequest): Promise<NextResponse> {
  const { COOKIE_SECRET: secret, DEMO: demoMode } = env()
  const secure = request.nextUrl.protocol === 'https:'
  const nonce = newToken()
  const headers = securityHeaders(nonce, { secure, development: process.env.NODE_ENV === 'development' })

  // Behind a proxy that we trust the shop's own host stands here; from anybody else the header was removed (scripts/serve.mjs).
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host') ?? ''
  const refused = refusal({ method: request.method, headers: request.headers, host }) ?? (await brokenForm(request))
  if (refused) return new NextResponse(refused.message, { status: refused.status, headers })

  const now = Date.now()
  const silent = isCrawler(request.headers.get('user-agent')) || isPrefetch(request)
  const remembered = openCookie('visitor', request.cookies.get(COOKIES.visitor)?.value, secret)
  // A session ends before the cookie of its visitor does. Whoever comes after it is nobody we know, as after signing out.
  const session = holdsSession(request.cookies.getAll().map(({ name }) => name))
  const known = remembered?.claimed && !session ? null : remembered
  const visitor = known ?? { id: newId() }
  const running = known ? openCookie('visit', request.cookies.get(COOKIES.visit)?.value, secret) : null
  const wishes = demoMode ? openCookie('demo', request.cookies.get(COOKIES.demo)?.value, secret) : null
  const stated = request.method === 'GET' ? arrivalOf(request.nextUrl, request.headers.get('referer')) : null
  const arrival = stated ?? (wishes?.source ? { source: wishes.source, campaign: null } : null)
  const { visit, isNew } = visitOf({ now, running, arrival, newId })

  const forwarded = new Headers(request.headers)
  forwarded.set('x-nonce', nonce)
  const policy = headers[0]
  if (policy) forwarded.set(...policy)
  forwarded.set(
    ENVELOPE_HEADER,
    writeEnvelope({
      visitorId: visitor.id,
      visitId: visit.id,
      visitNumber: visit.number,
      newVisit: isNew,
      arrival: visit.arrival,
      peer: request.headers.get('x-sorento-peer'),
      silent,
      url: request.nextUrl.pathname + request.nextUrl.search,
    }),
  )

  const response = NextResponse.next({ request: { headers: forwarded } })
  for (const [name, value] of headers) response.headers.set(name, value)
  if (!silent) {
    // Not while an action runs: signing out writes this cookie itself.
    const claims = session && request.method === 'GET' && !known?.claimed
    if (!known || claims) {
      const value = claims ? { id: visitor.id, claimed: true as const } : { id: visitor.id }
      response.cookies.set(COOKIES.visitor, sealCookie('visitor', value, secret), cookieOptions(secure))
    }
    if (isNew || !running || now - running.lastSeen > VISIT_REFRESH_MS) {
      const peer = request.headers.get('x-sorento-peer')
      const market = wishes?.country ? marketOf(wishes.country) : marketOfAddress(peer)
      const kept = mayKeepArrival(request, market, secret) ? visit : { ...visit, arrival: null }
      response.cookies.set(COOKIES.visit, sealCookie('visit', kept, secret), cookieOptions(secure))
    }
  }
  return response
}

/** Why the form that a request carries is refused, or null. Reads a copy: Next reads the form itself again. */
async function brokenForm(request: NextRequest): Promise<Refusal | null> {
  const action = request.headers.has('next-action')
  const isForm = (request.headers.get('content-type') ?? '').startsWith('multipart/form-data')
  if (request.method === 'GET' || request.method === 'HEAD' || (!action && !isForm)) return null
  const copy = request.clone()
  const form = isForm ? await copy.formData().catch(() => null) : null
  const text = isForm ? null : await copy.text().catch(() => null)
  return formRefusal({ form, text, action })
}

/**
 * Whether this browser may be made to remember where it came from: the market and its own answer decide, as for all that
 * is learned. Where it may not, a link still greets on the page that it leads to.
 */
function mayKeepArrival(request: NextRequest, market: Market, secret: string): boolean {
  const answer = openCookie('consent', request.cookies.get(COOKIES.consent)?.value, secret)?.answer ?? null
  return mayPersonalise(market, answer, request.headers.get('sec-gpc') === '1')
}

const isPrefetch = (request: NextRequest) =>
  request.headers.has('next-router-prefetch') ||
  /prefetch/.test(request.headers.get('purpose') ?? '') ||
  /prefetch/.test(request.headers.get('sec-purpose') ?? '')

export const config = {
  // Everything but files: pictures, fonts and build output carry no shopper. And but for the till's reports: they come
  // from no browser, carry a key instead of cookies, and are larger than any form.
  matcher: ['/((?!_next/static|pictures/|api/purchases$).*)'],
}
