import { describe, expect, it } from 'vitest'
import { isOneClick, mayBeOneClick, oneClickPath } from './one-click'

const FORM = 'application/x-www-form-urlencoded'
const bytes = (text: string) => new TextEncoder().encode(text)
const multipart = (...pairs: [string, string][]) =>
  bytes(
    `${pairs.map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--b--\r\n`,
  )

describe('a mail client’s one click', () => {
  it.each([
    ['as a form', bytes('List-Unsubscribe=One-Click'), FORM],
    ['with its character set', bytes('List-Unsubscribe=One-Click'), `${FORM}; charset=UTF-8`],
    ['in parts', multipart(['List-Unsubscribe', 'One-Click']), 'multipart/form-data; boundary=b'],
  ])('is known by its body: %s', async (_, body, type) => expect(await isOneClick(body, type)).toBe(true))

  it.each<[string, Uint8Array | null, string]>([
    ['nothing', null, FORM],
    ['an empty body', bytes(''), FORM],
    ['another word', bytes('List-Unsubscribe=Yes'), FORM],
    ['a form of a page', multipart(['$ACTION_ID_x', ''], ['what', 'kind']), 'multipart/form-data; boundary=b'],
    ['more than it', bytes('List-Unsubscribe=One-Click&$ACTION_ID_x='), FORM],
    ['it twice', bytes('List-Unsubscribe=One-Click&List-Unsubscribe=One-Click'), FORM],
    ['parts without a boundary', multipart(['List-Unsubscribe', 'One-Click']), 'multipart/form-data'],
  ])('is nothing else: %s', async (_, body, type) => expect(await isOneClick(body, type)).toBe(false))

  const asks = (values: { method?: string; path?: string; headers?: Record<string, string> } = {}) => {
    const { method = 'POST', path = '/unsubscribe/abc_-1', headers = {} } = values
    return mayBeOneClick({ method, path, headers: new Headers({ 'content-type': FORM, ...headers }) })
  }

  it('goes to a letter’s own address and nowhere else', () => {
    expect(asks()).toBe(true)
    expect(asks({ headers: { origin: 'https://mail.example' } })).toBe(true)
    for (const path of [
      '/',
      '/unsubscribe',
      '/unsubscribe/',
      '/unsubscribe/a/b',
      '/unsubscribe/a%2Fb',
      '/cart',
      '/x/unsubscribe/a',
    ])
      expect(asks({ path }), path).toBe(false)
    for (const method of ['GET', 'PUT', 'DELETE']) expect(asks({ method }), method).toBe(false)
    expect(asks({ headers: { 'next-action': 'a'.repeat(42) } })).toBe(false)
    expect(asks({ headers: { 'content-type': 'application/json' } })).toBe(false)
    expect(asks({ headers: { 'content-length': '99999' } })).toBe(false)
    expect(oneClickPath('/unsubscribe/abc_-1')).toBe('/api/unsubscribe/abc_-1')
  })
})
