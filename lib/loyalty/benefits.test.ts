import { describe, expect, it } from 'vitest'
import { benefitsOf, nextOrderPercent } from './benefits'
import { sorento } from './presets/sorento'
import { parseProgramme } from './programme'

const [bronze, silver, gold] = sorento.tiers
const nothing = { everyOrder: [], freeShippingTo: [], pointsFactor: 1, earlyAccessHours: 0, services: [], gifts: [] }

describe('benefitsOf', () => {
  it('gives nothing without a tier', () => {
    expect(benefitsOf(sorento, null)).toEqual(nothing)
  })

  it('adds what each tier gives to what those below it give', () => {
    expect(benefitsOf(sorento, bronze ?? null)).toEqual({ ...nothing, freeShippingTo: ['US'] })
    expect(benefitsOf(sorento, silver ?? null)).toEqual({
      ...nothing,
      freeShippingTo: ['US'],
      pointsFactor: 2,
      earlyAccessHours: 48,
    })
    expect(benefitsOf(sorento, gold ?? null)).toEqual({
      ...nothing,
      freeShippingTo: ['US'],
      pointsFactor: 3,
      earlyAccessHours: 48,
      services: ['alterations', 'set-aside'],
    })
  })

  it('says which tier a percentage off every order comes from, and names a country once', () => {
    const tiers = sorento.tiers.map((tier, i) => ({
      ...tier,
      benefits: [
        { kind: 'percent-off', percent: 5 + i, on: 'every-order' },
        { kind: 'free-shipping', countries: ['US', i === 1 ? 'PL' : 'US'] },
      ],
    }))
    const programme = parseProgramme({ ...sorento, tiers })
    const benefits = benefitsOf(programme, programme.tiers[1] ?? null)
    expect(benefits.everyOrder.map(({ percent, tier }) => [percent, tier.name])).toEqual([
      [5, 'Bronze'],
      [6, 'Silver'],
    ])
    expect(benefits.freeShippingTo).toEqual(['US', 'PL'])
  })
})

it('puts the gifts of lower tiers into the box too, each once', () => {
  const gifts = ['a silk ribbon', 'a silk ribbon', 'a cedar box']
  const tiers = sorento.tiers.map((tier, i) => ({ ...tier, benefits: [{ kind: 'gift', gift: gifts[i] }] }))
  const programme = parseProgramme({ ...sorento, tiers })
  const given = programme.tiers.map((tier) => benefitsOf(programme, tier).gifts)
  expect(given).toEqual([['a silk ribbon'], ['a silk ribbon'], ['a silk ribbon', 'a cedar box']])
})

describe('nextOrderPercent', () => {
  it('is what the tier itself gives for being reached', () => {
    expect(sorento.tiers.map(nextOrderPercent)).toEqual([10, 10, null])
  })
})
