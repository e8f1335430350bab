import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { foldShopper } from '@/lib/experience/fold-shopper'
import { readShopperFacts } from '@/lib/experience/queries'
import { catalogue } from '@/lib/experience/shopper.fixture'
import { readCustomerFacts } from '@/lib/flows/facts'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { programmeOfVersion } from '@/lib/loyalty/queries'
import { standingOf } from '@/lib/loyalty/standing'
import { marketOf } from '@/lib/shopper/market'
import { daysAgo, emptyDatabase, givenCustomer, givenOrder, TEST_NOW } from './database'

beforeEach(emptyDatabase)

/** How many statements reach the database while `work` is done. */
async function statements<T>(work: () => Promise<T>): Promise<{ result: T; count: number }> {
  const sent = vi.spyOn(pg.Client.prototype, 'query')
  try {
    const result = await work()
    return { result, count: sent.mock.calls.length }
  } finally {
    sent.mockRestore()
  }
}

/** A Silver member with all that a standing is folded from: orders, a return, points spent, and the till's reports. */
async function givenMember(): Promise<string> {
  const { id } = await givenCustomer()
  await db.programmeVersion.create({
    data: { id: randomUUID(), name: 'Sorento', definition: sorento, effectiveFrom: daysAgo(900) },
  })
  await db.membershipFact.create({
    data: { id: randomUUID(), customerId: id, kind: 'join', reason: 'request', at: daysAgo(200) },
  })
  const lines = [{ sku: 'a:b:c', unitPrice: 500_000 }]
  for (let i = 0; i < 20; i++) await givenOrder({ customerId: id, placedAt: daysAgo(100 - i), lines })
  const till = { customerId: id, currency: 'USD', channel: 'till' }
  await db.loyaltyEntry.createMany({
    data: Array.from({ length: 30 }, (_, i) => {
      return { ...till, id: `e${i}`, kind: i % 3 === 0 ? 'return' : 'purchase', at: daysAgo(90 - i), amount: 1_000n }
    }),
  })
  return id
}

it('reads a shopper with their standing, points and offers in one statement, however much they did', async () => {
  const customerId = await givenMember()
  const visitorId = randomUUID()
  await readShopperFacts({ visitorId, customerId, asOf: TEST_NOW }) // the first one also connects
  const { result: standing, count } = await statements(async () => {
    const known = await readShopperFacts({ visitorId, customerId, asOf: TEST_NOW })
    const market = marketOf('US')
    const request = {
      ...{ now: TEST_NOW, visitorId, visitId: 'v', visitNumber: 1, country: 'US', market },
      ...{ arrival: null, answer: null, globalPrivacyControl: false, silent: false },
    }
    // Seeded above, so there is one.
    const programme = programmeOfVersion(known.programme ?? { id: '', definition: {} })
    return foldShopper({ request, known, catalogue, programme }).standing
  })
  expect(standing).toMatchObject({ tier: { key: 'gold' }, qualifyingSpend: 20 * 500_000 + 20 * 1_000 - 10 * 1_000 })
  expect(count).toBe(1)
})

it('reads a standing alone, for checkout and the till, in one statement too', async () => {
  const customerId = await givenMember()
  await readCustomerFacts(customerId, TEST_NOW)
  const { result, count } = await statements(() => readCustomerFacts(customerId, TEST_NOW))
  expect(standingOf({ ...result, asOf: TEST_NOW })).toMatchObject({ member: true, standing: { tier: { key: 'gold' } } })
  expect(count).toBe(1)
})
