import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { armOf, holdoutExperiment } from '@/lib/experiments/assign'
import { experimentSchema, type Experiment } from '@/lib/experiments/schema'
import { appendExposures, type NewExposure } from '@/lib/experiments/queries'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { DEFAULT_WEIGHTS } from '@/lib/value/weights'
import { daysAgo, emptyDatabase, givenCustomer, givenOrder, TEST_NOW } from '@/test/database'
import { analyse } from './analyse'
import { outcomesOf } from './outcomes'
import { readMeasured } from './experiments'
import { readMeasurement, readResult, type ExperimentReport } from './result'
import type { MeasuredFacts } from './schema'
import { unitsOf } from './units'

const KEY = 'relation-on-test'

/** Open from 200 to 20 days ago, so that whoever came 90 days ago or earlier is mature. */
const experiment = (over: Partial<Experiment> = {}): Experiment =>
  experimentSchema.parse({
    ...{ key: KEY, slot: 'home.relation', control: 'generic', salt: 'spring', holdout: 0 },
    arms: [
      { key: 'generic', share: 0.5 },
      { key: 'personal', share: 0.5 },
    ],
    ...{ from: daysAgo(200), until: daysAgo(20), tunedFor: 1_000 },
    metrics: (['retention', 'second-purchase', 'tier-upgrade', 'unsubscribe', 'spend', 'value-score'] as const).map(
      (key) => ({ key, worth: { absolute: 1 } }),
    ),
    ...over,
  })

async function given(definition: Experiment, holdoutShare = '0'): Promise<void> {
  const { key } = definition
  const row = { key, status: 'live', definition: JSON.parse(JSON.stringify(definition)), updatedAt: daysAgo(300) }
  await db.experimentRow.create({ data: row })
  await db.setting.upsert({
    where: { key: 'holdoutShare' },
    create: { key: 'holdoutShare', value: holdoutShare },
    update: { value: holdoutShare },
  })
}

/** A browser that the hash puts into an arm. */
function visitorIn(arm: string, of = experiment()): string {
  for (;;) {
    const id = randomUUID()
    if (armOf(of, id) === arm) return id
  }
}

const exposed = (who: string, days: number, over: Partial<NewExposure> = {}): Promise<number> => {
  const arm = over.arm ?? armOf(experiment(), who) ?? 'generic'
  return appendExposures([
    { experiment: KEY, who, customerId: null, arm, counterfactual: arm === 'generic', at: daysAgo(days), ...over },
  ])
}

/** A customer whose account was opened in a browser of an arm. */
async function customerIn(arm: string, over: { country?: string; role?: string } = {}) {
  const visitorId = visitorIn(arm)
  const customer = await givenCustomer({ firstVisitorId: visitorId, country: 'US', ...over })
  await link(visitorId, customer.id, 365)
  return { id: customer.id, visitorId }
}

const link = (visitorId: string, customerId: string, days: number) =>
  db.visitorLink.create({ data: { id: randomUUID(), visitorId, customerId, from: daysAgo(days) } })

/** The browser of somebody who was erased: nobody's, and only the month is known. */
const nobodys = (visitorId: string) => {
  const month = new Date('2026-10-01T00:00:00Z')
  const data = { id: randomUUID(), visitorId, customerId: null, from: month, until: month, undoneAt: month }
  return db.visitorLink.create({ data })
}

const bought = (customerId: string, days: number, units = 100) =>
  givenOrder({ customerId, placedAt: daysAgo(days), lines: [{ sku: 'gown', unitPrice: units * 100 }] })

async function broughtBack(order: { id: string; lines: { id: string; unitPrice: number }[] }, days: number) {
  const returnId = randomUUID()
  await db.return.create({ data: { id: returnId, orderId: order.id, at: daysAgo(days) } })
  await db.returnLine.createMany({
    data: order.lines.map(({ id, unitPrice }) => {
      return { id: randomUUID(), returnId, orderLineId: id, quantity: 1, merchandise: unitPrice, refund: unitPrice }
    }),
  })
}

const said = (customerId: string, kind: string, choice: string, days: number) =>
  db.messageChoice.create({
    data: { id: randomUUID(), customerId, kind, choice, source: 'account', at: daysAgo(days) },
  })

async function report(asOf = TEST_NOW): Promise<ExperimentReport> {
  const found = await readResult(KEY, asOf)
  if (!found) throw new Error('no such experiment')
  return found
}

const samplesOf = async (customerId: string, asOf = TEST_NOW) => {
  const { outcomes } = await readMeasurement(experiment(), asOf)
  const { firstVisitorId } = await db.customer.findUniqueOrThrow({ where: { id: customerId } })
  return outcomes.find(({ subject }) => subject === (firstVisitorId ?? customerId))?.samples
}

beforeEach(async () => {
  await emptyDatabase()
  await db.programmeVersion.create({
    data: { id: randomUUID(), name: 'test', effectiveFrom: daysAgo(1_000), definition: sorento },
  })
})

describe('a result from the database', () => {
  it('is what the pure analysis says of the same facts', async () => {
    await given(experiment())
    const facts = new Map<string, MeasuredFacts>()
    const lines = []
    for (let i = 0; i < 12; i++) {
      const { id, visitorId } = await customerIn(i % 2 === 0 ? 'generic' : 'personal')
      const own = [
        { days: 150, units: 50 + i },
        ...(i % 3 === 0 ? [{ days: 60, units: 10 * i + 5 }] : []),
        ...(i % 5 === 0 ? [{ days: 8, units: 700 }] : []),
      ]
      const orders = []
      for (const { days, units } of own) orders.push(await bought(id, days, units))
      const came = 95 + i
      await exposed(visitorId, came, { customerId: id })
      const arm = armOf(experiment(), visitorId) ?? ''
      lines.push({ subject: visitorId, arm, at: daysAgo(came), counterfactual: false })
      facts.set(visitorId, {
        value: {
          purchases: orders.map((order) => ({
            ...{ id: order.id, at: order.placedAt, channel: 'web', paid: order.total, returns: [], houses: [] },
          })),
          otherReturns: [],
        },
        standings: [],
        subscriptions: [{ at: daysAgo(365), subscribed: true }],
      })
    }
    const { units } = unitsOf(experiment(), lines)
    const outcomes = outcomesOf(experiment(), units, {
      ...{ timeZone: 'UTC', weights: DEFAULT_WEIGHTS, asOf: TEST_NOW },
      factsOf: (subject) =>
        facts.get(subject) ?? { value: { purchases: [], otherReturns: [] }, standings: [], subscriptions: [] },
    })
    const { result, course } = await report()
    expect(result).toEqual(analyse(experiment(), outcomes, TEST_NOW))
    expect(course.at(-1)).toEqual(result)
    expect(result.metrics.map(({ metric, control }) => [metric, control.customers])).toEqual([
      ['retention', 6],
      ['second-purchase', 6],
      ['tier-upgrade', 0],
      ['unsubscribe', 6],
      ['spend', 6],
      ['value-score', 6],
    ])
    expect(result.metrics.find(({ metric }) => metric === 'spend')?.treated.mean).toBeGreaterThan(0)
  })

  it('takes what a browser saw for its owner’s once the link is there', async () => {
    await given(experiment())
    const first = visitorIn('personal')
    const { id } = await givenCustomer({ firstVisitorId: first })
    await bought(id, 140)
    await bought(id, 100, 250)
    const other = visitorIn('generic')
    await exposed(other, 120)
    const stranger = await report()
    expect(stranger.strangers).toBe(1)
    expect(stranger.result.arms.map(({ exposed: n }) => n)).toEqual([1, 0])
    await link(other, id, 50)
    const known = await report()
    expect(known.strangers).toBe(0)
    expect(known.result.arms).toMatchObject([{ exposed: 0 }, { exposed: 1, crossed: 1, mature: 1 }])
    expect(await samplesOf(id)).toMatchObject({ spend: { value: 25_000, before: 10_000 }, retention: { value: 1 } })
    // As of a moment before anybody knew, they were a stranger.
    expect((await report(daysAgo(51))).strangers).toBe(1)
  })

  it('leaves a browser to nobody of which somebody said that it was not them', async () => {
    await given(experiment())
    const { id, visitorId } = await customerIn('personal')
    await exposed(visitorId, 120, { customerId: id })
    expect((await report()).strangers).toBe(0)
    await db.visitorLink.updateMany({ where: { visitorId }, data: { undoneAt: daysAgo(1) } })
    expect((await report()).strangers).toBe(1)
  })

  it('counts a return within the window and none after it', async () => {
    await given(experiment())
    const { id, visitorId } = await customerIn('personal')
    await exposed(visitorId, 120, { customerId: id })
    const order = await bought(id, 100, 300)
    const before = await samplesOf(id)
    expect(before?.spend).toEqual({ value: 30_000, before: 0 })
    await broughtBack(order, 29)
    expect(await samplesOf(id)).toEqual(before)
    const other = await bought(id, 99, 40)
    await broughtBack(other, 31)
    expect(await samplesOf(id)).toEqual(before)
  })

  it('sees nothing later than its moment', async () => {
    await given(experiment())
    const { id, visitorId } = await customerIn('personal')
    await exposed(visitorId, 120, { customerId: id })
    await bought(id, 100)
    expect((await report(daysAgo(121))).result.arms[1]).toMatchObject({ exposed: 0 })
    expect((await report(daysAgo(31))).result.arms[1]).toMatchObject({ exposed: 1, mature: 0, immature: 1 })
    expect((await report(daysAgo(30))).result.arms[1]).toMatchObject({ mature: 1, immature: 0 })
  })

  it('leaves out staff and who was erased, and counts them', async () => {
    await given(experiment())
    const staff = await customerIn('personal', { role: 'staff' })
    await exposed(staff.visitorId, 120, { customerId: staff.id })
    const gone = await customerIn('generic')
    await exposed(gone.visitorId, 120, { customerId: gone.id })
    const browser = visitorIn('generic')
    await exposed(browser, 120)
    await nobodys(browser)
    await db.customer.update({ where: { id: gone.id }, data: { erasedAt: daysAgo(1), email: null, country: null } })
    const { result, outside } = await report()
    expect(outside).toEqual({ notIn: 0, otherTime: 0, erased: 2, staff: 1 })
    expect(result.arms.map(({ exposed: n }) => n)).toEqual([0, 0])
  })

  it('leaves out who does not take part and who came at another time', async () => {
    const half = experiment({ share: 0.5 })
    await given(half)
    const find = (wanted: string | null): string => {
      for (;;) {
        const id = randomUUID()
        if (armOf(half, id) === wanted) return id
      }
    }
    await exposed(find(null), 120, { arm: 'generic' })
    await exposed(find('generic'), 210, { arm: 'generic' })
    await exposed(find('generic'), 120, { arm: 'generic' })
    const { result, outside } = await report()
    expect(outside).toMatchObject({ notIn: 1, otherTime: 1 })
    expect(result.arms.map(({ exposed: n }) => n)).toEqual([1, 0])
  })

  it('hears a no to any kind of message, by what their country has', async () => {
    await given(experiment())
    const left = await customerIn('personal')
    await exposed(left.visitorId, 120, { customerId: left.id })
    await said(left.id, 'news', 'off', 130)
    await said(left.id, 'reminders', 'off', 100)
    await said(left.id, 'reminders', 'on', 99)
    expect((await samplesOf(left.id))?.unsubscribe).toEqual({ value: 1, before: null })
    const never = await customerIn('personal', { country: 'DE' })
    await exposed(never.visitorId, 120, { customerId: never.id })
    await said(never.id, 'news', 'off', 100)
    expect((await samplesOf(never.id))?.unsubscribe).toBeNull()
    const rehearsed = await customerIn('personal')
    await exposed(rehearsed.visitorId, 120, { customerId: rehearsed.id })
    await said(rehearsed.id, 'news', 'off', 100)
    await db.messageChoice.updateMany({ where: { customerId: rehearsed.id }, data: { movedClock: true } })
    expect((await samplesOf(rehearsed.id))?.unsubscribe).toEqual({ value: 0, before: null })
    const stays = await customerIn('generic', { country: 'DE' })
    await exposed(stays.visitorId, 120, { customerId: stays.id })
    await said(stays.id, 'news', 'on', 130)
    await said(stays.id, 'news', 'off', 29)
    expect((await samplesOf(stays.id))?.unsubscribe).toEqual({ value: 0, before: null })
  })

  it('asks who rose of those to whom the next tier was near', async () => {
    await given(experiment())
    const near = await customerIn('personal')
    await exposed(near.visitorId, 120, { customerId: near.id })
    await bought(near.id, 150, 4_000)
    await bought(near.id, 140, 3_700)
    expect((await samplesOf(near.id))?.['tier-upgrade']).toEqual({ value: 0, before: null })
    await bought(near.id, 60, 300)
    expect((await samplesOf(near.id))?.['tier-upgrade']).toEqual({ value: 1, before: null })
    const far = await customerIn('personal')
    await exposed(far.visitorId, 120, { customerId: far.id })
    await bought(far.id, 150, 4_000)
    await bought(far.id, 140, 3_699)
    await bought(far.id, 60, 301)
    expect((await samplesOf(far.id))?.['tier-upgrade']).toBeNull()
  })

  it('alerts where a fifth of one arm was never logged', async () => {
    await given(experiment())
    const rows: NewExposure[] = []
    // As many in each arm, so that chance neither hides it nor helps.
    for (let i = 0; i < 2_000; i++) {
      const arm = i % 2 === 0 ? 'generic' : 'personal'
      if (arm === 'personal' && i % 5 === 0) continue
      const who = visitorIn(arm)
      rows.push({ experiment: KEY, who, customerId: null, arm, counterfactual: arm === 'generic', at: daysAgo(120) })
    }
    for (let next = 0; next < rows.length; next += 1_000) await appendExposures(rows.slice(next, next + 1_000))
    const { result, strangers } = await report()
    expect(strangers).toBe(rows.length)
    expect(result.ratio.alert).toBe(true)
    expect(result.metrics.map(({ finding }) => finding.key)).toEqual(Array(6).fill('ratio'))
    // Strangers spent nothing, and no metric of customers is about them.
    expect(result.metrics.map(({ control }) => control.customers > 0)).toEqual([false, false, false, false, true, true])
  })
})

describe('what is measured beside experiments', () => {
  const holding = (value: string) =>
    db.setting.upsert({ where: { key: 'holdoutShare' }, create: { key: 'holdoutShare', value }, update: { value } })

  it('is the holdout, where anybody is held out', async () => {
    expect(await readResult('everything-50', TEST_NOW)).not.toBeNull()
    expect(await readResult('everything-100', TEST_NOW)).toBeNull()
    await holding('0')
    expect(await readResult('everything-50', TEST_NOW)).toBeNull()
    expect(await readResult('everything', TEST_NOW)).toBeNull()
  })

  it('is every share that was held out before, as it was found then', async () => {
    const keys = async () => (await readMeasured(TEST_NOW)).map(({ experiment: { key } }) => key)
    const then = holdoutExperiment(0.05, { ...experiment(), slot: 'everything' })
    for (const [arm, days] of [
      ['generic', 150],
      ['personal', 140],
    ] as const) {
      await exposed(visitorIn(arm, then), days, { experiment: 'everything-50', arm })
    }
    await holding('0.05')
    const before = await readResult('everything-50', TEST_NOW)
    expect(before?.result.arms.map(({ exposed: n, crossed }) => [n, crossed])).toEqual([
      [1, 0],
      [1, 0],
    ])
    for (const share of ['0.2', '0']) {
      await holding(share)
      expect(await keys()).toEqual(share === '0' ? ['everything-50'] : ['everything-200', 'everything-50'])
      const after = await readResult('everything-50', TEST_NOW)
      expect(after?.result).toEqual({ ...before?.result, complete: true })
      // Nobody came in after the last who was logged.
      expect(after?.experiment.until).toEqual(new Date(daysAgo(140).getTime() + 1))
    }
  })

  it('is the same whatever share is held out later', async () => {
    await given(experiment())
    for (let i = 0; i < 40; i++) await exposed(randomUUID(), 120)
    const before = await report()
    expect(before.result.arms.reduce((sum, { exposed: n }) => sum + n, 0)).toBe(40)
    await holding('0.5')
    expect((await report()).result).toEqual(before.result)
  })

  it('is a campaign with a control, once it was sent', async () => {
    const id = randomUUID()
    const data = { id, name: 'Autumn', status: 'sent', createdAt: daysAgo(130), sentAt: daysAgo(120) }
    await db.campaign.create({ data: { ...data, definition: { control: 0.2 } } })
    const key = `campaign-${id}`
    const { id: customerId } = await givenCustomer()
    const line = { experiment: key, who: customerId, customerId, arm: 'message', counterfactual: false }
    await appendExposures([{ ...line, at: daysAgo(120) }])
    const found = await readResult(key, TEST_NOW)
    expect(found).toMatchObject({ from: 'campaign', name: 'Autumn', strangers: 0, result: { complete: true } })
    expect(found?.result.arms.reduce((sum, { mature }) => sum + mature, 0)).toBe(1)
    expect(await readResult(key, daysAgo(121))).toBeNull()
    expect(await readResult('campaign-none', TEST_NOW)).toBeNull()
    await db.campaign.update({ where: { id }, data: { definition: { control: 0 } } })
    expect(await readResult(key, TEST_NOW)).toBeNull()
  })

  it('is nothing that does not fit its schema', async () => {
    const data = { key: KEY, status: 'live', definition: { key: KEY }, updatedAt: daysAgo(300) }
    await db.experimentRow.create({ data })
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await readResult(KEY, TEST_NOW)).toBeNull()
    expect(String(said.mock.calls)).toContain('an experiment was left out')
    said.mockRestore()
  })
})
