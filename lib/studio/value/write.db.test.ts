import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { WEIGHT_PRESETS } from '@/lib/value/weights'
import { emptyDatabase, givenCustomer, givenOrder, TEST_NOW, daysAgo } from '@/test/database'
import { writeVersion } from '../queries'
import { findCustomers, inBatch, readCompared } from './compared'
import { readRun } from './read'
import { computeNow, readValueSettings, writeValueSettings } from './write'

const STAFF = '5e0a0003-0000-4000-8000-000000000001'

beforeEach(async () => {
  await emptyDatabase()
  await writeVersion(db, { id: STAFF, effectiveFrom: daysAgo(900), programme: sorento })
})

/** Somebody with one order of so many dollars. */
async function givenBuyer(name: string, dollars: number, days = 10) {
  const { id } = await givenCustomer({ name })
  await givenOrder({ customerId: id, placedAt: daysAgo(days), lines: [{ sku: 'gown', unitPrice: dollars * 100 }] })
  return id
}

describe('the batch of the studio', () => {
  it('is nothing before the first one, and is read with its factors', async () => {
    await givenBuyer('Ada Holt', 500)
    expect(await readRun(TEST_NOW)).toBeNull()
    const made = await computeNow(TEST_NOW)
    const run = await readRun(TEST_NOW)
    expect(run?.id).toBe(made?.id)
    expect(run).toMatchObject({ base: { asOf: TEST_NOW, customers: 1 }, report: { buyers: 1 }, factors: { of: 1 } })
    expect(await readRun(daysAgo(1))).toBeNull()
  })

  it('is made once at a time', async () => {
    await givenBuyer('Ada Holt', 500)
    const both = await Promise.all([computeNow(TEST_NOW), computeNow(new Date(TEST_NOW.getTime() + 1))])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect(await db.valueRun.count()).toBe(1)
    expect(await computeNow(TEST_NOW)).not.toBeNull()
  })

  it('that cannot be read counts as none, and is logged', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    await db.valueRun.create({ data: { id: STAFF, asOf: TEST_NOW, base: {}, report: {} } })
    expect(await readRun(TEST_NOW)).toBeNull()
    expect(said).toHaveBeenCalledOnce()
    said.mockRestore()
  })
})

it('settings hold from the next batch on, and who set them is logged', async () => {
  await givenBuyer('Ada Holt', 5_200, 1)
  await computeNow(TEST_NOW)
  const said = vi.spyOn(console, 'info').mockImplementation(() => {})
  const settings = { weights: [...WEIGHT_PRESETS.newest], vip: { by: 'tier' as const, tier: 'gold' } }
  await writeValueSettings(settings, STAFF)
  expect(JSON.parse(String(said.mock.calls[0]?.[0]))).toMatchObject({
    ...{ staffId: STAFF, before: { vip: { by: 'score' } }, after: settings },
  })
  said.mockRestore()
  expect(await readValueSettings()).toEqual(settings)
  expect((await readRun(TEST_NOW))?.base.weights).toEqual(WEIGHT_PRESETS.standard)
  await computeNow(TEST_NOW)
  expect((await readRun(TEST_NOW))?.base).toMatchObject(settings)
})

describe('two customers', () => {
  it('are found by a part of their name, and read with the same moment', async () => {
    const ada = await givenBuyer('Ada Holt', 520, 1)
    await givenBuyer('Bea Lund', 100)
    await computeNow(TEST_NOW)
    // After the batch: not of its moment.
    await givenOrder({
      customerId: ada,
      placedAt: new Date(TEST_NOW.getTime() + 5),
      lines: [{ sku: 'a', unitPrice: 1 }],
    })
    const run = await readRun(TEST_NOW)
    if (!run) throw new Error('there is one')
    expect((await findCustomers(TEST_NOW, 'holt')).map(({ id }) => id)).toEqual([ada])
    expect(await findCustomers(TEST_NOW, '')).toEqual([])
    const asked = { id: run.id, asOf: run.base.asOf }
    const compared = await readCompared(asked, ada, sorento)
    expect(compared).toMatchObject({
      ...{ id: ada, name: 'Ada Holt', row: { score: 20, rank: 1, segment: 'vip' } },
      stats: { orders: 1, spend: 52_000 },
    })
    expect(compared?.scores).toHaveLength(10)
    expect(await readCompared(asked, STAFF, sorento)).toBeNull()
    expect(await inBatch(run.id, [STAFF, ada])).toEqual([ada])
    await db.customer.update({ where: { id: ada }, data: { erasedAt: TEST_NOW, email: null, name: '' } })
    expect(await readCompared(asked, ada, sorento)).toBeNull()
    expect(await inBatch(run.id, [ada])).toEqual([])
  })
})
