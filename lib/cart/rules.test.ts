import { describe, expect, it } from 'vitest'
import { buyable, cartNotices, packPrices, quantityAfterAdding, unpackPrices, type CartLineView } from './rules'

const line = (values: Partial<CartLineView>): CartLineView => ({
  sku: 'gown:scarlet:4',
  product: 'gown',
  productName: 'Gown',
  house: { slug: 'house', name: 'House' },
  category: 'dresses',
  subcategory: 'gowns',
  colour: 'scarlet',
  colourName: 'Scarlet',
  picture: '',
  alt: '',
  size: '4',
  quantity: 1,
  unitPrice: 312_000,
  currency: 'USD',
  priceSeen: 312_000,
  stock: 5,
  addedAt: new Date(0),
  ...values,
})

describe('what a cart tells', () => {
  it('is nothing while nothing changed', () => {
    expect(cartNotices([line({ quantity: 5 })])).toEqual([])
  })

  it('is a change of price, with both prices, before a change of stock', () => {
    expect(cartNotices([line({ priceSeen: 300_000, quantity: 3, stock: 2 })])).toEqual([
      { kind: 'price-changed', sku: 'gown:scarlet:4', from: 300_000, to: 312_000, currency: 'USD' },
      { kind: 'fewer-left', sku: 'gown:scarlet:4', left: 2, wanted: 3 },
    ])
  })

  it('is "sold out" only when none are left', () => {
    expect(cartNotices([line({ stock: 0 })])).toEqual([{ kind: 'sold-out', sku: 'gown:scarlet:4' }])
    expect(cartNotices([line({ quantity: 1, stock: 1 })])).toEqual([])
  })
})

describe('what can be bought', () => {
  it('leaves out what is sold out and takes no more than there is', () => {
    const lines = [line({ sku: 'a' }), line({ sku: 'b', stock: 0 }), line({ sku: 'c', quantity: 9, stock: 2 })]
    expect(buyable(lines).map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['a', 1],
      ['c', 2],
    ])
  })
})

describe('adding', () => {
  it.each([
    { held: 0, asked: 2, stock: 5, then: 2 },
    { held: 4, asked: 2, stock: 5, then: 5 },
    { held: 5, asked: 1, stock: 5, then: 5 },
    { held: 0, asked: 1, stock: 0, then: 0 },
    // The stock fell below what the line holds: adding takes nothing away.
    { held: 5, asked: 1, stock: 2, then: 5 },
    { held: 98, asked: 5, stock: 500, then: 99 },
  ])('$asked to $held of $stock makes $then', ({ then, ...input }) => {
    expect(quantityAfterAdding(input)).toBe(then)
  })
})

describe('the prices that were shown', () => {
  it('come back as they were packed', () => {
    const lines = [line({ sku: 'gown:scarlet:4' }), line({ sku: 'pump:noir:37.5', unitPrice: 69_000 })]
    expect(unpackPrices(packPrices(lines))).toEqual(
      new Map([
        ['gown:scarlet:4', 312_000],
        ['pump:noir:37.5', 69_000],
      ]),
    )
  })

  it('are left out where they make no sense', () => {
    expect(unpackPrices('a:b:c=-1,a:b:c=1.5,<script>=3,=4,a:b:c,a:b:d=7,a:b:e=9999999999')).toEqual(
      new Map([['a:b:d', 7]]),
    )
  })
})
