import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { forgetFailures, sanitiseHeaders } from './request-headers.mjs'

/** What the app gets to see of a request. */
function seen(headers, { from = '198.51.100.7', ...proxy } = {}) {
  const rawHeaders = Object.entries(headers).flat()
  const request = { headers: { ...headers }, rawHeaders, socket: { remoteAddress: from } }
  sanitiseHeaders(request, proxy)
  return request
}

describe('without a trusted proxy', () => {
  it('states the address the connection comes from', () => {
    expect(seen({}).headers['x-sorento-peer']).toBe('198.51.100.7')
    expect(seen({}, { from: '::ffff:198.51.100.7' }).headers['x-sorento-peer']).toBe('198.51.100.7')
    expect(seen({}, { from: '2001:db8::1' }).headers['x-sorento-peer']).toBe('2001:db8::1')
  })

  it('drops our own headers and all claims of a proxy, also from the raw list', () => {
    const forged = {
      'x-sorento-peer': '10.0.0.1',
      'x-sorento-shopper': 'someone',
      'x-forwarded-for': '10.0.0.1',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '1',
      'x-real-ip': '10.0.0.1',
      forwarded: 'for=10.0.0.1',
      accept: '*/*',
    }
    const { headers, rawHeaders } = seen(forged)
    expect(headers).toEqual({ accept: '*/*', 'x-sorento-peer': '198.51.100.7' })
    expect(rawHeaders).toEqual(['accept', '*/*'])
  })

  it('states nothing when the connection is gone', () => {
    expect(seen({ 'x-sorento-peer': '10.0.0.1' }, { from: '' }).headers).toEqual({})
  })
})

describe('behind a trusted proxy', () => {
  const behind = (value, hops) =>
    seen({ 'x-forwarded-for': value }, { trustedHeader: 'X-Forwarded-For', hops }).headers['x-sorento-peer']

  it('takes the right-most address, which the proxy added itself', () => {
    expect(behind('203.0.113.9')).toBe('203.0.113.9')
    expect(behind('10.0.0.1, 203.0.113.9')).toBe('203.0.113.9')
    expect(behind(['10.0.0.1', '203.0.113.9'])).toBe('203.0.113.9')
  })

  it('states one protocol and one host, as the browser asked', () => {
    const said = { 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'shop.example, inner:3000' }
    const { headers } = seen(said, { trustedHeader: 'x-forwarded-for' })
    expect(headers).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'shop.example' })
    expect(seen({}, { trustedHeader: 'x-forwarded-for' }).headers).toEqual({ 'x-sorento-peer': '198.51.100.7' })
  })

  it('counts further to the left behind several proxies', () => {
    expect(behind('10.0.0.1, 203.0.113.9, 192.0.2.1', 2)).toBe('203.0.113.9')
  })

  it.each([
    ['[2001:db8::5]:443', '2001:db8::5'],
    ['[2001:db8::5]', '2001:db8::5'],
    ['203.0.113.9:8080', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
  ])('reads %s', (value, address) => {
    expect(behind(value)).toBe(address)
  })

  it.each(['', 'unknown', '_hidden', '999.1.1.1', '203.0.113.9, nonsense'])('ignores %j', (value) => {
    expect(behind(value)).toBe('198.51.100.7')
  })

  it('ignores a list that did not pass all proxies', () => {
    expect(behind('203.0.113.9', 2)).toBe('198.51.100.7')
  })

  it('keeps what the proxy says about the outside, never our own headers', () => {
    const sent = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https', 'x-sorento-peer': '10.0.0.1' }
    const { headers } = seen(sent, { trustedHeader: 'x-forwarded-for' })
    expect(headers['x-forwarded-proto']).toBe('https')
    expect(headers['x-sorento-peer']).toBe('203.0.113.9')
  })
})

describe('a failure', () => {
  const YEAR = 'public, max-age=31536000, immutable'

  /** What a browser is told to keep of an answer with this status. */
  async function kept(status, cacheControl) {
    const server = createServer((_, response) => {
      forgetFailures(response)
      response.setHeader('Cache-Control', cacheControl)
      response.statusCode = status
      response.end()
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const answer = await fetch(`http://127.0.0.1:${server.address().port}/`)
    server.close()
    return answer.headers.get('cache-control')
  }

  it('is not kept where a picture would be', async () => {
    expect(await kept(404, YEAR)).toBe('no-store')
    expect(await kept(500, YEAR)).toBe('no-store')
    expect(await kept(200, YEAR)).toBe(YEAR)
    expect(await kept(304, YEAR)).toBe(YEAR)
  })

  it('that says something else about itself is left as it is', async () => {
    expect(await kept(404, 'private, no-cache')).toBe('private, no-cache')
  })
})
