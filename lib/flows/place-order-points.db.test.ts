import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { setQuantity } from '@/lib/cart/queries'
import { db } from '@/lib/core/db'
import { lockCustomer } from '@/lib/orders/guards'
import { daysAgo, givenOrder, givenPiece, TEST_NOW } from '@/test/database'
import { atStep, begun, givenInCart, stockOf } from './flows.fixture'
import { givenBuyer, givenSaver, GOWN, openTwoPieceShop, place, PUMP, type Buyer } from './ordering.fixture'
import { readRights } from './place-order-rights'

beforeEach(openTwoPieceShop)

describe('points at checkout', () => {
  const spendable = async (customerId: string, asOf = TEST_NOW) =>
    db.$transaction(async (tx) => (await readRights(customerId, asOf, tx)).points.spendable)

  it('pay for what the discount has left, and belong to the lines that they paid for', async () => {
    const ctx = await givenSaver(GOWN, PUMP)
    expect(await spendable(ctx.customerId)).toBe(4_190)
    // $4,190.00, less the tier's 10%, less $83.80.
    expect(await place(ctx, { points: '4190', shownTotal: '368720' })).toMatchObject({ status: 'placed' })
    const order = await db.order.findFirstOrThrow({ where: { pointsUsed: { gt: 0 } }, include: { lines: true } })
    expect(order).toMatchObject({
      ...{ merchandise: 419_000, discount: 41_900, pointsUsed: 4_190, pointsDiscount: 8_380, total: 368_720 },
    })
    const shares = order.lines.sort((a, b) => a.position - b.position).map(({ pointsDiscount }) => pointsDiscount)
    expect(shares).toEqual([7_000, 1_380])
    // They are gone, and the order has earned its own.
    expect(await spendable(ctx.customerId)).toBe(8_380)
    expect(await spendable(ctx.customerId, new Date(TEST_NOW.getTime() - 1))).toBe(0)
  })

  it('that the page did not show are not used', async () => {
    const ctx = await givenSaver(PUMP)
    expect(await place(ctx, { shownTotal: '62100' })).toMatchObject({ status: 'placed' })
    expect(await db.order.count({ where: { pointsUsed: { gt: 0 } } })).toBe(0)
  })

  it('more than there are, are refused and told; what is left pays the next attempt', async () => {
    const ctx = await givenSaver(PUMP)
    const fields = { key: randomUUID(), points: '5000', shownTotal: '52100' }
    const result = await place(ctx, fields)
    expect(result).toMatchObject({
      ...{ status: 'refused', key: fields.key, total: 53_720, points: 4_190 },
      said: { code: 'checkout.pointsSpent' },
    })
    expect(await db.order.count()).toBe(1)
    expect(await place(ctx, { ...fields, points: '4190', shownTotal: '53720' })).toMatchObject({ status: 'placed' })
  })

  it('more than are useful, are not used up', async () => {
    const ctx = await givenSaver()
    await givenPiece({ slug: 'pin', price: 1_001 })
    await givenInCart(ctx, 'pin:scarlet:4')
    // $10.01 less 10% is $9.01: 450 points pay for $9.00 of it.
    expect(await place(ctx, { points: '4190', shownTotal: '1' })).toMatchObject({ status: 'placed' })
    expect(await db.order.findFirst({ where: { pointsUsed: { gt: 0 } } })).toMatchObject({ pointsUsed: 450, total: 1 })
    expect(await spendable(ctx.customerId)).toBe(4_190 - 450 + 10)
  })

  it('of somebody who is no member are none', async () => {
    const ctx = await givenBuyer(PUMP)
    await givenOrder({ customerId: ctx.customerId, placedAt: daysAgo(10), lines: [{ sku: PUMP, unitPrice: 69_000 }] })
    expect(await place(ctx, { points: '690', shownTotal: '67620' })).toMatchObject({
      ...{ status: 'refused', total: 69_000, points: 0 },
      said: { code: 'checkout.pointsSpent' },
    })
  })

  it.each(['-1', '1.5', 'all', '', '99999999999'])('%j are a broken form', async (points) => {
    const ctx = await givenSaver(PUMP)
    expect(await place(ctx, { points, shownTotal: '62100' })).toMatchObject({ said: { code: 'checkout.broken' } })
  })
})

/** A saver whose 10% off are used up, so that points alone change what an order costs. */
async function givenPlainSaver(...skus: string[]): Promise<Buyer> {
  const { earnedBy, ...ctx } = await givenSaver(...skus)
  const { customerId } = ctx
  for (const offer of ['first-order', `tier:bronze:${earnedBy}`]) {
    await db.offerUse.create({ data: { customerId, offer, orderId: randomUUID(), at: daysAgo(4) } })
  }
  return ctx
}

const ALL_POINTS = { points: '4190', shownTotal: '60620' } // the pump: $690.00 less $83.80

/** Points of orders that stand. */
const pointsHeld = async () =>
  (await db.order.aggregate({ where: { status: { not: 'released' } }, _sum: { pointsUsed: true } }))._sum.pointsUsed

/**
 * Another process's checkout, as far as points go: under the customer's lock it folds what there is, and takes all of it
 * by an order of its own, if there is any.
 */
const takePointsElsewhere = (customerId: string, beforeCommit: () => Promise<unknown> = async () => {}) =>
  db.$transaction(
    async (tx) => {
      await lockCustomer(tx, customerId)
      const { points } = await readRights(customerId, TEST_NOW, tx)
      if (points.spendable > 0) {
        const id = randomUUID()
        await tx.order.create({
          data: {
            ...{ id, number: `S-${id}`, customerId, key: id, contentHash: '', status: 'reserved', channel: 'web' },
            ...{ placedAt: TEST_NOW, reservedAt: TEST_NOW, currency: 'USD', country: 'US', shipping: 0, discount: 0 },
            ...{ merchandise: 10_000, pointsUsed: points.spendable, pointsDiscount: 8_380, total: 1_620 },
          },
        })
      }
      await beforeCommit()
    },
    { timeout: 30_000 },
  )

describe('points that two orders want at once', () => {
  it('are not spent by an order that comes while another one takes them', async () => {
    const ctx = await givenPlainSaver(PUMP)
    let placed: ReturnType<typeof place> | undefined
    await takePointsElsewhere(ctx.customerId, () => begun((placed = place(ctx, ALL_POINTS))))
    expect(await placed).toMatchObject({
      ...{ status: 'refused', total: 69_000, points: 0 },
      said: {
        code: 'checkout.pointsSpent',
        values: { points: 0, total: { amount: 69_000, currency: 'USD' } },
      },
    })
    expect(await pointsHeld()).toBe(4_190)
    expect(await stockOf(PUMP)).toBe(5)
  })

  it('are not taken elsewhere once an order has counted them', async () => {
    const ctx = await givenPlainSaver(PUMP)
    let elsewhere: Promise<unknown> = Promise.resolve()
    const steps = atStep('reserve:priced', () => begun((elsewhere = takePointsElsewhere(ctx.customerId))))
    expect(await place(ctx, ALL_POINTS, { steps })).toMatchObject({ status: 'placed' })
    await elsewhere
    expect(await pointsHeld()).toBe(4_190)
  })

  it('of an order that waits for its payment pay for no other one, under any clock', async () => {
    const ctx = await givenPlainSaver(PUMP)
    const steps = atStep('place:before-authorise', async () => {
      await setQuantity({ ...ctx, learns: false, place: null, sku: PUMP, quantity: 0 })
      await givenInCart(ctx, GOWN)
      for (const now of [ctx.now, daysAgo(3), new Date(TEST_NOW.getTime() + 86_400_000)]) {
        expect(await place({ ...ctx, now }, { points: '4190', shownTotal: '341620' })).toMatchObject({
          ...{ status: 'refused', total: 350_000, points: 0 },
          said: { code: 'checkout.pointsSpent' },
        })
      }
    })
    expect(await place(ctx, ALL_POINTS, { steps })).toMatchObject({ status: 'placed' })
    expect(await pointsHeld()).toBe(4_190)
  })

  it('of a declined order are there again', async () => {
    const ctx = await givenPlainSaver(PUMP)
    const declined = await place(ctx, { ...ALL_POINTS, cardNumber: '4000 0000 0000 0002' })
    expect(declined).toMatchObject({ status: 'refused', said: { code: 'checkout.declined' } })
    expect(await place(ctx, ALL_POINTS)).toMatchObject({ status: 'placed' })
    expect(await db.order.count({ where: { pointsUsed: 4_190 } })).toBe(2)
    expect(await pointsHeld()).toBe(4_190)
  })

  it('with the same key sent twice are spent once', async () => {
    const ctx = await givenPlainSaver(PUMP)
    const fields = { ...ALL_POINTS, key: randomUUID() }
    const results = await Promise.all([place(ctx, fields), place(ctx, fields), place(ctx, fields)])
    expect(new Set(results.map((result) => result.status !== 'refused' && result.number)).size).toBe(1)
    expect(await pointsHeld()).toBe(4_190)
    // The same form without them is another form.
    expect(await place(ctx, { ...fields, points: '0' })).toMatchObject({ status: 'refused', conflict: true })
  })
})
