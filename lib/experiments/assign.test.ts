import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { armOf, holdoutExperiment, isHeldOut, placementOf, uniformOf } from './assign'
import { anExperiment } from './experiment.fixture'
import { experimentSchema, HOLDOUT } from './schema'

const MANY = 20_000
const subjects = Array.from({ length: MANY }, (_, i) => `subject-${i}`)

const THREE = anExperiment({
  arms: [
    { key: 'generic', share: 0.2 },
    { key: 'quiet', share: 0.5 },
    { key: 'loud', share: 0.3 },
  ],
})
/** What chi-squared exceeds once in a thousand, by degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4). */
const CRITICAL = { 1: 10.828, 2: 13.816, 19: 43.82 } as const

const counted = <T>(values: readonly T[]): Map<T, number> => {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
const chiSquared = (pairs: readonly (readonly [number, number])[]): number =>
  pairs.reduce((sum, [seen, expected]) => sum + (seen - expected) ** 2 / expected, 0)

describe('the hash', () => {
  it('is SHA-256 of salt and subject, the first 52 bits', () => {
    // printf 'autumn subject-0' | sha256sum
    expect(uniformOf('autumn', 'subject-0')).toBe(0xae13527ebb56e / 2 ** 52)
  })

  it('is uniform: twenty bins hold the same number', () => {
    const bins = counted(subjects.map((subject) => Math.floor(uniformOf('autumn', subject) * 20)))
    const even = Array.from({ length: 20 }, (_, i) => [bins.get(i) ?? 0, MANY / 20] as const)
    expect(chiSquared(even)).toBeLessThan(CRITICAL[19])
  })

  it('stays from 0 up to 1', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (salt, subject) => {
        const at = uniformOf(salt, subject)
        return at >= 0 && at < 1
      }),
    )
  })
})

describe('arms', () => {
  it('hold their shares', () => {
    const counts = counted(subjects.map((subject) => armOf(THREE, subject)))
    const shares = THREE.arms.map(({ key, share }) => [counts.get(key) ?? 0, share * MANY] as const)
    expect(shares.reduce((sum, [seen]) => sum + seen, 0)).toBe(MANY)
    expect(chiSquared(shares)).toBeLessThan(CRITICAL[2])
  })

  it('of one salt say nothing of those of another', () => {
    const [one, other] = [anExperiment(), anExperiment({ salt: 'winter' })]
    const cells = counted(subjects.map((subject) => `${armOf(one, subject)} ${armOf(other, subject)}`))
    const rows = counted(subjects.map((subject) => armOf(one, subject)))
    const columns = counted(subjects.map((subject) => armOf(other, subject)))
    const pairs = [...rows].flatMap(([a, row]) =>
      [...columns].map(([b, column]) => [cells.get(`${a} ${b}`) ?? 0, (row * column) / MANY] as const),
    )
    expect(pairs).toHaveLength(4)
    expect(chiSquared(pairs)).toBeLessThan(CRITICAL[1])
  })

  it('of one salt are the same whatever else is said of the experiment', () => {
    const later = anExperiment({ key: 'later', slot: 'cart.nudge', windowDays: 30, from: new Date('2026-02-01') })
    for (const subject of subjects.slice(0, 500)) expect(armOf(later, subject)).toBe(armOf(anExperiment(), subject))
  })

  it('are kept when more take part', () => {
    const few = anExperiment({ share: 0.1 })
    const taken = subjects.filter((subject) => armOf(few, subject) !== null)
    expect(Math.abs(taken.length - MANY / 10)).toBeLessThan(3.3 * Math.sqrt(MANY * 0.09))
    const half = anExperiment({ share: 0.5 })
    for (const subject of taken) expect(armOf(half, subject)).toBe(armOf(few, subject))
    const counts = counted(taken.map((subject) => armOf(few, subject)))
    const even = ['generic', 'personal'].map((arm) => [counts.get(arm) ?? 0, taken.length / 2] as const)
    expect(chiSquared(even)).toBeLessThan(CRITICAL[1])
  })

  it('share out all but what rounding leaves', () => {
    const tenths = Array.from({ length: 10 }, (_, i) => ({ key: `arm-${i}`, share: 0.1 }))
    const experiment = anExperiment({ arms: tenths, control: 'arm-0' })
    for (const subject of subjects.slice(0, 2_000)) expect(armOf(experiment, subject)).toMatch(/^arm-\d$/)
  })
})

describe('the holdout', () => {
  const held = subjects.filter((subject) => isHeldOut(0.05, subject))

  it('is as large as was said, and the same people in every experiment', () => {
    expect(Math.abs(held.length - MANY / 20)).toBeLessThan(3.3 * Math.sqrt(MANY * 0.05 * 0.95))
    for (const salt of ['autumn', 'winter']) {
      const experiment = anExperiment({ salt, holdout: 0.05 })
      expect(subjects.filter((subject) => armOf(experiment, subject) === HOLDOUT)).toEqual(held)
    }
  })

  it('frees nobody when it grows', () => {
    expect(held.every((subject) => isHeldOut(0.1, subject))).toBe(true)
  })

  it('leaves the others their arms, in their shares', () => {
    const [with5, without] = [anExperiment({ holdout: 0.05 }), anExperiment()]
    const others = subjects.filter((subject) => !isHeldOut(0.05, subject))
    expect(others.every((subject) => armOf(with5, subject) === armOf(without, subject))).toBe(true)
    const counts = counted(others.map((subject) => armOf(with5, subject)))
    const even = ['generic', 'personal'].map((arm) => [counts.get(arm) ?? 0, others.length / 2] as const)
    expect(chiSquared(even)).toBeLessThan(CRITICAL[1])
  })

  it('is an experiment of its own, of exactly these people', () => {
    const everything = experimentSchema.parse(holdoutExperiment(0.05, anExperiment()))
    expect(subjects.filter((subject) => armOf(everything, subject) === 'generic')).toEqual(held)
  })

  it('is nobody at 0', () => {
    expect(subjects.some((subject) => isHeldOut(0, subject))).toBe(false)
  })
})

describe('a placement', () => {
  const experiment = anExperiment({ holdout: 0.05 })
  const at = new Date('2026-02-01T00:00:00Z')
  const of = (arm: string): string => subjects.find((subject) => armOf(experiment, subject) === arm) ?? ''

  it('shows the arm and counts it while the experiment runs', () => {
    expect(placementOf(experiment, of('personal'), { at })).toEqual({ arm: 'personal', by: 'assigned', counted: true })
    const first = placementOf(experiment, of('personal'), { at: experiment.from })
    expect(first.counted).toBe(true)
  })

  it.each([
    ['before it', new Date('2025-12-31T23:59:59.999Z')],
    ['from its end on', new Date('2026-04-01T00:00:00Z')],
  ])('shows the control %s', (_, moment) => {
    const placement = placementOf(experiment, of('personal'), { at: moment })
    expect(placement).toEqual({ arm: 'generic', by: 'not-running', counted: false })
  })

  it('shows the control to who is held out or does not take part', () => {
    expect(placementOf(experiment, of(HOLDOUT), { at })).toEqual({ arm: 'generic', by: 'held-out', counted: false })
    const few = anExperiment({ share: 0.1 })
    const out = subjects.find((subject) => armOf(few, subject) === null) ?? ''
    expect(placementOf(few, out, { at })).toEqual({ arm: 'generic', by: 'not-in', counted: false })
  })

  it('shows the presenter any arm, the holdout too, and counts none', () => {
    const place = (subject: string, forced: string) => placementOf(experiment, subject, { at, forced })
    expect(place(of('generic'), 'personal')).toEqual({ arm: 'personal', by: 'forced', counted: false })
    expect(place(of(HOLDOUT), 'personal')).toEqual({ arm: 'personal', by: 'forced', counted: false })
    expect(place(of('personal'), HOLDOUT)).toEqual({ arm: 'generic', by: 'forced', counted: false })
    expect(place(of('personal'), 'nothing-like-it').by).toBe('assigned')
  })
})

describe('an experiment that makes no sense is refused', () => {
  const parsed = (over: object) => experimentSchema.safeParse({ ...anExperiment(), ...over })
  const arms = (...shares: number[]) => shares.map((share, i) => ({ key: `arm-${i}`, share }))

  it.each([
    ['shares that leave somebody without', { arms: arms(0.5, 0.4), control: 'arm-0' }],
    ['one arm', { arms: arms(0.5), control: 'arm-0' }],
    ['two arms of one key', { arms: [...arms(0.5), ...arms(0.5)], control: 'arm-0' }],
    ['an arm named as the holdout', { arms: [...arms(0.5), { key: HOLDOUT, share: 0.5 }], control: 'arm-0' }],
    ['a control that is none', { control: 'other' }],
    ['an end before its start', { until: new Date('2025-01-01') }],
    ['no metric', { metrics: [] }],
    ['a metric nobody knows', { metrics: [{ key: 'joy', worth: { relative: 0.1 } }] }],
    ['a metric twice', { metrics: [...anExperiment().metrics, ...anExperiment().metrics] }],
    ['all held out', { holdout: 1 }],
    ['a salt with a space', { salt: 'a b' }],
  ])('%s', (_, over) => expect(parsed(over).success).toBe(false))

  it('and one that does is taken from JSON', () => {
    expect(experimentSchema.parse(JSON.parse(JSON.stringify(anExperiment())))).toEqual(anExperiment())
  })
})
