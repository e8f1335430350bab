import { describe, expect, it } from 'vitest'
import { anExperiment, exposure } from './measure.fixture'
import { unitsInTurns } from './turns'
import { unitsOf } from './units'

describe('units in turns', () => {
  it('are the units', async () => {
    const experiment = anExperiment({ share: 0.7, holdout: 0.2 })
    const lines = Array.from({ length: 2_000 }, (_, i) =>
      exposure(`s-${i % 1_300}`, i % 3 === 0 ? 'generic' : 'personal', ((i * 7) % 400) / 10),
    )
    const whole = unitsOf(experiment, lines)
    expect(whole.units.length).toBeGreaterThan(400)
    expect(Math.min(whole.heldOut, whole.notIn, whole.otherTime)).toBeGreaterThan(0)
    expect(await unitsInTurns(experiment, lines)).toEqual(whole)
    expect(await unitsInTurns(experiment, [])).toEqual({ units: [], heldOut: 0, notIn: 0, otherTime: 0 })
  })
})
