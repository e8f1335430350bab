import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atRiskOf, FALLEN_DAYS, FALLEN_TO, ONCE_DAYS, OVERDUE_DAYS, OVERDUE_RHYTHMS, SHORTEST_PAST } from './at-risk'
import { expectedPurchases } from './prediction/bg-nbd'
import { summaryOf, WEEKS_90 } from './prediction/summary'
import { rhythmOf } from './stats'

/** Days with a purchase, as so many days before today. */
const asked = (ago: readonly number[], expected90: number | null = null) => {
  const today = 20_000
  const days = ago.map((each) => today - each)
  return atRiskOf({ days, today, rhythmDays: rhythmOf(days), expected90 })
}
/** A purchase every so many days, the last one so many days ago. */
const every = (gap: number, count: number, silent: number) =>
  Array.from({ length: count }, (_, i) => silent + gap * (count - 1 - i))

describe('who has a rhythm', () => {
  it('is at risk the day after twice the rhythm, not on it', () => {
    expect(asked(every(40, 5, OVERDUE_RHYTHMS * 40))).toBeNull()
    expect(asked(every(40, 5, OVERDUE_RHYTHMS * 40 + 1))).toEqual({ by: 'rhythm', silentDays: 81, rhythmDays: 40 })
  })

  it('is given sixty days, however often they come', () => {
    expect(asked(every(7, 20, OVERDUE_DAYS))).toBeNull()
    expect(asked(every(7, 20, OVERDUE_DAYS + 1))).toEqual({ by: 'rhythm', silentDays: 61, rhythmDays: 7 })
  })

  it('is given as long as they once stayed away before', () => {
    const paused = [400, 380, 360, 160]
    expect(rhythmOf(paused.map((ago) => -ago))).toBe(20)
    expect(asked(paused)).toBeNull()
    const now = (silent: number) => [400, 380, 360, 160, 140, 120].map((ago) => ago - 120 + silent)
    expect(asked(now(200))).toBeNull()
    expect(asked(now(201))).toMatchObject({ by: 'rhythm', silentDays: 201 })
  })

  it('is told by the rhythm where both rules hold', () => {
    expect(asked(every(40, 5, 300), 0)).toMatchObject({ by: 'rhythm' })
  })

  it('counts two purchases of a day as one', () => {
    expect(asked([300, 300, 300])).toBeNull()
    expect(asked([300, 260, 260, 220])).toEqual({ by: 'rhythm', silentDays: 220, rhythmDays: 40 })
  })
})

describe('who came back once', () => {
  it('is at risk below half of what they used to buy, not at half', () => {
    // Two purchases 180 days apart: half a purchase in 90 days.
    expect(asked([361, 181], 0.5 * FALLEN_TO)).toBeNull()
    expect(asked([361, 181], 0.2499)).toEqual({ by: 'expected', expected90: 0.2499, usual90: 0.5 })
  })

  it('is not at risk before it took longer than usual', () => {
    expect(asked([360, 180], 0)).toBeNull()
    expect(asked([361, 181], 0)).not.toBeNull()
  })

  it('is not at risk within four months, whatever is expected', () => {
    expect(asked([FALLEN_DAYS + 3, FALLEN_DAYS], 0)).toBeNull()
    expect(asked([FALLEN_DAYS + 4, FALLEN_DAYS + 1], 0)).not.toBeNull()
  })

  it('is not held to a hundred purchases a year for two of one week', () => {
    expect(asked([200, 197], 0.4)).toEqual({ by: 'expected', expected90: 0.4, usual90: 90 / SHORTEST_PAST })
    expect(asked([200, 197], 0.5)).toBeNull()
  })

  it('is nobody’s risk before parameters were fitted', () => {
    expect(asked([900, 800])).toBeNull()
  })
})

describe('who bought once', () => {
  it('is not at risk the day after, nor within a year', () => {
    for (const silent of [0, 1, 90, 246, ONCE_DAYS]) expect(asked([silent], 0)).toBeNull()
  })

  it('is at risk after a year, if less than half a purchase a year is expected', () => {
    const yearly = 90 / ONCE_DAYS
    expect(asked([ONCE_DAYS + 1], yearly * FALLEN_TO)).toBeNull()
    expect(asked([ONCE_DAYS + 1], 0.1)).toEqual({ by: 'expected', expected90: 0.1, usual90: yearly })
  })
})

it('prospects are not at risk', () => {
  expect(asked([])).toBeNull()
  expect(asked([], 0)).toBeNull()
})

describe('always', () => {
  const params = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }
  const at = (days: readonly number[], today: number) => {
    const summary = summaryOf(days, today)
    const expected90 = summary && expectedPurchases(params, summary, WEEKS_90)
    return atRiskOf({ days, today, rhythmDays: rhythmOf(days), expected90 })
  }
  const pasts = fc.array(fc.nat(900), { minLength: 1, maxLength: 30 }).map((days) => days.toSorted((a, b) => a - b))

  it('who bought today is not at risk', () => {
    fc.assert(
      fc.property(pasts, (days) => {
        expect(at(days, days.at(-1) ?? 0)).toBeNull()
      }),
    )
  })

  it('silence makes it so, and no further silence ends it', () => {
    fc.assert(
      fc.property(pasts, fc.nat(2_000), fc.nat(2_000), (days, silent, more) => {
        const today = (days.at(-1) ?? 0) + silent
        if (at(days, today)) expect(at(days, today + more)).not.toBeNull()
      }),
    )
  })
})
