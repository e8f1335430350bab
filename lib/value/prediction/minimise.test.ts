import { describe, expect, it } from 'vitest'
import { minimise } from './minimise'

describe('minimise', () => {
  it('finds the bottom of a bent valley (Rosenbrock 1960)', () => {
    const { at, value } = minimise(
      ([x = 0, y = 0]) => ({
        value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
      }),
      [-1.2, 1],
    )
    expect(at[0]).toBeCloseTo(1, 6)
    expect(at[1]).toBeCloseTo(1, 6)
    expect(value).toBeLessThan(1e-12)
  })

  it('turns back from where there is no number', () => {
    const { at } = minimise(([x = 0]) => ({ value: x - Math.log(x), gradient: [1 - 1 / x] }), [0.01])
    expect(at[0]).toBeCloseTo(1, 6)
  })

  it('stays where nothing can be gained', () => {
    expect(minimise(() => ({ value: 3, gradient: [0, 0] }), [1, 2])).toMatchObject({ at: [1, 2], value: 3 })
    expect(minimise(() => ({ value: Number.NaN, gradient: [Number.NaN] }), [1]).at).toEqual([1])
  })

  it('ends on a slope without a bottom', () => {
    const { iterations } = minimise(([x = 0]) => ({ value: -x, gradient: [-1] }), [0], { iterations: 20 })
    expect(iterations).toBe(20)
  })
})
