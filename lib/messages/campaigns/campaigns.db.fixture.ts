import { randomUUID } from 'node:crypto'
import { db } from '@/lib/core/db'
import { daysAgo, TEST_NOW } from '@/test/database'

/** What a batch over so many customers learned, with nothing fitted. */
export const aBase = (customers: number) => ({
  ...{ customers, active: customers, weights: [{ until: 52, weight: 1 }], vip: { by: 'score', share: 0.1 } },
  ...{ vipCutOff: null, bgNbd: null, gammaGamma: null, percentiles: Array.from({ length: 101 }, () => 0) },
  band: Array.from({ length: 10 }, () => ({ low: 1, high: 2 })),
})

/** So many customers in the United States, in a batch of two days ago in which all of them bought once; their ids in order. */
export async function givenAudience(customers: number): Promise<string[]> {
  const ids = Array.from({ length: customers }, () => randomUUID()).sort()
  await db.customer.createMany({
    data: ids.map((id) => ({
      id,
      email: `${id}@example.test`,
      name: 'Test Customer',
      country: 'US',
      createdAt: daysAgo(365),
    })),
  })
  const run = await db.valueRun.create({
    data: { id: randomUUID(), asOf: daysAgo(2), base: aBase(customers), report: {} },
  })
  await db.valueRow.createMany({
    data: ids.map((customerId, i) => ({
      ...{ runId: run.id, customerId, score: 1, rank: i + 1, percentile: (100 * i) / customers, segment: 'one-timer' },
      ...{ atRisk: false, trend: 'steady', tier: null, orders: 1, spend: 100_000n, expected90: null, lastAt: TEST_NOW },
      scores: [],
    })),
  })
  return ids
}
