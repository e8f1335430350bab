import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMoment } from './moment'

const at = (text: string, timeZone = 'UTC') => {
  const read = parseMoment(text, timeZone)
  return read.ok ? read.value.toISOString() : read.fault
}

describe('a time', () => {
  it.each([
    ['2026-11-21T18:05:00Z', '2026-11-21T18:05:00.000Z'],
    ['2026-11-21T18:05:00+01:00', '2026-11-21T17:05:00.000Z'],
    ['2026-11-21T18:05:00-0530', '2026-11-21T23:35:00.000Z'],
    ['2026-11-21T18:05:00+01', '2026-11-21T17:05:00.000Z'],
    ['2026-11-21 18:05', '2026-11-21T18:05:00.000Z'],
    ['2026-11-21t18:05:07.1z', '2026-11-21T18:05:07.100Z'],
    ['2026-11-21T18:05:07,123999Z', '2026-11-21T18:05:07.123Z'],
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['20261121', '2026-11-21T00:00:00.000Z'],
    ['20261121T180507Z', '2026-11-21T18:05:07.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2026-01-01T00:00:00+14:00', '2025-12-31T10:00:00.000Z'],
  ])('%s is %s', (text, moment) => {
    expect(at(text)).toBe(moment)
  })

  it.each([
    ['', 'missing'],
    ['2026-02-29', 'day that does not exist'],
    ['1900-02-29', 'day that does not exist'],
    ['2026-04-31T10:00Z', 'day that does not exist'],
    ['2026-13-01', 'day that does not exist'],
    ['2026-00-10', 'day that does not exist'],
    ['2026-10-00', 'day that does not exist'],
    ['2026-11-21T24:00:00Z', 'time of day that does not exist'],
    ['2026-11-21T10:60', 'time of day that does not exist'],
    ['2026-11-21T10:00:60Z', 'time of day that does not exist'],
    ['2026-11-21T10:00+19:00', 'offset that does not exist'],
    ['2026-11-21T10:00+10:60', 'offset that does not exist'],
    ['0202-11-21', 'between the years'],
    ['2206-11-21', 'between the years'],
    ...['21.11.2026', '11/21/2026', '2026-11-21Z', '2026-1-2', '2026-11-2118:05', 'yesterday', '1763748000', ' '].map(
      (text): [string, string] => [text, 'not an ISO 8601'],
    ),
  ])('"%s" is refused: %s', (text, fault) => {
    expect(at(text)).toContain(fault)
  })

  describe('without an offset is the programme’s', () => {
    it.each([
      ['Europe/Warsaw', '2026-01-15T10:00', '2026-01-15T09:00:00.000Z'],
      ['Europe/Warsaw', '2026-07-15T10:00', '2026-07-15T08:00:00.000Z'],
      ['Europe/Warsaw', '2026-07-15', '2026-07-14T22:00:00.000Z'],
      ['America/New_York', '2026-03-08T01:59:59', '2026-03-08T06:59:59.000Z'],
      ['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00:00.000Z'],
      // Comes twice: the first.
      ['Europe/Warsaw', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
      ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z'],
      ['Asia/Kathmandu', '2026-04-05T05:45', '2026-04-05T00:00:00.000Z'],
      // The day begins an hour late.
      ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ])('in %s %s is %s', (timeZone, text, moment) => {
      expect(at(text, timeZone)).toBe(moment)
    })

    it.each([
      ['Europe/Warsaw', '2026-03-29T02:30'],
      ['America/New_York', '2026-03-08T02:00'],
      ['Pacific/Apia', '2011-12-30'],
      ['Pacific/Apia', '2011-12-30T12:00'],
    ])('in %s there was no %s', (timeZone, text) => {
      expect(at(text, timeZone)).toContain(`skipped in ${timeZone}`)
    })
  })

  it('is read back as it is written, in any zone', () => {
    const zones = ['UTC', 'Europe/Warsaw', 'America/St_Johns', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Tehran']
    const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2037-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (moment, timeZone) => {
        expect(at(moment.toISOString(), timeZone)).toBe(moment.toISOString())
        // What a clock on the wall there shows; of a time that comes twice the first is meant.
        const wall = new Date(moment).toLocaleString('sv-SE', { timeZone })
        const read = parseMoment(wall, timeZone)
        if (!read.ok) throw new Error(`${wall} in ${timeZone} ${read.fault}`)
        expect(read.value.toLocaleString('sv-SE', { timeZone })).toBe(wall)
        expect(read.value.getTime()).toBeLessThanOrEqual(moment.getTime())
        expect(moment.getTime() - read.value.getTime()).toBeLessThan(3_600_000 + 1000)
      }),
    )
  })

  it('of any text is a moment or a fault', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[-+0-9:.,TZ ]*$/),
      fc.stringMatching(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(Z|[+-]\d\d)?)?$/),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const read = parseMoment(text, 'Europe/Warsaw')
        if (read.ok) expect(Number.isNaN(read.value.getTime())).toBe(false)
        else expect(read.fault).not.toBe('')
      }),
    )
  })
})
