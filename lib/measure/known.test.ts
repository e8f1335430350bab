import { describe, expect, it } from 'vitest'
import { knownExposures, type LoggedExposure } from './known'
import { day } from './measure.fixture'

const line = (who: string, over: Partial<LoggedExposure> = {}): LoggedExposure => ({
  ...{ who, arm: 'personal', at: day(1), counterfactual: false },
  ...{ customerId: null, firstVisitorId: null, erased: false, staff: false },
  ...over,
})

describe('who was exposed', () => {
  it('is a stranger’s browser, or its owner by the browser in which the account was opened', () => {
    const { exposures, customers } = knownExposures([
      line('v1'),
      line('v2', { customerId: 'c', firstVisitorId: 'v0' }),
      line('v3', { customerId: 'c', firstVisitorId: 'v0', arm: 'generic' }),
      line('d', { customerId: 'd' }),
    ])
    expect(exposures.map(({ subject, arm }) => [subject, arm])).toEqual([
      ['v1', 'personal'],
      ['v0', 'personal'],
      ['v0', 'generic'],
      ['d', 'personal'],
    ])
    expect([...customers]).toEqual([
      ['v0', 'c'],
      ['d', 'd'],
    ])
  })

  it('is nobody who was erased, and nobody of the house; each is counted once', () => {
    const known = knownExposures([
      line('v1', { customerId: 'c', erased: true }),
      line('v2', { customerId: 'c', erased: true }),
      line('v3', { erased: true }),
      line('v4', { customerId: 's', staff: true }),
    ])
    expect(known).toMatchObject({ exposures: [], erased: 2, staff: 1 })
    expect(known.customers.size).toBe(0)
  })
})
