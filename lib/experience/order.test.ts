import { describe, expect, it } from 'vitest'
import type { OrderView } from '@/lib/orders/queries'
import { NOW, piece } from '@/lib/ranking/shop.fixture'
import { catalogue, givenOrder, GOWN, herOrder, joined, PUMP, returning } from './shopper.fixture'
import { orderView } from './order'
import type { Shopper } from './schema'

const MINUTE = 60_000
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE)

const address = {
  ...{ name: 'Alice Hartwell', line1: '12 Mercer Street', line2: '', city: 'New York', region: 'NY' },
  ...{ postcode: '10013', country: 'US' },
}

function placed(values: Partial<OrderView> = {}): OrderView {
  const order = herOrder({ placedAt: minutesAgo(1) })
  return {
    ...{ id: order.id, number: 'S-1', status: 'confirmed' as const, placedAt: order.placedAt, currency: 'USD' },
    ...{ merchandise: order.merchandise, discount: order.discount, discountReason: order.discountReason },
    ...{ pointsUsed: 0, pointsDiscount: 0, extras: [], returns: [] },
    ...{ discountPercent: 10, shipping: 0, total: order.total, country: 'US', address, last4: '4242' },
    lines: order.lines.map((line) => ({ ...line, picture: '/pictures/products/x', alt: 'A picture' })),
    ...values,
  }
}
/** Alice, just after that order. */
const buyer = (given: Parameters<typeof returning>[0] = {}): Shopper =>
  returning({
    orders: [herOrder({ placedAt: minutesAgo(1) })],
    memberships: [joined(minutesAgo(1), 'first')],
    ...given,
  })
const later = (minutes: number) => buyer({ now: new Date(NOW.getTime() + minutes * MINUTE) })

describe('an order', () => {
  it('thanks, announces the tier it reached, and tells its sums', () => {
    const view = orderView(placed(), buyer())
    expect(view.title).toBe('Thank you, Alice')
    expect(view.text).toContain('Order S-1 is placed.')
    expect(view.tier?.name).toBe('Bronze')
    expect(view.summary).toEqual({
      lines: [
        { label: 'Subtotal', amount: '$4,190.00' },
        { label: '10% off your first order', amount: '−$419.00' },
        { label: 'Shipping', amount: 'Free' },
      ],
      total: { label: 'Total', amount: '$3,771.00' },
    })
    expect(view.address).toEqual(['Alice Hartwell', '12 Mercer Street', 'New York, NY, 10013', 'United States'])
  })

  it('is an order like any other an hour later', () => {
    expect(orderView(placed(), later(58))).toMatchObject({ title: 'Thank you, Alice', tier: { name: 'Bronze' } })
    expect(orderView(placed(), later(59))).toMatchObject({ title: 'Order S-1', tier: null })
  })

  it('announces no tier that it did not reach, that is no longer held, or that another order has left behind', () => {
    expect(orderView(placed({ id: 'other' }), buyer()).tier).toBeNull()
    const left = { kind: 'resign' as const, at: NOW, reason: 'request' as const, orderId: null }
    expect(orderView(placed(), buyer({ memberships: [joined(minutesAgo(1), 'first'), left] })).tier).toBeNull()
    const returned = herOrder({ placedAt: minutesAgo(1), returned: [GOWN] })
    const back = returned.returns.map((one) => ({ ...one, at: NOW }))
    expect(orderView(placed(), buyer({ orders: [{ ...returned, returns: back }] })).tier).toBeNull()
    const more = givenOrder([GOWN], { id: 'second', placedAt: NOW, merchandise: 400_000 })
    const silver = buyer({ orders: [more, herOrder({ placedAt: minutesAgo(1) })] })
    expect(silver.standing?.tier?.name).toBe('Silver')
    expect(orderView(placed(), silver).tier).toBeNull()
  })

  it.each(['reserved', 'released'] as const)('thanks for nothing while it is %s', (status) => {
    expect(orderView(placed({ status }), buyer())).toMatchObject({ title: 'Order S-1', tier: null })
  })

  it('tells each line as it was bought', () => {
    const [gown, , pump] = orderView(placed(), buyer()).lines
    expect(gown).toMatchObject({
      house: 'Corvane',
      name: 'Rapace gown',
      variant: 'Scarlet, US 4',
      price: '$3,120.00',
      href: `/p/${GOWN}`,
    })
    expect(gown).not.toHaveProperty('quantity')
    expect(pump).toMatchObject({ name: piece(PUMP).name, variant: 'Noir, EU 4' })
    const two = placed().lines.map((line) => ({ ...line, quantity: 2 }))
    expect(orderView(placed({ lines: two }), buyer()).lines[0]).toMatchObject({
      price: '$6,240.00',
      quantity: '2 pieces',
    })
  })

  it('keeps the name of a piece that left the collection, without a link to it', () => {
    const bySlug = new Map([...catalogue.bySlug].filter(([slug]) => slug !== GOWN))
    const [gown] = orderView(
      placed(),
      buyer({ catalogue: { ...catalogue, bySlug, products: [...bySlug.values()] } }),
    ).lines
    expect(gown).toMatchObject({ name: 'Rapace gown' })
    expect(gown).not.toHaveProperty('href')
  })

  it.each([
    ['discount.firstOrder', '10% off your first order'],
    ['discount.tierNextOrder', '10% off your next order'],
    ['discount.tier', '10% off every order'],
    ['discount.of-the-past', 'Discount'],
    [null, 'Discount'],
  ])('has words for a discount by %s', (discountReason, label) => {
    expect(orderView(placed({ discountReason }), buyer()).summary.lines[1]?.label).toBe(label)
  })

  it('says what points paid for', () => {
    const { lines } = orderView(placed({ pointsUsed: 4_190, pointsDiscount: 8_380, total: 368_720 }), buyer()).summary
    expect(lines[2]).toEqual({ label: 'Points', amount: '−$83.80' })
  })

  it('says what comes in the parcel, while it is to come, and leaves out what has no words', () => {
    const extras = ['gift:book', 'note', 'gift:unknown']
    expect(orderView(placed({ extras }), buyer()).extras).toBe('the season’s book and a note written by hand')
    expect(orderView(placed({ extras, status: 'released' }), buyer()).extras).toBe('')
    expect(orderView(placed(), buyer()).extras).toBe('')
  })

  it('says no discount where there was none, and what shipping cost', () => {
    const view = orderView(
      placed({ discount: 0, shipping: 2_500, address: { ...address, line2: 'Apt 4', country: 'PL' } }),
      buyer(),
    )
    expect(view.summary.lines.map(({ amount }) => amount)).toEqual(['$4,190.00', '$25.00'])
    expect(view.address).toEqual(['Alice Hartwell', '12 Mercer Street', 'Apt 4', 'New York, NY, 10013', 'Poland'])
    expect(orderView(placed({ address: null }), buyer()).address).toBeNull()
  })
})
