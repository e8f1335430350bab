import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { readCart, setQuantity } from '@/lib/cart/queries'
import { db } from '@/lib/core/db'
import { demoPayments, type PaymentProvider } from '@/lib/orders/payment'
import { confirmOrder, releaseOrder, releaseStale, RESERVED_FOR_MS } from '@/lib/orders/settle'
import { TEST_NOW } from '@/test/database'
import { atStep, begun, givenContext, givenInCart, stockOf } from './flows.fixture'
import { givenBuyer, GOWN, openTwoPieceShop, place, PUMP, type Buyer } from './ordering.fixture'

// What happens when two things happen at once. Each test slips the other one in at a named step, and was seen to fail
// with its guard taken away.

const LATER = new Date(TEST_NOW.getTime() + RESERVED_FOR_MS + 1)

beforeEach(openTwoPieceShop)

const statuses = async () => (await db.order.findMany({ orderBy: { number: 'asc' } })).map(({ status }) => status)

/** Everything that a failed order must leave as it was. */
const belongings = async (ctx: Buyer) => ({
  cart: (await readCart(ctx)).lines.map(({ sku, quantity }) => [sku, quantity]),
  stock: [await stockOf(GOWN), await stockOf(PUMP)],
  offers: (await db.offerUse.findMany()).map(({ offer }) => offer),
  memberships: await db.membershipFact.count(),
  purchases: await db.event.count({ where: { kind: 'purchase' } }),
})

describe('one key', () => {
  it('sent twice at once is one order', async () => {
    const ctx = await givenBuyer(PUMP)
    const fields = { key: randomUUID(), shownTotal: '62100' }
    let second: Promise<unknown> = Promise.resolve()
    const first = place(ctx, fields, {
      steps: atStep('reserve:before-order', () => begun((second = place(ctx, fields)))),
    })
    expect(await first).toMatchObject({ status: 'placed' })
    expect(await second).toMatchObject({ number: (await db.order.findFirstOrThrow()).number })
    expect(await statuses()).toEqual(['confirmed'])
    expect(await stockOf(PUMP)).toBe(4)
    // And once more, long after.
    expect(await place(ctx, fields)).toEqual(await first)
    expect(await stockOf(PUMP)).toBe(4)
  })

  it('of somebody new, sent twice at once, is one account and one order', async () => {
    const ctx = givenContext()
    await givenInCart(ctx, PUMP)
    const fields = { key: randomUUID(), shownTotal: '62100' }
    const results = await Promise.all([place(ctx, fields), place(ctx, fields), place(ctx, fields)])
    expect(new Set(results.map((result) => result.status !== 'refused' && result.number)).size).toBe(1)
    expect(await db.customer.count()).toBe(1)
    expect(await statuses()).toEqual(['confirmed'])
  })

  it('used for something else is a conflict, and orders nothing', async () => {
    const ctx = await givenBuyer(PUMP)
    const fields = { key: randomUUID(), shownTotal: '62100' }
    await place(ctx, fields)
    await givenInCart(ctx, GOWN)
    const result = await place(ctx, { ...fields, line1: '2 Mercer Street' })
    expect(result).toMatchObject({ status: 'refused', conflict: true, said: { code: 'checkout.conflict' } })
    expect(result.status === 'refused' && result.key).not.toBe(fields.key)
    expect(await statuses()).toEqual(['confirmed'])
  })

  it('of one shopper says nothing about another’s', async () => {
    const [one, other] = [await givenBuyer(PUMP), await givenBuyer(PUMP)]
    const fields = { key: randomUUID(), shownTotal: '62100' }
    const [first, second] = [await place(one, fields), await place(other, { ...fields, name: 'Somebody else' })]
    expect([first.status, second.status]).toEqual(['placed', 'placed'])
  })
})

describe('the last piece', () => {
  it('goes to one; the other reads that it was just sold, and keeps the rest', async () => {
    await db.variant.update({ where: { sku: GOWN }, data: { stock: 1 } })
    const [slow, fast] = [await givenBuyer(GOWN, PUMP), await givenBuyer(GOWN)]
    const before = await belongings(slow)
    const result = await place(
      slow,
      { shownTotal: '377100' },
      {
        steps: atStep('reserve:before-stock', async () => {
          expect(await place(fast, { shownTotal: '315000' })).toMatchObject({ status: 'placed' })
        }),
      },
    )
    expect(result).toMatchObject({
      status: 'refused',
      said: { code: 'checkout.justSold', values: { pieces: ['rapace-gown'], count: 1 } },
    })
    expect(await belongings(slow)).toMatchObject({ cart: before.cart, stock: [0, 5], offers: ['first-order'] })
    expect(await statuses()).toEqual(['confirmed'])
  })

  it('is sold once to many at the same moment, without a deadlock', async () => {
    for (const sku of [GOWN, PUMP]) await db.variant.update({ where: { sku }, data: { stock: 3 } })
    const buyers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => givenBuyer(...(i % 2 ? [GOWN, PUMP] : [PUMP, GOWN]))),
    )
    const results = await Promise.all(buyers.map((ctx) => place(ctx, { shownTotal: '377100' })))
    expect(results.filter(({ status }) => status === 'placed')).toHaveLength(3)
    expect(results.filter((result) => 'said' in result && result.said.code === 'checkout.justSold')).toHaveLength(3)
    expect([await stockOf(GOWN), await stockOf(PUMP)]).toEqual([0, 0])
  })

  it('but one of two wanted is told as fewer, not as sold', async () => {
    const ctx = await givenBuyer(PUMP, PUMP)
    await db.variant.update({ where: { sku: PUMP }, data: { stock: 1 } })
    expect(await place(ctx, { shownTotal: '124200' })).toMatchObject({ said: { code: 'checkout.fewerLeft' } })
  })
})

describe('a price that changed between cart and order', () => {
  it('is told with both totals; nothing is held, and the new total is what the next attempt pays', async () => {
    const ctx = await givenBuyer(PUMP)
    await db.product.update({ where: { slug: 'via-pump' }, data: { price: 79_000 } })
    const before = await belongings(ctx)
    const fields = { key: randomUUID(), shownTotal: '62100' }
    const result = await place(ctx, fields)
    expect(result).toMatchObject({
      ...{ status: 'refused', total: 71_100, key: fields.key },
      said: {
        code: 'checkout.totalChanged',
        values: { from: { amount: 62_100, currency: 'USD' }, to: { amount: 71_100, currency: 'USD' } },
      },
    })
    expect(await db.order.count()).toBe(0)
    expect(await belongings(ctx)).toEqual(before)
    expect(await place(ctx, { ...fields, shownTotal: '71100' })).toMatchObject({ status: 'placed' })
  })

  it('is told also when it became cheaper', async () => {
    const ctx = await givenBuyer(PUMP)
    await db.product.update({ where: { slug: 'via-pump' }, data: { price: 59_000 } })
    expect(await place(ctx, { shownTotal: '62100' })).toMatchObject({ status: 'refused', total: 53_100 })
  })
})

describe('an offer for one order', () => {
  it('is not given to a second order while the first one waits for its payment', async () => {
    const ctx = await givenBuyer(PUMP)
    const result = await place(
      ctx,
      { shownTotal: '62100' },
      {
        steps: atStep('place:before-authorise', async () => {
          const change = { ...ctx, learns: false, place: null }
          await setQuantity({ ...change, sku: PUMP, quantity: 0 })
          await givenInCart(ctx, GOWN)
          expect(await place(ctx, { shownTotal: '315000' })).toMatchObject({ status: 'refused', total: 350_000 })
          expect(await place(ctx, { shownTotal: '350000' })).toMatchObject({ status: 'placed' })
        }),
      },
    )
    expect(result).toMatchObject({ status: 'placed' })
    expect((await db.order.findMany({ orderBy: { total: 'asc' } })).map(({ discount }) => discount)).toEqual([6_900, 0])
    expect(await db.offerUse.count()).toBe(1)
  })

  it('is used once by two orders placed at the same moment', async () => {
    const ctx = await givenBuyer(GOWN, PUMP)
    await place(ctx, { shownTotal: '377100' })
    await givenInCart(ctx, PUMP)
    let second: Promise<unknown> = Promise.resolve()
    const first = place(
      ctx,
      { shownTotal: '62100' },
      {
        steps: atStep('reserve:before-order', () => begun((second = place(ctx, { shownTotal: '62100' })))),
      },
    )
    expect(await first).toMatchObject({ status: 'placed' })
    expect(await second).toMatchObject({ status: 'refused' })
    expect(await db.order.count({ where: { discount: { gt: 0 } } })).toBe(2)
    expect(await db.offerUse.count({ where: { offer: { startsWith: 'tier:bronze:' } } })).toBe(1)
  })

  it('is refused when the guard row was taken in that very moment', async () => {
    const ctx = await givenBuyer(PUMP)
    const result = await place(
      ctx,
      { shownTotal: '62100' },
      {
        steps: atStep('reserve:before-order', () =>
          db.offerUse.create({
            data: { customerId: ctx.customerId, offer: 'first-order', orderId: randomUUID(), at: TEST_NOW },
          }),
        ),
      },
    )
    expect(result).toMatchObject({ status: 'refused', said: { code: 'checkout.offerUsed' } })
    expect([await db.order.count(), await stockOf(PUMP)]).toEqual([0, 5])
  })
})

describe('the same cart in two windows', () => {
  it('is not bought twice', async () => {
    const ctx = await givenBuyer(PUMP)
    const result = await place(
      ctx,
      { shownTotal: '62100' },
      {
        steps: atStep('place:before-authorise', async () => {
          expect(await place(ctx, { shownTotal: '69000' })).toMatchObject({ said: { code: 'checkout.inProgress' } })
        }),
      },
    )
    expect(result).toMatchObject({ status: 'placed' })
    expect(await place(ctx, { shownTotal: '69000' })).toMatchObject({ said: { code: 'checkout.empty' } })
    expect(await statuses()).toEqual(['confirmed'])
  })
})

describe('a card that is declined', () => {
  it.each([
    ['4000 0000 0000 0002', 'checkout.declined'],
    ['4000 0000 0000 9995', 'checkout.insufficientFunds'],
  ])('loses nothing: %s', async (cardNumber, code) => {
    const ctx = await givenBuyer(GOWN, PUMP)
    const before = await belongings(ctx)
    const fields = { key: randomUUID(), shownTotal: '377100', cardNumber }
    const declined = await place(ctx, fields)
    expect(declined).toMatchObject({ status: 'refused', said: { code } })
    expect(await belongings(ctx)).toEqual(before)
    expect(await statuses()).toEqual(['released'])
    // The old key stands for the attempt that is over; the new one buys, with the offer.
    expect(await place(ctx, fields)).toMatchObject({ said: { code: 'checkout.notCompleted' } })
    const key = declined.status === 'refused' && declined.key
    expect(await place(ctx, { key, shownTotal: '377100' })).toMatchObject({ status: 'placed' })
    expect(await belongings(ctx)).toMatchObject({ cart: [], stock: [4, 4], offers: ['first-order'], memberships: 1 })
  })
})

describe('a payment without an answer', () => {
  it('is held for 15 minutes, told the same to the same form, and then released', async () => {
    const ctx = await givenBuyer(PUMP)
    const before = await belongings(ctx)
    const fields = { key: randomUUID(), shownTotal: '62100', cardNumber: '4000 0000 0000 0119' }
    const result = await place(ctx, fields)
    expect(result).toMatchObject({
      status: 'unresolved',
      said: { code: 'checkout.unanswered', values: { minutes: 15 } },
    })
    expect(await place(ctx, fields)).toEqual(result)
    expect(await belongings(ctx)).toMatchObject({ cart: before.cart, stock: [5, 4], offers: ['first-order'] })
    expect(await releaseStale(new Date(LATER.getTime() - 1), demoPayments)).toBe(0)
    expect(await releaseStale(LATER, demoPayments)).toBe(1)
    expect(await belongings(ctx)).toEqual(before)
  })
})

/** A provider that takes every card and notes of which orders it let go. */
function givenPayments() {
  const cancelled: string[] = []
  const payments: PaymentProvider = { ...demoPayments, cancel: async (orderId) => void cancelled.push(orderId) }
  return { payments, cancelled }
}

describe('a crash between the bank’s yes and the confirmation', () => {
  it('is released by the next checkout after 15 minutes, and a late confirmation does not bring it back', async () => {
    const ctx = await givenBuyer(PUMP)
    const before = await belongings(ctx)
    const crash = atStep('place:before-confirm', () => {
      throw new Error('the process died')
    })
    await expect(place(ctx, { shownTotal: '62100' }, { steps: crash })).rejects.toThrow('the process died')
    const order = await db.order.findFirstOrThrow()
    expect(await statuses()).toEqual(['reserved'])

    const { payments, cancelled } = givenPayments()
    const somebody = { ...(await givenBuyer()), realNow: LATER }
    await place(somebody, {}, { payments })
    expect(cancelled).toEqual([order.id])
    expect(await statuses()).toEqual(['released'])
    expect(await belongings(ctx)).toEqual(before)

    const payment = { provider: 'demo', reference: 'late', last4: '4242' }
    expect(await confirmOrder({ orderId: order.id, payment, noted: null })).toBe('released')
    expect(await db.order.findFirst()).toMatchObject({ status: 'released', payment: null })
    expect(await belongings(ctx)).toEqual(before)
  })

  it('is released once by many at the same moment', async () => {
    const ctx = await givenBuyer(PUMP)
    const before = await belongings(ctx)
    await place(ctx, { shownTotal: '62100', cardNumber: '4000 0000 0000 0119' })
    const { payments, cancelled } = givenPayments()
    const counts = await Promise.all(Array.from({ length: 5 }, () => releaseStale(LATER, payments)))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(cancelled).toHaveLength(1)
    expect(await belongings(ctx)).toEqual(before)
  })
})

describe('a release between the bank’s yes and the confirmation', () => {
  it('wins: the money is let go of, and nothing is sold', async () => {
    const ctx = await givenBuyer(PUMP)
    const before = await belongings(ctx)
    const { payments, cancelled } = givenPayments()
    const result = await place(
      ctx,
      { shownTotal: '62100' },
      {
        payments,
        steps: atStep('place:before-confirm', async () => releaseOrder((await db.order.findFirstOrThrow()).id)),
      },
    )
    expect(result).toMatchObject({ status: 'refused', said: { code: 'checkout.expired' } })
    expect(cancelled).toHaveLength(1)
    expect(await belongings(ctx)).toEqual(before)
  })

  it('loses when it comes later', async () => {
    const ctx = await givenBuyer(PUMP)
    await place(ctx, { shownTotal: '62100' })
    const { id } = await db.order.findFirstOrThrow()
    expect(await releaseOrder(id)).toEqual({ status: 'confirmed', released: false })
    expect([await stockOf(PUMP), await db.offerUse.count()]).toEqual([4, 1])
  })
})

describe('a confirmation that fails', () => {
  it('leaves all of it undone, and the order to be released', async () => {
    const ctx = await givenBuyer(GOWN, PUMP)
    const before = await belongings(ctx)
    const steps = atStep('confirm:before-commit', () => {
      throw new Error('the database went away')
    })
    expect(await place(ctx, { shownTotal: '377100' }, { steps })).toMatchObject({ status: 'unresolved' })
    expect(await belongings(ctx)).toEqual({ ...before, stock: [4, 4], offers: ['first-order'] })
    await releaseStale(LATER, demoPayments)
    expect(await belongings(ctx)).toEqual(before)
  })
})
