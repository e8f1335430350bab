import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysAgo, emptyDatabase, givenCustomer, givenOrder, TEST_NOW } from '@/test/database'
import { baseValueSchema } from '../schema'
import { baseReportSchema } from './schema'
import { runValue } from './run'

const { fits } = vi.hoisted(() => ({ fits: { fail: false } }))
vi.mock('../prediction/bg-nbd', async (original) => {
  const real = await original<typeof import('../prediction/bg-nbd')>()
  const fitBgNbd: typeof real.fitBgNbd = (summaries) => {
    if (fits.fail) throw new RangeError('it went nowhere')
    return real.fitBgNbd(summaries)
  }
  return { ...real, fitBgNbd }
})

beforeEach(async () => {
  await emptyDatabase()
  await db.programmeVersion.create({
    data: { id: randomUUID(), name: 'test', effectiveFrom: daysAgo(1_000), definition: sorento },
  })
})

/** A customer who paid these units of the currency, so many days ago each. */
async function givenBuyer(name: string, ...orders: [daysAgo: number, units: number][]): Promise<string> {
  const { id } = await givenCustomer({ name })
  for (const [days, units] of orders) {
    await givenOrder({ customerId: id, placedAt: daysAgo(days), lines: [{ sku: 'gown', unitPrice: units * 100 }] })
  }
  return id
}

async function givenReturn(customerId: string, at: Date): Promise<void> {
  const order = await db.order.findFirstOrThrow({
    where: { customerId },
    orderBy: { placedAt: 'asc' },
    include: { lines: true },
  })
  const returnId = randomUUID()
  await db.return.create({ data: { id: returnId, orderId: order.id, at } })
  await db.returnLine.createMany({
    data: order.lines.map(({ id, quantity, unitPrice }) => {
      const amount = quantity * unitPrice
      return { id: randomUUID(), returnId, orderLineId: id, quantity, merchandise: amount, refund: amount }
    }),
  })
}

async function written(asOf = TEST_NOW) {
  const run = await db.valueRun.findUniqueOrThrow({
    where: { asOf },
    include: { rows: { include: { customer: true } } },
  })
  const rows = Object.fromEntries(run.rows.map(({ customer, ...row }) => [customer.name, row]))
  return { base: baseValueSchema.parse(run.base), report: baseReportSchema.parse(run.report), rows, id: run.id }
}

describe('a run over the base', () => {
  it('writes what it learned, and a row for each customer', async () => {
    await givenBuyer('often', [1, 520], [40, 520], [70, 520])
    await givenBuyer('once', [1, 104])
    await givenBuyer('like it', [1, 104])
    await givenBuyer('nobody')
    const told = await runValue(TEST_NOW)
    const { base, report, rows, id } = await written()
    expect(told).toMatchObject({ id, asOf: TEST_NOW, customers: 4, active: 3 })
    expect(base).toMatchObject({ customers: 4, active: 3, vip: { by: 'score', share: 0.05 }, vipCutOff: 60 })
    expect(base.band[9]).toEqual({ low: 4, high: 32 })
    expect([0, 24, 25, 50, 74, 75, 100].map((i) => base.percentiles[i])).toEqual([0, 0, 4, 4, 4, 60, 60])
    expect(rows.often).toMatchObject({
      ...{ score: 60, rank: 1, percentile: 75, segment: 'vip', trend: 'rising', orders: 3, spend: 156_000n },
      ...{ tier: null, atRisk: false, lastAt: daysAgo(1), scores: [20, 20, 20, 20, 40, 40, 40, 40, 40, 60] },
    })
    expect(rows.once).toMatchObject({ score: 4, rank: 2, percentile: 25, segment: 'one-timer', orders: 1 })
    expect(rows['like it']).toMatchObject({ rank: 2, percentile: 25 })
    expect(rows.nobody).toMatchObject({
      ...{ score: 0, rank: 4, percentile: 0, segment: 'prospect', trend: 'steady', orders: 0, spend: 0n },
      ...{ expected90: null, lastAt: null },
    })
    expect(report).toMatchObject({
      ...{ currency: 'USD', customers: 4, buyers: 3, active: 3, spend: 176_800, atRisk: 0 },
      segments: { prospect: 1, 'one-timer': 2, repeat: 0, vip: 1 },
      concentration: { customers: 3, spend: 176_800, topFifth: 156_000 / 176_800 },
      movement: { since: '2026-08-23', from: { prospect: { vip: 1, 'one-timer': 2, prospect: 1 } } },
    })
    expect(report.months.at(-1)).toEqual({
      day: '2026-10-31',
      segments: { prospect: 3, 'one-timer': 0, repeat: 0, vip: 1 },
    })
  })

  it('is the same when it is run again, and when two run at once', async () => {
    for (let i = 0; i < 30; i++) await givenBuyer(`c${i}`, [i, 100 + i], [i + 40, 50])
    await runValue(TEST_NOW)
    const first = await written()
    await Promise.all([runValue(TEST_NOW), runValue(TEST_NOW)])
    expect(await db.valueRun.count()).toBe(1)
    expect(await db.valueRow.count()).toBe(30)
    const strip = ({ rows, base, report }: typeof first) => ({
      base,
      report,
      rows: Object.values(rows).map(({ runId: _, ...row }) => row),
    })
    expect(strip(await written())).toEqual(strip(first))
  })

  it('does not know what comes later than its moment', async () => {
    const id = await givenBuyer('her', [10, 52])
    await runValue(TEST_NOW)
    const before = await written()
    await givenBuyer('later', [-1, 500])
    await db.customer.updateMany({ where: { name: 'later' }, data: { createdAt: daysAgo(-1) } })
    const placedAt = new Date(TEST_NOW.getTime() + 1)
    await givenOrder({ customerId: id, placedAt, lines: [{ sku: 'gown', unitPrice: 100_00 }] })
    await givenReturn(id, placedAt)
    await runValue(TEST_NOW)
    const { rows, base } = await written()
    expect(Object.keys(rows)).toEqual(['her'])
    expect({ ...rows.her, runId: '' }).toEqual({ ...before.rows.her, runId: '' })
    expect(base).toEqual(before.base)
    await runValue(placedAt)
    expect((await written(placedAt)).rows.her).toMatchObject({ orders: 1, spend: 10_000n })
  })

  it('leaves out who was erased, and staff', async () => {
    await givenBuyer('her', [10, 52])
    const erased = await givenBuyer('erased', [10, 500])
    await db.customer.update({ where: { id: erased }, data: { erasedAt: daysAgo(-5), email: null } })
    await givenCustomer({ name: 'staff', role: 'staff' })
    await runValue(TEST_NOW)
    const { rows, base } = await written()
    expect(Object.keys(rows)).toEqual(['her'])
    expect(base.customers).toBe(1)
  })

  it('counts orders that were paid, in the currency of the programme', async () => {
    const id = await givenBuyer('her', [10, 52])
    const lines = [{ sku: 'gown', unitPrice: 100_00 }]
    await givenOrder({ customerId: id, placedAt: daysAgo(5), lines, status: 'released' })
    await givenOrder({ customerId: id, placedAt: daysAgo(5), lines, currency: 'PLN' })
    await runValue(TEST_NOW)
    expect((await written()).rows.her).toMatchObject({ orders: 1, spend: 5_200n })
  })

  it('keeps the newest twelve up to its moment, and twelve after it', async () => {
    for (let day = 1; day <= 12; day++) await runValue(daysAgo(day))
    await runValue(TEST_NOW)
    expect(await db.valueRun.count()).toBe(12)
    expect(await db.valueRun.findUnique({ where: { asOf: daysAgo(12) } })).toBeNull()
    await runValue(daysAgo(100))
    expect(await db.valueRun.count()).toBe(13)
    await runValue(daysAgo(0.5))
    expect(await db.valueRun.findUnique({ where: { asOf: daysAgo(100) } })).toBeNull()
    expect(await db.valueRun.count()).toBe(13)
  })

  it('deletes none of today because of some that are yet to come', async () => {
    const at = (days: number) => new Date(TEST_NOW.getTime() + days * 86_400_000)
    const moment = (days: number) => ({ id: randomUUID(), asOf: at(days), base: {}, report: {} })
    await db.valueRun.createMany({ data: [-2, -1, ...Array.from({ length: 14 }, (_, i) => i + 1)].map(moment) })
    await runValue(TEST_NOW)
    const kept = (await db.valueRun.findMany({ orderBy: { asOf: 'asc' } })).map(({ asOf }) => asOf)
    expect(kept).toEqual([-2, -1, 0, ...Array.from({ length: 12 }, (_, i) => i + 3)].map(at))
  })

  it('goes by the weights and the rule that were set', async () => {
    await givenBuyer('her', [10, 52])
    const member = await givenBuyer('gold', [5, 15_000])
    await db.membershipFact.create({
      data: { id: randomUUID(), customerId: member, at: daysAgo(300), kind: 'join', reason: 'request' },
    })
    await db.setting.createMany({
      data: [
        { key: 'valueWeights', value: '[{"until":52,"weight":1}]' },
        { key: 'valueVipRule', value: '{"by":"tier","tier":"silver"}' },
      ],
    })
    await runValue(TEST_NOW)
    const { rows, base, report } = await written()
    expect(base).toMatchObject({
      weights: [{ until: 52, weight: 1 }],
      vip: { by: 'tier', tier: 'silver' },
      vipCutOff: null,
    })
    expect(rows.her).toMatchObject({ score: 1, segment: 'one-timer', tier: null })
    expect(rows.gold).toMatchObject({ segment: 'vip', tier: 'gold' })
    expect(report.tiers.map(({ tier, customers, vip }) => [tier, customers, vip])).toEqual([
      [null, 1, 0],
      ['bronze', 0, 0],
      ['silver', 0, 0],
      ['gold', 1, 1],
    ])
  })

  it('leaves out a setting that cannot be read, and says so', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    await db.setting.create({ data: { key: 'valueWeights', value: '[{"until":0}]' } })
    await runValue(TEST_NOW)
    expect((await written()).base.weights).toHaveLength(4)
    expect(said).toHaveBeenCalledOnce()
    said.mockRestore()
  })

  it('stands without a fit that fails, and says so once', async () => {
    for (let i = 0; i < 40; i++) await givenBuyer(`c${i}`, [i, 100 + i], [i + 40 + (i % 7), 50], [i + 100, 80])
    await givenBuyer('silent', [300, 90], [270, 90], [240, 90])
    await runValue(TEST_NOW)
    const { base: fitted, rows: before } = await written()
    expect(fitted.bgNbd).not.toBeNull()
    expect(before.c0?.expected90).toBeGreaterThan(0)

    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    fits.fail = true
    await runValue(TEST_NOW)
    fits.fail = false
    expect(said).toHaveBeenCalledOnce()
    expect(String(said.mock.calls[0])).toContain('BG/NBD')
    said.mockRestore()
    const { base, rows, report } = await written()
    expect(base).toEqual({ ...fitted, bgNbd: null })
    expect(base.gammaGamma).not.toBeNull()
    expect(report.fitted.logLikelihood).toBeNull()
    for (const [name, row] of Object.entries(rows)) {
      const { expected90, atRisk, runId: _, ...rest } = row
      expect(expected90).toBeNull()
      expect(before[name]).toMatchObject(rest)
      // Their own rhythm tells still who is silent for too long.
      if (name === 'silent') expect(atRisk).toBe(true)
    }
  })

  it('stands over an empty base', async () => {
    await runValue(TEST_NOW)
    const { base, report } = await written()
    expect(base).toMatchObject({ customers: 0, active: 0, vipCutOff: null, bgNbd: null, gammaGamma: null })
    expect(report).toMatchObject({ buyers: 0, scores: { without: 0, buckets: [] }, concentration: { topFifth: null } })
  })

  it('reads more customers than one page holds, and what the till wrote of whom', async () => {
    const { id } = await givenCustomer({ name: 'till' })
    const entry = (kind: string, days: number, amount: number) => ({
      ...{ id: `e,\u001f\u001e${kind}${days}`, customerId: id, kind, at: daysAgo(days), amount, currency: 'USD' },
      channel: 'pho\u001fne',
    })
    await db.loyaltyEntry.createMany({ data: [entry('purchase', 20, 52_00), entry('return', 13, 26_00)] })
    await db.customer.createMany({
      data: Array.from({ length: 4_100 }, (_, i) => ({
        ...{ id: randomUUID(), email: `${i}@example.test`, name: `n${i}`, createdAt: daysAgo(3) },
      })),
    })
    const { customers } = await runValue(TEST_NOW)
    expect(customers).toBe(4_101)
    const row = await db.valueRow.findFirstOrThrow({ where: { customerId: id } })
    expect(row).toMatchObject({ orders: 1, spend: 2_600n, score: 1, rank: 1 })
    expect(row.scores.slice(-4)).toEqual([0, 2, 1, 1])
  })
})
