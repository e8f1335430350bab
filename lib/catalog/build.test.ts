import { describe, expect, it } from 'vitest'
import { buildCatalogue, type CatalogueRows } from './build'

const house = { slug: 'corvane', name: 'Corvane', focus: '', signature: '', description: '', styleTags: [] }
const product = {
  slug: 'gown',
  name: 'Gown',
  houseSlug: 'corvane',
  categorySlug: 'dresses',
  subcategory: 'gowns',
  price: 1,
  currency: 'USD',
  attributes: { neckline: 'halter' },
  styleTags: [],
  description: '',
  care: '',
  detailPicture: '/pictures/products/gown-detail',
  detailAlt: 'close',
  detailColour: 'noir',
  position: 3,
  listedAt: new Date(0),
}
const colourway = (slug: string, productSlug = 'gown') => {
  return { productSlug, slug, name: slug, hex: '#000000', picture: '', alt: '' }
}
const rows = (changes: Partial<CatalogueRows> = {}): CatalogueRows => ({
  version: '7',
  houses: [house],
  categories: [{ slug: 'dresses', name: 'Dresses' }],
  products: [product],
  colourways: [colourway('noir'), colourway('scarlet')],
  available: [],
  ...changes,
})

describe('the catalogue from rows', () => {
  it('puts a piece together', () => {
    const catalogue = buildCatalogue(rows({ available: [{ product: 'gown', colour: 'scarlet' }] }))
    expect(catalogue.version).toBe('7')
    expect(catalogue.bySlug.get('gown')).toBe(catalogue.products[0])
    expect(catalogue.products[0]).toMatchObject({
      house: { slug: 'corvane', name: 'Corvane' },
      category: 'dresses',
      detail: { picture: '/pictures/products/gown-detail', alt: 'close', colour: 'noir' },
      colourways: [
        { slug: 'noir', inStock: false },
        { slug: 'scarlet', inStock: true },
      ],
      inStock: true,
    })
  })

  it('is out of stock when every colourway is, whatever else can be bought', () => {
    const other = { product: 'gown-noir', colour: '' }
    expect(buildCatalogue(rows({ available: [other] })).products[0]?.inStock).toBe(false)
  })

  it('leaves out what has no colourway', () => {
    const catalogue = buildCatalogue(rows({ colourways: [] }))
    expect(catalogue.products).toEqual([])
    expect(catalogue.bySlug.size).toBe(0)
  })

  it.each([
    ['an unknown house', { houses: [] }, /unknown house: corvane/],
    ['attributes that are no texts', { products: [{ ...product, attributes: { heel: 95 } }] }, /not texts/],
    ['attributes that are a list', { products: [{ ...product, attributes: ['satin'] }] }, /not texts/],
  ])('refuses %s', (_, changes, message) => {
    expect(() => buildCatalogue(rows(changes))).toThrow(message)
  })
})
