import { describe, expect, it } from 'vitest'
import {
  demoPayments,
  groupedNumber,
  isExpired,
  parseExpiry,
  passesLuhn,
  PaymentUnanswered,
  TEST_CARDS,
  testExpiry,
} from './payment'

const card = (number: string) => ({ number, expiry: { month: 12, year: 2030 }, cvc: '123' })
const ask = (number: string) =>
  demoPayments.authorise({ orderId: 'order', amount: 100, currency: 'USD', card: card(number) })

describe('the demo’s payment', () => {
  it('answers by the number alone, and keeps four digits', async () => {
    expect(await ask('4242424242424242')).toEqual({ status: 'authorised', reference: 'demo-order', last4: '4242' })
    expect(await ask('4000000000000002')).toEqual({ status: 'declined', reason: 'declined' })
    expect(await ask('4000000000009995')).toEqual({ status: 'declined', reason: 'insufficient-funds' })
    await expect(ask('4000000000000119')).rejects.toThrow(PaymentUnanswered)
  })

  it('takes its test cards only', () => {
    for (const { number } of TEST_CARDS) expect(demoPayments.refuses(card(number))).toBeNull()
    expect(demoPayments.refuses(card('5555555555554444'))).toBe('not-a-test-card')
  })
})

describe('a card number', () => {
  it('has a check digit', () => {
    for (const { number } of TEST_CARDS) expect(passesLuhn(number)).toBe(true)
    expect(passesLuhn('79927398713')).toBe(true)
    for (let digit = 0; digit < 9; digit++) if (digit !== 3) expect(passesLuhn(`7992739871${digit}`)).toBe(false)
    expect(passesLuhn('')).toBe(false)
  })

  it('is read in groups of four', () => {
    expect(groupedNumber('4242424242424242')).toBe('4242 4242 4242 4242')
    expect(groupedNumber('378282246310005')).toBe('3782 8224 6310 005')
  })
})

describe('an expiry', () => {
  it.each([
    ['12/30', { month: 12, year: 2030 }],
    [' 1 / 2031 ', { month: 1, year: 2031 }],
    ['0930', { month: 9, year: 2030 }],
    ['09-30', { month: 9, year: 2030 }],
    ['13/30', null],
    ['00/30', null],
    ['1/3', null],
    ['', null],
    ['12/30/2030', null],
  ])('%j is %j', (text, expiry) => {
    expect(parseExpiry(text)).toEqual(expiry)
  })

  it('holds through the last moment of its month', () => {
    expect(isExpired({ month: 11, year: 2026 }, new Date('2026-11-30T23:59:59.999Z'))).toBe(false)
    expect(isExpired({ month: 11, year: 2026 }, new Date('2026-12-01T00:00:00Z'))).toBe(true)
    expect(isExpired({ month: 12, year: 2025 }, new Date('2026-01-01T00:00:00Z'))).toBe(true)
  })
})

it('offers an expiry date that is never over', () => {
  for (const now of ['2026-11-21T12:00:00Z', '2031-12-31T23:59:59Z']) {
    const expiry = parseExpiry(testExpiry(new Date(now)))
    expect(expiry && isExpired(expiry, new Date(now))).toBe(false)
  }
})
