import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanQuery, MAX_QUERY, MOST_WORDS, queryWords, wordsOf } from './words'

describe('a query as it is remembered', () => {
  it('is short, tidy and whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (any) => {
        const clean = cleanQuery(any)
        expect(clean.length).toBeLessThanOrEqual(MAX_QUERY)
        expect(clean).toBe(clean.trim())
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}]/u)
        expect(cleanQuery(clean)).toBe(clean)
      }),
    )
  })

  it('is not cut through a character', () => {
    const cut = cleanQuery(`${'a'.repeat(MAX_QUERY - 1)}\u{1F457}`)
    expect(cut).toBe('a'.repeat(MAX_QUERY - 1))
  })

  it('keeps what was written', () => expect(cleanQuery('  Off-shoulder\tGOWN ')).toBe('Off-shoulder GOWN'))
})

describe('words', () => {
  it('are plain', () => {
    expect(wordsOf('Off-shoulder gowns, pavé: the Gown')).toEqual(['off', 'shoulder', 'gown', 'pave', 'the'])
    expect(wordsOf('dress glasses satin’s bus iris boxes parties')).toEqual([
      'dress',
      'glass',
      'satin',
      'bus',
      'iris',
      'box',
      'party',
    ])
  })

  it('leave out what says nothing', () => {
    expect(queryWords('a dress for the opera')).toEqual(['dress', 'opera'])
    for (const nothing of ['of the', '', '   ', '!!!', '\u0000', '\u{1F457}', '%_']) {
      expect(queryWords(nothing), nothing).toEqual([])
    }
  })

  it('are no more than anybody means, whatever was sent', () => {
    expect(queryWords('one two three four five six seven eight nine ten eleven')).toHaveLength(MOST_WORDS)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (any) => {
        const words = queryWords(any)
        expect(words.length).toBeLessThanOrEqual(MOST_WORDS)
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u)
      }),
    )
  })
})
