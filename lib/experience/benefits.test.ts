import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { parseProgramme } from '@/lib/loyalty/programme'
import type { Benefit } from '@/lib/loyalty/schema'
import { benefitLines, benefitMatrix, tierSentence } from './benefits'
import { givenShopper } from './shopper.fixture'

const { say } = givenShopper()
const told = { say, programme: sorento }
const giving = (...benefits: Benefit[]) => ({
  ...sorento,
  tiers: sorento.tiers.map((tier, i) => ({ ...tier, benefits: i === 0 ? benefits : [] })),
})

describe('a tier’s benefits', () => {
  it('are short lines', () => {
    expect(sorento.tiers.map((tier) => benefitLines(tier, told))).toEqual([
      ['10% off your next order', 'Free shipping to US addresses', 'One point for each dollar'],
      [
        '10% off your next order',
        'The first look at new arrivals, 48 hours before everybody',
        'Two points for each dollar',
      ],
      ['Alterations without charge', 'A piece set aside on request', 'Three points for each dollar'],
    ])
  })

  it('are one sentence', () => {
    const [bronze] = sorento.tiers
    if (!bronze) throw new Error('the preset has tiers')
    expect(tierSentence(bronze, told)).toBe(
      '10% off your next order, free shipping to US addresses and one point for each dollar.',
    )
    expect(tierSentence({ ...bronze, benefits: [] }, told)).toBe('')
  })

  it('name the countries to which shipping is free', () => {
    const { tiers } = parseProgramme(giving({ kind: 'free-shipping', countries: ['US', 'PL'] }))
    expect(benefitLines(tiers[0] ?? sorento.tiers[0]!, told)).toEqual(['Free shipping: United States and Poland']) // the programme has tiers
  })
})

describe('benefits side by side', () => {
  it('show what each tier inherits; only the next order’s percentage belongs to reaching the tier', () => {
    expect(benefitMatrix(sorento, say).map(({ label, values }) => [label, ...values])).toEqual([
      ['Off the next order, once the tier is reached', '10%', '10%', '–'],
      ['Free shipping to US addresses', 'Yes', 'Yes', 'Yes'],
      ['Points for each dollar', '1', '2', '3'],
      ['New arrivals before everybody', '–', '48 hours', '48 hours'],
      ['Alterations without charge', '–', '–', 'Yes'],
      ['A piece set aside on request', '–', '–', 'Yes'],
    ])
  })

  it('follow the programme', () => {
    const rows = benefitMatrix(giving({ kind: 'percent-off', percent: 2.5, on: 'every-order' }), say)
    expect(rows[0]).toEqual({ label: 'Off every order', values: ['2.5%', '2.5%', '2.5%'] })
  })
})
