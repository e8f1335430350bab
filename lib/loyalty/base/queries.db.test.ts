import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { daysAgo, emptyDatabase, givenCustomer, givenOrder, TEST_NOW } from '@/test/database'
import { classic } from '../presets/classic'
import { sorento } from '../presets/sorento'
import { readAudience, readBase, readOverview, readProgrammeAt, readReport } from './queries'
import type { BaseCustomer } from './schema'
import { reportObject } from './told'
import { withSettings } from './settings'

beforeEach(emptyDatabase)

/** What the till says of a purchase in zlotys. */
const entry = (customerId: string, days: number, zlotys: number, more: object = {}) =>
  db.loyaltyEntry.create({
    data: {
      ...{
        id: randomUUID(),
        customerId,
        kind: 'purchase',
        at: daysAgo(days),
        amount: BigInt(Math.round(zlotys * 100)),
      },
      ...{ currency: 'PLN', channel: 'till', ...more },
    },
  })

async function all(asOf = TEST_NOW, batch?: number): Promise<BaseCustomer[]> {
  const customers: BaseCustomer[] = []
  for await (const some of readBase(asOf, batch)) customers.push(...some)
  return customers
}

describe('readBase', () => {
  it('reads everybody once, however many at a time', async () => {
    for (let i = 0; i < 7; i++) await entry((await givenCustomer({ name: `n${i}` })).id, 1, i)
    for (const batch of [1, 3, 7, 8]) {
      const customers = await all(TEST_NOW, batch)
      expect(customers.map(({ name }) => name).sort()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6'])
      expect(customers.map(({ id }) => id)).toEqual(customers.map(({ id }) => id).sort())
    }
  })

  it('reads what loyalty counts, and only up to the moment', async () => {
    const { id, email } = await givenCustomer({ name: 'Ada', externalRef: 'c-1' })
    const odd = 'id,with;commas|\u001eand "quotes"'
    await entry(id, 3, 12.34, { id: odd })
    await entry(id, 2, 1, { kind: 'return', id: 'r' })
    await entry(id, 0, 7, { id: 'now' })
    await entry(id, 0, 5, { at: new Date(TEST_NOW.getTime() + 1) })
    await db.membershipFact.create({
      data: { id: randomUUID(), customerId: id, kind: 'join', reason: 'request', at: daysAgo(4) },
    })
    const lines = [{ sku: 'a:b:c', quantity: 2, unitPrice: 1_000, discount: 200 }]
    const order = await givenOrder({ customerId: id, placedAt: daysAgo(5), lines })
    await givenOrder({ customerId: id, placedAt: daysAgo(5), status: 'reserved', lines })
    await db.return.create({
      data: {
        ...{ id: randomUUID(), orderId: order.id, at: daysAgo(1) },
        lines: {
          create: {
            id: randomUUID(),
            orderLineId: order.lines[0]?.id ?? '',
            quantity: 1,
            merchandise: 1_000,
            refund: 900,
          },
        },
      },
    })
    const { entries, ...rest } = (await all())[0] ?? { entries: [] }
    expect(rest).toEqual({
      ...{ id, email, name: 'Ada', externalRef: 'c-1' },
      memberships: [{ kind: 'join', at: daysAgo(4), reason: 'request', orderId: null }],
      orders: [
        {
          ...{ id: order.id, placedAt: daysAgo(5), merchandise: 2_000, discount: 200, pointsDiscount: 0 },
          returns: [{ at: daysAgo(1), merchandise: 1_000, refund: 900 }],
        },
      ],
    })
    expect(entries.toSorted((a, b) => a.at.getTime() - b.at.getTime())).toEqual([
      { id: odd.replace('\u001e', ''), kind: 'purchase', at: daysAgo(3), amount: 1_234, currency: 'PLN' },
      { id: 'r', kind: 'return', at: daysAgo(2), amount: 100, currency: 'PLN' },
      { id: 'now', kind: 'purchase', at: TEST_NOW, amount: 700, currency: 'PLN' },
    ])
    const [earlier] = await all(daysAgo(2.5))
    expect([earlier?.entries.length, earlier?.orders[0]?.returns]).toEqual([1, []])
  })

  it('reads moments to the millisecond', async () => {
    const { id } = await givenCustomer()
    const moments = [0, 1, 104, 333, 537, 999].map((ms) => new Date(Date.UTC(2024, 8, 7, 2, 39, 49, ms)))
    const old = new Date('1969-12-31T23:59:59.999Z')
    for (const at of [old, ...moments]) await entry(id, 0, 1, { at })
    const read = (await all())[0]?.entries.map(({ at }) => at.toISOString()).sort()
    expect(read).toEqual([old, ...moments].map((at) => at.toISOString()))
  })

  it('can be left early', async () => {
    for (let i = 0; i < 5; i++) await givenCustomer()
    for await (const some of readBase(TEST_NOW, 1)) {
      expect([...some]).toHaveLength(1)
      break
    }
    expect(await all()).toHaveLength(5)
  })

  it('is nobody in an empty database', async () => {
    expect(await all()).toEqual([])
    expect(reportObject(classic, await readReport(classic, TEST_NOW)).members).toBe(0)
  })
})

describe('over the base', () => {
  beforeEach(async () => {
    for (const [name, days, zlotys] of [
      ['w', 10, 299.99],
      ['g', 360, 300],
      ['o', 10, 2_000],
    ] as const) {
      await entry((await givenCustomer({ name, externalRef: name })).id, days, zlotys)
    }
    await givenCustomer({ name: 'nobody' })
  })

  it('counts members by tier, and says how far it is', async () => {
    const seen: number[] = []
    const report = await readReport(classic, TEST_NOW, (customers) => seen.push(customers))
    expect(reportObject(classic, report)).toMatchObject({
      members: 3,
      tiers: { White: 1, Green: 1, Silver: 0, Golden: 1 },
    })
    expect(seen).toEqual([4])
  })

  it('counts with settings of which some are replaced', async () => {
    const held = withSettings(classic, ['hold.days=11'])
    expect(reportObject(held, await readReport(held, TEST_NOW)).tiers).toEqual({
      White: 2,
      Green: 1,
      Silver: 0,
      Golden: 0,
    })
  })

  it('lists a tier', async () => {
    const members = []
    for await (const some of readAudience(classic, 3, TEST_NOW)) members.push(...some)
    expect(members).toEqual([
      expect.objectContaining({
        name: 'o',
        externalRef: 'o',
        tier: classic.tiers[3],
        qualifyingSpend: 200_000,
        next: null,
      }),
    ])
  })

  it('shows all that a page needs in one pass', async () => {
    const overview = await readOverview({
      ...{ programme: classic, asOf: TEST_NOW, moments: [daysAgo(100), TEST_NOW] },
      ...{ until: daysAgo(-30), limit: 10 },
    })
    expect(overview.report.members).toBe(3)
    expect(overview.series.map(({ members }) => members)).toEqual([1, 3])
    expect(overview.ahead.changes.map(({ customer, kind, to }) => [customer.name, kind, to?.name])).toEqual([
      ['g', 'purchase-leaves', 'White'],
    ])
  })
})

it('finds the programme of a moment, and the first one before it began', async () => {
  expect(await readProgrammeAt(TEST_NOW)).toBeNull()
  const version = (definition: object, effectiveFrom: Date) =>
    db.programmeVersion.create({ data: { id: randomUUID(), name: 'x', definition, effectiveFrom } })
  await version(sorento, daysAgo(10))
  await version(classic, daysAgo(5))
  const names = [20, 10, 6, 5, 0].map(async (days) => (await readProgrammeAt(daysAgo(days)))?.name)
  expect(await Promise.all(names)).toEqual(['Sorento', 'Sorento', 'Sorento', 'Classic', 'Classic'])
})
