import { describe, expect, it } from 'vitest'
import { seal } from '@/lib/core/signed'
import { COOKIES, cookieOptions, openCookie, sealCookie, type CookieName, type CookieValue } from './cookies'

const SECRET = 'a secret of the cookie tests'
const ID = '7f1d6c1e-3a52-4c5e-9d35-0b5a4a8f2f11'

const VALUES: { [N in CookieName]: CookieValue<N> } = {
  visitor: { id: ID },
  visit: { id: ID, number: 2, lastSeen: 1_000, arrival: { source: 'facebook', campaign: null } },
  consent: { answer: 'no' },
  language: { language: 'pl' },
  viewing: { staffId: ID, customerId: ID, visitorId: ID, until: 1_000 },
  demo: {
    offsetMs: 86_400_000,
    country: 'PL',
    source: 'facebook',
    journey: { key: 'alice', step: 3, acts: 1, run: 'r' },
    forced: { everything: 'generic' },
  },
}
const names = Object.keys(VALUES) as CookieName[]

describe.each(names)('the cookie "%s"', (name) => {
  const sealed = sealCookie(name, VALUES[name], SECRET)

  it('comes back as it was', () => {
    expect(openCookie(name, sealed, SECRET)).toEqual(VALUES[name])
    expect(sealed).toMatch(/^[\w.-]+$/)
    expect(sealed.length).toBeLessThan(1_000)
  })

  it('is nothing when it is absent, forged, cut, of another secret or another cookie', () => {
    const [body = '', mac = ''] = sealed.split('.')
    const other = Buffer.from(JSON.stringify({ ...VALUES[name], id: 'mine' })).toString('base64url')
    for (const value of [
      undefined,
      '',
      body,
      `${body}.`,
      `${other}.${mac}`,
      `${sealed}x`,
      `.${mac}`,
      'x'.repeat(5_000),
    ]) {
      expect(openCookie(name, value, SECRET)).toBeNull()
    }
    expect(openCookie(name, sealed, `${SECRET}!`)).toBeNull()
    for (const another of names.filter((one) => one !== name)) expect(openCookie(another, sealed, SECRET)).toBeNull()
  })
})

describe('a cookie of ours with a value that is none', () => {
  it.each([
    ['visitor', { id: 'not-a-uuid' }],
    ['visitor', {}],
    ['visit', { ...VALUES.visit, number: 1.5 }],
    ['consent', { answer: 'perhaps' }],
    ['demo', { offsetMs: 1e15 }],
    ['demo', { offsetMs: 0.5 }],
    ['demo', { country: 'Poland' }],
  ] as const)('is nothing: %s %o', (name, value) => {
    expect(openCookie(name, seal(name, value, SECRET), SECRET)).toBeNull()
  })

  it('has what an earlier version left out filled in', () => {
    expect(openCookie('demo', seal('demo', {}, SECRET), SECRET)).toEqual({
      ...{ offsetMs: 0, country: null, source: null, journey: null, forced: {} },
    })
  })
})

describe('attributes', () => {
  it('keep scripts and other sites away', () => {
    expect(cookieOptions(true)).toEqual({
      httpOnly: true,
      sameSite: 'lax',
      secure: true,
      path: '/',
      maxAge: 31_536_000,
    })
    expect(cookieOptions(false).secure).toBe(false)
    expect(cookieOptions(true, false)).not.toHaveProperty('maxAge')
  })

  it('go with names of our own', () => {
    expect(new Set(Object.values(COOKIES)).size).toBe(names.length)
    for (const name of Object.values(COOKIES)) expect(name).toMatch(/^sorento-[a-z]+$/)
  })
})
