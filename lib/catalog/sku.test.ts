import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSlug, parseSku, skuOf } from './sku'

describe('a SKU', () => {
  it('is read back as it was made', () => {
    const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/)
    fc.assert(
      fc.property(slug, slug, fc.stringMatching(/^[a-z0-9.]{1,8}$/), (product, colour, size) => {
        expect(parseSku(skuOf(product, colour, size))).toEqual({ product, colour, size })
      }),
    )
  })

  it.each([
    '',
    ':',
    '::',
    'a:b',
    'a:b:c:d',
    'a:b:c:',
    'A:b:c',
    'a:b:\u0000',
    'a:b:c\n',
    'a:-b:4',
    `${'a'.repeat(81)}:b:4`,
    'a:b:123456789',
    `a:b:4${':x'.repeat(10_000)}`,
  ])('is not %j', (text) => expect(parseSku(text)).toBeNull())

  it('is nothing that anybody may send', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parts = parseSku(text)
        if (parts) expect(skuOf(parts.product, parts.colour, parts.size)).toBe(text)
      }),
    )
  })
})

it.each(['', '-a', 'a-', 'a--b', 'A', 'a b', 'é', 'a\u0000', '../etc', 'a'.repeat(81)])('%j is no slug', (text) =>
  expect(isSlug(text)).toBe(false),
)
