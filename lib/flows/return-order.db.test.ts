import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { standingOf } from '@/lib/loyalty/standing'
import { readOrder } from '@/lib/orders/queries'
import { daysAgo, emptyDatabase, givenOrder, TEST_NOW } from '@/test/database'
import { readCustomerFacts } from './facts'
import { stockOf } from './flows.fixture'
import { returnOrder } from './return-order'
import {
  givenBronzeOrder,
  givenPieces,
  givenRefunds,
  givenReturner,
  GOWN,
  PUMP,
  returnFields,
  RING,
} from './return-order.fixture'

vi.mock('@/lib/core/log', () => ({ logFault: () => {} }))

beforeEach(async () => {
  await emptyDatabase()
  await givenPieces()
})

const standing = async (customerId: string, asOf = TEST_NOW) => {
  const result = standingOf({ ...(await readCustomerFacts(customerId, asOf)), asOf })
  if (!result.member) throw new Error('no member')
  return result.standing
}

describe('returning the ring', () => {
  it('pays it back, puts it on the shelf, ends Bronze, and tells the log', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    expect(await standing(ctx.customerId)).toMatchObject({ tier: { key: 'bronze' }, qualifyingSpend: 419_000 })
    const { payments, paid } = givenRefunds()
    const result = await returnOrder(ctx, returnFields(order), { payments })
    if (result.status !== 'returned') throw new Error(JSON.stringify(result))
    expect(result).toMatchObject({ number: order.number, paid: true })
    const { returnId } = result
    expect(paid).toEqual([{ returnId, amount: 38_000, currency: 'USD' }])
    const { last4, ...view } = (await readOrder({ number: order.number, customerId: ctx.customerId })) ?? {}
    expect(last4).toBeNull()
    expect(view).toMatchObject({
      lines: [{ returned: 0 }, { sku: RING, returned: 1 }, { returned: 0 }],
      returns: [{ id: returnId, at: TEST_NOW, refund: 38_000, pointsBack: 0, paid: true, lines: [{ quantity: 1 }] }],
    })
    expect([await stockOf(GOWN), await stockOf(RING), await stockOf(PUMP)]).toEqual([5, 6, 5])
    const now = await standing(ctx.customerId)
    expect(now).toMatchObject({ tier: null, qualifyingSpend: 381_000, points: { earned: 4_190, reversed: 380 } })
    expect(now.history.at(-1)).toMatchObject({ at: TEST_NOW, by: 'return', from: { key: 'bronze' }, to: null })
    expect(await db.event.findMany()).toMatchObject([
      {
        ...{ kind: 'return', product: 'snake-ring', colour: 'gold', category: 'jewellery', quantity: 1, at: TEST_NOW },
        ...{ customerId: ctx.customerId, visitorId: ctx.visitorId, orderId: order.id, movedClock: false },
      },
    ])
    expect(await db.return.findFirst()).toMatchObject({ refundReference: `paid-${returnId}`, refundStatus: 'paid' })
  })

  it('is not written as behaviour of whom may not be learned from', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const off = { id: randomUUID(), customerId: ctx.customerId, choice: 'off', at: TEST_NOW }
    await db.consentChoice.create({ data: off })
    expect(await returnOrder(ctx, returnFields(order))).toMatchObject({ status: 'returned', paid: true })
    expect(await db.event.count()).toBe(0)
  })

  it('from the till goes by the same rule, and its piece may have left the collection', async () => {
    const ctx = await givenReturner()
    const lines = [{ sku: 'gone:noir:1', unitPrice: 5_000 }]
    const order = await givenOrder({ ...{ customerId: ctx.customerId, channel: 'till', number: 'T-1' }, lines })
    const fields = { number: 'T-1', key: randomUUID(), shownRefund: '5000', shownPoints: '0', piece1: '1' }
    expect(await returnOrder(ctx, fields)).toMatchObject({ status: 'returned' })
    expect(await db.event.findMany()).toMatchObject([{ product: 'gone', category: null, orderId: order.id }])
  })

  it('gives back points for what points had paid, and asks the bank for nothing where they paid for all', async () => {
    const ctx = await givenReturner()
    const order = await givenOrder({
      customerId: ctx.customerId,
      number: 'S-1',
      lines: [{ sku: RING, unitPrice: 38_000 }],
    })
    await db.order.update({ where: { id: order.id }, data: { pointsUsed: 19_000, pointsDiscount: 38_000, total: 0 } })
    await db.orderLine.updateMany({ data: { pointsDiscount: 38_000 } })
    const { payments, state } = givenRefunds()
    const fields = returnFields(order, { piece1: '1', shownRefund: '0', shownPoints: '19000' })
    expect(await returnOrder(ctx, fields, { payments })).toMatchObject({ status: 'returned', paid: true })
    expect(state.asked).toBe(0)
    const { redemptions } = await readCustomerFacts(ctx.customerId, TEST_NOW)
    expect(redemptions).toEqual([
      { orderId: order.id, at: TEST_NOW, points: 19_000, back: [{ at: TEST_NOW, points: 19_000 }] },
    ])
  })
})

describe('what cannot be returned', () => {
  it('is an order that is not theirs, or not there', async () => {
    const [ctx, other] = [await givenReturner(), await givenReturner()]
    const order = await givenBronzeOrder(other.customerId)
    expect(await returnOrder(ctx, returnFields(order))).toEqual({ status: 'missing' })
    expect(await returnOrder(ctx, returnFields({ number: 'S-404' }))).toEqual({ status: 'missing' })
    expect(await db.return.count()).toBe(0)
  })

  it('is what was bought too long ago, by the day', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId, 31)
    const result = await returnOrder(ctx, returnFields(order))
    expect(result).toMatchObject({ status: 'refused', said: { code: 'returns.tooLate' } })
    const other = await givenReturner()
    const inTime = await givenBronzeOrder(other.customerId, 30)
    expect(await returnOrder(other, returnFields(inTime))).toMatchObject({ status: 'returned' })
  })

  it('is what was bought later than this clock says, or never', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const before = { ...ctx, now: daysAgo(6) }
    expect(await returnOrder(before, returnFields(order))).toMatchObject({ said: { code: 'returns.notYet' } })
    await db.order.update({ where: { id: order.id }, data: { status: 'released' } })
    expect(await returnOrder(ctx, returnFields(order))).toMatchObject({ said: { code: 'returns.notPaid' } })
  })

  it('is what came back already, also under a later clock', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const later = { ...ctx, now: new Date(TEST_NOW.getTime() + 86_400_000) }
    expect(await returnOrder(later, returnFields(order))).toMatchObject({ status: 'returned' })
    expect(await returnOrder(ctx, returnFields(order))).toMatchObject({ said: { code: 'returns.tooMany' } })
  })

  it.each([
    [{ piece2: '2' }, 'returns.tooMany'],
    [{ piece2: '0' }, 'returns.none'],
    [{ piece9: '1' }, 'returns.unknown'],
    [{ piece2: 'one' }, 'returns.unknown'],
    [{ piece2: '-1' }, 'returns.unknown'],
    [{ shownRefund: '38001' }, 'returns.changed'],
    [{ shownPoints: '1' }, 'returns.changedPoints'],
    [{ shownRefund: '-1' }, 'returns.broken'],
    [{ key: 'x' }, 'returns.broken'],
    [{ number: undefined }, 'returns.broken'],
  ])('is a form with %o', async (values, code) => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const { payments, state } = givenRefunds()
    const result = await returnOrder(ctx, returnFields(order, values), { payments })
    expect(result).toMatchObject({ status: 'refused', said: { code } })
    expect([await db.return.count(), state.asked, await stockOf(RING)]).toEqual([0, 0, 5])
  })
})
