import { expect, it } from 'vitest'
import { readEnvelope, writeEnvelope, type Envelope } from './envelope'

const envelope: Envelope = {
  ...{ visitorId: 'v', visitId: 'w', visitNumber: 3, newVisit: true, peer: '2001:db8::1', silent: false },
  ...{ arrival: { source: 'facebook', campaign: 'winter' }, url: '/search?q=pavé “ring”' },
}

it('an envelope comes back as it was, through a header that holds ASCII only', () => {
  expect(writeEnvelope(envelope)).toMatch(/^[\w-]+$/)
  expect(readEnvelope(writeEnvelope(envelope))).toEqual(envelope)
})

it('a route without one is a fault of ours, and says so', () => {
  for (const nothing of [null, '']) expect(() => readEnvelope(nothing)).toThrow('not covered by proxy.ts')
})
