import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { readCart } from '@/lib/cart/queries'
import { db } from '@/lib/core/db'
import { readOrder } from '@/lib/orders/queries'
import { givenOrder, TEST_NOW } from '@/test/database'
import { givenBrowser, givenContext, givenInCart, orderFields, PASSWORD, stockOf } from './flows.fixture'
import { givenBuyer, GOWN, openTwoPieceShop, place, PUMP } from './ordering.fixture'
import { placeOrder } from './place-order'
import { register } from './register'

beforeEach(openTwoPieceShop)

describe('the first order of somebody new', () => {
  it('opens an account, takes 10% off, ships free in the United States, and makes her Bronze', async () => {
    const ctx = givenContext()
    await givenInCart(ctx, GOWN)
    await givenInCart(ctx, PUMP)
    const { browser, noted } = givenBrowser()
    const result = await placeOrder(ctx, orderFields({ shownTotal: '377100', email: ' Alice@Example.TEST ' }), {
      browser,
    })
    if (result.status !== 'placed') throw new Error(JSON.stringify(result))
    expect(result.number).toMatch(/^S-\d{6}$/)
    expect(noted).toMatchObject({ session: 'alice@example.test', visitorId: null })

    const customer = await db.customer.findUniqueOrThrow({ where: { email: 'alice@example.test' } })
    expect(customer).toMatchObject({ name: 'Alice Hartwell', role: 'customer', seeded: false, createdAt: TEST_NOW })
    expect(await readOrder({ number: result.number, customerId: customer.id })).toMatchObject({
      ...{ status: 'confirmed', merchandise: 419_000, discount: 41_900, shipping: 0, total: 377_100, last4: '4242' },
      ...{ discountReason: 'discount.firstOrder', discountPercent: 10, country: 'US', placedAt: TEST_NOW },
      address: { name: 'Alice Hartwell', region: 'NY' },
      lines: [
        { sku: GOWN, unitPrice: 350_000, discount: 35_000 },
        { sku: PUMP, unitPrice: 69_000, discount: 6_900 },
      ],
    })
    const order = await db.order.findFirstOrThrow()
    const who = { kind: 'join', reason: 'order', orderId: order.id, at: TEST_NOW }
    expect(await db.membershipFact.findMany()).toMatchObject([who])
    expect(await db.offerUse.findMany()).toMatchObject([{ offer: 'first-order', orderId: order.id }])
    expect(await db.visitorLink.findMany()).toMatchObject([
      { visitorId: ctx.visitorId, customerId: customer.id, until: null },
    ])
    expect([await stockOf(GOWN), await stockOf(PUMP)]).toEqual([4, 4])
    expect((await readCart({ visitorId: ctx.visitorId, customerId: customer.id })).count).toBe(0)
    const facts = await db.event.findMany({ where: { kind: 'purchase' }, orderBy: { seq: 'asc' } })
    expect(facts).toMatchObject([
      { product: 'rapace-gown', colour: 'scarlet', category: 'dresses', orderId: order.id, customerId: customer.id },
      { product: 'via-pump', category: 'shoes', visitorId: ctx.visitorId, quantity: 1, at: TEST_NOW },
    ])
    expect(JSON.stringify(order)).not.toContain('4242424242424242')
  })

  it('below the threshold makes nobody a member', async () => {
    const ctx = await givenBuyer(PUMP)
    expect(await place(ctx, { shownTotal: '62100' })).toMatchObject({ status: 'placed' })
    expect(await db.membershipFact.count()).toBe(0)
  })

  it('writes no behaviour of whom may not be learned from, and is an order all the same', async () => {
    const ctx = await givenBuyer(PUMP)
    await db.consentChoice.create({
      data: { id: randomUUID(), customerId: ctx.customerId, choice: 'off', at: TEST_NOW },
    })
    expect(await place({ ...ctx, answer: 'yes' }, { shownTotal: '62100' })).toMatchObject({ status: 'placed' })
    expect(await db.event.count()).toBe(0)
  })

  it('costs $25.00 to send abroad', async () => {
    const ctx = await givenBuyer(PUMP)
    const abroad = { country: 'PL', region: '', postcode: '00-001', shownTotal: '64600' }
    expect(await place(ctx, abroad)).toMatchObject({ status: 'placed' })
    expect(await db.order.findFirst()).toMatchObject({ shipping: 2_500, total: 64_600, country: 'PL' })
  })
})

describe('the orders after it', () => {
  it('use the tier’s 10% once, and then none', async () => {
    const ctx = await givenBuyer(GOWN, PUMP)
    expect(await place(ctx, { shownTotal: '377100' })).toMatchObject({ status: 'placed' })
    const later = { ...ctx, now: new Date(TEST_NOW.getTime() + 5 * 86_400_000) }
    await givenInCart(ctx, PUMP)
    expect(await place(later, { shownTotal: '62100' })).toMatchObject({ status: 'placed' })
    await givenInCart(ctx, PUMP)
    expect(await place(later, { shownTotal: '62100' })).toMatchObject({ status: 'refused', total: 69_000 })
    expect(await place(later, { shownTotal: '69000' })).toMatchObject({ status: 'placed' })
    const uses = await db.offerUse.findMany({ orderBy: { at: 'asc' } })
    expect(uses.map(({ offer }) => offer.replace(/:[0-9a-f-]{36}$/, ''))).toEqual(['first-order', 'tier:bronze'])
  })

  it('are no first orders, even when the first was returned since or the clock moved back', async () => {
    const ctx = await givenBuyer(PUMP)
    await givenOrder({ customerId: ctx.customerId, placedAt: new Date(TEST_NOW.getTime() - 1), lines: [] })
    expect(await place(ctx, { shownTotal: '62100' })).toMatchObject({ said: { code: 'checkout.totalChanged' } })

    const other = await givenBuyer(PUMP)
    expect(await place(other, { shownTotal: '62100' })).toMatchObject({ status: 'placed' })
    await givenInCart(other, PUMP)
    const earlier = { ...other, now: new Date(TEST_NOW.getTime() - 86_400_000) }
    expect(await place(earlier, { shownTotal: '62100' })).toMatchObject({ status: 'refused', total: 69_000 })
  })
})

describe('coming in at checkout', () => {
  const given = async () => {
    const { browser } = givenBrowser()
    const form = { name: 'Alice', email: 'alice@example.test', password: PASSWORD }
    const account = await register(givenContext(), form, browser)
    if (!account.ok) throw new Error('not registered')
    return account.value.customerId
  }

  it('signs in who has an account and says that the kept cart came along', async () => {
    const customerId = await given()
    await givenInCart(givenContext({ customerId }), GOWN)
    const ctx = givenContext()
    await givenInCart(ctx, PUMP)
    const { browser, noted } = givenBrowser()
    const fields = orderFields({ shownTotal: '62100' })
    const result = await placeOrder(ctx, fields, { browser })
    expect(result).toMatchObject({
      ...{ status: 'refused', entered: true, total: 377_100, key: fields.key },
      said: { code: 'checkout.cartsJoined' },
    })
    expect(noted.session).toBe('alice@example.test')
    expect(await db.order.count()).toBe(0)
    const again = await placeOrder(ctx, { ...fields, shownTotal: '377100' }, { browser })
    expect(again).toMatchObject({ status: 'placed' })
  })

  it('tells nobody whether an e-mail is known', async () => {
    await given()
    const ctx = givenContext()
    await givenInCart(ctx, PUMP)
    const { browser, noted } = givenBrowser()
    const fields = orderFields({ shownTotal: '62100', password: 'another good one' })
    expect(await placeOrder(ctx, fields, { browser })).toMatchObject({
      said: { code: 'auth.cannotOpen' },
      entered: false,
    })
    expect(noted.session).toBeNull()
    // A password that no account may have is told to known and unknown alike.
    for (const email of ['alice@example.test', 'nobody@example.test']) {
      const weak = orderFields({ email, password: 'short' })
      expect(await placeOrder(ctx, weak, { browser })).toMatchObject({
        fields: { password: { code: 'auth.passwordShort' } },
      })
    }
    expect(await db.order.count()).toBe(0)
    expect((await readCart(ctx)).count).toBe(1)
  })
})

describe('a form that cannot be acted on', () => {
  it('says everything that is wrong at once, and opens no account', async () => {
    const ctx = givenContext()
    await givenInCart(ctx, PUMP)
    const fields = {
      name: ' ',
      email: 'alice',
      line1: '',
      postcode: '123',
      region: 'Ontario',
      cardNumber: '4242',
      cardCvc: 'x',
    }
    const result = await place(ctx, { ...fields, cardExpiry: '13/30' })
    expect(result).toMatchObject({ status: 'refused', said: { code: 'checkout.look' } })
    if (result.status !== 'refused') throw new Error('placed')
    const codes = Object.fromEntries(Object.entries(result.fields ?? {}).map(([field, said]) => [field, said?.code]))
    expect(codes).toEqual({
      ...{ name: 'checkout.field.name', email: 'auth.email', line1: 'checkout.field.line1' },
      ...{ postcode: 'checkout.field.zip', region: 'checkout.field.state', cardNumber: 'checkout.card.number' },
      ...{ cardExpiry: 'checkout.card.expiry', cardCvc: 'checkout.card.cvc' },
    })
    expect(await db.customer.count()).toBe(0)
  })

  it.each([
    ['a real card', { cardNumber: '5555 5555 5555 4444' }, 'cardNumber', 'checkout.card.demo'],
    ['an expired card', { cardExpiry: '10/26' }, 'cardExpiry', 'checkout.card.expired'],
    ['a country without delivery', { country: 'KP' }, 'country', 'checkout.field.country'],
    ['no password', { password: '' }, 'password', 'auth.password'],
    ['a very long name', { name: 'x'.repeat(101) }, 'name', 'checkout.field.long'],
    ['a missing field', { city: undefined }, 'city', 'checkout.field.city'],
  ])('names %s', async (_, fields, field, code) => {
    const ctx = givenContext()
    await givenInCart(ctx, PUMP)
    expect(await place(ctx, fields)).toMatchObject({ fields: { [field]: { code } } })
  })

  it.each([
    { key: 'x' },
    { key: undefined },
    { shownTotal: '-1' },
    { shownTotal: 'NaN' },
    { shownTotal: '1e99' },
    { shownTotal: '' },
    { shownTotal: null },
  ])('that no page sends (%o) is refused, with a new key', async (fields) => {
    const result = await place(givenContext(), fields)
    expect(result).toMatchObject({ status: 'refused', said: { code: 'checkout.broken' } })
    expect(result.status === 'refused' && result.key).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('and an empty cart order nothing', async () => {
    expect(await place(await givenBuyer(), {})).toMatchObject({ said: { code: 'checkout.empty' } })
  })
})
