import { describe, expect, it } from 'vitest'
import { priceCart, refundFor } from './pricing'
import type { Entitlements, PercentEntitlement, PricedLineInput } from './schema'

const percent = (value: number, offer: string | null = null): PercentEntitlement => ({
  offer,
  reason: 'discount.test',
  values: { percent: value },
  percent: value,
})
const line = (sku: string, dollars: number, quantity = 1): PricedLineInput => ({
  sku,
  quantity,
  unitPrice: Math.round(dollars * 100),
})
const evening = [line('gown', 3_120), line('ring', 380), line('pump', 690)]

function price(lines: PricedLineInput[], percents: PercentEntitlement[] = [], shippingTo: string | null = 'US') {
  const entitlements: Entitlements = { percents, freeShippingTo: ['US'] }
  return priceCart({ lines, currency: 'USD', entitlements, shippingTo })
}

describe('priceCart', () => {
  it('prices the evening: $4,190.00, 10% off, free shipping', () => {
    const cart = price(evening, [percent(10, 'first-order')])
    expect(cart).toMatchObject({ merchandise: 419_000, discount: { amount: 41_900 }, shipping: 0, total: 377_100 })
    expect(cart.lines.map((each) => each.discount)).toEqual([31_200, 3_800, 6_900])
  })

  it.each([
    ['US', 0],
    ['PL', 2_500],
    [null, 2_500],
  ])('ships to %s for %d', (country, shipping) => {
    expect(price(evening, [], country)).toMatchObject({ shipping, total: 419_000 + shipping })
  })

  it('costs nothing while it is empty', () => {
    expect(price([], [percent(10)], 'PL')).toMatchObject({ merchandise: 0, discount: null, shipping: 0, total: 0 })
  })

  it('rounds the discount once, over the whole cart', () => {
    const cart = price([line('a', 0.05), line('b', 0.05), line('c', 0.05)], [percent(10)])
    expect(cart.discount?.amount).toBe(2) // 1.5 cents; rounded line by line it would be 3
    expect(cart.lines.map((each) => each.discount)).toEqual([1, 1, 0])
  })

  it('takes everything off at 100%, and never more', () => {
    expect(price(evening, [percent(100)])).toMatchObject({ discount: { amount: 419_000 }, total: 0 })
  })

  it('spends no offer on a discount of nothing', () => {
    expect(price([line('gift', 0)], [percent(10, 'first-order')]).discount).toBeNull()
    expect(price([line('pin', 0.04)], [percent(10, 'first-order')]).discount).toBeNull()
  })

  it.each([
    ['the larger one', [percent(5), percent(10, 'one'), percent(8)], 'one'],
    ['of equal ones one that spends no offer', [percent(10, 'one'), percent(10), percent(10, 'two')], null],
    ['of equal offers the one given first', [percent(10, 'one'), percent(10, 'two')], 'one'],
  ])('applies %s', (_, percents, offer) => {
    expect(price(evening, percents).discount?.entitlement.offer).toBe(offer)
  })

  it.each([0, -1, 1.5, 100, NaN, 1e9])('refuses a quantity of %d', (quantity) => {
    expect(() => price([line('gown', 1, quantity)])).toThrow(RangeError)
  })

  it('accepts quantities from 1 to 99', () => {
    expect(price([line('gown', 1, 1), line('ring', 1, 99)]).merchandise).toBe(10_000)
  })

  it.each([-1, 0.5, NaN, Infinity])('refuses a price of %d', (unitPrice) => {
    expect(() => price([{ sku: 'gown', quantity: 1, unitPrice }])).toThrow(RangeError)
  })

  it('refuses a sum past what a number holds', () => {
    expect(() => price([{ sku: 'gown', quantity: 2, unitPrice: Number.MAX_SAFE_INTEGER }])).toThrow(RangeError)
  })

  it.each([0, -10, 101, NaN])('refuses %d percent', (value) => {
    expect(() => price(evening, [percent(value)])).toThrow(RangeError)
  })

  it('refuses a currency it knows no shipping fee in', () => {
    const entitlements = { percents: [], freeShippingTo: [] }
    expect(() => priceCart({ lines: [], currency: 'CHF', entitlements, shippingTo: 'US' })).toThrow(RangeError)
  })
})

describe('refundFor', () => {
  const three = { quantity: 3, unitPrice: 1_000, discount: 100 }

  it('gives back what each unit was paid, to the cent', () => {
    expect([0, 1, 2].map((before) => refundFor(three, before, 1).refund)).toEqual([966, 967, 967])
    expect(refundFor(three, 0, 3)).toEqual({ merchandise: 3_000, refund: 2_900 })
    expect(refundFor(three, 1, 2)).toEqual({ merchandise: 2_000, refund: 1_934 })
  })

  it.each([
    [0, 0],
    [0, 4],
    [3, 1],
    [2, 2],
    [-1, 1],
    [0, 1.5],
    [0.5, 1],
    [0, NaN],
  ])('after %d refuses %d of 3', (before, units) => {
    expect(() => refundFor(three, before, units)).toThrow(RangeError)
  })
})
