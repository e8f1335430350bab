import { describe, expect, it } from 'vitest'
import { addressSchema } from './address'
import { DELIVERY_COUNTRIES, usState } from './countries'

const given = (values: Record<string, unknown> = {}) => ({
  ...{
    name: 'Alice Hartwell',
    line1: '1 Mercer Street',
    city: 'New York',
    region: 'NY',
    postcode: '10013',
    country: 'US',
  },
  ...values,
})
const faults = (values: Record<string, unknown>) => {
  const result = addressSchema.safeParse(given(values))
  return result.success
    ? {}
    : Object.fromEntries(result.error.issues.map(({ path, message }) => [path.at(-1), message]))
}

describe('an address', () => {
  it('is tidied, and a state kept as its code', () => {
    expect(
      addressSchema.parse(given({ name: ' Alice\t\tHartwell\u202e ', region: 'new york', line2: undefined })),
    ).toEqual({
      ...given(),
      line2: '',
    })
    expect([usState('dc'), usState('Puerto Rico'), usState('Ontario')]).toEqual(['DC', 'PR', null])
  })

  it('says all that is wrong with it', () => {
    expect(faults({ name: ' \u0000 ', city: undefined, region: '', postcode: '1234' })).toEqual({
      ...{ name: 'checkout.field.name', city: 'checkout.field.city' },
      ...{ region: 'checkout.field.state', postcode: 'checkout.field.zip' },
    })
  })

  it('abroad needs a postcode where there are any, and no state', () => {
    expect(faults({ country: 'PL', region: '', postcode: '00-001' })).toEqual({})
    expect(faults({ country: 'PL', region: '', postcode: '' })).toEqual({ postcode: 'checkout.field.postcode' })
    expect(faults({ country: 'HK', region: '', postcode: '' })).toEqual({})
  })

  it.each(['KP', 'us', '', undefined, { toString: 1 }])('is not delivered to %j', (country) => {
    expect(faults({ country })).toEqual({ country: 'checkout.field.country' })
  })
})

describe('the countries', () => {
  it('are named once each', () => {
    expect(new Set(DELIVERY_COUNTRIES).size).toBe(DELIVERY_COUNTRIES.length)
  })
})
