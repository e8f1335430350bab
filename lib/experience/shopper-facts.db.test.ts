import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysAgo, emptyDatabase, givenCustomer, givenEvent, givenOrder, givenPiece, TEST_NOW } from '@/test/database'
import { BEHAVIOURS_READ } from './behaviour-columns'
import { readShopperFacts } from './queries'

const SKU = 'test-gown:scarlet:4'
const visitorId = randomUUID()
const later = new Date(TEST_NOW.getTime() + 1)

beforeEach(emptyDatabase)

const read = (values: { visitorId?: string; customerId?: string | null; asOf?: Date } = {}) =>
  readShopperFacts({ visitorId, customerId: null, asOf: TEST_NOW, ...values })
const seen = async (values: Parameters<typeof read>[0] = {}) => (await read(values)).facts.map(({ product }) => product)
const link = (customerId: string, from: Date, until: Date | null = null, visitor = visitorId) =>
  db.visitorLink.create({ data: { id: randomUUID(), visitorId: visitor, customerId, from, until } })

describe('what is read of a stranger', () => {
  it('is what this browser did, newest first, not later than the moment asked for', async () => {
    await givenEvent({ visitorId, product: 'old', at: daysAgo(2) })
    await givenEvent({ visitorId, product: 'new', at: TEST_NOW })
    await givenEvent({ visitorId, product: 'later', at: later })
    await givenEvent({ visitorId: randomUUID(), product: 'of-another' })
    expect(await seen()).toEqual(['new', 'old'])
    expect(await seen({ asOf: daysAgo(1) })).toEqual(['old'])
    expect(await read()).toMatchObject({ customer: null, orders: [], memberships: [], choice: null, claimed: false })
  })

  it('is behaviour, not what was shown, whole and with its moment', async () => {
    await givenEvent({ visitorId, kind: 'exposure', place: 'home.hero' })
    await givenEvent({ visitorId, kind: 'search', query: 'red gown', visitId: 'v', movedClock: true })
    const { facts } = await read()
    expect(facts).toHaveLength(1)
    expect(facts[0]).toMatchObject({
      kind: 'search',
      query: 'red gown',
      visitId: 'v',
      movedClock: true,
      at: TEST_NOW,
      channel: 'web',
    })
  })

  it('is no more than the newest five hundred', async () => {
    await db.event.createMany({
      data: Array.from({ length: BEHAVIOURS_READ + 5 }, (_, i) => {
        return {
          id: randomUUID(),
          kind: 'view',
          visitorId,
          product: `p${i}`,
          at: new Date(TEST_NOW.getTime() - i * 1_000),
        }
      }),
    })
    const products = await seen()
    expect(products).toHaveLength(BEHAVIOURS_READ)
    expect([products[0], products.at(-1)]).toEqual(['p0', `p${BEHAVIOURS_READ - 1}`])
  })
})

describe('what is read of a customer', () => {
  it('is what each visitor did while it was theirs', async () => {
    const { id: customerId } = await givenCustomer()
    const other = randomUUID()
    await link(customerId, daysAgo(5), daysAgo(2))
    await link(customerId, daysAgo(9), null, other)
    for (const [product, at, who] of [
      ['before', daysAgo(6), visitorId],
      ['during', daysAgo(3), visitorId],
      ['after', daysAgo(1), visitorId],
      ['elsewhere', daysAgo(4), other],
    ] as const) {
      await givenEvent({ visitorId: who, product, at })
    }
    expect(await seen({ customerId })).toEqual(['during', 'elsewhere'])
    expect(await read({ customerId })).toMatchObject({ linked: false, claimed: true, customer: { id: customerId } })
    expect(await read({ customerId, visitorId: other })).toMatchObject({ linked: true })
  })

  it('is nobody’s once they have signed out: the browser starts from nothing', async () => {
    const { id: customerId } = await givenCustomer()
    await link(customerId, daysAgo(5), daysAgo(2))
    await givenEvent({ visitorId, product: 'hers', at: daysAgo(3) })
    expect(await read()).toMatchObject({ facts: [], claimed: true, customer: null })
    const { id: another } = await givenCustomer()
    expect(await seen({ customerId: another })).toEqual([])
  })

  it('tells a fact once, however often a visitor was linked', async () => {
    const { id: customerId } = await givenCustomer()
    await link(customerId, daysAgo(5), daysAgo(4))
    await link(customerId, daysAgo(3))
    await givenEvent({ visitorId, product: 'first', at: daysAgo(4.5) })
    await givenEvent({ visitorId, product: 'between', at: daysAgo(3.5) })
    await givenEvent({ visitorId, product: 'second', at: daysAgo(2) })
    expect(await seen({ customerId })).toEqual(['second', 'first'])
  })

  it('is paid orders with what came back, as of the moment asked for', async () => {
    const { id: customerId } = await givenCustomer()
    const order = await givenOrder({
      customerId,
      placedAt: daysAgo(9),
      lines: [{ sku: SKU, quantity: 3, unitPrice: 100, discount: 30 }],
    })
    const [line] = order.lines
    if (!line) throw new Error('the order has a line')
    for (const [at, quantity] of [
      [daysAgo(5), 1],
      [daysAgo(1), 2],
    ] as const) {
      const lines = {
        create: {
          id: randomUUID(),
          orderLineId: line.id,
          quantity,
          merchandise: 100 * quantity,
          refund: 90 * quantity,
        },
      }
      await db.return.create({ data: { id: randomUUID(), orderId: order.id, at, lines } })
    }
    await givenOrder({ customerId, status: 'reserved', lines: [{ sku: SKU, unitPrice: 1 }] })
    await givenOrder({ customerId, status: 'released', lines: [{ sku: SKU, unitPrice: 1 }] })
    await givenOrder({ customerId, placedAt: later, lines: [{ sku: SKU, unitPrice: 1 }] })
    await givenOrder({ customerId: (await givenCustomer()).id, lines: [{ sku: SKU, unitPrice: 1 }] })

    const returned = async (asOf: Date) => {
      const { orders } = await read({ customerId, asOf })
      return orders.map(({ lines, returns }) => [
        lines[0]?.returned,
        ...returns.map(({ merchandise, refund }) => `${merchandise} ${refund}`),
      ])
    }
    expect(await returned(TEST_NOW)).toEqual([[3, '100 90', '200 180']])
    expect(await returned(daysAgo(3))).toEqual([[1, '100 90']])
    expect(await returned(daysAgo(6))).toEqual([[0]])
    expect(await returned(daysAgo(10))).toEqual([])
    const [told] = (await read({ customerId })).orders
    expect(told).toMatchObject({ placedAt: daysAgo(9), merchandise: 300, discount: 30, total: 270 })
    expect(told?.lines[0]).toMatchObject({ sku: SKU, product: 'test-gown', colour: 'scarlet', size: '4', quantity: 3 })
  })

  it('is orders newest first, their lines as they were bought', async () => {
    const { id: customerId } = await givenCustomer()
    await givenOrder({ customerId, placedAt: daysAgo(9), lines: [{ sku: 'a:b:c', unitPrice: 1 }] })
    await givenOrder({
      customerId,
      placedAt: daysAgo(1),
      lines: [
        { sku: 'x:b:c', unitPrice: 1 },
        { sku: 'y:b:c', unitPrice: 9 },
      ],
    })
    const { orders } = await read({ customerId })
    expect(orders.map(({ lines }) => lines.map(({ product }) => product))).toEqual([['x', 'y'], ['a']])
  })

  it('is memberships up to the moment, but used offers and the latest choice whatever their time', async () => {
    const { id: customerId } = await givenCustomer()
    const order = await givenOrder({ customerId, placedAt: later, lines: [{ sku: SKU, unitPrice: 1 }] })
    for (const [kind, at] of [
      ['join', daysAgo(3)],
      ['resign', later],
    ] as const) {
      await db.membershipFact.create({ data: { id: randomUUID(), customerId, kind, reason: 'request', at } })
    }
    await db.offerUse.create({ data: { customerId, offer: 'first-order', orderId: order.id, at: later } })
    for (const choice of ['off', 'on'])
      await db.consentChoice.create({ data: { id: randomUUID(), customerId, choice, at: later } })
    const { memberships, usedOffers, choice } = await read({ customerId })
    expect(memberships).toEqual([{ kind: 'join', at: daysAgo(3), reason: 'request', orderId: null }])
    expect([usedOffers, choice]).toEqual([['first-order'], 'on'])
  })

  it('is nobody for an id that is nobody’s', async () => {
    expect(await read({ customerId: randomUUID() })).toMatchObject({ customer: null, facts: [], orders: [] })
  })
})

describe('what is read for everybody', () => {
  it('is the programme in force as of the moment, and the catalogue’s version', async () => {
    await givenPiece()
    const version = (name: string, effectiveFrom: Date) =>
      db.programmeVersion.create({ data: { id: randomUUID(), name, effectiveFrom, definition: { ...sorento, name } } })
    expect((await read()).programme).toBeNull()
    const old = await version('old', daysAgo(9))
    const now = await version('now', TEST_NOW)
    await version('later', later)
    expect((await read()).programme).toMatchObject({ id: now.id, definition: { name: 'now' } })
    expect((await read({ asOf: daysAgo(1) })).programme?.id).toBe(old.id)
    expect((await read()).catalogueVersion).toMatch(/^\d+$/)
  })

  it('is how many units lie in the cart: the customer’s when somebody is signed in, else this browser’s', async () => {
    const { id: customerId } = await givenCustomer()
    const cart = (owner: object, quantities: number[]) =>
      db.cart.create({
        data: {
          ...{ id: randomUUID(), ...owner },
          lines: {
            create: quantities.map((quantity, i) => ({ sku: `a:b:${i}`, quantity, priceSeen: 1, addedAt: TEST_NOW })),
          },
        },
      })
    expect((await read()).cartCount).toBe(0)
    await cart({ visitorId }, [2, 3])
    await cart({ customerId }, [1])
    expect((await read()).cartCount).toBe(5)
    expect((await read({ customerId })).cartCount).toBe(1)
    expect((await read({ visitorId: randomUUID() })).cartCount).toBe(0)
  })
})
