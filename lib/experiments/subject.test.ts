import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { armOf } from './assign'
import { anExperiment } from './experiment.fixture'
import { subjectOf, type Who } from './subject'

describe('the key of assignment', () => {
  it('is a visitor by their browser', () => {
    expect(subjectOf({ visitorId: 'v1', customerId: null })).toBe('v1')
  })

  it('stays when the visitor opens an account', () => {
    expect(subjectOf({ visitorId: 'v1', customerId: 'c1', firstVisitorId: 'v1' })).toBe('v1')
  })

  it('is of the first browser on any other, and where there is none (a message)', () => {
    for (const visitorId of ['v2', null]) {
      expect(subjectOf({ visitorId, customerId: 'c1', firstVisitorId: 'v1' })).toBe('v1')
    }
  })

  it('is the account where that was opened without a browser, also once it has one', () => {
    for (const visitorId of [null, 'v2']) {
      expect(subjectOf({ visitorId, customerId: 'c1', firstVisitorId: null })).toBe('c1')
    }
  })

  it('never changes for a customer, whatever devices sign in and out, in whatever order', () => {
    const experiment = anExperiment()
    const steps = fc.array(fc.tuple(fc.constantFrom('in', 'out'), fc.nat(3)), { maxLength: 30 })
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.array(fc.uuid(), { minLength: 4, maxLength: 4 }),
        fc.nat(4),
        steps,
        (id, ids, at, all) => {
          // The shop's rules as they are: signing in links the browser, signing out mints a new visitor.
          const devices = ids.map((visitorId) => ({ visitorId, signedIn: false }))
          const opened = devices[at]
          if (opened) opened.signedIn = true
          const customer = { customerId: id, firstVisitorId: opened?.visitorId ?? null }
          const before = opened ? subjectOf({ visitorId: opened.visitorId, customerId: null }) : id
          let minted = 0
          for (const [step, of] of all) {
            const device = devices[of]
            if (!device) continue
            if (step === 'out' && device.signedIn) device.visitorId = `${device.visitorId}-${minted++}`
            device.signedIn = step === 'in'
            const who: Who = device.signedIn
              ? { visitorId: device.visitorId, ...customer }
              : { visitorId: device.visitorId, customerId: null }
            const key = subjectOf(who)
            if (device.signedIn) expect([key, armOf(experiment, key)]).toEqual([before, armOf(experiment, before)])
            else expect(key).not.toBe(id)
          }
        },
      ),
    )
  })
})
