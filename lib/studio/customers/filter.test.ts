import { describe, expect, it } from 'vitest'
import { filterOf, listAddress, NO_FILTER, searchOf, searchPatterns, turnOf } from './filter'

const ID = '0b6f5d3a-3f52-4c2f-9c55-0d7c5f7e9d11'

describe('what the address of the list asks for', () => {
  it('is read as it was written', () => {
    const filter = { search: 'helena m', segment: 'vip', tier: 'gold', trend: 'rising', atRisk: true } as const
    const turn = { to: 'after', score: 6.442308, id: ID } as const
    const address = new URL(listAddress(filter, turn), 'http://shop.test')
    const params = Object.fromEntries(address.searchParams)
    expect(filterOf(params)).toEqual(filter)
    expect(turnOf(params)).toEqual(turn)
    expect(listAddress(NO_FILTER)).toBe('/studio/customers')
  })

  it('is nothing where it cannot be meant', () => {
    expect(filterOf({})).toEqual(NO_FILTER)
    expect(filterOf({ q: [' \u0000 '], segment: 'duke', tier: '"; --', trend: '', risk: 'yes' })).toEqual(NO_FILTER)
    expect(filterOf({ q: 'a'.repeat(500) }).search).toHaveLength(80)
    for (const after of ['', '_', `_${ID}`, `x_${ID}`, `1_${ID}_2`, '1_2', `Infinity_${ID}`, `NaN_${ID}`]) {
      expect(turnOf({ after }), after).toBeNull()
    }
    expect(turnOf({ before: `0_${ID}` })).toEqual({ to: 'before', score: 0, id: ID })
  })

  it('keeps a score to its last digit', () => {
    const score = 0.1 + 0.2
    const { searchParams } = new URL(listAddress(NO_FILTER, { to: 'before', score, id: ID }), 'http://shop.test')
    expect(turnOf(Object.fromEntries(searchParams))?.score).toBe(score)
  })
})

it('searches one line that can be seen, of so many characters, under any name', () => {
  const told = (text: string) => searchOf({ 'find-b': text }, 'find-b')
  expect(['\u0000', ' \u0000\t ', 'Ada\u0000\nHolt ', 'Ada'].map(told)).toEqual(['', '', 'Ada Holt', 'Ada'])
  expect(told('a'.repeat(500))).toHaveLength(80)
  expect(told(`${'a'.repeat(79)}😀`).isWellFormed()).toBe(true)
  expect(searchOf({}, 'find-b')).toBe('')
})

it('looks for three letters anywhere, for fewer where a word begins, and takes signs as they are', () => {
  expect(searchPatterns('Mar')).toEqual({ name: ['%mar%'], email: ['%mar%'] })
  expect(searchPatterns('Li')).toEqual({ name: ['li%', '% li%'], email: ['li%'] })
  expect(searchPatterns('50%_x\\abc').name).toEqual(['%50\\%\\_x\\\\abc%'])
})
