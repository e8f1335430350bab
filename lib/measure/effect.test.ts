import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customersNeeded, differenceOf, fixedHalf, sequentialHalf } from './effect'
import { add, adjusted, momentsOf, nobody, type Moments, type Sample } from './moments'
import { ratioCheck } from './ratio'

const summed = (samples: readonly Sample[]): Moments => {
  const running = nobody()
  for (const sample of samples) add(running, sample)
  return momentsOf(running)
}
const pairs = (values: readonly number[], before: readonly number[]): Sample[] =>
  values.map((value, i) => ({ value, before: before[i] ?? null }))
const plain = (values: readonly number[]): Sample[] => pairs(values, [])

describe('the ratio check', () => {
  const even = (a: number, b: number) =>
    ratioCheck([
      { arm: 'generic', share: 0.5, seen: a },
      { arm: 'personal', share: 0.5, seen: b },
    ])

  it('of 4,821 against 5,179 says chi-squared 12.8164, p = 3.436e-4, and alerts', () => {
    const check = even(4_821, 5_179)
    expect(check.chiSquared).toBeCloseTo(12.8164, 10)
    expect(check.p).toBeCloseTo(3.436e-4, 7)
    expect(check.alert).toBe(true)
    expect(check.arms.map(({ expected }) => expected)).toEqual([5_000, 5_000])
  })

  it('alerts below p = .001, and not above', () => {
    expect(even(4_836, 5_164).p).toBeGreaterThan(0.001)
    expect(even(4_836, 5_164).alert).toBe(false)
    expect(even(4_835, 5_165).p).toBeLessThan(0.001)
    expect(even(4_835, 5_165).alert).toBe(true)
  })

  it('goes by uneven shares, and by as many arms as there are', () => {
    const check = ratioCheck([
      { arm: 'a', share: 0.05, seen: 50 },
      { arm: 'b', share: 0.45, seen: 450 },
      { arm: 'c', share: 0.5, seen: 500 },
    ])
    expect(check).toMatchObject({ chiSquared: 0, p: 1, alert: false })
  })

  it('of nobody is no alert', () => expect(even(0, 0)).toMatchObject({ chiSquared: 0, p: 1, alert: false }))
})

describe('running sums', () => {
  it('are what two passes over all values say, also for large amounts with small differences', () => {
    const one = fc.record({ value: fc.integer({ min: -50, max: 50 }), before: fc.integer({ min: 0, max: 50 }) })
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 60 }), fc.constantFrom(0, 1e9), (drawn, offset) => {
        const samples = drawn.map(({ value, before }) => ({ value: value + offset, before: before + offset }))
        const n = samples.length
        const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, each) => sum + of(each), 0) / n
        const [y, x] = [mean(({ value }) => value), mean(({ before }) => before ?? 0)]
        const product = (of: (sample: Sample) => number): number => (mean(of) * n) / (n - 1)
        const found = summed(samples)
        expect(found.mean).toBeCloseTo(y, 5)
        expect(found.variance).toBeCloseTo(
          product(({ value }) => (value - y) ** 2),
          3,
        )
        expect(found.before?.variance).toBeCloseTo(
          product(({ before }) => ((before ?? 0) - x) ** 2),
          3,
        )
        expect(found.before?.covariance).toBeCloseTo(
          product(({ value, before }) => (value - y) * ((before ?? 0) - x)),
          3,
        )
      }),
    )
  })

  it('know nothing of before where one has none', () => {
    expect(summed(pairs([1, 2, 3], [1, 2])).before).toBeNull()
    expect(summed([]).before).toBeNull()
  })

  it('count to whom anything happened', () => expect(summed(plain([0, 4, 0, -2])).active).toBe(2))
})

describe('what was known before', () => {
  const control = pairs([3, 0, 5, 10, 2], [2, 1, 4, 8, 1])
  const treated = pairs([4, 6, 1, 9], [1, 5, 2, 6])

  // By NumPy: theta 1.23552124, from deviations within the arms; centre 10/3.
  it('is taken out with a pooled theta', () => {
    const found = adjusted(summed(control), summed(treated))
    expect(found.control.mean).toBeCloseTo(4.164736164736165, 10)
    expect(found.treated.mean).toBeCloseTo(4.794079794079794, 10)
    expect(found.control.variance).toBeCloseTo(0.5991935123209255, 10)
    expect(found.treated.variance).toBeCloseTo(3.509955625785741, 10)
    expect(found.explained).toBeGreaterThan(0.7)
  })

  it('takes a difference that was there before off the effect, and nothing of the effect', () => {
    const before = [1, 2, 3, 4, 5, 6]
    const unequal = adjusted(summed(pairs(before, before)), summed(pairs([14, 15, 16], [4, 5, 6])))
    expect(unequal.treated.mean - unequal.control.mean).toBeCloseTo(10, 10)
    expect(unequal.control.variance).toBeCloseTo(0, 10)
    expect(unequal.explained).toBeCloseTo(1, 10)
  })

  it.each([
    ['missing', [null, null, null]],
    ['the same for all', [7, 7, 7]],
  ])('changes nothing where it is %s', (_, before) => {
    const samples = [3, 5, 9].map((value, i) => ({ value, before: before[i] ?? null }))
    const found = adjusted(summed(samples), summed(samples))
    expect(found).toMatchObject({ control: { n: 3, mean: 17 / 3 }, explained: 0 })
    expect(found.control.variance).toBeCloseTo(28 / 3, 10)
  })
})

describe('a difference', () => {
  const control = { n: 400, mean: 50, variance: 900 }
  const treated = { n: 100, mean: 60, variance: 1_600 }

  it('has the unpooled error', () => {
    const { absolute, n } = differenceOf(control, treated)
    expect(absolute.value).toBe(10)
    expect(absolute.error).toBeCloseTo(Math.sqrt(900 / 400 + 1_600 / 100), 12)
    expect(n).toBe(500)
  })

  it('is also a share of the control, by the delta method', () => {
    const { relative } = differenceOf(control, treated)
    expect(relative?.value).toBeCloseTo(0.2, 12)
    // 16 / 50² + 60² · 2.25 / 50⁴
    expect(relative?.error).toBeCloseTo(Math.sqrt(0.0064 + 0.001296), 12)
  })

  it('is no share of what is not clearly above nothing', () => {
    expect(differenceOf({ ...control, mean: 4.5 }, treated).relative).toBeNull()
    expect(differenceOf({ ...control, mean: 4.6 }, treated).relative).not.toBeNull()
    expect(differenceOf({ ...control, mean: -50 }, treated).relative).toBeNull()
  })
})

describe('half an interval, in standard errors', () => {
  it('is 1.96 for who looks once', () => expect(fixedHalf()).toBeCloseTo(1.959964, 6))

  it('is 3.035209 for who looks whenever they like, at 5,000 customers tuned for 5,000', () => {
    expect(sequentialHalf(5_000, 5_000)).toBeCloseTo(3.035209, 6)
  })

  it.each([
    [100, 6.694389],
    [1_000, 3.363888],
    [50_000, 3.241723],
  ])('of %i customers is by the formula in other hands', (n, half) => {
    expect(sequentialHalf(n, 5_000)).toBeCloseTo(half, 6)
  })

  it('is in money the tightest for its number about where it was tuned, never below who looks once, endless for nobody', () => {
    const width = (n: number, tunedFor: number) => sequentialHalf(n, tunedFor)
    for (const n of [500, 5_000, 50_000]) {
      for (const other of [n / 4, n * 4]) expect(width(n, n)).toBeLessThan(width(n, other))
    }
    for (const n of [1, 10, 1e3, 1e6]) expect(width(n, 5_000)).toBeGreaterThan(fixedHalf())
    expect(width(0, 5_000)).toBe(Infinity)
  })
})

describe('customers needed', () => {
  const level = (n: number, variance: number) => ({ n, mean: 0, variance })

  // R: power.t.test(delta = .5, sd = 1, power = .8) says 63.77 an arm; without its t the usual 62.79.
  it('are 126 for half a standard deviation', () => {
    expect(customersNeeded(level(10, 1), level(10, 1), 0.5)).toBe(126)
  })

  it('are 7,677 in all to see 12% against 10%', () => {
    expect(customersNeeded(level(500, 0.1 * 0.9), level(500, 0.12 * 0.88), 0.02)).toBe(7_677)
  })

  it('are more where arms are uneven, and four times as many for half the difference', () => {
    expect(customersNeeded(level(950, 1), level(50, 1), 0.5)).toBeGreaterThan(600)
    const whole = customersNeeded(level(50, 9), level(50, 9), 0.1)
    expect(customersNeeded(level(50, 9), level(50, 9), 0.05) / whole).toBeCloseTo(4, 3)
  })
})
