import { NextRequest, type NextResponse } from 'next/server'
import { encode } from 'next-auth/jwt'
import { beforeAll, describe, expect, it } from 'vitest'
import type proxyOf from '@/proxy'
import { COOKIES, openCookie, sealCookie, type CookieName } from '@/lib/shopper/cookies'
import { ENVELOPE_HEADER, readEnvelope, writeEnvelope } from '@/lib/shopper/envelope'

const SECRET = 'cookie secret of the proxy tests'
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'
const ID = '7f1d6c1e-3a52-4c5e-9d35-0b5a4a8f2f11'

let proxy: typeof proxyOf
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nowhere',
    AUTH_SECRET: SECRET,
    COOKIE_SECRET: SECRET,
    DEMO: '1',
  })
  proxy = (await import('@/proxy')).default
})

function ask(path = '/', { method = 'GET', ...headers }: Record<string, string> = {}): Promise<NextResponse> {
  const all = { host: 'shop.example', 'user-agent': CHROME, 'x-sorento-peer': '10.0.0.7', ...headers }
  return proxy(new NextRequest(new URL(path, 'https://shop.example'), { method, headers: all }))
}
/** What the page is told: the request's headers as Next hands them on. */
const told = (answer: NextResponse) => readEnvelope(answer.headers.get(`x-middleware-request-${ENVELOPE_HEADER}`))
const written = <N extends CookieName>(answer: NextResponse, name: N) =>
  openCookie(name, answer.cookies.get(COOKIES[name])?.value, SECRET)
const cookie = <N extends CookieName>(name: N, value: Parameters<typeof sealCookie<N>>[1]) =>
  `${COOKIES[name]}=${sealCookie(name, value, SECRET)}`
const nowish = () => Date.now()

describe('before every page', () => {
  it('a newcomer becomes a visitor in a first visit, with the arrival that the link states', async () => {
    const answer = await ask('/?utm_source=facebook')
    const envelope = told(answer)
    expect(envelope).toMatchObject({ visitNumber: 1, newVisit: true, silent: false, peer: '10.0.0.7' })
    expect(envelope.arrival).toEqual({ source: 'facebook', campaign: null })
    expect(written(answer, 'visitor')).toEqual({ id: envelope.visitorId })
    expect(written(answer, 'visit')).toMatchObject({ id: envelope.visitId, arrival: envelope.arrival })
    const attributes = answer.headers.getSetCookie().map((line) => line.toLowerCase())
    for (const line of attributes)
      for (const each of ['httponly', 'samesite=lax', 'secure', 'path=/']) expect(line).toContain(each)
  })

  it('a known visitor in a running visit is recognised, and most answers set no cookie', async () => {
    const visit = { id: 'visit', number: 2, lastSeen: nowish(), arrival: null }
    const answer = await ask('/', { cookie: `${cookie('visitor', { id: ID })}; ${cookie('visit', visit)}` })
    expect(told(answer)).toMatchObject({ visitorId: ID, visitId: 'visit', visitNumber: 2, newVisit: false })
    expect(answer.headers.getSetCookie()).toEqual([])
    const later = await ask('/', {
      cookie: `${cookie('visitor', { id: ID })}; ${cookie('visit', { ...visit, lastSeen: nowish() - 61_000 })}`,
    })
    expect(written(later, 'visit')?.id).toBe('visit')
    expect(written(later, 'visitor')).toBeNull()
  })

  it('whoever comes after a session that ran out is a newcomer, not the customer it was', async () => {
    const session = '__Secure-authjs.session-token.0=anything'
    const first = await ask('/', { cookie: `${cookie('visitor', { id: ID })}; ${session}` })
    expect(told(first).visitorId).toBe(ID)
    expect(written(first, 'visitor')).toEqual({ id: ID, claimed: true })

    const claimed = cookie('visitor', { id: ID, claimed: true })
    const again = await ask('/', { cookie: `${claimed}; ${session}` })
    expect(told(again).visitorId).toBe(ID)
    expect(written(again, 'visitor')).toBeNull()

    const visit = { id: 'visit', number: 2, lastSeen: nowish(), arrival: null }
    const after = await ask('/', { cookie: `${claimed}; ${cookie('visit', visit)}` })
    expect(told(after)).toMatchObject({ newVisit: true, visitNumber: 1 })
    expect(told(after).visitorId).not.toBe(ID)
    expect(written(after, 'visitor')).toEqual({ id: told(after).visitorId })
  })

  describe('with a session', () => {
    const NAME = '__Secure-authjs.session-token'
    const OTHER = '2b0e6b5a-8c9c-4a43-9a64-0e5a4f3f7c11'
    const sessionOf = async (token: Record<string, string>, secret = SECRET) =>
      `${NAME}=${await encode({ token: { sub: OTHER, ...token }, secret, salt: NAME, maxAge: 60 })}`
    const visit = { id: 'visit', number: 2, lastSeen: nowish(), arrival: null }

    it.each([
      ['without the visitor’s cookie', () => ''],
      ['under another visitor’s cookie', () => cookie('visitor', { id: OTHER })],
      ['under somebody’s old cookie', () => cookie('visitor', { id: OTHER, claimed: true })],
    ])('a browser is the visitor that signed in, %s', async (_, jar) => {
      const session = await sessionOf({ visitor: ID })
      const answer = await ask('/', { cookie: `${jar()}; ${cookie('visit', visit)}; ${session}` })
      // The visit was the other visitor's.
      expect(told(answer)).toMatchObject({ visitorId: ID, newVisit: true, visitNumber: 1 })
      expect(written(answer, 'visitor')).toEqual({ id: ID, claimed: true })
      const action = { method: 'POST', origin: 'https://shop.example', cookie: `${jar()}; ${session}` }
      const acted = await ask('/', action)
      expect(told(acted).visitorId).toBe(ID)
      expect(written(acted, 'visitor')).toBeNull()
    })

    it('that names no visitor, or that is forged, a browser is whom its own cookie says', async () => {
      const tokens = [
        await sessionOf({}),
        await sessionOf({ visitor: 'x' }),
        await sessionOf({ visitor: ID }, 'forged'),
      ]
      for (const session of tokens) {
        const answer = await ask('/', { cookie: `${cookie('visitor', { id: OTHER })}; ${session}` })
        expect(told(answer).visitorId).toBe(OTHER)
      }
    })
  })

  it('the year for which a browser is known counts from its last visit', async () => {
    const idle = { id: 'visit', number: 2, lastSeen: nowish() - 31 * 60_000, arrival: null }
    const jar = `${cookie('visitor', { id: ID })}; ${cookie('visit', idle)}`
    const answer = await ask('/', { cookie: jar })
    expect(told(answer)).toMatchObject({ visitorId: ID, newVisit: true, visitNumber: 3 })
    expect(written(answer, 'visitor')).toEqual({ id: ID })
    expect(answer.headers.getSetCookie().find((line) => line.startsWith(COOKIES.visitor))).toMatch(/max-age=31536000/i)
    const action = await ask('/', { method: 'POST', origin: 'https://shop.example', cookie: jar })
    expect(written(action, 'visitor')).toBeNull()
  })

  it('an action leaves the visitor as it is: signing out writes the cookie itself', async () => {
    const jar = `${cookie('visitor', { id: ID })}; authjs.session-token=anything`
    const answer = await ask('/', { method: 'POST', origin: 'https://shop.example', cookie: jar })
    expect(written(answer, 'visitor')).toBeNull()
  })

  it('a forged cookie is no cookie', async () => {
    const forged = Buffer.from(JSON.stringify({ id: ID })).toString('base64url')
    const answer = await ask('/', { cookie: `${COOKIES.visitor}=${forged}.${'a'.repeat(43)}` })
    expect(told(answer).visitorId).not.toBe(ID)
    expect(written(answer, 'visitor')?.id).toBe(told(answer).visitorId)
    // A visit without its visitor is nobody's.
    const visit = { id: 'stolen', number: 9, lastSeen: nowish(), arrival: null }
    expect(told(await ask('/', { cookie: cookie('visit', visit) })).visitId).not.toBe('stolen')
  })

  it('what a client writes into our own header is overwritten', async () => {
    const mine = writeEnvelope({ ...told(await ask()), visitorId: ID, peer: '8.8.8.8' })
    const envelope = told(await ask('/', { [ENVELOPE_HEADER]: mine }))
    expect(envelope).toMatchObject({ peer: '10.0.0.7' })
    expect(envelope.visitorId).not.toBe(ID)
  })

  it.each([
    ['a crawler', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
    ['a prefetch of Next', { 'next-router-prefetch': '1' }],
    ['a prefetch of a browser', { 'sec-purpose': 'prefetch;prerender' }],
    ['a prefetch of an older browser', { purpose: 'prefetch' }],
  ])('%s reads, but is no shopper', async (_, headers) => {
    const answer = await ask('/', headers)
    expect(told(answer).silent).toBe(true)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('the presenter’s source stands in for a link, and a link’s own goes before it', async () => {
    const wishes = cookie('demo', { offsetMs: 0, country: null, source: 'instagram', journey: null, forced: {} })
    expect(told(await ask('/', { cookie: wishes })).arrival?.source).toBe('instagram')
    expect(told(await ask('/?utm_source=facebook', { cookie: wishes })).arrival?.source).toBe('facebook')
  })

  it.each([
    ['Poland, before a yes', '5.184.0.1', {}, false],
    ['Poland, after a no', '5.184.0.1', { cookie: cookie('consent', { answer: 'no' }) }, false],
    ['Poland, after a yes', '5.184.0.1', { cookie: cookie('consent', { answer: 'yes' }) }, true],
    ['the United States', '8.8.8.8', {}, true],
    ['the United States, with Global Privacy Control', '8.8.8.8', { 'sec-gpc': '1' }, false],
  ])('a link greets from anywhere, and is kept only where it may be: %s', async (_, peer, headers, kept) => {
    const answer = await ask('/?utm_source=facebook', { 'x-sorento-peer': peer, ...headers })
    expect(told(answer).arrival?.source).toBe('facebook')
    expect(written(answer, 'visit')?.arrival?.source ?? null).toBe(kept ? 'facebook' : null)
  })

  describe('where nothing may be learned', () => {
    const lasting = (answer: NextResponse) =>
      answer.headers.getSetCookie().filter((line) => /^sorento-visit/.test(line) && /max-age/i.test(line))

    it.each<[string, Record<string, string>]>([
      ['Poland, before a yes', { 'x-sorento-peer': '5.184.0.1' }],
      ['after a no', { cookie: cookie('consent', { answer: 'no' }) }],
      ['with Global Privacy Control', { 'sec-gpc': '1' }],
    ])('a browser is known for as long as it is open, and its visits are not counted: %s', async (_, headers) => {
      const first = await ask('/', headers)
      expect(first.headers.getSetCookie()).toHaveLength(2)
      expect(lasting(first)).toEqual([])
      expect(written(first, 'visitor')).toEqual({ id: told(first).visitorId, brief: true })
      const idle = { id: 'visit', number: 1, lastSeen: nowish() - 3_600_000, arrival: null }
      const jar = `${cookie('visitor', { id: ID, brief: true })}; ${cookie('visit', idle)}; ${headers.cookie ?? ''}`
      const later = await ask('/', { ...headers, cookie: jar })
      expect(told(later)).toMatchObject({ visitorId: ID, newVisit: true, visitNumber: 1 })
      expect(written(later, 'visit')?.number).toBe(1)
      expect([written(later, 'visitor'), lasting(later)]).toEqual([null, []])
    })

    it('a yes makes it last, and a no ends that, each with the next page', async () => {
      const visit = { id: 'visit', number: 4, lastSeen: nowish(), arrival: { source: 'facebook', campaign: null } }
      const jar = (answer: 'yes' | 'no', brief: boolean) =>
        [
          cookie('visitor', { id: ID, claimed: true, ...(brief ? { brief } : {}) }),
          cookie('visit', visit),
          cookie('consent', { answer }),
          'authjs.session-token=anything',
        ].join('; ')
      const yes = await ask('/', { 'x-sorento-peer': '5.184.0.1', cookie: jar('yes', true) })
      expect([lasting(yes).length, written(yes, 'visitor'), written(yes, 'visit')]).toEqual([
        2,
        { id: ID, claimed: true },
        { ...visit, lastSeen: expect.any(Number) },
      ])
      const no = await ask('/', { 'x-sorento-peer': '5.184.0.1', cookie: jar('no', false) })
      expect(lasting(no)).toEqual([])
      expect(written(no, 'visitor')).toEqual({ id: ID, claimed: true, brief: true })
      expect(written(no, 'visit')).toMatchObject({ id: 'visit', number: 1, arrival: null })
      const action = await ask('/', { method: 'POST', origin: 'https://shop.example', cookie: jar('no', false) })
      expect(written(action, 'visitor')).toBeNull()
    })
  })

  it('a page that tells of itself is no visit, and nobody new', async () => {
    const tell = (headers: Record<string, string> = {}) =>
      ask('/api/events', { method: 'POST', origin: 'https://shop.example', ...headers })
    const stranger = await tell()
    expect(told(stranger).newVisit).toBe(true)
    expect(stranger.headers.getSetCookie()).toEqual([])
    const visit = { id: 'visit', number: 2, lastSeen: nowish() - 120_000, arrival: null }
    const known = await tell({ cookie: `${cookie('visitor', { id: ID })}; ${cookie('visit', visit)}` })
    expect(told(known)).toMatchObject({ visitorId: ID, visitId: 'visit', newVisit: false })
    expect(known.headers.getSetCookie()).toEqual([])
    expect((await tell({ origin: 'https://evil.example' })).status).toBe(403)
  })

  it('a form states no arrival', async () => {
    const answer = await ask('/?utm_source=facebook', { method: 'POST', origin: 'https://shop.example' })
    expect(told(answer).arrival).toBeNull()
  })
})

describe('every answer', () => {
  it('carries the security headers with a nonce of its own, which the page is told', async () => {
    const [one, other] = [await ask(), await ask()]
    const nonce = (answer: NextResponse) =>
      /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
    expect(nonce(one)).toMatch(/^[\w-]{20,}$/)
    expect(nonce(one)).not.toBe(nonce(other))
    expect(one.headers.get('x-middleware-request-x-nonce')).toBe(nonce(one))
    expect(one.headers.get('x-middleware-request-content-security-policy')).toContain(nonce(one))
    expect(one.headers.get('strict-transport-security')).toContain('max-age')
  })

  it('carries them also when it refuses', async () => {
    const answer = await ask('/cart', { method: 'POST', origin: 'https://evil.example' })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('content-security-policy')).toContain('nonce-')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.text()).toMatch(/another site/)
  })
})
