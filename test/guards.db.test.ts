import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, givenCustomer, givenEvent, givenOrder, givenPiece } from './database'

const version = async () => (await db.setting.findUnique({ where: { key: 'catalogueVersion' } }))?.value

/** Whether `change` gives the catalogue another version. */
async function bumps(change: () => Promise<unknown>): Promise<boolean> {
  const before = await version()
  await change()
  return (await version()) !== before
}

beforeEach(emptyDatabase)

describe('the catalogue version', () => {
  it.each([
    ['another price', () => db.product.update({ where: { slug: 'test-gown' }, data: { price: 1 } })],
    ['another house name', () => db.house.update({ where: { slug: 'test-house' }, data: { name: 'New' } })],
    ['another category name', () => db.category.update({ where: { slug: 'dresses' }, data: { name: 'New' } })],
    ['another colour', () => db.colourway.updateMany({ data: { hex: '#000000' } })],
    ['a piece more', () => givenPiece({ slug: 'second' })],
    ['a piece less', () => db.product.delete({ where: { slug: 'test-gown' } })],
    ['a variant less', () => db.variant.deleteMany()],
    ['sold out', () => db.variant.updateMany({ data: { stock: 0 } })],
    ['an emptied catalogue', () => db.$executeRaw`TRUNCATE variant`],
  ])('changes with %s', async (_, change) => {
    await givenPiece()
    expect(await bumps(change)).toBe(true)
  })

  it('changes when a piece is back in stock', async () => {
    await givenPiece({ stock: 0 })
    expect(await bumps(() => db.variant.updateMany({ data: { stock: 1 } }))).toBe(true)
  })

  it.each([
    ['one of several is sold', () => db.variant.updateMany({ data: { stock: 4 } })],
    ['a row is written as it was', () => db.product.update({ where: { slug: 'test-gown' }, data: { price: 312_000 } })],
    [
      'a change is rolled back',
      () =>
        db
          .$transaction(async (tx) => {
            await tx.product.update({ where: { slug: 'test-gown' }, data: { price: 1 } })
            throw new Error('changed my mind')
          })
          .catch(() => {}),
    ],
  ])('stays when %s', async (_, change) => {
    await givenPiece()
    expect(await bumps(change)).toBe(false)
  })

  it('lets two orders take last pieces at once without a deadlock', async () => {
    for (const slug of ['a', 'b', 'c']) await givenPiece({ slug, stock: 1 })
    const take = (sku: string, tx: typeof db) => tx.variant.updateMany({ where: { sku }, data: { stock: 0 } })
    let bothHold = () => {}
    const second = new Promise<void>((resolve) => (bothHold = resolve))
    // The first takes a and then wants c; the second has c and then takes b. Were the version's row locked at the
    // first sale, each would wait for the other.
    const first = db.$transaction(async (tx) => {
      await take('a:scarlet:4', tx as typeof db)
      await second
      await take('c:scarlet:4', tx as typeof db)
    })
    const other = db.$transaction(async (tx) => {
      await tx.variant.updateMany({ where: { sku: 'c:scarlet:4' }, data: { position: 9 } })
      bothHold()
      await new Promise((resolve) => setTimeout(resolve, 100))
      await take('b:scarlet:4', tx as typeof db)
    })
    await expect(Promise.all([first, other])).resolves.toHaveLength(2)
  })

  it('never comes back to an old number', async () => {
    const seen = new Set<string | undefined>()
    for (let i = 0; i < 3; i++) {
      await givenPiece()
      seen.add(await version())
      await emptyDatabase()
    }
    expect(seen.size).toBe(3)
  })
})

describe('facts', () => {
  it('refuse to be changed', async () => {
    await givenEvent()
    await expect(db.event.updateMany({ data: { kind: 'search' } })).rejects.toThrow(/append-only/)
  })

  it('are removed only while a person is erased', async () => {
    await givenEvent()
    await expect(db.event.deleteMany()).rejects.toThrow(/append-only/)
    await db.$transaction([db.$executeRaw`SET LOCAL sorento.erasing = 'on'`, db.event.deleteMany()])
    expect(await db.event.count()).toBe(0)
    await givenEvent()
    await expect(db.event.deleteMany()).rejects.toThrow(/append-only/)
  })
})

describe('numbers', () => {
  it('cannot sell more than there is', async () => {
    await givenPiece({ stock: 1 })
    await expect(db.variant.updateMany({ data: { stock: { decrement: 2 } } })).rejects.toThrow(/variant_stock_check/)
  })

  it.each([0, -1, 100])('refuse a cart line of %i', async (quantity) => {
    const line = { sku: 'a:b:c', quantity, priceSeen: 1, addedAt: new Date(0) }
    const cart = { id: randomUUID(), lines: { create: line } }
    await expect(db.cart.create({ data: cart })).rejects.toThrow(/cart_line_quantity_check/)
  })

  it('of an order add up, and its status is a known one', async () => {
    const { id } = await givenCustomer()
    const order = await givenOrder({ customerId: id, lines: [{ sku: 'a:b:c', unitPrice: 100, discount: 10 }] })
    const change = (data: object) => db.order.update({ where: { id: order.id }, data })
    await expect(change({ total: 91 })).rejects.toThrow(/order_total_check/)
    await expect(change({ discount: 101, total: -1 })).rejects.toThrow(/order_amounts_check/)
    await expect(change({ status: 'lost' })).rejects.toThrow(/order_status_check/)
  })
})
