import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterQuiet } from './quiet'

const NIGHT = { from: '21:00', until: '09:00' }
const at = (text: string) => new Date(text)

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What a clock on a wall shows, by Intl alone: "08:59". */
function wall(ms: number, timeZone: string): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', options)
  clocks.set(timeZone, clock)
  return clock.format(ms)
}

/** The first moment that is not quiet, minute by minute from the rule's words. */
function oracle(moment: Date, { from, until }: typeof NIGHT, timeZone: string): Date {
  const isQuiet = (ms: number): boolean => {
    const now = wall(ms, timeZone)
    return from <= until ? from <= now && now < until : from <= now || now < until
  }
  if (from === until || !isQuiet(moment.getTime())) return moment
  let minute = Math.floor(moment.getTime() / 60_000) * 60_000
  while (isQuiet(minute)) minute += 60_000
  return new Date(minute)
}

describe('quiet hours', () => {
  it.each([
    ['the last minute before they begin', '2026-01-15T20:59:59.999Z', '2026-01-15T20:59:59.999Z'],
    ['the minute in which they begin', '2026-01-15T21:00:00Z', '2026-01-16T09:00:00Z'],
    ['midnight', '2026-01-16T00:00:00Z', '2026-01-16T09:00:00Z'],
    ['the last millisecond of them', '2026-01-16T08:59:59.999Z', '2026-01-16T09:00:00Z'],
    ['the minute in which they end', '2026-01-16T09:00:00Z', '2026-01-16T09:00:00Z'],
  ])('%s', (_, now, then) => {
    expect(afterQuiet(at(now), NIGHT, 'UTC')).toEqual(at(then))
  })

  it('go by the clock of where somebody lives', () => {
    const now = at('2026-01-16T02:00:00Z')
    expect(afterQuiet(now, NIGHT, 'America/New_York')).toEqual(at('2026-01-16T14:00:00Z'))
    expect(afterQuiet(now, NIGHT, 'Asia/Tokyo')).toEqual(now)
    expect(afterQuiet(now, NIGHT, 'Asia/Kathmandu')).toEqual(at('2026-01-16T03:15:00Z'))
  })

  it('end with the clock on the wall on days that skip or repeat an hour', () => {
    // New York, March 8, 2026: 01:59 is followed by 03:00; November 1, 2026: 01:59 by 01:00.
    const early = { from: '22:00', until: '02:30' }
    expect(afterQuiet(at('2026-03-08T05:00:00Z'), early, 'America/New_York')).toEqual(at('2026-03-08T07:00:00Z'))
    expect(afterQuiet(at('2026-03-08T05:00:00Z'), NIGHT, 'America/New_York')).toEqual(at('2026-03-08T13:00:00Z'))
    expect(afterQuiet(at('2026-11-01T04:00:00Z'), NIGHT, 'America/New_York')).toEqual(at('2026-11-01T14:00:00Z'))
    const twice = { from: '22:00', until: '01:30' }
    expect(afterQuiet(at('2026-11-01T05:00:00Z'), twice, 'America/New_York')).toEqual(at('2026-11-01T05:30:00Z'))
    expect(afterQuiet(at('2026-11-01T06:10:00Z'), twice, 'America/New_York')).toEqual(at('2026-11-01T06:30:00Z'))
  })

  it('are none where they end when they begin, or are not set', () => {
    const now = at('2026-01-16T02:00:00Z')
    expect(afterQuiet(now, { from: '09:00', until: '09:00' }, 'UTC')).toBe(now)
    expect(afterQuiet(now, null, 'UTC')).toBe(now)
  })

  it('are those of an oracle that looks at the clock each minute', () => {
    const clock = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
    const zones = ['UTC', 'America/New_York', 'Europe/Warsaw', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Chatham']
    // Around the days on which these zones change their clocks, and any others.
    const near = [
      '2026-03-08T07:00Z',
      '2026-11-01T06:00Z',
      '2026-03-29T01:00Z',
      '2026-10-25T01:00Z',
      '2026-04-04T15:00Z',
    ]
    const moment = fc
      .tuple(fc.constantFrom(...near, '2026-07-01T00:00Z'), fc.integer({ min: -172_800_000, max: 172_800_000 }))
      .map(([day, ms]) => new Date(Date.parse(day) + ms))
    fc.assert(
      fc.property(moment, clock, clock, fc.constantFrom(...zones), (now, from, until, zone) => {
        expect(afterQuiet(now, { from, until }, zone)).toEqual(oracle(now, { from, until }, zone))
      }),
      { numRuns: 150 },
    )
  })
})
