import { describe, expect, it } from 'vitest'
import { takes } from './letters'
import { consentOf, localeOf, marketOf, mayPersonalise } from './market'

describe('consent by market', () => {
  it('learns in the United States until told not to, and honours Global Privacy Control', () => {
    const us = marketOf('US')
    expect(mayPersonalise(us, null, false)).toBe(true)
    expect(mayPersonalise(us, null, true)).toBe(false)
    expect(mayPersonalise(us, 'yes', true)).toBe(true)
    expect(mayPersonalise(us, 'no', false)).toBe(false)
  })

  it.each(['PL', 'FR', 'GB', 'CH', 'NO'])('learns nothing in %s until a yes', (country) => {
    expect(mayPersonalise(marketOf(country), null, false)).toBe(false)
    expect(mayPersonalise(marketOf(country), 'yes', false)).toBe(true)
  })
})

describe('the rule of an account', () => {
  it.each([
    ['that was opened where nobody could tell the country', { country: 'US', consentRule: 'opt-in' }, 'opt-in'],
    ['that was opened in an opt-out market', { country: 'US', consentRule: 'opt-out' }, 'opt-out'],
    ['of before rules were kept, at home', { country: 'US', consentRule: null }, 'opt-out'],
    ['of before rules were kept, in Poland', { country: 'PL', consentRule: null }, 'opt-in'],
    ['that only the till or an import knows', { country: null, consentRule: null }, 'opt-in'],
    ['with a rule that is none', { country: 'US', consentRule: 'whatever' }, 'opt-out'],
  ] as const)('%s', (_, account, consent) => {
    expect(consentOf(account)).toBe(consent)
    expect(takes('news', {}, consentOf(account))).toBe(consent === 'opt-out')
    expect([takes('news', { news: 'on' }, consent), takes('news', { news: 'off' }, consent)]).toEqual([true, false])
  })
})

describe('the language that somebody is spoken to in', () => {
  const chosen = (locale: string) => ({ ...marketOf('US'), locale })

  it('never follows from the country', () => {
    for (const country of ['US', 'PL', 'FR']) expect(localeOf({ market: marketOf(country), answers: {} })).toBe('en-US')
  })

  it('is the one that this browser chose, unless the customer answered another', () => {
    expect(localeOf({ market: chosen('pl-PL'), answers: {} })).toBe('pl-PL')
    expect(localeOf({ market: chosen('pl-PL'), answers: { language: 'en' } })).toBe('en-US')
    expect(localeOf({ market: chosen('en-US'), answers: { language: 'pl' } })).toBe('pl-PL')
  })

  it('is nothing that we do not speak', () => {
    for (const language of ['', 'xx', 'PL', 'toString']) {
      expect(localeOf({ market: marketOf('US'), answers: { language } })).toBe('en-US')
    }
  })

  it('is English on pages of the house itself', () => {
    for (const url of ['/studio', '/studio/content?x=1', '/demo', '/demo?said=yes']) {
      expect(localeOf({ market: chosen('pl-PL'), answers: { language: 'pl' }, url })).toBe('en-US')
    }
    for (const url of ['/', '/stories/studio', '/p/demo', '/studious']) {
      expect(localeOf({ market: marketOf('US'), answers: { language: 'pl' }, url })).toBe('pl-PL')
    }
  })
})
