import { describe, expect, it } from 'vitest'
import { weightsSchema } from './schema'
import { presetOf, weightTable, WEIGHT_PRESETS } from './weights'

const list = (...untils: number[]) => untils.map((until) => ({ until, weight: 1 }))

describe('weights', () => {
  it('are lists of intervals that ascend within a year', () => {
    for (const weights of Object.values(WEIGHT_PRESETS)) expect(weightsSchema.parse(weights)).toEqual(weights)
    expect(weightsSchema.safeParse(list(1, 2, 52)).success).toBe(true)
    expect(weightsSchema.safeParse(list(26)).success).toBe(true)
    for (const wrong of [list(), list(0), list(53), list(1.5), list(26, 13), list(13, 13), list(13, 52, 26)]) {
      expect(weightsSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
    }
    expect(weightsSchema.safeParse([{ until: 5, weight: -1 }]).success).toBe(false)
  })

  it('hold up to and including their last week, and weigh nothing after the last one', () => {
    const table = weightTable([
      { until: 2, weight: 3 },
      { until: 4, weight: 1 },
    ])
    expect([...table.slice(0, 7)]).toEqual([0, 3, 3, 1, 1, 0, 0])
    expect(table).toHaveLength(53)
  })

  it('are known as the preset that they are, whatever their last digit', () => {
    expect(presetOf(WEIGHT_PRESETS.newest)).toBe('newest')
    expect(presetOf(WEIGHT_PRESETS.newest.map((each) => ({ ...each, weight: each.weight + 1e-12 })))).toBe('newest')
    expect(presetOf([{ until: 52, weight: 1 }])).toBeNull()
    expect(presetOf(WEIGHT_PRESETS.standard.slice(0, 3))).toBeNull()
  })
})
