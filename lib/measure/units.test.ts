import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from '@/lib/core/days'
import { isHeldOut } from '@/lib/experiments/assign'
import { HOLDOUT } from '@/lib/experiments/schema'
import { anExperiment, day, exposure, FROM, inArm } from './measure.fixture'
import { exposureByDay, unitsOf, windowOf } from './units'

const experiment = anExperiment()
const [generic = ''] = inArm(experiment, 'generic')
const [personal = '', other = ''] = inArm(experiment, 'personal', 2)

describe('who is in an experiment', () => {
  it('is in from the first exposure on, whatever the order of the log', () => {
    const log = [exposure(personal, 'personal', 9), exposure(personal, 'personal', 2), exposure(generic, 'generic', 4)]
    const { units } = unitsOf(experiment, log)
    expect(units).toEqual([
      { subject: personal, arm: 'personal', at: day(2), crossed: false },
      { subject: generic, arm: 'generic', at: day(4), crossed: false },
    ])
    expect(unitsOf(experiment, log.toReversed())).toEqual(unitsOf(experiment, log))
  })

  it('counts in their own arm from the first exposure to either, and is marked, where they saw both', () => {
    const { units } = unitsOf(experiment, [exposure(personal, 'generic', 1), exposure(personal, 'personal', 5)])
    expect(units).toEqual([{ subject: personal, arm: 'personal', at: day(1), crossed: true }])
    const later = unitsOf(experiment, [exposure(personal, 'personal', 1), exposure(personal, 'generic', 5)])
    expect(later.units).toEqual(units)
  })

  it('is who was exposed from its first moment up to, not including, its end', () => {
    const log = [
      exposure(personal, 'personal', 0),
      exposure(other, 'personal', 30),
      exposure(generic, 'generic', -0.001),
    ]
    const { units, otherTime } = unitsOf(experiment, log)
    expect(units.map(({ subject }) => subject)).toEqual([personal])
    expect(otherTime).toBe(2)
    const both = unitsOf(experiment, [exposure(personal, 'personal', -1), exposure(personal, 'personal', 3)])
    expect(both).toMatchObject({ units: [{ at: day(3) }], otherTime: 0 })
  })

  it('is nobody who is held out or does not take part; they are counted', () => {
    const few = anExperiment({ holdout: 0.05, share: 0.5 })
    const [held = ''] = inArm(few, HOLDOUT)
    const [out = ''] = inArm(few, null)
    expect(isHeldOut(0.05, held)).toBe(true)
    const log = [held, held, out].map((subject, i) => exposure(subject, 'generic', i))
    expect(unitsOf(few, log)).toEqual({ units: [], heldOut: 1, notIn: 1, otherTime: 0 })
  })

  it('is each subject once, in an arm that the log cannot change', () => {
    const one = fc.tuple(fc.nat(20), fc.constantFrom('generic', 'personal'), fc.integer({ min: -5, max: 40 }))
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), (drawn) => {
        const log = drawn.map(([of, arm, at]) => exposure(`s-${of}`, arm, at))
        const { units } = unitsOf(experiment, log)
        const during = log.filter(({ at }) => at >= experiment.from && at < experiment.until)
        expect(new Set(units.map(({ subject }) => subject))).toEqual(new Set(during.map(({ subject }) => subject)))
        for (const { subject, arm, at } of units) {
          expect(inArm(experiment, arm, 21)).toContain(subject)
          const own = during.filter((each) => each.subject === subject).map((each) => each.at.getTime())
          expect(at.getTime()).toBe(Math.min(...own))
        }
      }),
      { numRuns: 50 },
    )
  })
})

it('has a window of the same days from there', () => {
  expect(windowOf(experiment, { at: day(2.5) })).toEqual({ start: day(2.5), end: day(92.5) })
})

describe('who came in by day', () => {
  it('has each day between the first and the last, in the days of a time zone', () => {
    const units = [
      { arm: 'generic', at: day(0) },
      { arm: 'personal', at: day(2) },
      { arm: 'personal', at: day(2.5) },
    ]
    const counts = (...each: [number, number][]) =>
      each.map(([a, b], i) => ({
        day: dayOf(FROM) + i,
        arms: [
          { arm: 'generic', customers: a },
          { arm: 'personal', customers: b },
        ],
      }))
    expect(exposureByDay(experiment, units, 'UTC')).toEqual(counts([1, 0], [0, 0], [0, 2]))
    expect(exposureByDay(experiment, units, 'America/New_York')[0]?.day).toBe(dayOf(FROM) - 1)
  })

  it('is nothing of nobody', () => expect(exposureByDay(experiment, [], 'UTC')).toEqual([]))
})
