import { describe, expect, it } from 'vitest'
import type { Variant } from '@/lib/catalog/schema'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { piece } from '@/lib/ranking/shop.fixture'
import { buyingLines, sizeOffers } from './buying'
import { givenShopper, GOWN, herOrder, off, PUMP, returning, RING } from './shopper.fixture'
import { sizeWords, variantWords } from './sizes'

const { say } = givenShopper()
const texts = (shopper = givenShopper(), slug = GOWN) => buyingLines(piece(slug), shopper).map(({ text }) => text)

describe('sizes', () => {
  it('name their system: shoes in EU sizes, all else in US sizes, one size in words', () => {
    expect(sizeWords({ category: 'shoes' }, '38', say)).toBe('EU 38')
    expect(sizeWords({ category: 'dresses' }, '4', say)).toBe('US 4')
    expect(sizeWords({ category: 'scarves' }, 'one', say)).toBe('One size')
    expect(variantWords({ category: 'shoes' }, 'Noir', '38', say)).toBe('Noir, EU 38')
    expect(variantWords({ category: 'bags' }, 'Noir', 'one', say)).toBe('Noir')
  })

  const variant = (size: string, stock: number, colour = 'scarlet'): Variant => ({
    ...{ sku: `${GOWN}:${colour}:${size}`, product: GOWN, colour, size, stock },
  })

  it('say how few are left, and which are gone', () => {
    const variants = [variant('2', 0), variant('4', 1), variant('6', 3), variant('8', 4), variant('4', 9, 'noir')]
    expect(sizeOffers(piece(GOWN), 'scarlet', variants, givenShopper())).toEqual([
      { sku: `${GOWN}:scarlet:2`, label: '2', heading: 'Size: US 2', soldOut: '2, sold out' },
      { sku: `${GOWN}:scarlet:4`, label: '4', heading: 'Size: US 4', note: 'One left in this size.' },
      { sku: `${GOWN}:scarlet:6`, label: '6', heading: 'Size: US 6', note: 'Three left in this size.' },
      { sku: `${GOWN}:scarlet:8`, label: '8', heading: 'Size: US 8' },
    ])
  })

  it('are one for what comes in one', () => {
    const only = (stock: number) =>
      sizeOffers(piece('beaded-necklace'), 'gold', [variant('one', stock, 'gold')], givenShopper())[0]
    expect(only(2)).toMatchObject({ label: 'One size', heading: 'Size: One size', note: 'Two left.' })
    expect(only(0)).toMatchObject({ label: 'One size', soldOut: 'One size, sold out' })
    expect(only(0)).not.toHaveProperty('note')
  })
})

describe('the lines under the button', () => {
  it('say shipping to where she is, returns, and what the piece counts for', () => {
    expect(texts()).toEqual([
      'Free shipping in the United States, two to four days',
      'Returns within 30 days, collected from your door',
      'Counts $3,120.00 of the $4,000.00 for Bronze.',
    ])
    expect(texts(givenShopper({ country: 'PL' }))[0]).toBe('Shipping $25.00, four to seven days')
    expect(texts(returning(), RING)[2]).toBe('Counts $380.00 towards Silver.')
  })

  it('promise free shipping abroad to whom a tier gives it', () => {
    const [bronze, silver, gold] = sorento.tiers
    if (!bronze || !silver || !gold) throw new Error('the preset has three tiers')
    const benefits = [
      ...bronze.benefits.filter(({ kind }) => kind !== 'free-shipping'),
      { kind: 'free-shipping' as const, countries: ['PL'] },
    ]
    const programme = { ...sorento, tiers: [{ ...bronze, benefits }, silver, gold] }
    expect(texts(returning({ programme, country: 'PL' }))[0]).toBe('Free shipping, four to seven days')
    expect(texts(givenShopper({ programme, country: 'PL' }))[0]).toBe('Shipping $25.00, four to seven days')
  })

  it('count towards nothing at the top', () => {
    expect(texts(returning({ orders: [herOrder({ merchandise: 1_500_000 })] }))).toHaveLength(2)
  })

  it('are the same with personalisation on and off, and follow threshold and price', () => {
    for (const who of [givenShopper, returning]) expect(texts(who(off))).toEqual(texts(who()))
    const [bronze, ...others] = sorento.tiers
    if (!bronze) throw new Error('the preset has tiers')
    const programme = { ...sorento, tiers: [{ ...bronze, threshold: 123_456 }, ...others] }
    expect(buyingLines({ ...piece(PUMP), price: 70_050 }, givenShopper({ programme }))[2]?.text).toBe(
      'Counts $700.50 of the $1,234.56 for Bronze.',
    )
  })
})
