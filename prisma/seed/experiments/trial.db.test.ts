import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { MS_PER_DAY } from '@/lib/core/days'
import { armOf } from '@/lib/experiments/assign'
import { getExperiments } from '@/lib/experiments/queries'
import { experimentSchema } from '@/lib/experiments/schema'
import { PRESETS, type PresetName } from '@/lib/loyalty/presets'
import { readMeasuredOf } from '@/lib/measure/experiments'
import { readReport, type ExperimentReport } from '@/lib/measure/result'
import { DEFAULT_SEED_NOW } from '../config'
import { seedDatabase } from '../index'
import { createDice, createIds } from '../past/dice'
import { readRange } from '../past/pieces'
import { createWorld, simulate } from '../past/simulate'
import { programmesOf } from '../programmes'
import { emptyPast } from '../rows'
import { TRIAL } from './definitions'
import { createTrial, type Trial } from './trial'

const SEED = { seedNow: new Date(DEFAULT_SEED_NOW), seedNumber: 1 }
const url = () => process.env.DATABASE_URL ?? ''

describe.each(['sorento', 'classic'] as const)('the simulated experiment in the shop of %s', (preset) => {
  let report: ExperimentReport

  beforeAll(async () => {
    // Nobody's browsing is asked here.
    const sizes = { shoppers: 3_000, visits: 0 }
    await seedDatabase(url(), { ...SEED, preset, sizes, password: 'a password of the tests', reset: true })
    const measured = await readMeasuredOf(TRIAL, SEED.seedNow)
    if (!measured) throw new Error('it is not there')
    report = await readReport(measured, SEED.seedNow)
  }, 240_000)

  it('says of itself that it is simulated, and is over', () => {
    expect(report).toMatchObject({ simulated: true, paused: true, from: 'experiment' })
    expect(report.result.complete).toBe(true)
    expect(report.outside).toEqual({ notIn: 0, otherTime: 0, erased: 0, staff: 0 })
    expect(report.strangers).toBe(0)
  })

  it('is logged in both arms alike: the ratio holds', () => {
    const { arms, ratio } = report.result
    expect(ratio.alert).toBe(false)
    for (const { exposed, mature, crossed } of arms) {
      expect(exposed).toBeGreaterThan(850)
      expect(mature).toBe(exposed)
      expect(crossed).toBe(0)
    }
  })

  it('has a clear first metric, by the interval for who looks at any time, and others that stay open', () => {
    const [first] = report.result.metrics
    expect(first?.metric).toBe('retention')
    expect(first?.finding).toEqual({ key: 'better', by: 'sequential' })
    // About three in five had gone for good, of whom the block brings back 15%.
    const { value, low, high } = first?.sequential?.absolute ?? { value: NaN, low: NaN, high: NaN }
    expect(Math.abs(value - 0.09)).toBeLessThan(0.05)
    expect(low).toBeGreaterThan(0)
    expect(low).toBeLessThan(0.09)
    expect(high).toBeGreaterThan(0.09)
    const findings = new Map(report.result.metrics.map(({ metric, finding }) => [metric, finding.key]))
    expect(findings.get('unsubscribe')).toBe('underpowered')
    expect(findings.get('tier-upgrade')).toBe('too-few')
  })

  it('carries what was put there, which the interval holds', () => {
    const { putIn } = report.experiment
    const personal = report.result.arms.find(({ arm }) => arm === 'personal')
    expect(putIn).toMatchObject({ arm: 'personal', of: personal?.exposed })
    const truth = (putIn?.boughtOnceMore ?? NaN) / (putIn?.of ?? NaN)
    expect(Math.abs(truth - 0.09)).toBeLessThan(0.02)
    const { low, high } = report.result.metrics[0]?.sequential?.absolute ?? { low: NaN, high: NaN }
    expect(low).toBeLessThan(truth)
    expect(high).toBeGreaterThan(truth)
  })

  it('logged nobody who had bought nothing, nobody outside its dates, and no persona', async () => {
    const experiment = experimentSchema.parse(
      (await db.experimentRow.findUniqueOrThrow({ where: { key: TRIAL } })).definition,
    )
    const rows = await db.experimentExposure.findMany({ include: { customer: { include: { orders: true } } } })
    for (const { experiment: key, who, arm, counterfactual, at, customer } of rows) {
      expect(key).toBe(TRIAL)
      expect(customer?.id).toBe(who)
      expect(customer?.passwordHash).toBeNull()
      expect(arm).toBe(armOf(experiment, who))
      expect(counterfactual).toBe(arm === experiment.control)
      expect(at >= experiment.from && at < experiment.until).toBe(true)
      expect(customer?.orders.some(({ placedAt }) => placedAt < at)).toBe(true)
    }
  })

  it('stands beside experiments that have just begun, are real, and say nothing yet; nobody is held out', async () => {
    const { list, holdout } = await getExperiments(preset)
    expect(holdout).toBe(0)
    expect(list.map(({ slot }) => slot)).toEqual(['home.offer:birthday', 'message.browse-left'])
    for (const { key, from, until, control } of list) {
      expect([from, control === 'none' || control === 'generic']).toEqual([SEED.seedNow, true])
      expect(until > from).toBe(true)
      const measured = await readMeasuredOf(key, SEED.seedNow)
      expect(measured).toMatchObject({ simulated: false, paused: false })
      const { result } = await readReport(measured ?? never(), SEED.seedNow)
      expect(new Set(result.metrics.map(({ finding }) => finding.key))).toEqual(new Set(['too-few']))
    }
  })
})

const never = (): never => {
  throw new Error('it is not there')
}

describe('without the experiment', () => {
  beforeAll(async () => {
    const sizes = { shoppers: 0, visits: 0 }
    await seedDatabase(url(), { ...SEED, preset: 'classic', sizes, password: 'a password of the tests', reset: true })
  }, 60_000)

  const world = async (preset: PresetName) => {
    const client = new pg.Client({ connectionString: url() })
    await client.connect()
    try {
      const range = await readRange(client)
      const programmes = programmesOf(preset, SEED.seedNow)
      return createWorld({ ...SEED, range, preset, programmes, ids: createIds(SEED.seedNumber) })
    } finally {
      await client.end()
    }
  }
  const told = async (trialOf: (known: Awaited<ReturnType<typeof world>>) => Pick<Trial, 'take'>) => {
    const known = await world('classic')
    const past = emptyPast()
    const trial = trialOf(known)
    simulate(known, past, { seedNumber: SEED.seedNumber, sizes: { shoppers: 400, visits: 300 }, trial })
    return { past, trial }
  }

  it('the rest of the past is the same, row for row', async () => {
    const { past: bare } = await told(() => ({ take: () => {} }))
    const { past, trial } = await told((known) => createTrial(known, SEED.seedNumber))
    expect(past).toEqual(bare)
    const { past: added, putIn } = trial as Trial
    expect(added.order.length).toBeGreaterThan(3)
    // Each of them bought once more, and nobody did in the other arm.
    const more = new Set(added.order.map(({ customerId }) => customerId))
    expect(putIn()).toMatchObject({ arm: 'personal', boughtOnceMore: more.size })
    const arms = added.experiment_exposure.filter(({ who }) => more.has(who)).map(({ arm }) => arm)
    expect(arms).toEqual([...more].map(() => 'personal'))
    // What it adds comes after all that its customers did by themselves.
    for (const { customerId, placedAt } of added.order) {
      const own = past.order.filter((order) => order.customerId === customerId)
      expect(own.length).toBeGreaterThan(0)
      expect(own.every((order) => order.placedAt < placedAt)).toBe(true)
      expect(SEED.seedNow.getTime() - placedAt.getTime()).toBeGreaterThan(90 * MS_PER_DAY)
    }
    expect(PRESETS.classic.currency).toBe(added.order[0]?.currency)
  }, 120_000)

  it('its chance is its own: another seed number tells another one', () => {
    expect(createDice(1, TRIAL).next()).not.toBe(createDice(2, TRIAL).next())
  })
})
