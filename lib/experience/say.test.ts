import { describe, expect, it } from 'vitest'
import { wordedHouses } from './numbers'
import { sayIn } from './say'

const say = sayIn('en-US', 'USD', 'America/New_York')
const at = new Date('2026-11-17T02:20:00Z')

describe('the way of speaking', () => {
  it('writes money, numbers and lists', () => {
    expect([say.money(312_000), say.money(-1), say.moneyShort(419_000), say.moneyShort(419_050)]).toEqual([
      '$3,120.00',
      '-$0.01',
      '$4,190',
      '$4,190.50',
    ])
    expect(say.number(4_190)).toBe('4,190')
    expect(say.list(['Corvane', 'Soirelle', 'Fiorenne'])).toBe('Corvane, Soirelle and Fiorenne')
    expect(say.list(['Corvane'])).toBe('Corvane')
  })

  it('tells days and times in the programme’s zone, wherever the machine stands', () => {
    expect(say.date(at)).toBe('November 16, 2026')
    expect(say.day(at)).toBe('November 16')
    expect(say.moment(at)).toBe('Monday, November 16, 2026 at 9:20 PM')
    expect(say.stamp(at)).toBe('Nov 16, 2026, 9:20 PM')
    expect(sayIn('en-US', 'USD', 'UTC').date(at)).toBe('November 17, 2026')
  })

  it('names countries, and leaves what names none as it is', () => {
    expect([say.country('PL'), say.country('US')]).toEqual(['Poland', 'United States'])
    expect([say.country('??'), say.country(''), say.country('pl')]).toEqual(['??', '', 'pl'])
  })

  it('is made once for everybody', () => {
    expect(sayIn('en-US', 'USD', 'UTC')).toBe(sayIn('en-US', 'USD', 'UTC'))
  })

  it('writes small numbers of houses as words', () => {
    expect([1, 2, 8, 9].map((count) => wordedHouses(count, say))).toEqual([
      'one house',
      'two houses',
      'eight houses',
      '9 houses',
    ])
  })
})
