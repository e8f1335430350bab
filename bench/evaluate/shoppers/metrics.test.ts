import { expect, it } from 'vitest'
import { estimate, gainsOf, ndcg } from './metrics'

it('gives 1 to the best order, less to another, and looks no further than k', () => {
  expect(ndcg([3, 2, 1, 0], 4)).toBe(1)
  // (1 + 3/log2(3)) / (3 + 1/log2(3))
  expect(ndcg([1, 3], 2)).toBeCloseTo((1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)), 12)
  expect(ndcg([0, 0, 5], 2)).toBe(0)
  expect(ndcg([0, 0], 2)).toBe(1)
})

it('grades the best of twenty 15, and the lower half nothing', () => {
  const gains = gainsOf(Array.from({ length: 20 }, (_, i) => i))
  expect(gains[19]).toBe(15)
  expect(gains.slice(0, 10)).toEqual(new Array(10).fill(0))
  expect(gains.filter((gain) => gain === 7)).toHaveLength(2)
})

it('puts Student’s interval around the mean', () => {
  const { mean, low, high } = estimate([1, 2, 3])
  expect(mean).toBe(2)
  expect(high - mean).toBeCloseTo(4.303 / Math.sqrt(3), 9)
  expect(mean - low).toBeCloseTo(4.303 / Math.sqrt(3), 9)
  expect(estimate([4])).toEqual({ mean: 4, low: 4, high: 4 })
})
