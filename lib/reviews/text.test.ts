import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorOf, lengthOf, plainText } from './text'

describe('words as they are kept', () => {
  it.each([
    ['  A   fine\tgown \n', 'A fine gown'],
    ['<b>bold</b> &amp; <script>alert(1)</script>', '<b>bold</b> &amp; <script>alert(1)</script>'],
    ['see http://example.test or call 555 0100', 'see http://example.test or call 555 0100'],
    ['a\u0000b\u0007c\u200bd\ufeffe', 'abcde'],
    ['gow\u202enrut\u202c', 'gownrut'],
    ['\u2066left\u2069 \u200fright', 'left right'],
    ['half \ud83d', 'half'],
    ['z\u0323\u0302\u0303\u0304\u0305a', 'z\u0323\u0302\u0303a'.normalize('NFC')],
    [null, ''],
    [['a'], ''],
  ])('%j is kept as %j', (words, kept) => {
    expect(lengthOf(plainText(words))).toBe(lengthOf(kept))
    expect(plainText(words)).toBe(kept)
  })

  it('keep their paragraphs where there are paragraphs', () => {
    expect(plainText('One.\r\n\r\n\r\n\r\nTwo. \n Three.', { lines: true })).toBe('One.\n\nTwo.\nThree.')
    expect(plainText('One.\u2028Two.')).toBe('One. Two.')
  })

  it('hold nothing unseen, whatever was typed, and stay as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (words, lines) => {
        const kept = plainText(words, { lines })
        expect(kept).not.toMatch(lines ? /[^\P{C}\n]/u : /\p{C}/u)
        expect(plainText(kept, { lines })).toBe(kept)
      }),
    )
  })

  it('count a letter with its accent, and a family, once', () => {
    expect(lengthOf('e\u0301a')).toBe(2)
    expect(lengthOf('👩‍👧')).toBe(1)
  })
})

describe('a signature', () => {
  it.each([
    ['Alice Hartwell', 'Alice H.'],
    ['alice van der hartwell', 'alice H.'],
    ['Alice', 'Alice'],
    ['  Zoë   Żak ', 'Zoë Ż.'],
    ["Anne-Marie O'Neil", 'Anne-Marie O.'],
    ['alice@example.test Hartwell', 'Hartwell'],
    ['www.shop.test Bob Miller', 'Bob M.'],
    ['Bob +1-555-0100', 'Bob'],
    ['<b>Eve</b> Stone', 'Stone'],
    ['x'.repeat(200), 'x'.repeat(30)],
    ['123 456', ''],
    ['', ''],
  ])('of %j is %j', (name, signed) => {
    expect(authorOf(name)).toBe(signed)
  })

  it('never holds the last name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][a-z]{1,9}$/), fc.stringMatching(/^[A-Z][a-z]{2,9}$/), (first, last) => {
        expect(authorOf(`${first} ${last}`)).toBe(`${first} ${last[0]}.`)
      }),
    )
  })
})
