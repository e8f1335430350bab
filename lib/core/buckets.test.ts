import { describe, expect, it } from 'vitest'
import { createBuckets } from './buckets'

describe('a bucket', () => {
  it('lets so many through at once, then evenly, and says how long to wait', () => {
    const buckets = createBuckets({ most: 3, perMs: 30_000 })
    expect([0, 0, 0, 0, 5_000].map((now) => buckets.take('a', now))).toEqual([0, 0, 0, 10_000, 5_000])
    expect([buckets.take('a', 10_000), buckets.take('a', 10_000)]).toEqual([0, 10_000])
    expect([1, 2, 3, 4].map(() => buckets.take('a', 90_000))).toEqual([0, 0, 0, 10_000])
  })

  it('is each name’s own', () => {
    const buckets = createBuckets({ most: 3, perMs: 600 })
    expect([0, 0, 0, 0].map((now) => buckets.take('a', now))).toEqual([0, 0, 0, 200])
    expect([buckets.take('b', 0), buckets.take('a', 150)]).toEqual([0, 50])
    expect([200, 200].map((now) => buckets.take('a', now))).toEqual([0, 200])
    expect([900, 900, 900, 900].map((now) => buckets.take('a', now))).toEqual([0, 0, 0, 200])
  })

  it('takes nothing away when the clock is set back', () => {
    const buckets = createBuckets({ most: 3, perMs: 1_500 })
    expect([10_000, 10_000].map((now) => buckets.take('a', now))).toEqual([0, 0])
    expect([0, 0].map((now) => buckets.take('a', now))).toEqual([0, 500])
  })

  it('keeps no more names than it may, whoever invents them', () => {
    const buckets = createBuckets({ most: 1, perMs: 1_000, names: 100 })
    for (let i = 0; i < 10_000; i++) buckets.take(`name ${i}`, 0)
    expect(buckets.size).toBe(100)
    expect([buckets.take('name 9999', 0), buckets.take('name 0', 0)]).toEqual([1_000, 0])
  })

  it('forgets who asked longest ago, in vain or not', () => {
    const buckets = createBuckets({ most: 3, perMs: 1_500, names: 2 })
    for (const name of ['a', 'a', 'a', 'b', 'a', 'c']) buckets.take(name, 0)
    expect(buckets.take('a', 0), 'asked after b').toBe(500)
    expect([0, 0, 0].map((now) => buckets.take('b', now))).toEqual([0, 0, 0])
  })
})
