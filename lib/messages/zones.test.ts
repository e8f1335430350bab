import { describe, expect, it } from 'vitest'
import { DELIVERY_COUNTRIES } from '@/lib/orders/countries'
import { zoneOf } from './zones'

describe('the clock by which somebody lives', () => {
  it('is the one that they answered, else their country’s, else the programme’s', () => {
    const programme = 'UTC'
    expect(zoneOf({ answer: 'Asia/Tokyo', country: 'PL', programme })).toBe('Asia/Tokyo')
    expect(zoneOf({ answer: 'Nowhere/At_All', country: 'PL', programme })).toBe('Europe/Warsaw')
    expect(zoneOf({ answer: undefined, country: 'PL', programme })).toBe('Europe/Warsaw')
    expect(zoneOf({ answer: undefined, country: 'XX', programme })).toBe('UTC')
    expect(zoneOf({ answer: undefined, country: null, programme })).toBe('UTC')
  })

  it('is known for every country that the house delivers to', () => {
    const unknown = DELIVERY_COUNTRIES.filter(
      (country) => zoneOf({ answer: undefined, country, programme: 'none' }) === 'none',
    )
    expect(unknown).toEqual([])
  })
})
