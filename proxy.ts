import { NextResponse, type NextRequest } from 'next/server'
import { readBytes } from '@/lib/core/body'
import { env } from '@/lib/core/env'
import { newId, newToken } from '@/lib/core/ids'
import { formRefusal } from '@/lib/shopper/broken-form'
import { COOKIES, cookieOptions, holdsSession, openCookie, sealCookie, type CookieValue } from '@/lib/shopper/cookies'
import { marketOfAddress } from '@/lib/shopper/country'
import { isCrawler } from '@/lib/shopper/crawlers'
import { ENVELOPE_HEADER, writeEnvelope } from '@/lib/shopper/envelope'
import { marketOf, mayPersonalise, type Market } from '@/lib/shopper/market'
import { isOneClick, mayBeOneClick, ONE_CLICK_BYTES, oneClickPath } from '@/lib/shopper/one-click'
import { refusal, securityHeaders, type Refusal } from '@/lib/shopper/security'
import { readSession } from '@/lib/shopper/session'
import { arrivalOf, visitOf } from '@/lib/shopper/visit'

/** Where pages tell of themselves. That is no visit: it neither begins one nor makes it last, and nobody new comes of it. */
const TELLING = '/api/events'

/** A visit's cookie is written again only when it is this old, so that most answers set no cookie. */
const VISIT_REFRESH_MS = 60_000

/**
 * Runs before every page and action: refuses what no shop page sends, recognises the visitor and the visit, and
 * states the security headers with a fresh nonce.
 */
export default async function proxy(request: NextRequest): Promise<NextResponse> {
  const { COOKIE_SECRET: secret, AUTH_SECRET, DEMO: demoMode } = env()
  const secure = request.nextUrl.protocol === 'https:'
  const nonce = newToken()
  const headers = securityHeaders(nonce, { secure, development: process.env.NODE_ENV === 'development' })

  // A mail provider's machine: no browser, no shopper, and from no page of ours.
  if (await isMailClient(request)) {
    const to = new URL(oneClickPath(request.nextUrl.pathname), request.nextUrl)
    return NextResponse.rewrite(to, { headers })
  }

  // Behind a proxy that we trust the shop's own host stands here; from anybody else the header was removed (scripts/serve.mjs).
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host') ?? ''
  const refused = refusal({ method: request.method, headers: request.headers, host }) ?? (await brokenForm(request))
  if (refused) return new NextResponse(refused.message, { status: refused.status, headers })

  const now = Date.now()
  const silent = isCrawler(request.headers.get('user-agent')) || isPrefetch(request)
  const remembered = openCookie('visitor', request.cookies.get(COOKIES.visitor)?.value, secret)
  // A session ends before the cookie of its visitor does. Whoever comes after it is nobody we know, as after signing out.
  const session = holdsSession(request.cookies.getAll().map(({ name }) => name))
  // A session is its own visitor's, whatever the visitor's cookie says or whether it is there: so nobody goes on as another
  // visitor in a browser of which the customer said that it was not them, and one that lost the cookie is known again.
  const own = session ? await readSession(request.headers.get('cookie'), { secret: AUTH_SECRET, secure }) : null
  const strayed: CookieValue<'visitor'> | null =
    own?.visitorId && own.visitorId !== remembered?.id ? { id: own.visitorId, claimed: true } : null
  const known = strayed ?? (remembered?.claimed && !session ? null : remembered)
  const visitor = known ?? { id: newId() }
  const running = known && !strayed ? openCookie('visit', request.cookies.get(COOKIES.visit)?.value, secret) : null
  const wishes = demoMode ? openCookie('demo', request.cookies.get(COOKIES.demo)?.value, secret) : null
  const stated = request.method === 'GET' ? arrivalOf(request.nextUrl, request.headers.get('referer')) : null
  const arrival = stated ?? (wishes?.source ? { source: wishes.source, campaign: null } : null)
  const { visit, isNew } = visitOf({ now, running, arrival, newId })
  const peer = request.headers.get('x-sorento-peer')
  const learns = mayLearn(request, wishes?.country ? marketOf(wishes.country) : marketOfAddress(peer), secret)
  // Where nothing may be learned visits are not counted either.
  const number = learns ? visit.number : 1

  const forwarded = new Headers(request.headers)
  forwarded.set('x-nonce', nonce)
  const policy = headers[0]
  if (policy) forwarded.set(...policy)
  forwarded.set(
    ENVELOPE_HEADER,
    writeEnvelope({
      visitorId: visitor.id,
      visitId: visit.id,
      visitNumber: number,
      newVisit: isNew,
      arrival: visit.arrival,
      peer,
      silent,
      url: request.nextUrl.pathname + request.nextUrl.search,
    }),
  )

  const response = NextResponse.next({ request: { headers: forwarded } })
  for (const [name, value] of headers) response.headers.set(name, value)
  if (!silent && request.nextUrl.pathname !== TELLING) {
    // Not while an action runs: signing out writes this cookie itself.
    const reads = request.method === 'GET'
    const claims = session && reads && !known?.claimed
    // A yes lets the browser be known for longer, a no lets it be forgotten with its window.
    const changes = reads && known !== null && (known.brief ?? false) === learns
    const marks = {
      ...(claims || known?.claimed ? { claimed: true as const } : {}),
      ...(learns ? {} : { brief: true as const }),
    }
    // Its year counts from the last visit.
    const renews = reads && isNew && running !== null && learns
    const options = cookieOptions(secure, learns)
    if (!known || claims || changes || renews || (strayed && reads)) {
      response.cookies.set(COOKIES.visitor, sealCookie('visitor', { id: visitor.id, ...marks }, secret), options)
    }
    if (isNew || !running || changes || now - running.lastSeen > VISIT_REFRESH_MS) {
      const kept = { ...visit, number, arrival: learns ? visit.arrival : null }
      response.cookies.set(COOKIES.visit, sealCookie('visit', kept, secret), options)
    }
  }
  return response
}

/** Whether this is the one request that may come from anywhere: a mail client's one click. Reads a copy. */
async function isMailClient(request: NextRequest): Promise<boolean> {
  const { method, headers, nextUrl } = request
  if (!mayBeOneClick({ method, headers, path: nextUrl.pathname })) return false
  return isOneClick(await readBytes(request.clone().body, ONE_CLICK_BYTES), headers.get('content-type') ?? '')
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
 * Whether this browser may be learned from, as far as it says so itself: the market and its own answer decide. Where it
 * may not, it is remembered for its cart and no longer than it is open: no number of visits, no word of where it came from
 * (a link still greets on the page that it leads to).
 */
function mayLearn(request: NextRequest, market: Market, secret: string): boolean {
  const answer = openCookie('consent', request.cookies.get(COOKIES.consent)?.value, secret)?.answer ?? null
  return mayPersonalise(market, answer, request.headers.get('sec-gpc') === '1')
}

const isPrefetch = (request: NextRequest) =>
  request.headers.has('next-router-prefetch') ||
  /prefetch/.test(request.headers.get('purpose') ?? '') ||
  /prefetch/.test(request.headers.get('sec-purpose') ?? '')

export const config = {
  // Everything but files: pictures, fonts and build output carry no shopper. And but for the till's reports and the
  // scheduler's runs: they come from no browser and carry a key instead of cookies; a report is larger than any form.
  matcher: ['/((?!_next/static|pictures/|api/purchases$|api/messages/run$).*)'],
}
