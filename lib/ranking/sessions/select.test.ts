import fc from 'fast-check'
import { expect, it } from 'vitest'
import { greatest, threshold } from './select'

const values = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 })

it('finds the value at the border as sorting would', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 45 }), (all, count) => {
      const sorted = [...all].sort((a, b) => b - a)
      expect(threshold(all, count)).toBe(all.length > count ? sorted[count - 1] : -Infinity)
    }),
  )
})

it('finds the greatest in their own order, the first of equals at the border', () => {
  expect(greatest([1, 5, 3, 3, 9, 3], 3)).toEqual([1, 2, 4])
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 45 }), (all, count) => {
      const places = greatest(all, count)
      const sorted = all
        .map((value, place) => ({ value, place }))
        .sort((a, b) => b.value - a.value || a.place - b.place)
      expect(places).toEqual(
        sorted
          .slice(0, count)
          .map(({ place }) => place)
          .sort((a, b) => a - b),
      )
    }),
  )
})
