import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedValue } from './gamma-gamma'

/** Of CDNOW's 946 customers who bought again (Fader and Hardie 2013, section 5). */
const CDNOW = { p: 6.25, q: 3.74, gamma: 15.44 }

describe('the expected value of a purchase', () => {
  it('of who never bought again is the mean of the base', () => {
    expect(expectedValue(CDNOW, { x: 0, zbar: 0 })).toBeCloseTo((6.25 * 15.44) / 2.74, 10)
    expect(expectedValue(CDNOW, { x: 0, zbar: 900 })).toBe(expectedValue(CDNOW, { x: 0, zbar: 0 }))
  })

  it('is the weighted mean of equation 5: of the base and of what they paid', () => {
    const { p, q, gamma } = CDNOW
    const own = (p * 2) / (p * 2 + q - 1)
    expect(expectedValue(CDNOW, { x: 2, zbar: 22.35 })).toBeCloseTo(
      own * 22.35 + (1 - own) * ((p * gamma) / (q - 1)),
      10,
    )
    expect(expectedValue(CDNOW, { x: 2, zbar: 22.35 })).toBeCloseTo(24.66, 2)
  })

  it('lies between both, and nearer to their own the more they bought', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0.01, max: 1e6, noNaN: true }), (x, zbar) => {
        const base = expectedValue(CDNOW, { x: 0, zbar: 0 })
        const value = expectedValue(CDNOW, { x, zbar })
        expect(value).toBeGreaterThanOrEqual(Math.min(base, zbar) * (1 - 1e-12))
        expect(value).toBeLessThanOrEqual(Math.max(base, zbar) * (1 + 1e-12))
        const more = expectedValue(CDNOW, { x: x + 1, zbar })
        expect(Math.abs(more - zbar)).toBeLessThanOrEqual(Math.abs(value - zbar) * (1 + 1e-9) + 1e-9 * zbar)
      }),
    )
  })

  it('is a number also where the mean does not exist', () => {
    for (const q of [1e-5, 0.5, 1]) {
      const value = expectedValue({ p: 6, q, gamma: 15 }, { x: 0, zbar: 0 })
      expect(Number.isFinite(value)).toBe(true)
      expect(value).toBeGreaterThan(0)
    }
  })
})
