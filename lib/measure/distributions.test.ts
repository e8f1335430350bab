import { describe, expect, it } from 'vitest'
import { chiSquaredTail, normalQuantile, normalTail, upperGamma } from './distributions'

/** Off by no more than this share of the value. */
const near = (found: number, value: number, share = 1e-12): void =>
  expect(Math.abs(found / value - 1), `${found} for ${value}`).toBeLessThan(share)

// Values by SciPy 1.17.1 (Cephes, Boost); those of round levels are also in any printed table.
describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1.96, 0.024997895148220435],
    [-1.3, 0.9031995154143897],
    [8, 6.22096057427174e-16],
    [30, 4.906713927147908e-198],
  ])('has beyond %f the tail %f', (z, tail) => near(normalTail(z), tail, 1e-11))

  it.each([
    [0.025, 1.9599639845400545],
    [0.2, 0.8416212335729142],
    [1e-10, 6.361340902404056],
    [1e-300, 37.0470962993612],
  ])('leaves %f beyond %f', (tail, z) => near(normalQuantile(tail), z))

  it('has a middle and two alike sides', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 14)
    expect(normalQuantile(0.975)).toBeCloseTo(-normalQuantile(0.025), 14)
    expect(normalQuantile(0.8)).toBeCloseTo(-normalQuantile(0.2), 14)
  })

  it.each([0, 1, -0.1, 1.1, Number.NaN])('has no quantile of %f', (tail) =>
    expect(() => normalQuantile(tail)).toThrow(RangeError),
  )
})

describe('chi-squared', () => {
  it.each([
    [3.841458820694124, 1, 0.05],
    [0.3, 1, 0.583882420770365],
    [18.307038053275146, 10, 0.05],
    [5, 10, 0.8911780189141513],
    [100, 3, 1.5541594313896026e-21],
    [200, 150, 0.003973185970821635],
  ])('of at least %f with %i degrees of freedom has the chance %f', (x, df, p) => near(chiSquaredTail(x, df), p, 1e-9))

  it('is certain to be at least nothing, and never endless', () => {
    expect(chiSquaredTail(0, 3)).toBe(1)
    expect(chiSquaredTail(1e6, 3)).toBe(0)
  })

  it('goes on smoothly from the series to the fraction', () => {
    for (const a of [0.5, 1, 7, 50]) near(upperGamma(a, a + 1 - 1e-9), upperGamma(a, a + 1 + 1e-9), 1e-7)
  })
})
