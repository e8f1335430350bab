import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/core/random'
import { chances } from './chance'
import { auc, compared, tenths } from './judge'
import type { Customer } from './purchases-file'

describe('the area under the curve', () => {
  it('is the share of pairs in the right order, a tie being half of one', () => {
    const customers = fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }), good: fc.boolean() }), {
      minLength: 2,
    })
    fc.assert(
      fc.property(customers, (all) => {
        const [yes, no] = [all.filter(({ good }) => good), all.filter(({ good }) => !good)]
        fc.pre(yes.length > 0 && no.length > 0)
        const right = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0)
        const pairs = yes.flatMap((a) => no.map((b) => right(a.score, b.score)))
        const wanted = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length
        const [scores, good] = [all.map((each) => each.score), all.map((each) => each.good)]
        expect(auc(scores, good)).toBeCloseTo(wanted, 12)
      }),
    )
  })

  it('has an interval around it, the same each time, and no gain over itself', () => {
    const random = seededRandom(3)
    const good = Array.from({ length: 400 }, () => random() < 0.3)
    const scores = good.map((each) => random() + (each ? 0.4 : 0))
    const found = compared(scores, good)
    expect(found.auc.low).toBeLessThan(found.auc.value)
    expect(found.auc.high).toBeGreaterThan(found.auc.value)
    expect(found.auc.high - found.auc.low).toBeGreaterThan(0.04)
    expect(found.auc.high - found.auc.low).toBeLessThan(0.2)
    expect(found.gain).toEqual({ value: 0, low: 0, high: 0 })
    expect(compared(scores, good)).toEqual(found)
  })
})

it('tenths hold everybody once, the highest first', () => {
  const expected = Array.from({ length: 23 }, (_, i) => i)
  const found = tenths(expected, expected)
  expect(found).toHaveLength(10)
  expect(found.reduce((sum, { customers }) => sum + customers, 0)).toBe(23)
  expect(found[0]).toMatchObject({ customers: 2, expected: 21.5, actual: 21.5, bought: 1 })
  for (const tenth of found) expect(tenth.actual).toBe(tenth.expected)
})

describe('the own score', () => {
  const END = 39 * 7
  /** Customers of a simple kind: each buys at a rhythm of their own, some of them until a day. */
  const customers = (seed: number): Customer[] => {
    const random = seededRandom(seed)
    return Array.from({ length: 300 }, () => {
      const first = Math.floor(random() * 80)
      const [gap, until] = [7 + Math.floor(random() * 90), random() < 0.5 ? first + random() * 150 : 2 * END]
      const days = [first]
      for (let day = first + gap; day < until; day += gap) days.push(day)
      return { days, paid: days.map(() => 10 + Math.floor(random() * 40)) }
    })
  }

  it('never sees what came after the weeks that it learns from', () => {
    const all = customers(1)
    const without = all.map(({ days, paid }) => {
      const kept = days.filter((day) => day < END)
      return { days: kept, paid: paid.slice(0, kept.length) }
    })
    expect(chances(without, 0, END)).toEqual(chances(all, 0, END))
  })

  it('knows who is still there', () => {
    const all = customers(2)
    const good = all.map(({ days }) => days.some((day) => day >= END))
    expect(auc(chances(all, 0, END), good)).toBeGreaterThan(0.8)
  })
})
