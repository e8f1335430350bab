import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { classic } from '@/lib/loyalty/presets/classic'
import { daysAgo, emptyDatabase, givenCustomer, givenOrder, TEST_NOW } from '@/test/database'
import { readCustomerFacts } from './facts'

const RING = 'snake-ring:gold:6'

beforeEach(emptyDatabase)

describe('the facts that decide', () => {
  it('hold what the till reported, and points used at any time', async () => {
    const { id: customerId } = await givenCustomer()
    const entry = { customerId, amount: 30_000n, currency: 'PLN', channel: 'till' }
    await db.loyaltyEntry.createMany({
      data: [
        { ...entry, id: 'e-1', kind: 'purchase', at: daysAgo(9) },
        { ...entry, id: 'e-2', kind: 'return', amount: 10_000n, at: daysAgo(8) },
        { ...entry, id: 'e-3', kind: 'resign', amount: 0n, at: daysAgo(7) },
        { ...entry, id: 'e-4', kind: 'purchase', currency: 'USD', at: daysAgo(6) },
        { ...entry, id: 'e-5', kind: 'purchase', at: new Date(TEST_NOW.getTime() + 1) },
      ],
    })
    await db.programmeVersion.create({
      data: { id: randomUUID(), name: 'Classic', effectiveFrom: daysAgo(700), definition: structuredClone(classic) },
    })
    const later = await givenOrder({
      customerId,
      placedAt: new Date(TEST_NOW.getTime() + 5),
      lines: [{ sku: RING, unitPrice: 900 }],
    })
    const released = await givenOrder({ customerId, status: 'released', lines: [{ sku: RING, unitPrice: 900 }] })
    for (const { id } of [later, released]) {
      await db.order.update({ where: { id }, data: { pointsUsed: 50, pointsDiscount: 100, total: 800 } })
    }
    const facts = await readCustomerFacts(customerId, TEST_NOW)
    expect(facts.transactions).toEqual([
      { kind: 'purchase', at: daysAgo(9), amount: 30_000, orderId: 'e-1' },
      { kind: 'return', at: daysAgo(8), amount: 10_000, orderId: null },
    ])
    expect(facts.memberships).toEqual([{ kind: 'resign', at: daysAgo(7), reason: 'request', orderId: null }])
    expect(facts.redemptions).toEqual([{ orderId: later.id, at: later.placedAt, points: 50, back: [] }])
  })
})
