import { describe, expect, it } from 'vitest'
import { localPath } from './local-path'

describe('where to go on', () => {
  it.each(['/', '/cart', '/checkout?country=PL', '/p/rapace-gown?colour=scarlet'])('%s is ours', (path) => {
    expect(localPath(path, '/account')).toBe(path)
  })

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'cart',
    '',
    '/sign-in?next=/sign-in',
    '/register',
    '/api/auth/signout',
    `/${'x'.repeat(500)}`,
    null,
    undefined,
    ['/cart'],
  ])('%j is not', (path) => {
    expect(localPath(path, '/account')).toBe('/account')
  })
})
