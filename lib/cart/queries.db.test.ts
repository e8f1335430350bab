import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, givenCustomer, givenPiece, TEST_NOW } from '@/test/database'
import { carryCart } from './carry'
import {
  acknowledgePrices,
  addToCart,
  readCart,
  removeLine,
  setQuantity,
  takeOrdered,
  type CartChange,
} from './queries'
import { cartNotices } from './rules'

const SKU = 'test-gown:scarlet:4'
const asking = (values: Partial<CartChange> = {}): CartChange => ({
  visitorId: randomUUID(),
  customerId: null,
  now: TEST_NOW,
  visitId: 'visit',
  movedClock: false,
  learns: true,
  place: 'product',
  ...values,
})
const quantities = async (who: CartChange) => (await readCart(who)).lines.map((line) => [line.sku, line.quantity])

beforeEach(emptyDatabase)

describe('adding to a cart', () => {
  it('shows the line with all that a page needs', async () => {
    await givenPiece({ name: 'Rapace gown', houseSlug: 'corvane' })
    const who = asking()
    expect(await addToCart({ ...who, sku: SKU, quantity: 2 })).toMatchObject({
      ok: true,
      value: { sku: SKU, product: 'test-gown', quantity: 2, capped: false, left: 5 },
    })
    const cart = await readCart(who)
    expect(cart.count).toBe(2)
    expect(cart.lines).toMatchObject([
      {
        ...{ sku: SKU, productName: 'Rapace gown', house: { slug: 'corvane', name: 'corvane' }, category: 'dresses' },
        ...{ colour: 'scarlet', size: '4', quantity: 2, unitPrice: 312_000, priceSeen: 312_000, stock: 5 },
        addedAt: TEST_NOW,
      },
    ])
  })

  it('counts two quick additions both, also the first two of a new cart', async () => {
    await givenPiece({ stock: 50 })
    const who = asking()
    await Promise.all(Array.from({ length: 8 }, () => addToCart({ ...who, sku: SKU, quantity: 1 })))
    expect(await quantities(who)).toEqual([[SKU, 8]])
    expect(await db.cart.count()).toBe(1)
  })

  it('puts in as many as there are, and says so', async () => {
    await givenPiece({ stock: 3 })
    const who = asking()
    expect(await addToCart({ ...who, sku: SKU, quantity: 5 })).toMatchObject({
      value: { quantity: 3, capped: true, left: 3 },
    })
    expect(await addToCart({ ...who, sku: SKU, quantity: 1 })).toEqual({
      ok: false,
      fault: { code: 'no-more', left: 3 },
    })
  })

  it('refuses what is sold out and what does not exist, whatever it is called', async () => {
    await givenPiece({ stock: 0 })
    const who = asking()
    const add = (sku: string) => addToCart({ ...who, sku, quantity: 1 })
    expect(await add(SKU)).toEqual({ ok: false, fault: { code: 'sold-out' } })
    for (const sku of ['test-gown:scarlet:6', 'nothing', '', "'; drop table cart; --", '\u0000', 'a:b:c:d']) {
      expect(await add(sku)).toEqual({ ok: false, fault: { code: 'unknown' } })
    }
  })

  it('is a fact of whom may be learned from, and of nobody else', async () => {
    await givenPiece()
    await addToCart({ ...asking({ learns: false }), sku: SKU, quantity: 1 })
    expect(await db.event.count()).toBe(0)
    const who = asking({ place: 'cart.nudge', movedClock: true })
    await addToCart({ ...who, sku: SKU, quantity: 9 })
    await setQuantity({ ...who, sku: SKU, quantity: 2 })
    await removeLine({ ...who, sku: SKU })
    const facts = await db.event.findMany({ orderBy: { seq: 'asc' } })
    expect(facts.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['cart-add', 5],
      ['cart-remove', 3],
      ['cart-remove', 2],
    ])
    expect(facts[0]).toMatchObject({
      ...{ product: 'test-gown', colour: 'scarlet', category: 'dresses', place: 'cart.nudge', visitId: 'visit' },
      ...{ visitorId: who.visitorId, at: TEST_NOW, movedClock: true },
    })
  })
})

describe('setting a quantity', () => {
  it('caps by stock, removes at 0, and leaves a sold-out line to be told about', async () => {
    await givenPiece({ stock: 4 })
    const who = asking()
    await addToCart({ ...who, sku: SKU, quantity: 1 })
    expect(await setQuantity({ ...who, sku: SKU, quantity: 99 })).toMatchObject({
      value: { quantity: 4, capped: true },
    })
    await db.variant.update({ where: { sku: SKU }, data: { stock: 0 } })
    expect(await setQuantity({ ...who, sku: SKU, quantity: 2 })).toEqual({ ok: false, fault: { code: 'sold-out' } })
    expect(await quantities(who)).toEqual([[SKU, 4]])
    expect(await removeLine({ ...who, sku: SKU })).toMatchObject({ value: { quantity: 0 } })
    expect(await quantities(who)).toEqual([])
    expect(await removeLine({ ...who, sku: SKU })).toEqual({ ok: false, fault: { code: 'unknown' } })
  })

  it('never touches another cart', async () => {
    await givenPiece()
    const [mine, theirs] = [asking(), asking()]
    await addToCart({ ...mine, sku: SKU, quantity: 1 })
    await addToCart({ ...theirs, sku: SKU, quantity: 2 })
    await removeLine({ ...mine, sku: SKU })
    expect(await quantities(theirs)).toEqual([[SKU, 2]])
  })
})

describe('a change of price', () => {
  it('is told until the shopper has acted on a page that showed it', async () => {
    await givenPiece()
    const who = asking()
    await addToCart({ ...who, sku: SKU, quantity: 1 })
    await db.product.updateMany({ data: { price: 350_000 } })
    const told = async () => cartNotices((await readCart(who)).lines)
    expect(await told()).toMatchObject([{ kind: 'price-changed', from: 312_000, to: 350_000 }])
    // Reading, and adding one more, are no sign that it was read.
    await addToCart({ ...who, sku: SKU, quantity: 1 })
    expect(await told()).toHaveLength(1)
    await acknowledgePrices(asking(), new Map([[SKU, 350_000]]))
    expect(await told()).toHaveLength(1)
    await acknowledgePrices(who, new Map([[SKU, 350_000]]))
    expect(await told()).toEqual([])
  })

  it('that happened after the page was shown is told again', async () => {
    await givenPiece()
    const who = asking()
    await addToCart({ ...who, sku: SKU, quantity: 1 })
    await db.product.updateMany({ data: { price: 360_000 } })
    await acknowledgePrices(who, new Map([[SKU, 350_000]]))
    expect(cartNotices((await readCart(who)).lines)).toMatchObject([{ from: 350_000, to: 360_000 }])
  })
})

describe('carrying a cart over', () => {
  const carry = (visitorId: string, customerId: string) =>
    db.$transaction((tx) => carryCart(tx, { visitorId, customerId }))

  it('adds up what both held, caps it by stock, and says what was cut', async () => {
    await givenPiece({ sizes: ['4', '6'], stock: 3 })
    const { id: customerId } = await givenCustomer()
    const before = asking()
    const signedIn = asking({ customerId })
    await addToCart({ ...signedIn, sku: SKU, quantity: 2 })
    await addToCart({ ...before, sku: SKU, quantity: 2 })
    await addToCart({ ...before, sku: 'test-gown:scarlet:6', quantity: 1 })
    expect(await carry(before.visitorId, customerId)).toEqual([{ sku: SKU, name: 'test-gown', wanted: 4, quantity: 3 }])
    expect(await quantities(signedIn)).toEqual([
      [SKU, 3],
      ['test-gown:scarlet:6', 1],
    ])
    expect(await quantities(before)).toEqual([])
    expect(await carry(before.visitorId, customerId)).toEqual([])
    expect(await quantities(signedIn)).toHaveLength(2)
  })

  it('counts nothing twice when it happens twice at once', async () => {
    await givenPiece({ stock: 50 })
    const { id: customerId } = await givenCustomer()
    const before = asking()
    await addToCart({ ...before, sku: SKU, quantity: 2 })
    await Promise.all(Array.from({ length: 4 }, () => carry(before.visitorId, customerId)))
    expect(await quantities(asking({ customerId }))).toEqual([[SKU, 2]])
  })
})

describe('what an order has bought', () => {
  it('leaves the cart; what was added meanwhile stays', async () => {
    await givenPiece({ sizes: ['4', '6', '8'], stock: 9 })
    const { id: customerId } = await givenCustomer()
    const who = asking({ customerId })
    for (const [size, quantity] of [
      ['4', 1],
      ['6', 3],
      ['8', 1],
    ] as const) {
      await addToCart({ ...who, sku: `test-gown:scarlet:${size}`, quantity })
    }
    const ordered = [
      { sku: SKU, quantity: 1 },
      { sku: 'test-gown:scarlet:6', quantity: 2 },
    ]
    await db.$transaction((tx) => takeOrdered(tx, customerId, ordered))
    expect(await quantities(who)).toEqual([
      ['test-gown:scarlet:6', 1],
      ['test-gown:scarlet:8', 1],
    ])
  })
})
