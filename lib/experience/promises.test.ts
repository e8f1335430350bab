import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { promisesFor } from './promises'
import { arriving, givenShopper, herOrder, looking, off, returning } from './shopper.fixture'

const titles = (shopper: Parameters<typeof promisesFor>[0]) => promisesFor(shopper).map(({ title }) => title)

const FIRST = '10% off your first order'
const SHIPPING = 'Free shipping in the United States'
const LOYALTY = 'Sorento loyalty begins at $4,000.00'

describe('what a visit can count on', () => {
  it('is, for a newcomer in the United States: the first order, free shipping, the programme with its link', () => {
    expect(titles(arriving())).toEqual([FIRST, SHIPPING, LOYALTY])
    expect(promisesFor(arriving()).at(-1)?.link).toEqual({
      href: '/loyalty',
      text: 'See what Bronze, Silver and Gold give',
    })
  })

  it('is no US shipping elsewhere', () => {
    expect(titles(arriving({ country: 'PL' }))).toEqual([FIRST, LOYALTY])
  })

  it('is, for a member, the offer that is hers and the way to the next tier', () => {
    expect(titles(returning())).toEqual(['10% off your next order', SHIPPING, '$3,810.00 more to reach Silver'])
    expect(titles(returning({ usedOffers: ['first-order', 'tier:bronze:first'] }))).toEqual([
      SHIPPING,
      '$3,810.00 more to reach Silver',
    ])
  })

  it('is no way further at the top', () => {
    expect(titles(returning({ orders: [herOrder({ merchandise: 1_500_000 })] }))).toEqual([SHIPPING])
  })

  it('is the same with personalisation on and off', () => {
    for (const who of [arriving, looking, returning]) expect(promisesFor(who(off))).toEqual(promisesFor(who()))
  })

  it('follows the programme: another threshold, another sentence; a tier that costs nothing is not where it begins', () => {
    const [bronze, silver, gold] = sorento.tiers
    if (!bronze || !silver || !gold) throw new Error('the preset has three tiers')
    const dearer = { ...sorento, tiers: [{ ...bronze, threshold: 450_050 }, silver, gold] }
    expect(titles(givenShopper({ programme: dearer }))).toContain('Sorento loyalty begins at $4,500.50')
    const free = { ...sorento, tiers: [{ ...bronze, key: 'white', name: 'White', threshold: 0 }, silver, gold] }
    expect(titles(givenShopper({ programme: free }))).toContain('Sorento loyalty begins at $8,000.00')
  })
})
