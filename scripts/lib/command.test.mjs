import { describe, expect, it } from 'vitest'
import { asOfMoment, UsageFault } from './command.mjs'

describe('the moment of --as-of', () => {
  it.each([
    ['2026-11-16T20:20:00Z', '2026-11-16T20:20:00.000Z'],
    ['2026-11-16T20:20:00.5+01:00', '2026-11-16T19:20:00.500Z'],
    ['2026-11-16T00:20-05:30', '2026-11-16T05:50:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, moment) => expect(asOfMoment(text)?.toISOString()).toBe(moment))

  it('is none where it is not asked for', () => expect(asOfMoment(undefined)).toBeNull())

  // Tests run in another time zone than UTC: a moment without one would be read in it.
  it.each([
    '',
    'now',
    '16.11.2026',
    '2026-11-16T20:20:00',
    '2026-11-16 20:20Z',
    '2026-13-01',
    '2026-02-30',
    '2027-02-29T10:00Z',
  ])('is not "%s"', (text) => expect(() => asOfMoment(text)).toThrow(UsageFault))
})
