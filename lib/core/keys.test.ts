import { describe, expect, it } from 'vitest'
import { bearerOf, keyNumber } from './keys'

describe('a key', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer  abc ', 'abc'],
    ['Basic abc', null],
    ['Bearer', null],
    ['Bearer a b', null],
    ['abc', null],
    [null, null],
  ])('in %j is %j', (header, key) => {
    expect(bearerOf(header)).toBe(key)
  })

  it('is one of those that there are, or none', () => {
    expect(keyNumber('two', ['one', 'two'])).toBe(1)
    expect(keyNumber('tw', ['one', 'two'])).toBeNull()
    expect(keyNumber('', [])).toBeNull()
    expect(keyNumber('two', [])).toBeNull()
  })
})
