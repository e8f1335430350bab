import { describe, expect, it } from 'vitest'
import { spendingOf, summaryOf } from './summary'

describe('summaries', () => {
  it('count repeat days in weeks from the first one', () => {
    expect(summaryOf([100, 107, 128], 135)).toEqual({ x: 2, tx: 4, T: 5 })
    expect(summaryOf([100], 107)).toEqual({ x: 0, tx: 0, T: 1 })
    expect(summaryOf([], 107)).toBeNull()
  })

  it('take several purchases of a day for one', () => {
    expect(summaryOf([100, 100, 107, 107], 107)).toEqual({ x: 1, tx: 1, T: 1 })
    expect(summaryOf([100, 100], 100)).toEqual({ x: 0, tx: 0, T: 0 })
  })

  it('know of money what repeat days cost', () => {
    const first = { day: 100, amount: 900 }
    expect(spendingOf([first, { day: 107, amount: 20 }, { day: 107, amount: 10 }, { day: 120, amount: 50 }])).toEqual({
      ...{ x: 2, zbar: 40 },
    })
    expect(spendingOf([first, { day: 100, amount: 5 }])).toBeNull()
    expect(spendingOf([])).toBeNull()
  })
})
