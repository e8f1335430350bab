import { describe, expect, it } from 'vitest'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { colourFamilyOf, fabricGroupOf } from './facet-tables'
import { slugOf, traitsOf } from './facet-values'
import { facetsFor } from './facets'
import type { Product } from './schema'

const catalogue = seedAsCatalogue(new Date('2026-11-16T20:20:00Z'))
const inCategory = (category: string) => catalogue.products.filter((product) => product.category === category)
const [dress] = inCategory('dresses')
if (!dress) throw new Error('the range has dresses')

describe('what the range offers', () => {
  it('is six facets for dresses, as the bar shows them', () => {
    expect(facetsFor(inCategory('dresses'), {}).map(({ key }) => key)).toEqual([
      'house',
      'colour',
      'neckline',
      'length',
      'fabric',
      'price',
    ])
  })

  it.each([
    ['dresses', 'neckline', 'off-shoulder', 9],
    ['dresses', 'house', 'corvane', 10],
    ['dresses', 'length', 'floor', 30],
    ['dresses', 'price', 'under-1000', 4],
    ['shoes', 'heel', 'kitten', 3],
    ['jewellery', 'metal', 'rose-gold', 5],
    ['jewellery', 'type', 'rings', 11],
    ['jewellery', 'stone', 'pearl', 4],
    ['bags', 'type', 'minaudieres', 4],
    ['tailoring', 'lapel', 'shawl', 4],
  ] as const)('in %s counts %s %s: %i', (category, key, value, count) => {
    const facet = facetsFor(inCategory(category), {}).find((one) => one.key === key)
    expect(facet?.values.find((one) => one.value === value)).toMatchObject({ count, selected: false, disabled: false })
  })

  it('has a family for every colour and a group for every fabric', () => {
    for (const { colourways, attributes } of catalogue.products) {
      for (const { slug } of colourways) expect(colourFamilyOf(slug)).not.toBe('other')
      if (attributes.fabric) expect(fabricGroupOf(attributes.fabric)).not.toBe('other')
    }
    expect([colourFamilyOf('teal'), colourFamilyOf('constructor'), fabricGroupOf('raffia')]).toEqual(
      Array(3).fill('other'),
    )
  })

  it.each([
    ['sequinned tulle and satin', 'sequins'],
    ['wool crepe', 'crepe'],
    ['wool melton, satin lined', 'wool'],
    ['patent calf', 'patent'],
    ['quilted lambskin', 'leather'],
    ['silk mikado', 'taffeta'],
    ['knife-pleated silk', 'silk'],
  ])('files %s under %s', (fabric, group) => expect(fabricGroupOf(fabric)).toBe(group))

  it('gives a price exactly at an edge to the band that it opens', () => {
    const at = (price: number) => traitsOf({ ...dress, price }, 'price', 'dresses')[0]?.value
    expect([at(99_999), at(100_000), at(199_999), at(200_000), at(300_000)]).toEqual([
      'under-1000',
      '1000-2000',
      '1000-2000',
      '2000-3000',
      '3000-up',
    ])
  })

  it('has the same bands of the same pieces in another currency, at its level of prices', () => {
    const bands = (products: readonly Product[]) =>
      facetsFor(products, {})
        .find(({ key }) => key === 'price')
        ?.values.map(({ label, count }) =>
          label.kind === 'price' ? [label.from, label.to, label.currency, count] : [],
        )
    const zlotys = inCategory('dresses').map((product) => ({ ...product, price: product.price * 4, currency: 'PLN' }))
    const times = (edge: unknown) => (typeof edge === 'number' ? edge * 4 : edge)
    expect(bands(zlotys)).toEqual(
      bands(inCategory('dresses'))?.map(([from, to, , count]) => [times(from), times(to), 'PLN', count]),
    )
    const at = (price: number) => traitsOf({ ...dress, price, currency: 'PLN' }, 'price', 'dresses')[0]?.value
    expect([at(399_999), at(400_000)]).toEqual(['under-4000', '4000-8000'])
  })
})

it('makes values that may stand in an address', () => {
  expect(['V-neck', 'minaudières', ' rope & knots ', '…'].map(slugOf)).toEqual([
    'v-neck',
    'minaudieres',
    'rope-knots',
    '',
  ])
})
