import { describe, expect, it } from 'vitest'
import { cutOffOf, middleHalf, percentilesOf, quantile } from './base/quantiles'
import { bucketsOf, concentrationOf } from './base/spread'
import { percentileIn, segmentOf } from './segment'
import { trendOf } from './trend'

describe('a trend', () => {
  const course = (from: number, to: number) => [from, from, from, 5, 5, 5, 5, to, to, to]
  it.each([
    [80, 100, 'rising'],
    [80.01, 100, 'steady'],
    [100, 80, 'declining'],
    [100, 80.01, 'steady'],
    [0, 0.01, 'rising'],
    [0.01, 0, 'declining'],
    [0, 0, 'steady'],
    [-1, 0, 'rising'],
    [80 / 52, 100 / 52, 'rising'],
  ])('from %f to %f is %s', (from, to, trend) => {
    expect(trendOf(course(from, to))).toBe(trend)
  })

  it('is not turned by one week', () => {
    expect(trendOf([10, 10, 10, 10, 10, 10, 10, 10, 10, 90])).toBe('steady')
    expect(trendOf([90, 10, 10, 10, 10, 10, 10, 10, 10, 10])).toBe('steady')
    expect(trendOf([10, 10, 10, 10, 10, 10, 10, 10, 90, 90])).toBe('rising')
    expect(trendOf([1, 2])).toBe('steady')
  })
})

describe('a segment', () => {
  const by = (orders: number, score: number, base: Parameters<typeof segmentOf>[0]['base'], held: string[] = []) =>
    segmentOf({ orders, score, held, base })
  const score = { vip: { by: 'score', share: 0.05 }, vipCutOff: 50 } as const
  const tier = { vip: { by: 'tier', tier: 'gold' }, vipCutOff: null } as const

  it('goes by what was kept, and by the rule of the base', () => {
    expect([0, 1, 2, 9].map((orders) => by(orders, 1e6, null))).toEqual(['prospect', 'one-timer', 'repeat', 'repeat'])
    expect([0, 1, 2].map((orders) => by(orders, 50, score))).toEqual(['prospect', 'vip', 'vip'])
    expect(by(2, 49.99, score)).toBe('repeat')
    expect(by(2, 0, { ...score, vipCutOff: 0 })).toBe('repeat')
    expect(by(2, 1e6, tier, ['bronze'])).toBe('repeat')
    expect(by(2, 0, tier, ['bronze', 'gold', 'platinum'])).toBe('vip')
  })
})

describe('a base in numbers', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, i) => i)

  it('has percentiles that a request finds its own in', () => {
    const percentiles = percentilesOf(hundred)
    for (const value of [0, 1, 50, 98]) expect(percentileIn(percentiles, value)).toBe(value)
    expect(percentileIn(percentiles, 50.5)).toBe(50.5)
    expect(percentileIn(percentiles, -1)).toBe(0)
    expect(percentileIn(percentiles, 1_000)).toBe(100)
    expect(percentileIn(percentilesOf(new Float64Array()), 0)).toBe(0)
    const many = percentilesOf(Float64Array.of(0, 0, 0, 0, 5, 5, 5, 5, 9, 10))
    expect([0, 5, 9, 10].map((value) => percentileIn(many, value))).toEqual([0, 40, 80, 90])
  })

  it('cuts off the top share of who has a score', () => {
    expect(cutOffOf(hundred, 0.05)).toBe(96) // of 99: four whole ones
    expect(cutOffOf(Float64Array.of(-1, 0, 0, 3), 0.05)).toBe(3)
    expect(cutOffOf(Float64Array.of(0, 0), 0.05)).toBeNull()
  })

  it('has quartiles in proportion', () => {
    expect(middleHalf(Float64Array.of(1, 2, 3, 4))).toEqual({ low: 1.75, high: 3.25 })
    expect(quantile(new Float64Array(), 0.5)).toBe(0)
  })

  it('tells what the top fifth spent', () => {
    const spread = concentrationOf(Float64Array.of(-5, 0, 50, 10, 20, 10, 10))
    expect(spread).toMatchObject({ customers: 5, spend: 100, topFifth: 0.5 })
    expect(spread.curve.map(({ spend }) => spend)).toEqual([0, 0.5, 0.7, 0.8, 0.9, 1])
    expect(concentrationOf(new Float64Array(1_000).fill(3)).curve).toHaveLength(101)
  })

  it('puts scores into buckets without a gap', () => {
    const { without, buckets } = bucketsOf(Float64Array.of(-1, 0, 0.7, 1, 1.9, 2, 20))
    expect(without).toBe(2)
    expect(buckets.map(({ from, to, customers }) => [from, to, customers])).toEqual([
      [0.5, 1, 1],
      [1, 2, 2],
      [2, 5, 1],
      [5, 10, 0],
      [10, 20, 0],
      [20, 50, 1],
    ])
    const wide = bucketsOf(Float64Array.of(1e-9, 1e6))
    expect(wide.buckets).toHaveLength(14)
    expect(wide.buckets[0]).toMatchObject({ from: 0, customers: 1 })
  })
})
