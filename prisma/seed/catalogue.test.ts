import { readdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { SHIPPING } from '@/lib/cart/shipping'
import { PRODUCT_WIDTHS } from '@/lib/catalog/pictures'
import { parseSku } from '@/lib/catalog/sku'
import { MS_PER_DAY } from '@/lib/core/days'
import { PRESETS } from '@/lib/loyalty/presets'
import { loadCatalogueSeed, type ProductSeed } from './catalogue'
import { seedAsCatalogue } from './catalogue/as-catalogue'
import { listedAt, stockByChance, variantsOf } from './catalogue/variants'

const NOW = new Date('2026-11-16T20:20:00Z')
const seed = loadCatalogueSeed()
const variantsIn = (product: ProductSeed, seedNumber = 1) => {
  const category = seed.categories.find(({ slug }) => slug === product.category)
  if (!category) throw new Error(product.category)
  return variantsOf(product, category, seedNumber)
}
const variants = seed.products.flatMap((product) => variantsIn(product))
const bySku = new Map(variants.map((variant) => [variant.sku, variant]))

describe('the range', () => {
  it('is 132 pieces in seven categories by eight houses', () => {
    const counts = Object.fromEntries(
      seed.categories.map(({ slug }) => [slug, seed.products.filter(({ category }) => category === slug).length]),
    )
    expect(counts).toEqual({
      dresses: 44,
      shoes: 16,
      jewellery: 33,
      bags: 15,
      tailoring: 10,
      scarves: 8,
      outerwear: 6,
    })
    expect(new Set(seed.products.map(({ house }) => house)).size).toBe(8)
    expect(seed.products.map(({ position }) => position)).toEqual(seed.products.map((_, index) => index))
  })

  it.each([
    ['rapace-off-shoulder-gown', 312_000],
    ['bejewelled-snake-ring', 38_000],
    ['via-95-patent-pump', 69_000],
    ['beaded-necklace', 56_000],
  ])('prices %s at %i', (slug, price) => {
    expect(seed.products.find((product) => product.slug === slug)).toMatchObject({ price, currency: 'USD' })
  })

  it('costs four times as many zlotys, exactly, and nothing in a currency without prices', () => {
    const zlotys = loadCatalogueSeed('PLN').products
    expect(zlotys.map(({ slug, price, currency }) => ({ slug, price, currency }))).toEqual(
      seed.products.map(({ slug, price }) => ({ slug, price: price * 4, currency: 'PLN' })),
    )
    expect(zlotys.find(({ slug }) => slug === 'ode-halter-gown')?.price).toBe(676_000)
    expect(() => loadCatalogueSeed('CHF')).toThrow('no prices in CHF')
  })

  it('can be sent in every currency that a programme of the shop has', () => {
    for (const { currency } of Object.values(PRESETS)) expect(SHIPPING[currency]?.fee).toBeGreaterThan(0)
  })

  it('has every picture in every width and size, and none that no piece shows', async () => {
    const paths = seed.products.flatMap(({ colourways, detail }) => [
      ...colourways.map(({ picture }) => picture),
      detail.picture,
    ])
    expect(new Set(paths).size).toBe(391)
    const root = path.resolve(import.meta.dirname, '../../public')
    const wanted = paths.flatMap((picture) => PRODUCT_WIDTHS.map((width) => `${path.basename(picture)}-${width}.avif`))
    expect(readdirSync(path.join(root, 'pictures/products')).sort()).toEqual(wanted.sort())
    for (const file of wanted) {
      const { width, height } = await sharp(path.join(root, 'pictures/products', file)).metadata()
      expect(`${file}: ${width} x ${height}`).toMatch(new RegExp(`-${width}\\.avif: ${width} x ${(width * 5) / 4}$`))
    }
  }, 60_000)
})

describe('sizes', () => {
  const sizes = (slug: string) => [
    ...new Set(variants.filter(({ productSlug }) => productSlug === slug).map(({ size }) => size)),
  ]
  it.each([
    ['rapace-off-shoulder-gown', ['0', '2', '4', '6', '8', '10', '12']],
    ['via-95-patent-pump', ['36', '37', '38', '39', '40', '41']],
    ['bejewelled-snake-ring', ['5', '6', '7', '8']],
    ['beaded-necklace', ['one']],
    ['fenice-dinner-jacket', ['36', '38', '40', '42', '44']],
    ['palazzo-brocade-jacket', ['36', '38', '40', '42', '44']],
    ['sera-silk-bow-tie', ['one']],
    ['corvo-opera-cape', ['one']],
  ])('of %s', (slug, expected) => expect(sizes(slug)).toEqual(expected))

  it('exist for every colourway, under a SKU that can be read back', () => {
    expect(bySku.size).toBe(variants.length)
    for (const { sku, productSlug, colourSlug, size } of variants) {
      expect(parseSku(sku)).toEqual({ product: productSlug, colour: colourSlug, size })
    }
  })
})

describe('stock', () => {
  it('is the same for the same seed number and another for another', () => {
    const stocks = (seedNumber: number) =>
      seed.products.flatMap((product) => variantsIn(product, seedNumber).map(({ stock }) => stock))
    expect(stocks(1)).toEqual(variants.map(({ stock }) => stock))
    expect(stocks(2)).not.toEqual(stocks(1))
  })

  it('is about 4% nothing, 8% one or two, the rest up to 12', () => {
    const stocks = Array.from({ length: 5000 }, (_, i) => stockByChance(`piece-${i}:noir:one`, 1))
    const share = (of: (stock: number) => boolean) => stocks.filter(of).length / stocks.length
    expect(share((stock) => stock === 0)).toBeCloseTo(0.04, 1.5)
    expect(share((stock) => stock === 1 || stock === 2)).toBeCloseTo(0.08, 1.5)
    expect(Math.max(...stocks)).toBe(12)
    expect(Math.min(...stocks)).toBe(0)
  })

  it.each([
    'rapace-off-shoulder-gown:scarlet',
    'bejewelled-snake-ring:gold',
    'via-95-patent-pump:noir',
    'beaded-necklace:gold',
    'beaded-necklace:silver',
    'nerium-off-shoulder-dress:scarlet',
    'sera-silk-bow-tie:noir',
  ])('of %s cannot run out', (prefix) => {
    const own = variants.filter(
      ({ sku }) => sku.startsWith(`${prefix}:`) && sku !== 'rapace-off-shoulder-gown:scarlet:10',
    )
    expect(own.length).toBeGreaterThan(0)
    for (const { stock } of own) expect(stock).toBe(240)
  })

  it('has the scarlet Rapace in US 10 sold out', () => {
    expect(bySku.get('rapace-off-shoulder-gown:scarlet:10')?.stock).toBe(0)
  })

  it('leaves nearly every piece to be bought in some colour', () => {
    const soldOut = seedAsCatalogue(NOW).products.filter(({ inStock }) => !inStock)
    expect(soldOut.length).toBeLessThanOrEqual(2)
  })
})

describe('listing days', () => {
  const ages = seed.products.map((product) => (NOW.getTime() - listedAt(product, NOW).getTime()) / MS_PER_DAY)

  it('spread over the 24 months before the seed', () => {
    expect(Math.min(...ages)).toBeGreaterThan(0)
    expect(Math.max(...ages)).toBeLessThan(731)
    for (let from = 90; from < 720; from += 90) {
      expect(ages.filter((age) => age >= from && age < from + 90).length).toBeGreaterThan(8)
    }
  })

  it('have ten pieces of the last 30 days, some by Corvane', () => {
    const fresh = seed.products.filter((_, i) => (ages[i] ?? 99) <= 30)
    expect(fresh).toHaveLength(10)
    expect(fresh.filter(({ house }) => house === 'corvane').length).toBeGreaterThanOrEqual(3)
  })

  it('lie before the seed even just after midnight', () => {
    const midnight = new Date('2026-11-16T00:00:00Z')
    for (const product of seed.products) {
      expect(listedAt(product, midnight).getTime()).toBeLessThan(midnight.getTime())
    }
  })
})
