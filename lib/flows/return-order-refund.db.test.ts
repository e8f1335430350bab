import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { payBack, RETRY_AFTER_MS } from '@/lib/orders/returns-refund'
import { emptyDatabase, TEST_NOW } from '@/test/database'
import { returnOrder } from './return-order'
import { givenBronzeOrder, givenPieces, givenRefunds, givenReturner, returnFields } from './return-order.fixture'
import { sweep } from './sweep'

vi.mock('@/lib/core/log', () => ({ logFault: () => {} }))

beforeEach(async () => {
  await emptyDatabase()
  await givenPieces()
})

describe('a refund that fails', () => {
  it('stays owed, is told so, and is paid once by the sweep', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const { payments, paid, state } = givenRefunds()
    state.down = true
    const result = await returnOrder(ctx, returnFields(order), { payments })
    expect(result).toMatchObject({ status: 'returned', paid: false })
    expect(await db.return.findFirst()).toMatchObject({ refundStatus: 'pending', refundReference: null })

    const at = (ms: number) => new Date(TEST_NOW.getTime() + ms)
    await sweep(at(RETRY_AFTER_MS - 1), payments)
    expect(state.asked).toBe(1)
    await sweep(at(RETRY_AFTER_MS), payments)
    expect(state.asked).toBe(2)
    expect(await db.return.findFirst()).toMatchObject({ refundStatus: 'pending' })
    state.down = false
    await sweep(at(RETRY_AFTER_MS + 1), payments)
    expect(paid).toEqual([])
    await Promise.all([1, 2, 3].map(() => sweep(at(2 * RETRY_AFTER_MS), payments)))
    expect(paid).toMatchObject([{ amount: 38_000 }])
    await sweep(at(9 * RETRY_AFTER_MS), payments)
    expect(paid).toHaveLength(1)
    expect(await db.return.findFirst()).toMatchObject({ refundStatus: 'paid' })
  })

  it('as when the process dies before it asks', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const { payments, paid } = givenRefunds()
    const died = returnOrder(ctx, returnFields(order), {
      payments,
      steps: (step) => {
        if (step === 'return:before-refund') throw new Error('the process died')
      },
    })
    await expect(died).rejects.toThrow('the process died')
    await sweep(new Date(TEST_NOW.getTime() + RETRY_AFTER_MS), payments)
    expect(paid).toHaveLength(1)
  })

  it('keeps no other from being paid, nor stale orders from being released', async () => {
    const ctx = await givenReturner()
    const [one, other] = [await givenBronzeOrder(ctx.customerId), await givenBronzeOrder(ctx.customerId)]
    const { payments, paid, state } = givenRefunds()
    state.down = true
    for (const order of [one, other]) await returnOrder(ctx, returnFields(order), { payments })
    state.down = false
    const [first] = await db.return.findMany({ orderBy: { id: 'asc' } })
    const refund = payments.refund
    payments.refund = (request) => (request.returnId === first?.id ? Promise.reject(new Error('no')) : refund(request))
    await sweep(new Date(TEST_NOW.getTime() + RETRY_AFTER_MS), payments)
    expect(paid).toHaveLength(1)
  })

  it('is nothing to ask for once it is paid', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const { payments, state } = givenRefunds()
    const result = await returnOrder(ctx, returnFields(order), { payments })
    expect(result.status === 'returned' && (await payBack(result.returnId, payments))).toBe(true)
    expect(state.asked).toBe(1)
  })
})
