import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { wordsOf } from '../words'
import { slipsBetween } from './slips'
import { synonymsOf } from './synonyms'
import data from './synonyms.json'
import { colourFamilies, termsOf } from './terms'

const { products } = seedAsCatalogue(new Date('2026-11-16T20:20:00Z'))
const families = colourFamilies(products)
const terms = (query: string, typing = false) => termsOf(query, families, typing)
const texts = (query: string) => terms(query).map(({ text }) => text)

describe('what a query asks for', () => {
  it('is its words, and phrases that mean one thing', () => {
    expect(texts('sequinned gown')).toEqual(['sequinned', 'gown'])
    expect(texts('Black dinner-jackets')).toEqual(['black', 'dinner jacket'])
    expect(texts('little black dress')).toEqual(['little black dress'])
    expect(texts('dinner at the opera')).toEqual(['dinner', 'opera'])
    expect(terms('of the')).toEqual([])
  })

  it('has its other names', () => {
    expect(terms('tux')[0]?.same).toContain('dinner jacket')
    expect(terms('frocks')[0]?.same).toContain('dress')
    expect(terms('burgundy')[0]?.same).toContain('oxblood')
    expect(terms('heels')[0]?.near).toEqual(expect.arrayContaining(['pump', 'sandal']))
    expect(terms('clutch')[0]?.near).toContain('minaudiere')
  })

  it('is every colour of a family, under each name of it', () => {
    expect(terms('red')[0]?.same).toEqual(['oxblood', 'scarlet'])
    expect(terms('black')[0]?.same).toContain('noir')
    expect([...families.keys()]).not.toContain('other')
  })

  it('is guessed from one slip of the pen in a word of the table, and not in a short one', () => {
    expect(terms('tuxido')[0]?.guess).toContain('dinner jacket')
    expect(terms('tax')[0]?.guess).toEqual([])
    expect(terms('tuxedo')[0]?.guess).toEqual([])
  })

  it('may still grow while it is typed: the last word, if it means something', () => {
    expect(terms('red go', true).map(({ open }) => open)).toEqual([false, true])
    expect(terms('red gown in', true).map(({ open }) => open)).toEqual([false, false])
    expect(terms('red go').some(({ open }) => open)).toBe(false)
    expect(terms('tuxe', true)[0]?.near).toContain('dinner jacket')
  })

  it('is the same however it is written', () => {
    for (const [one, other] of [
      ['gown', 'gowns'],
      ['dress', 'dresses'],
      ['scarf', 'scarves'],
      ['jewellery', 'jewelry'],
      ['minaudière', 'MINAUDIERES'],
      ['off-shoulder', 'off the shoulder'],
      ['gowns in red', 'gown, red'],
    ] as const) {
      expect(new Set(texts(one)), one).toEqual(new Set(texts(other)))
    }
  })

  it('is said once each, and is safe with anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (any, typing) => {
        const found = terms(any, typing)
        expect(new Set(found.map(({ text }) => text)).size).toBe(found.length)
      }),
    )
  })
})

describe('the table of synonyms', () => {
  it('has phrases that a query can hold', () => {
    for (const phrase of [...data.same.flat(), ...Object.keys(data.near), ...Object.values(data.near).flat()]) {
      expect(wordsOf(phrase).length, phrase).toBeGreaterThan(0)
    }
  })

  it('has each phrase in one group only', () => {
    const groups = new Map<string, number>()
    data.same.forEach((group, at) => {
      for (const phrase of group) {
        const key = wordsOf(phrase).join(' ')
        expect(groups.get(key) ?? at, phrase).toBe(at)
        groups.set(key, at)
      }
    })
  })

  it('leads from every name of a thing to its neighbours', () => {
    expect(synonymsOf('dinner jacket').near).toEqual(synonymsOf('tuxedo').near)
    expect(synonymsOf('clutch bag').near).toContain('pouch')
  })
})

describe('slips of the pen', () => {
  it.each([
    ['gown', 'gown', 0],
    ['gwon', 'gown', 1],
    ['gon', 'gown', 1],
    ['gowns', 'gown', 1],
    ['goan', 'gown', 1],
    ['ngow', 'gown', 2],
    ['', 'gown', 4],
  ])('between %j and %j are %i', (one, other, slips) => {
    expect(slipsBetween(one, other)).toBe(slips)
    expect(slipsBetween(other, one)).toBe(slips)
  })

  it('are none only between equals, and no more than the longer word has letters', () => {
    const word = fc.string({ maxLength: 8 })
    fc.assert(
      fc.property(word, word, (one, other) => {
        const slips = slipsBetween(one, other)
        expect(slips === 0).toBe(one === other)
        expect(slips).toBeLessThanOrEqual(Math.max(one.length, other.length))
      }),
    )
  })
})
