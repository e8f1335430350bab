import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { SORTS, facetHref, parseShow, parseSort, sortProducts, valuesIn } from './listing'

const { products } = seedAsCatalogue(new Date('2026-11-16T20:20:00Z'))

describe('sorting', () => {
  it.each([
    [{}, 'for-you'],
    [{ sort: 'price-asc' }, 'price-asc'],
    [{ sort: ['new', 'price-asc'] }, 'new'],
    [{ sort: 'cheapest' }, 'for-you'],
    [{ sort: '' }, 'for-you'],
  ])('of %j is %s', (params, sort) => expect(parseSort(params)).toBe(sort))

  it('keeps the ranking’s order for you', () => {
    const reversed = [...products].reverse()
    expect(sortProducts(reversed, 'for-you')).toEqual(reversed)
  })

  it('is by what it says', () => {
    const prices = sortProducts(products, 'price-asc').map(({ price }) => price)
    expect(prices).toEqual([...prices].sort((a, b) => a - b))
    const falling = sortProducts(products, 'price-desc').map(({ price }) => price)
    expect(falling).toEqual([...falling].sort((a, b) => b - a))
    expect(sortProducts(products, 'new')[0]?.slug).toBe('ember-one-shoulder')
  })

  it('gives one order, however the pieces came, and loses none', () => {
    const shuffled = fc.shuffledSubarray([...products], { minLength: products.length })
    fc.assert(
      fc.property(shuffled, fc.constantFrom('new', 'price-asc', 'price-desc'), (any, sort) => {
        expect(sortProducts(any, sort)).toEqual(sortProducts(products, sort))
      }),
      { numRuns: 20 },
    )
  })
})

describe('how many to show', () => {
  it.each([
    [undefined, 12],
    ['24', 24],
    ['25', 36],
    ['0', 12],
    ['-12', 12],
    ['1e3', 12],
    ['999', 240],
    ['9999999999999999999999', 12],
    ['NaN', 12],
  ])('%j means %i', (show, expected) => expect(parseShow({ show })).toBe(expected))
})

describe('the canonical address', () => {
  it('is the bare path when nothing was chosen', () => {
    expect(facetHref('/c/dresses', { selection: {} })).toBe('/c/dresses')
    expect(facetHref('/c/dresses', { selection: { house: [] }, sort: 'for-you', show: 12 })).toBe('/c/dresses')
  })

  it('says facets in their order and each value once', () => {
    expect(
      facetHref('/c/dresses', {
        selection: { price: ['3000-up'], house: ['soirelle', 'corvane', 'corvane'] },
        sort: 'new',
        show: 24,
      }),
    ).toBe('/c/dresses?house=corvane&house=soirelle&price=3000-up&sort=new&show=24')
  })

  it('is read back, sort and number too', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SORTS), fc.integer({ min: 1, max: 20 }), (sort, steps) => {
        const { searchParams } = new URL(facetHref('/c/x', { selection: {}, sort, show: steps * 12 }), 'https://s.test')
        expect([parseSort(searchParams), parseShow(searchParams)]).toEqual([sort, steps * 12])
      }),
    )
  })
})

it('reads no inherited parameter', () => {
  expect(valuesIn({}, 'toString')).toEqual([])
  expect(valuesIn(Object.create({ sort: 'new' }) as Record<string, string>, 'sort')).toEqual([])
})
