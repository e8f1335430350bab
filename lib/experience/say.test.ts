import { describe, expect, it } from 'vitest'
import { marketOf } from '@/lib/shopper/market'
import { wordedHouses } from './numbers'
import { sayIn } from './say'
import { givenShopper } from './shopper.fixture'

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

  it('names the unit of a currency, where its name can stand as it is', () => {
    const unit = (currency: string, locale = 'en-US') => sayIn(locale, currency, 'UTC').unit
    expect([unit('USD'), unit('PLN'), unit('EUR')]).toEqual(['dollar', 'zloty', 'euro'])
    expect([unit('USD', 'pl-PL'), unit('PLN', 'pl-PL'), unit('EUR', 'pl-PL')]).toEqual(['USD', 'zł', '€'])
  })

  it('speaks Polish as Polish is written', () => {
    const polish = sayIn('pl-PL', 'PLN', 'America/New_York')
    expect([polish.money(4_190_050), polish.moneyShort(419_000), polish.number(41_900)]).toEqual([
      '41\u00a0900,50\u00a0zł',
      '4190\u00a0zł',
      '41\u00a0900',
    ])
    expect([polish.date(at), polish.day(at), polish.shortDate(at)]).toEqual([
      '16 listopada 2026',
      '16 listopada',
      '16 lis 2026',
    ])
    expect([1, 4, 12].map(polish.month)).toEqual(['styczeń', 'kwiecień', 'grudzień'])
    expect([1, 4, 12].map(say.month)).toEqual(['January', 'April', 'December'])
    expect(polish.country('PL')).toBe('Polska')
    expect(polish.list(['Corvane', 'Soirelle', 'Fiorenne'])).toBe('Corvane, Soirelle i Fiorenne')
    expect(polish.either(['Corvane', 'Soirelle'])).toBe('Corvane lub Soirelle')
    expect(polish.t('benefit.points', { rate: 2, points: '2', unit: polish.unit })).toBe('2 punkty za 1 zł')
  })

  it('is the shopper’s own: the customer’s answer before the browser’s choice', () => {
    const market = { ...marketOf('US'), locale: 'pl-PL' }
    expect(givenShopper().say.locale).toBe('en-US')
    expect(givenShopper({ country: 'PL' }).say.locale).toBe('en-US')
    expect(givenShopper({ market }).say.locale).toBe('pl-PL')
    expect(givenShopper({ market, answers: { language: 'en' } }).say.locale).toBe('en-US')
    expect(givenShopper({ answers: { language: 'pl' } }).say.locale).toBe('pl-PL')
    expect(givenShopper({ answers: { language: 'pl' }, url: '/studio' }).say.locale).toBe('en-US')
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
