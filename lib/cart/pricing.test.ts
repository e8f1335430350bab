import { describe, expect, it } from 'vitest'
import { pointsShares, priceCart, refundFor } from './pricing'
import type { Entitlements, PercentEntitlement, PointsWish, PricedLineInput } from './schema'

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

function price(
  lines: PricedLineInput[],
  percents: PercentEntitlement[] = [],
  shippingTo: string | null = 'US',
  points: PointsWish | null = null,
) {
  const entitlements: Entitlements = { percents, freeShippingTo: ['US'] }
  return priceCart({ lines, currency: 'USD', entitlements, shippingTo, points })
}
/** Points worth two cents each, for a cart in the United States. */
const use = (wanted: number, lines = evening, percents: PercentEntitlement[] = [], worth = 2) =>
  price(lines, percents, 'US', { wanted, worth })

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

describe('points', () => {
  it('pay after the discount, and are told as what they pay for', () => {
    expect(use(4_190, evening, [percent(10)])).toMatchObject({
      ...{ merchandise: 419_000, discount: { amount: 41_900 }, pointsUsed: 4_190, pointsDiscount: 8_380 },
      ...{ shipping: 0, total: 368_720 },
    })
  })

  it('never pay more than what is left of the merchandise, and nothing of the shipping', () => {
    const abroad = price([line('pin', 10)], [percent(10)], 'PL', { wanted: 9_999, worth: 2 })
    expect(abroad).toMatchObject({ pointsUsed: 450, pointsDiscount: 900, shipping: 2_500, total: 2_500 })
    expect(use(1_000, evening, [percent(100)])).toMatchObject({ pointsUsed: 0, pointsDiscount: 0, total: 0 })
    expect(use(1_000, [])).toMatchObject({ pointsUsed: 0, pointsDiscount: 0, total: 0 })
  })

  it('are used whole: the odd cent is paid in money', () => {
    expect(use(9_999, [line('pin', 0.05)])).toMatchObject({ pointsUsed: 2, pointsDiscount: 4, total: 1 })
    expect(use(9_999, [line('pin', 0.01)])).toMatchObject({ pointsUsed: 0, pointsDiscount: 0, total: 1 })
  })

  it('are shared among the lines, by what is left to pay of each', () => {
    const { lines } = use(100, [line('a', 2), line('b', 1), line('gift', 0)])
    expect(lines.map(({ pointsDiscount, pointsUsed }) => [pointsDiscount, pointsUsed])).toEqual([
      [133, 67],
      [67, 33],
      [0, 0],
    ])
    expect(pointsShares(100, lines)).toEqual([67, 33, 0])
  })

  it.each([
    [-1, 2],
    [0.5, 2],
    [NaN, 2],
    [1, 0],
    [1, -1],
    [1, 0.5],
  ])('refuse %d wanted at a worth of %d', (wanted, worth) => {
    expect(() => use(wanted, evening, [], worth)).toThrow(RangeError)
  })
})

describe('refundFor', () => {
  const three = { quantity: 3, unitPrice: 1_000, discount: 100 }
  const noPoints = { pointsBack: 0 }

  it('gives back what each unit was paid, to the cent', () => {
    expect([0, 1, 2].map((before) => refundFor(three, before, 1).refund)).toEqual([966, 967, 967])
    expect(refundFor(three, 0, 3)).toEqual({ merchandise: 3_000, refund: 2_900, ...noPoints })
    expect(refundFor(three, 1, 2)).toEqual({ merchandise: 2_000, refund: 1_934, ...noPoints })
  })

  it('gives back in money what money paid, in points what points paid', () => {
    const paid = { ...three, pointsDiscount: 51, pointsUsed: 25 }
    const each = [0, 1, 2].map((before) => refundFor(paid, before, 1))
    expect(each.map(({ refund, pointsBack }) => [refund, pointsBack])).toEqual([
      [949, 9],
      [950, 8],
      [950, 8],
    ])
    expect(refundFor(paid, 0, 3)).toEqual({ merchandise: 3_000, refund: 2_849, pointsBack: 25 })
  })

  it('never asks for money back from who returns', () => {
    const cheap = { quantity: 2, unitPrice: 1, discount: 1, pointsDiscount: 1, pointsUsed: 1 }
    const each = [0, 1].map((before) => refundFor(cheap, before, 1))
    expect(each.map(({ refund, pointsBack }) => [refund, pointsBack])).toEqual([
      [0, 0],
      [0, 1],
    ])
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
