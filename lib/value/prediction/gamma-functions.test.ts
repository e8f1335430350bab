import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digamma, digammaRising, lnGamma, lnRising } from './gamma-functions'

/** Relative to the larger of both and 1. */
const apart = (a: number, b: number): number => Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b))

describe('ln Γ', () => {
  it.each([
    [0.5, 0.572_364_942_924_700_1], // ln √π
    [1, 0],
    [2, 0],
    [1.5, -0.120_782_237_635_245_22], // Abramowitz and Stegun, table 6.1
    [10, 12.801_827_480_081_469], // ln 9!
    [171, 706.573_062_245_787_4], // ln 170!
    [1e-8, 18.420_680_738_180_209],
    [1e6, 12_815_504.569_147_611],
  ])('of %d is %d', (x, value) => {
    expect(apart(lnGamma(x), value)).toBeLessThan(1e-14)
  })

  it('grows by ln x from x to x + 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
        expect(apart(lnGamma(x + 1), lnGamma(x) + Math.log(x))).toBeLessThan(1e-12)
      }),
    )
  })
})

describe('ψ', () => {
  it.each([
    [1, -0.577_215_664_901_532_9], // minus Euler's constant
    [0.5, -1.963_510_026_021_423_5],
    [2, 0.422_784_335_098_467_1],
    [10, 2.251_752_589_066_721],
    [1e-4, -10_000.577_051_183_52],
    [1e6, 13.815_510_057_964_19],
  ])('of %d is %d', (x, value) => {
    expect(apart(digamma(x), value)).toBeLessThan(1e-14)
  })

  it('is the slope of ln Γ', () => {
    for (const x of [0.05, 0.7, 3.3, 9.99, 10.01, 250]) {
      const h = 1e-5 * x
      expect(apart(digamma(x), (lnGamma(x + h) - lnGamma(x - h)) / (2 * h))).toBeLessThan(1e-7)
    }
  })
})

describe('rising', () => {
  it('is the same multiplied out and by gamma functions', () => {
    for (const x of [0.01, 0.24, 5, 300]) {
      for (const n of [0, 1, 7, 64, 65, 1_000]) {
        expect(apart(lnRising(x, n), lnGamma(x + n) - lnGamma(x))).toBeLessThan(1e-11)
        expect(apart(digammaRising(x, n), digamma(x + n) - digamma(x))).toBeLessThan(1e-11)
      }
    }
    expect(lnRising(2, 3)).toBeCloseTo(Math.log(2 * 3 * 4), 14)
    expect(lnRising(0.3, 0)).toBe(0)
    expect(lnRising(2, 2.5)).toBeCloseTo(lnGamma(4.5), 14)
  })
})
