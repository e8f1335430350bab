import { describe, expect, it } from 'vitest'
import { dayOf } from '@/lib/core/days'
import { flowsOf, scoreOn, scoresUntil } from './score'
import { at, back, bought, facts } from './value.fixture'
import { DEFAULT_WEIGHTS, presetOf, WEIGHT_PRESETS, weightTable } from './weights'

const DAY = 20_000
const vector = [
  [1, 50],
  [5, 20],
  [14, 40],
  [27, 100],
  [40, 60],
  [52, 10],
] as const
/** Money in weeks before DAY: on the newest (0) to the oldest (6) day of each. */
const inWeeks = (of: readonly (readonly [number, number])[], offset = 0) =>
  of.map(([week, units]) => ({ day: DAY - 7 * (week - 1) - offset, amount: units * 100 }))

describe('the score', () => {
  it.each([
    ['standard', 6.442308],
    ['newest', 4.807692],
  ] as const)('of the known vector, by the weights %s, is %f', (preset, score) => {
    for (const offset of [0, 6]) {
      expect(scoreOn(inWeeks(vector, offset), DAY, WEIGHT_PRESETS[preset])).toBeCloseTo(score, 6)
    }
  })

  it('looks back 364 days, the as-of day among them', () => {
    const on = (ago: number) => scoreOn([{ day: DAY - ago, amount: 5_200 }], DAY, DEFAULT_WEIGHTS)
    expect([-1, 0, 90, 91, 181, 182, 272, 273, 363, 364].map(on)).toEqual([0, 2, 2, 1.5, 1.5, 1, 1, 0.5, 0.5, 0])
  })

  it('is one point per unit of the currency', () => {
    expect(scoreOn([{ day: DAY, amount: 52 * 100 }], DAY, [{ until: 52, weight: 1 }])).toBe(1)
  })

  it('weighs nothing after the last interval', () => {
    const weights = [{ until: 4, weight: 1 }]
    expect(scoreOn([{ day: DAY - 27, amount: 5_200 }], DAY, weights)).toBe(1)
    expect(scoreOn([{ day: DAY - 28, amount: 5_200 }], DAY, weights)).toBe(0)
  })

  it('is shown for ten weeks, the oldest first', () => {
    const scores = scoresUntil([{ day: DAY - 7 * 4, amount: 5_200 }], DAY, DEFAULT_WEIGHTS)
    expect(scores).toEqual([0, 0, 0, 0, 0, 2, 2, 2, 2, 2])
  })
})

describe('money by day', () => {
  const asOf = at('2026-11-16')
  const flows = (given: Parameters<typeof flowsOf>[0], moment = asOf) => flowsOf(given, moment, 'UTC')
  const day = (moment: string) => dayOf(at(moment))

  it('takes a return off its purchase, in the week of the purchase', () => {
    const given = facts([bought('2026-05-01', 800, { back: [['2026-05-09', 300]] })])
    expect(flows(given)).toEqual([{ day: day('2026-05-01'), amount: 50_000 }])
    expect(flows(given, at('2026-05-08'))).toEqual([{ day: day('2026-05-01'), amount: 80_000 }])
  })

  it('has nothing of an order that went back whole', () => {
    expect(flows(facts([bought('2026-05-01', 800, { back: [['2026-11-15', 800]] })]))).toEqual([])
  })

  it('takes what the till paid back in the week in which it did', () => {
    const given = facts([bought('2026-05-01', 100, { channel: 'till' })], [back('2026-06-01', 30)])
    expect(flows(given)).toEqual([
      { day: day('2026-05-01'), amount: 10_000 },
      { day: day('2026-06-01'), amount: -3_000 },
    ])
  })

  it('is of the programme’s days', () => {
    const given = facts([bought('2026-11-01T03:30:00Z', 1)])
    expect(flowsOf(given, asOf, 'America/New_York')[0]?.day).toBe(day('2026-10-31'))
  })
})

describe('weights', () => {
  it('cover the year, and are known by name', () => {
    for (const name of ['standard', 'newest'] as const) {
      expect(weightTable(WEIGHT_PRESETS[name])).toHaveLength(53)
      expect(presetOf(structuredClone(WEIGHT_PRESETS[name]) as never)).toBe(name)
    }
    expect(presetOf([{ until: 52, weight: 1 }])).toBeNull()
    expect([...weightTable(DEFAULT_WEIGHTS)].reduce((sum, each) => sum + each, 0)).toBe(13 * 5)
  })
})
