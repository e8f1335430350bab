import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import type { Sql } from '@/lib/loyalty/ledger/schema'
import { daysAgo, emptyDatabase, givenCustomer, givenEvent, givenOrder, TEST_NOW } from '@/test/database'
import { factorsOf } from './factors'
import { readFactors, writeFactors } from './queries'
import { factorsSchema } from './schema'

beforeEach(emptyDatabase)

/** The statements of a reading, and what the last one answered. */
function watched() {
  const seen: { text: string; rows: unknown[] }[] = []
  const sql: Sql = async <Row>(text: string, values: readonly unknown[]) => {
    const rows = await db.$queryRawUnsafe<Row[]>(text, ...values)
    seen.push({ text, rows })
    return rows
  }
  return { sql, seen }
}

const asked = { asOf: TEST_NOW, currency: 'USD' }

async function rowOf(sample?: number) {
  const { sql, seen } = watched()
  const factors = await readFactors(sql, { ...asked, ...(sample === undefined ? {} : { sample }) })
  return { factors, rows: seen[0]?.rows as Record<string, unknown>[] }
}

const entry = (customerId: string, kind: string, at: Date, amount: number, channel = 'till', currency = 'USD') =>
  db.loyaltyEntry.create({ data: { id: randomUUID(), customerId, kind, at, amount, currency, channel } })

const wish = (customerId: string, kind: string, days: number, product: string, more = {}) =>
  givenEvent({ customerId, kind, product, at: daysAgo(days), ...more })

describe('what is read of a customer', () => {
  it('is what was known 90 days ago, and the spend since then', async () => {
    const { id } = await givenCustomer({ country: 'PL' })
    // Before: two orders, half of the first came back; then the till.
    const order = await givenOrder({
      ...{ customerId: id, placedAt: daysAgo(200), discount: 1_000 },
      lines: [{ sku: 'a', unitPrice: 11_000 }],
    })
    await giveBack(order.id, order.lines[0]?.id ?? '', daysAgo(150), 5_000)
    await entry(id, 'purchase', daysAgo(100), 10_000, 'phone')
    await givenOrder({ customerId: id, placedAt: daysAgo(120), currency: 'EUR', lines: [{ sku: 'a', unitPrice: 1 }] })
    // After: what counts, less what came back of it; nothing of what came back of before.
    const later = await givenOrder({
      ...{ customerId: id, placedAt: daysAgo(30) },
      lines: [{ sku: 'b', unitPrice: 70_000 }],
    })
    await giveBack(later.id, later.lines[0]?.id ?? '', daysAgo(20), 20_000)
    await giveBack(order.id, order.lines[0]?.id ?? '', daysAgo(10), 1_000)
    await entry(id, 'purchase', daysAgo(5), 4_000)
    await entry(id, 'return', daysAgo(4), 500)
    await givenOrder({ customerId: id, placedAt: daysAgo(3), status: 'released', lines: [{ sku: 'c', unitPrice: 9 }] })
    // Behaviour: wishes as they stood then, visits of the 90 days before.
    await wish(id, 'wish', 130, 'p')
    await wish(id, 'wish', 129, 'q')
    await wish(id, 'unwish', 128, 'q')
    await wish(id, 'wish', 10, 'r')
    await wish(id, 'wish', 127, 's', { movedClock: true })
    for (const visitId of ['1', '1', '2']) await givenEvent({ customerId: id, visitId, at: daysAgo(100) })
    await givenEvent({ customerId: id, visitId: '3', at: daysAgo(300) })
    await givenEvent({ customerId: id, visitId: '4', at: daysAgo(80) })
    for (const days of [95, 40]) {
      const said = { rating: 5, title: '', body: '', author: '', product: 'p' }
      await db.review.create({ data: { id: randomUUID(), customerId: id, at: daysAgo(days), ...said } })
    }
    const { rows } = await rowOf()
    expect(rows).toEqual([
      {
        ...{ known: 1, country: 'PL', wishlist: 1, reviews: 1, visits: 2 },
        ...{ returns: 0.25, channel: 'phone', spend: '53500' },
      },
    ])
  })

  it('is nothing made up of whom nothing is known', async () => {
    await givenCustomer()
    const { rows } = await rowOf()
    expect(rows).toEqual([
      {
        ...{ known: 1, country: null, wishlist: 0, reviews: 0, visits: 0 },
        ...{ returns: null, channel: null, spend: '0' },
      },
    ])
  })

  it('leaves out staff, who was erased, and who came later; an import counts from its first purchase', async () => {
    await givenCustomer({ role: 'staff' })
    await givenCustomer({ erasedAt: daysAgo(1), email: null, name: '' })
    await givenCustomer({ createdAt: daysAgo(89) })
    const { id } = await givenCustomer({ createdAt: daysAgo(1), imported: true })
    await entry(id, 'purchase', daysAgo(300), 700)
    const { factors } = await rowOf()
    expect(factors).toMatchObject({ customers: 1, of: 1 })
  })

  it('draws by lot where there are more, the same ones each time', async () => {
    for (let i = 0; i < 30; i++) await givenCustomer({ country: `C${i}` })
    const drawn = async () => (await rowOf(10)).rows.map(({ country }) => country)
    const first = await drawn()
    expect(first).toHaveLength(10)
    expect(await drawn()).toEqual(first)
    expect((await rowOf(10)).factors).toMatchObject({ customers: 10, of: 30 })
  })
})

it('is kept with the batch of its moment, beside the rest of its report', async () => {
  const { sql } = watched()
  const run = { id: randomUUID(), base: {}, report: { customers: 3 } }
  await db.valueRun.createMany({
    data: [
      { ...run, asOf: TEST_NOW },
      { ...run, id: randomUUID(), asOf: daysAgo(1) },
    ],
  })
  const factors = { since: daysAgo(90).toISOString(), of: 0, ...factorsOf([], 1) }
  await writeFactors(sql, TEST_NOW, factors)
  const [newest, older] = await db.valueRun.findMany({ orderBy: { asOf: 'desc' } })
  expect(newest?.report).toEqual({ customers: 3, factors })
  expect(factorsSchema.parse(factors)).toEqual(factors)
  expect(older?.report).toEqual({ customers: 3 })
})

async function giveBack(orderId: string, orderLineId: string, at: Date, refund: number) {
  const line = { id: randomUUID(), orderLineId, quantity: 1, merchandise: refund, refund }
  await db.return.create({ data: { id: randomUUID(), orderId, at, lines: { create: [line] } } })
}
