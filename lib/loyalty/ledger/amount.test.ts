import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST, parseAmount } from './amount'

describe('an amount', () => {
  it.each([
    ['0', 0],
    ['0.00', 0],
    ['0.1', 10],
    ['0.29', 29], // 0.29 × 100 is 28.999999999999996 in binary
    ['1234.5', 123_450],
    ['4035.67', 403_567],
    ['007.50', 750],
    ['9999999999.99', MOST],
  ])('%s is %i minor units', (text, minor) => {
    expect(parseAmount(text)).toEqual({ ok: true, value: minor })
  })

  it.each([
    ['', 'is missing'],
    ['-1', 'kind "return"'],
    ['1.005', 'more than two decimals'],
    ['10000000000', 'more than 9999999999.99'],
    ...['1,50', '1 000', '1,000.00', '.5', '5.', '+5', '1e3', '0x10', 'NaN', 'Infinity', '١', '$5', '5 PLN'].map(
      (text): [string, string] => [text, 'not a decimal'],
    ),
  ])('"%s" is refused: %s', (text, fault) => {
    expect(parseAmount(text)).toMatchObject({ ok: false, fault: expect.stringContaining(fault) })
  })

  it('is read to the cent, whatever its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST }), (minor) => {
        const digits = String(minor).padStart(3, '0')
        const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`
        expect(parseAmount(text)).toEqual({ ok: true, value: minor })
      }),
    )
  })

  it('of any text is whole minor units or a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9., e]*$/)), (text) => {
        const read = parseAmount(text)
        if (read.ok) expect(Number.isSafeInteger(read.value) && read.value >= 0 && read.value <= MOST).toBe(true)
        else expect(read.fault).not.toBe('')
      }),
    )
  })
})
