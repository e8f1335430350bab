import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, decimal, formatMoney, percentOf, roundMinor } from './money'

describe('roundMinor', () => {
  it.each([
    [0.5, 1],
    [1.5, 2],
    [2.5, 3],
    [-0.5, -1],
    [-2.5, -3],
    [0.49, 0],
    [-0.4, 0],
    [34.49999999999999, 35], // 3000 × 1.15 / 100: 34.5 on paper
    [100.49, 100],
  ])('rounds %d to %d: half away from zero', (exact, rounded) => {
    expect(Object.is(roundMinor(exact), rounded)).toBe(true) // -0 would print as "-$0.00"
  })

  it('keeps every whole amount, up to the largest safe one', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (amount) => roundMinor(amount) === amount))
  })

  it.each([NaN, Infinity, -Infinity, 2 ** 53])('refuses %d', (exact) => {
    expect(() => roundMinor(exact)).toThrow(RangeError)
  })
})

describe('percentOf', () => {
  it('agrees with arithmetic in integers, for percentages with two decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 10_000 }), (amount, hundredths) => {
        const halfUp = (BigInt(amount) * BigInt(hundredths) + 5_000n) / 10_000n
        expect(percentOf(amount, hundredths / 100)).toBe(Number(halfUp))
      }),
      { numRuns: 2_000 },
    )
  })

  it('does not lose a half that binary fractions cannot hold', () => {
    expect(percentOf(3_000, 1.15)).toBe(35)
    expect(percentOf(419_000, 10)).toBe(41_900)
  })
})

describe('allocate', () => {
  const total = fc.integer({ min: -10_000_000, max: 10_000_000 })
  const weights = fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 20 })

  it('adds up to the total, each part within one of its exact share and on its side', () => {
    fc.assert(
      fc.property(total, weights, (amount, over) => {
        const parts = allocate(amount, over)
        const sum = over.reduce((a, b) => a + b, 0)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(amount)
        if (sum === 0) return
        parts.forEach((part, i) => {
          // |part × sum - total × weight| < sum, without a division
          const off = BigInt(part) * BigInt(sum) - BigInt(amount) * BigInt(over[i] ?? 0)
          expect((off < 0n ? -off : off) < BigInt(sum)).toBe(true)
          if (over[i] === 0) expect(part).toBe(0)
        })
      }),
      { numRuns: 1_000 },
    )
  })

  it('never takes more from a line than the line costs', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (over, share) => {
        const amount = Math.floor(over.reduce((a, b) => a + b, 0) * share)
        allocate(amount, over).forEach((part, i) => expect(part).toBeLessThanOrEqual(over[i] ?? 0))
      }),
    )
  })

  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [2, [1, 1, 1], [1, 1, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [10, [0, 5], [0, 10]],
    [10, [0, 0], [10, 0]],
    [0, [], []],
    [31, [31, 1, 31, 1], [15, 1, 15, 0]],
  ])('splits %d over %j into %j', (amount, over, parts) => {
    expect(allocate(amount, over)).toEqual(parts)
  })

  it('is exact where total × weight passes what a number holds', () => {
    expect(allocate(9_000_000_000_000_001, [1, 9_000_000_000_000_000])).toEqual([1, 9_000_000_000_000_000])
  })

  it.each([
    [1, []],
    [1.5, [1]],
    [1, [-1, 2]],
    [1, [0.5]],
    [1, [NaN]],
  ])('refuses %d over %j', (amount, over) => {
    expect(() => allocate(amount, over)).toThrow(RangeError)
  })
})

describe('formatMoney', () => {
  it.each([
    [312_000, 'USD', {}, '$3,120.00'],
    [312_000, 'USD', { whole: true }, '$3,120'],
    [312_050, 'USD', { whole: true }, '$3,120.50'],
    [0, 'USD', {}, '$0.00'],
    [-35_000, 'USD', {}, '-$350.00'],
    [30_000, 'PLN', {}, 'PLN\u00a0300.00'],
  ])('writes %d %s %j as %s', (amount, currency, options, text) => {
    expect(formatMoney(amount, currency, 'en-US', options)).toBe(text)
  })
})

describe('a decimal', () => {
  it('is exact, without grouping, also below zero', () => {
    expect([0, 5, -5, 123_456_789].map(decimal)).toEqual(['0.00', '0.05', '-0.05', '1234567.89'])
  })
})
