import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import type { ReturnStep, ReturnSteps } from '@/lib/orders/returns'
import { emptyDatabase, givenOrder } from '@/test/database'
import { begun, stockOf } from './flows.fixture'
import { returnOrder } from './return-order'
import { givenBronzeOrder, givenPieces, givenRefunds, givenReturner, returnFields, RING } from './return-order.fixture'

// What happens when two returns happen at once. Each test slips the other one in at a named step, and was seen to fail
// with its guard taken away.

vi.mock('@/lib/core/log', () => ({ logFault: () => {} }))

beforeEach(async () => {
  await emptyDatabase()
  await givenPieces()
})

const atStep = (wanted: ReturnStep, act: () => Promise<unknown> | void): ReturnSteps => {
  let done = false
  return async (step) => {
    if (step !== wanted || done) return
    done = true
    await act()
  }
}

const written = async () => ({
  returns: await db.return.count(),
  units: (await db.returnLine.findMany()).reduce((sum, { quantity }) => sum + quantity, 0),
  stock: await stockOf(RING),
  facts: await db.event.count({ where: { kind: 'return' } }),
})

describe('the same form', () => {
  it('sent twice at once is one return, paid back once', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const { payments, paid } = givenRefunds()
    const fields = returnFields(order)
    let second: Promise<unknown> = Promise.resolve()
    const steps = atStep('return:before-write', () => begun((second = returnOrder(ctx, fields, { payments }))))
    const first = await returnOrder(ctx, fields, { payments, steps })
    expect(first).toMatchObject({ status: 'returned', paid: true })
    expect(await second).toMatchObject({ status: 'returned', returnId: first.status === 'returned' && first.returnId })
    expect(paid).toHaveLength(1)
    expect(await written()).toEqual({ returns: 1, units: 1, stock: 6, facts: 1 })
    // And once more, long after the window has closed.
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 90 * 86_400_000) }
    expect(await returnOrder(later, fields, { payments })).toEqual(first)
    expect(paid).toHaveLength(1)
  })

  it('sent by many at the same moment is one return', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const { payments, paid } = givenRefunds()
    const fields = returnFields(order)
    await Promise.all([1, 2, 3, 4].map(() => returnOrder(ctx, fields, { payments })))
    expect(paid).toHaveLength(1)
    expect(await written()).toEqual({ returns: 1, units: 1, stock: 6, facts: 1 })
  })

  it('with other pieces is a conflict, and returns nothing', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const fields = returnFields(order)
    await returnOrder(ctx, fields)
    const other = await returnOrder(ctx, { ...fields, piece3: '1', shownRefund: '107000' })
    expect(other).toMatchObject({ status: 'refused', said: { code: 'returns.conflict' } })
    expect(other.status === 'refused' && other.key).not.toBe(fields.key)
    expect(await written()).toMatchObject({ returns: 1, units: 1 })
  })

  it('for another order is another return', async () => {
    const ctx = await givenReturner()
    const [one, other] = [await givenBronzeOrder(ctx.customerId), await givenBronzeOrder(ctx.customerId)]
    const fields = returnFields(one)
    for (const { number } of [one, other]) await returnOrder(ctx, { ...fields, number })
    expect(await written()).toMatchObject({ returns: 2, units: 2 })
  })
})

describe('the same unit', () => {
  it('is not returned by two forms at once', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const { payments, paid } = givenRefunds()
    let second: Promise<unknown> = Promise.resolve()
    const steps = atStep('return:before-write', () =>
      begun((second = returnOrder(ctx, returnFields(order), { payments }))),
    )
    expect(await returnOrder(ctx, returnFields(order), { payments, steps })).toMatchObject({ status: 'returned' })
    expect(await second).toMatchObject({ status: 'refused', said: { code: 'returns.tooMany' } })
    expect(paid).toHaveLength(1)
    expect(await written()).toEqual({ returns: 1, units: 1, stock: 6, facts: 1 })
  })

  it('of three goes back three times at most, whoever asks, and each refund is what its unit had cost', async () => {
    const ctx = await givenReturner()
    const lines = [{ sku: RING, unitPrice: 1_000, quantity: 3, discount: 100 }]
    const order = await givenOrder({ customerId: ctx.customerId, number: 'S-3', lines })
    const { payments, paid } = givenRefunds()
    const once = () => {
      const fields = { number: order.number, key: randomUUID(), shownPoints: '0', piece1: '1' }
      // The first unit bears another cent of the discount than the others: who is told so looks again.
      return Promise.all(
        ['966', '967'].map((shownRefund) =>
          returnOrder(ctx, { ...fields, key: randomUUID(), shownRefund }, { payments }),
        ),
      )
    }
    await Promise.all([once(), once(), once()])
    // Each asking again finds the right amount for one unit at least.
    for (let i = 0; i < 3; i++) await once()
    expect(paid.map(({ amount }) => amount).sort()).toEqual([966, 967, 967])
    expect(await written()).toMatchObject({ returns: 3, units: 3, stock: 8 })
  })

  it('is told when the amount has changed meanwhile, and nothing more comes back', async () => {
    const ctx = await givenReturner()
    const lines = [{ sku: RING, unitPrice: 1_000, quantity: 3, discount: 100 }]
    const order = await givenOrder({ customerId: ctx.customerId, number: 'S-3', lines })
    const fields = { number: order.number, shownPoints: '0', shownRefund: '966', piece1: '1' }
    expect(await returnOrder(ctx, { ...fields, key: randomUUID() })).toMatchObject({ status: 'returned' })
    expect(await returnOrder(ctx, { ...fields, key: randomUUID() })).toMatchObject({
      status: 'refused',
      said: { code: 'returns.changed', values: { from: { amount: 966 }, to: { amount: 967 } } },
    })
    expect(await written()).toMatchObject({ returns: 1, units: 1 })
  })
})

describe('a return that fails before its commit', () => {
  it('leaves nothing behind, and can be sent again', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const { payments, state } = givenRefunds()
    const fields = returnFields(order)
    const steps = atStep('return:before-commit', () => {
      throw new Error('the database went away')
    })
    await expect(returnOrder(ctx, fields, { payments, steps })).rejects.toThrow('the database went away')
    expect(state.asked).toBe(0)
    expect(await written()).toEqual({ returns: 0, units: 0, stock: 5, facts: 0 })
    expect(await returnOrder(ctx, fields, { payments })).toMatchObject({ status: 'returned', paid: true })
  })
})

describe('the bank', () => {
  it('is asked with no transaction open', async () => {
    const ctx = await givenReturner()
    const order = await givenBronzeOrder(ctx.customerId)
    const { payments } = givenRefunds()
    const open = async () => {
      const [row] = await db.$queryRaw<{ count: bigint }[]>`
        select count(*) from pg_stat_activity where datname = current_database()
          and pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'`
      return Number(row?.count)
    }
    const seen: number[] = []
    const asks = { ...payments, refund: async () => (seen.push(await open()), { reference: 'x' }) }
    expect(await returnOrder(ctx, returnFields(order), { payments: asks })).toMatchObject({ paid: true })
    expect(seen).toEqual([0])
  })
})
