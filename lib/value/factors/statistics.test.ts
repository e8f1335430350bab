import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/core/random'
import { discoveries, twoSided } from './chance'
import { chancesOf, meanDifference } from './means'
import { rankCorrelation } from './ranks'
import { t95 } from './student'

const of = (...values: number[]) => Float64Array.from(values)

describe('the rank correlation', () => {
  const estimate = (x: number[], y: number[]) => rankCorrelation(of(...x), of(...y), 1, 10)?.estimate

  it('is that of textbooks', () => {
    // Ten children's IQ and hours of television: -29/165.
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    expect(estimate(iq, hours)).toBeCloseTo(-29 / 165, 12)
    expect(estimate([1, 2, 3], [10, 20, 1_000_000])).toBeCloseTo(1, 12)
    expect(estimate([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12)
  })

  it('lets ties share the mean of their ranks', () => {
    // Ranks 1.5, 1.5, 3, 4 and 1, 2.5, 2.5, 4: covariance 4.25, squares 4.5 each, worked out by hand.
    expect(estimate([1, 1, 2, 3], [0, 5, 5, 9])).toBeCloseTo(3.75 / 4.5, 12)
  })

  it('is none where one side is the same for everybody, or there is nobody', () => {
    expect(rankCorrelation(of(1, 1, 1), of(1, 2, 3), 1)).toBeNull()
    expect(rankCorrelation(of(1, 2, 3), of(0, 0, 0), 1)).toBeNull()
    expect(rankCorrelation(of(), of(), 1)).toBeNull()
  })

  it('lies within its interval, which stays within -1 and 1', () => {
    const random = seededRandom(4)
    for (let i = 0; i < 20; i++) {
      const x = Float64Array.from({ length: 12 }, () => Math.floor(random() * 4))
      const y = x.map((value) => value * (i % 3) + Math.floor(random() * 3))
      const found = rankCorrelation(x, y, i, 200)
      if (!found) continue
      expect(found.low).toBeLessThanOrEqual(found.high)
      expect(found.low).toBeGreaterThanOrEqual(-1)
      expect(found.high).toBeLessThanOrEqual(1)
    }
  })

  it('has an interval that holds the truth nineteen times of twenty, with most at nothing', () => {
    const draw = (size: number, seed: number) => {
      const random = seededRandom(seed)
      const x = new Float64Array(size)
      const y = x.map((_, i) => {
        x[i] = random() < 0.15 ? 1 + Math.floor(random() * 5) : 0
        return random() < 0.2 * (1 + 0.5 * (x[i] ?? 0)) ? 1 + random() * (1 + (x[i] ?? 0)) : 0
      })
      return [x, y] as const
    }
    const truth = rankCorrelation(...draw(300_000, 77), 1, 1)?.estimate ?? NaN
    const runs = 150
    let held = 0
    for (let seed = 0; seed < runs; seed++) {
      const found = rankCorrelation(...draw(400, 500 + seed), seed, 300)
      if (found && found.low <= truth && truth <= found.high) held += 1
    }
    expect(truth).toBeGreaterThan(0.2)
    expect(held / runs).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.05 * 0.95) / runs))
  }, 30_000)
})

describe('the difference of means', () => {
  it('is Welch’s', () => {
    const group = [27.5, 21, 19, 23.6, 17, 17.9]
    const rest = [27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22]
    const found = meanDifference(of(...group, ...rest), (i) => i < group.length)
    expect(found?.estimate).toBeCloseTo(21 - 23.5, 10)
    // Variances 15.724 and 4.2943: standard error 1.7769, 7.05 degrees of freedom, of which t is 2.361.
    expect(found?.high).toBeCloseTo(-2.5 + 2.361 * 1.7769, 1)
    expect(found?.low).toBeCloseTo(-2.5 - 2.361 * 1.7769, 1)
  })

  it('is none without two on each side, or where nothing varies', () => {
    expect(meanDifference(of(1, 2, 3), (i) => i === 0)).toBeNull()
    expect(meanDifference(of(1, 2, 3), () => true)).toBeNull()
    expect(meanDifference(of(5, 5, 5, 5), (i) => i < 2)).toBeNull()
  })
})

describe('the chance of a difference', () => {
  it('is counted among all ways to deal, where they are few', () => {
    // Of the ten ways to give two of 1, 2, 3, 10, 20 to the first group two are as far off as 10 and 20: they, and none.
    const [p] = chancesOf(of(10, 20, 1, 2, 3), Int32Array.of(0, 0, 1, 1, 1), 2, 3, 20_000)
    expect(p).toBeCloseTo(1 / 10, 2)
  })

  it('is even where there is nothing, however skewed values are', () => {
    const runs = 300
    let low = 0
    for (let seed = 0; seed < runs; seed++) {
      const random = seededRandom(seed)
      const values = Float64Array.from({ length: 120 }, () => (random() < 0.2 ? Math.exp(4 * random()) : 0))
      const groups = Int32Array.from(values, () => (random() < 0.2 ? 1 : 0))
      if ((chancesOf(values, groups, 2, seed, 300)[1] ?? 0) <= 0.05) low += 1
    }
    expect(Math.abs(low / runs - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / runs))
  })

  it('is never nothing', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1))
    expect(chancesOf(values, Int32Array.from(values), 2, 1, 99)).toEqual([0.01, 0.01])
  })
})

describe('chance', () => {
  it.each([
    [0, 1],
    [1.959964, 0.05],
    [-1.959964, 0.05],
    [2.575829, 0.01],
    [40, 0],
  ])('of %d standard errors is %d', (z, p) => expect(twoSided(z)).toBeCloseTo(p, 6))

  it.each([
    [5, 2.5706],
    [10, 2.2281],
    [30, 2.0423],
    [1e6, 1.96],
  ])('with %d degrees of freedom reaches as far as Student’s tables say', (df, t) => {
    expect(Math.abs(t95(df) - t)).toBeLessThan(0.03)
  })

  it('among several is judged together: the example of Benjamini and Hochberg', () => {
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528]
    const all = [...p, 0.759, 1]
    expect(discoveries(all, 0.05).filter(Boolean)).toHaveLength(4)
    expect(discoveries(all.toReversed(), 0.05).toReversed()).toEqual(discoveries(all, 0.05))
    expect(discoveries([], 0.05)).toEqual([])
    expect(discoveries([0.04, 0.05], 0.05)).toEqual([true, true])
    expect(discoveries([0.06], 0.05)).toEqual([false])
  })
})
