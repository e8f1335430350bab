import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/core/random'
import { DEFAULT_WEIGHTS } from '@/lib/value/weights'
import { analyse, courseOf } from './analyse'
import { about, anExperiment, day, exposure, inArm, outcomes } from './measure.fixture'
import { outcomesOf } from './outcomes'
import type { MeasuredFacts, Outcome } from './schema'
import { unitsOf } from './units'

const experiment = anExperiment()
const END = day(120)
const first = (all: readonly Outcome[], asOf = END, of = experiment) => analyse(of, all, asOf).metrics[0]
const both = (control: readonly number[], treated: readonly number[]): Outcome[] => [
  ...outcomes('generic', control),
  ...outcomes('personal', treated),
]

describe('who is counted', () => {
  const late = outcomes('personal', about(300, 200)).map((outcome) => ({ ...outcome, at: day(20), matureAt: day(110) }))
  const all = [...outcomes('generic', about(300, 200)), ...late]

  it('is who has come; measured is only whose window is over, and the others are counted', () => {
    const at = (days: number) => analyse(experiment, all, day(days)).arms[1]
    expect(at(19.9)).toMatchObject({ exposed: 0, mature: 0, immature: 0 })
    expect(at(20)).toMatchObject({ exposed: 200, mature: 0, immature: 200 })
    expect(at(109.9)).toMatchObject({ mature: 0, immature: 200 })
    expect(at(110)).toMatchObject({ mature: 200, immature: 0 })
    expect(first(all, day(109))?.treated.customers).toBe(0)
    expect(first(all, day(110))?.treated.customers).toBe(200)
  })

  it('is over when nobody can come any more and every window is over', () => {
    expect(analyse(experiment, all, day(119.9)).complete).toBe(false)
    expect(analyse(experiment, all, day(120)).complete).toBe(true)
  })

  it('says how many saw both arms, and of how many the metric is not', () => {
    const [one, ...rest] = all
    const crossed = one ? [{ ...one, crossed: true, samples: { spend: null } }, ...rest] : rest
    const { arms, metrics } = analyse(experiment, crossed, END)
    expect(arms[0]?.crossed).toBe(1)
    expect(metrics[0]).toMatchObject({ notAbout: 1, control: { customers: 199 } })
  })
})

describe('a course', () => {
  it('is on each of its moments what an analysis says then', () => {
    const random = seededRandom(7)
    const all = Array.from({ length: 900 }, (_, i): Outcome => {
      const at = random() * 30
      const [known] = outcomes(i % 2 === 0 ? 'generic' : 'personal', [random() < 0.5 ? 0 : random() * 9_000])
      if (!known) throw new Error('one value makes one outcome')
      return { ...known, at: day(at), matureAt: day(at + 90), crossed: random() < 0.1 }
    })
    const moments = [5, 50, 95, 95, 100, 119, 120, 300].map(day)
    const course = courseOf(experiment, all, moments)
    expect(course).toEqual(moments.map((asOf) => analyse(experiment, all, asOf)))
    expect(new Set(course.map(({ arms }) => arms[0]?.mature)).size).toBeGreaterThan(3)
  })
})

describe('what is said', () => {
  const even = about(300, 4_000)

  it('is nothing but the ratio where that is off, whatever the effect', () => {
    const result = analyse(experiment, both(about(300, 4_821), about(600, 5_179)), END)
    expect(result.ratio).toMatchObject({ alert: true })
    expect(result.metrics[0]?.finding).toMatchObject({ key: 'ratio', p: result.ratio.p })
  })

  it.each([
    ['fewer than a hundred in an arm', about(300, 99), about(600, 99)],
    ['fewer than ten to whom anything happened', [...about(0, 400), 5, 5, 5], [...about(0, 400), 9, 9, 9]],
    ['no spread at all', Array<number>(400).fill(5), Array<number>(400).fill(9)],
  ])('is that there are too few: %s', (_, control, treated) => {
    const found = first(both(control, treated))
    expect(found).toMatchObject({ fixed: null, sequential: null, finding: { key: 'too-few' } })
  })

  it('is "underpowered" with the number still needed, instead of a verdict', () => {
    const found = first(both(about(300, 400), about(309, 400)))
    // Two thirds of the mean on either side: variance 200² and 206²; to be seen are 30.
    const needed = Math.ceil((2.801585218 ** 2 * 2 * (200 ** 2 + 206 ** 2) * (400 / 399)) / 30 ** 2)
    expect(found?.finding).toEqual({ key: 'underpowered', needed, stillNeeded: needed - 800 })
  })

  it('is "underpowered" even where the planned interval leaves out zero before there are enough', () => {
    const found = first(both(about(300, 400), about(331, 400)))
    expect(found?.fixed?.absolute.low).toBeGreaterThan(0)
    expect(found?.sequential?.absolute.low).toBeLessThan(0)
    expect(found?.finding.key).toBe('underpowered')
  })

  it('is a verdict as soon as the always-valid interval is clear, even early and of few', () => {
    const found = first(both(about(300, 400), about(420, 400)), day(90))
    expect(found?.finding).toEqual({ key: 'better', by: 'sequential' })
    expect(first(both(about(420, 400), about(300, 400)), day(90))?.finding.key).toBe('worse')
  })

  it('is open while only the planned interval is clear, and its verdict when all is over', () => {
    const all = both(even, about(311, 4_000))
    expect(first(all, day(119))?.finding).toEqual({ key: 'open' })
    expect(first(all, day(120))?.finding).toEqual({ key: 'better', by: 'fixed' })
    expect(first(both(about(311, 4_000), even), day(120))?.finding).toEqual({ key: 'worse', by: 'fixed' })
  })

  it('is that no sign was seen when all is over, there were enough, and nothing is clear', () => {
    expect(first(both(even, about(302, 4_000)), day(119))?.finding).toEqual({ key: 'open' })
    expect(first(both(even, about(302, 4_000)), day(120))?.finding).toEqual({ key: 'no-sign' })
  })

  it('is worse where there is more of what should be less', () => {
    const unsubscribes = anExperiment({ metrics: [{ key: 'unsubscribe', worth: { absolute: 0.02 } }] })
    const share = (of: number): number[] => Array.from({ length: 1_000 }, (_, i) => (i < of ? 1 : 0))
    const all = [...outcomes('generic', share(20), 'unsubscribe'), ...outcomes('personal', share(90), 'unsubscribe')]
    expect(first(all, END, unsubscribes)).toMatchObject({ good: 'down', finding: { key: 'worse' } })
  })

  it('goes by a worth in the metric’s own unit too', () => {
    const absolute = anExperiment({ metrics: [{ key: 'spend', worth: { absolute: 30 } }] })
    const all = both(about(300, 400), about(309, 400))
    expect(first(all, END, absolute)?.finding).toEqual(first(all)?.finding)
  })
})

describe('intervals', () => {
  it('are about the difference, the always-valid one 3.035209 standard errors where 5,000 were planned for', () => {
    const found = first(both(about(300, 2_500), about(330, 2_500)))
    const error = Math.sqrt(((200 ** 2 + 220 ** 2) * (2_500 / 2_499)) / 2_500)
    expect(found?.fixed?.absolute.value).toBeCloseTo(30, 9)
    expect(found?.fixed?.absolute.low).toBeCloseTo(30 - 1.959964 * error, 4)
    expect(found?.sequential?.absolute.high).toBeCloseTo(30 + 3.035209 * error, 4)
    expect(found?.fixed?.relative?.value).toBeCloseTo(0.1, 9)
    expect(found?.control.mean).toBeCloseTo(300, 9)
  })

  it('compare each arm with the control', () => {
    const arms = ['generic', 'quiet', 'loud'].map((key) => ({ key, share: 1 / 3 }))
    const three = anExperiment({ arms, control: 'quiet' })
    const all = arms.flatMap(({ key }, i) => outcomes(key, about(300 + 30 * i, 500)))
    const { metrics } = analyse(three, all, END)
    expect(metrics.map(({ arm, fixed }) => [arm, Math.round(fixed?.absolute.value ?? 0)])).toEqual([
      ['generic', -30],
      ['loud', 30],
    ])
  })
})

describe('from the log to a result', () => {
  it('measures who came in, in whole windows', () => {
    const [a = '', b = ''] = inArm(experiment, 'personal', 2)
    const [c = ''] = inArm(experiment, 'generic')
    const log = [exposure(a, 'personal', 1), exposure(b, 'personal', 9), exposure(c, 'generic', 1)]
    const purchase = { id: 'p', at: day(50), channel: 'web', paid: 9_000, returns: [], houses: [] }
    const facts: MeasuredFacts = {
      value: { purchases: [purchase], otherReturns: [] },
      ...{ standings: [], subscriptions: [] },
    }
    const asked: string[] = []
    const factsOf = (subject: string): MeasuredFacts => {
      asked.push(subject)
      return facts
    }
    const measured = outcomesOf(experiment, unitsOf(experiment, log).units, {
      ...{ factsOf, asOf: day(91), timeZone: 'UTC', weights: DEFAULT_WEIGHTS },
    })
    expect(asked.toSorted()).toEqual([a, c].toSorted())
    expect(measured.map(({ matureAt }) => matureAt)).toEqual([day(91), day(91), day(99)])
    expect(measured.map(({ samples }) => samples)).toEqual([
      { spend: { value: 9_000, before: 0 } },
      { spend: { value: 9_000, before: 0 } },
      {},
    ])
    expect(first(measured, day(91))).toMatchObject({
      control: { customers: 1, mean: 9_000 },
      treated: { customers: 1 },
    })
  })
})
