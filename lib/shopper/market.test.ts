import { describe, expect, it } from 'vitest'
import { marketOf, mayPersonalise } from './market'

describe('consent by market', () => {
  it('learns in the United States until told not to, and honours Global Privacy Control', () => {
    const us = marketOf('US')
    expect(mayPersonalise(us, null, false)).toBe(true)
    expect(mayPersonalise(us, null, true)).toBe(false)
    expect(mayPersonalise(us, 'yes', true)).toBe(true)
    expect(mayPersonalise(us, 'no', false)).toBe(false)
  })

  it.each(['PL', 'FR', 'GB', 'CH', 'NO'])('learns nothing in %s until a yes', (country) => {
    expect(mayPersonalise(marketOf(country), null, false)).toBe(false)
    expect(mayPersonalise(marketOf(country), 'yes', false)).toBe(true)
  })
})
