import { describe, expect, it } from 'vitest'
import { refusal, securityHeaders } from './security'

const production = { secure: true, development: false }
const directives = (options = production) => {
  const [name, policy] = securityHeaders('NONCE', options)[0] ?? []
  expect(name).toBe('Content-Security-Policy')
  return new Map(
    (policy ?? '').split('; ').map((each) => {
      const [directive = '', ...values] = each.split(' ')
      return [directive, values.join(' ')] as const
    }),
  )
}

describe('the headers of every answer', () => {
  it('let only our own scripts run, named by a nonce', () => {
    expect(directives().get('script-src')).toBe("'self' 'nonce-NONCE' 'strict-dynamic'")
    expect(directives().get('style-src-elem')).toBe("'self' 'nonce-NONCE'")
    for (const directive of ['default-src', 'font-src', 'connect-src', 'form-action', 'base-uri']) {
      expect(directives().get(directive)).toBe("'self'")
    }
    expect(directives().get('object-src')).toBe("'none'")
    expect(directives().get('frame-ancestors')).toBe("'none'")
  })

  it('allow nothing inline but style attributes, and nothing evaluated', () => {
    const lax = [...directives()].filter(([, values]) => /unsafe-/.test(values))
    expect(lax).toEqual([['style-src-attr', "'unsafe-inline'"]])
    expect(directives({ secure: false, development: true }).get('script-src')).toContain("'unsafe-eval'")
  })

  it('say the rest of what browsers should refuse, and HTTPS only where it is spoken', () => {
    const names = (options: typeof production) => securityHeaders('NONCE', options).map(([name]) => name)
    expect(names(production)).toEqual(
      expect.arrayContaining([
        ...['X-Content-Type-Options', 'X-Frame-Options', 'Referrer-Policy', 'Cross-Origin-Opener-Policy'],
        ...['Permissions-Policy', 'Strict-Transport-Security'],
      ]),
    )
    expect(names({ secure: false, development: false })).not.toContain('Strict-Transport-Security')
    expect(new Set(names(production)).size).toBe(names(production).length)
  })
})

describe('a request that no page of ours sends', () => {
  const ask = (headers: Record<string, string> = {}, method = 'POST') =>
    refusal({ method, headers: new Headers(headers), host: 'shop.example' })?.status ?? null
  const OWN = { origin: 'https://shop.example' }
  const ACTION = 'a'.repeat(42)

  it.each([
    ['a form of another site', { origin: 'https://evil.example' }, 403],
    ['a form of a neighbour', { origin: 'https://sub.shop.example' }, 403],
    ['a form of another port', { origin: 'https://shop.example:8443' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['an origin that is none', { origin: 'nonsense' }, 403],
    ['an action that does not say where it comes from', { 'next-action': ACTION }, 403],
    ['an action that cannot be one', { ...OWN, 'next-action': '../../etc/passwd' }, 400],
    ['an empty action', { ...OWN, 'next-action': '' }, 400],
    ['an action in capitals', { ...OWN, 'next-action': ACTION.toUpperCase() }, 400],
    ['a form without its boundary', { ...OWN, 'content-type': 'multipart/form-data' }, 400],
    ['a form with an empty boundary', { ...OWN, 'content-type': 'multipart/form-data; boundary=' }, 400],
    ['a huge form', { ...OWN, 'content-length': '100001' }, 413],
  ])('is refused: %s', (_, headers, status) => {
    expect(ask(headers)).toBe(status)
    expect(ask(headers, 'PUT')).toBe(status)
  })

  it.each([
    ['a form without a script', { ...OWN, 'content-type': 'multipart/form-data; boundary=----x' }],
    ['an action', { ...OWN, 'next-action': ACTION, 'content-length': '100000' }],
    ['a form of a browser that states no origin', {}],
  ])('is not: %s', (_, headers) => expect(ask(headers)).toBeNull())

  it('is never one that only reads', () => {
    for (const method of ['GET', 'HEAD'])
      expect(ask({ origin: 'https://evil.example', 'next-action': 'x' }, method)).toBeNull()
  })

  it('is told in words, not in code', () => {
    const refused = refusal({ method: 'POST', headers: new Headers({ origin: 'null' }), host: 'shop.example' })
    expect(refused?.message).toMatch(/^[A-Z].+\.$/)
  })
})
