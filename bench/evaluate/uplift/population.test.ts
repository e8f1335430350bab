import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/core/random'
import { armOf } from '@/lib/experiments/assign'
import { outcomesOf } from '@/lib/measure/outcomes'
import { unitsOf } from '@/lib/measure/units'
import { DEFAULT_WEIGHTS } from '@/lib/value/weights'
import { chanceOf } from './chance'
import { anExperimentOf, OPEN_DAYS, populationOf, trueEffect } from './population'

const LIFT = 0.5
const DRAWN = 12

describe('a simulated population', () => {
  const drawn = Array.from({ length: DRAWN }, (_, i) => {
    const experiment = anExperimentOf(`population-${i}`)
    const { exposures, facts } = populationOf(experiment, chanceOf(seededRandom(i)), LIFT)
    const { units } = unitsOf(experiment, exposures)
    const factsOf = (subject: string) => facts.get(subject) ?? expect.fail(`nobody is ${subject}`)
    const asOf = new Date('2027-01-01T00:00:00Z')
    const outcomes = outcomesOf(experiment, units, { factsOf, asOf, timeZone: 'UTC', weights: DEFAULT_WEIGHTS })
    return { experiment, exposures, outcomes }
  })
  const spent = (arm: string, until: number) =>
    drawn.flatMap(({ experiment, outcomes }) =>
      outcomes
        .filter(
          (outcome) => outcome.arm === arm && outcome.at.getTime() < experiment.from.getTime() + until * 86_400_000,
        )
        .map(({ samples }) => samples.spend?.value ?? 0),
    )
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const squaredError = (values: readonly number[]): number => {
    const middle = mean(values)
    return mean(values.map((value) => (value - middle) ** 2)) / values.length
  }

  // The truth is worked out by other means than the populations are drawn: the two must meet.
  it.each([8, OPEN_DAYS])('differs by what is said to be true of those of the first %i days', (days) => {
    const [control, treated] = [spent('generic', days), spent('personal', days)]
    const error = Math.sqrt(squaredError(control) + squaredError(treated))
    const effect = trueEffect(LIFT, days, 90)
    expect(Math.abs(mean(treated) - mean(control) - effect)).toBeLessThan(3 * error)
    expect(effect).toBeGreaterThan(4 * error)
    expect(Math.abs(mean(control) - effect / LIFT)).toBeLessThan(3 * Math.sqrt(squaredError(control)))
  })

  it('spends nothing mostly, and little often makes much', () => {
    const control = spent('generic', OPEN_DAYS).sort((a, b) => b - a)
    expect(control.filter((value) => value === 0).length / control.length).toBeGreaterThan(0.6)
    const top = control.slice(0, control.length / 20).reduce((sum, value) => sum + value, 0)
    expect(top / control.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(0.4)
  })

  it('logs both arms, the control as what would have been shown, and some who saw both', () => {
    for (const { experiment, exposures, outcomes } of drawn) {
      for (const { arm, counterfactual } of exposures) expect(counterfactual).toBe(arm === 'generic')
      for (const { subject, arm } of outcomes) expect(arm).toBe(armOf(experiment, subject))
      const crossed = outcomes.filter((outcome) => outcome.crossed).length / outcomes.length
      expect(crossed).toBeGreaterThan(0.01)
      expect(crossed).toBeLessThan(0.1)
    }
  })
})
