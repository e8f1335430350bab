import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOfDay, dayOf, isoDay, MS_PER_DAY, startOfDay } from './days'

const at = (iso: string) => new Date(iso)

describe('dayOf', () => {
  it('counts days from 1970-01-01, before it too', () => {
    expect(dayOf(at('1970-01-01T00:00:00.000Z'))).toBe(0)
    expect(dayOf(at('1970-01-01T23:59:59.999Z'))).toBe(0)
    expect(dayOf(at('1970-01-02T00:00:00.000Z'))).toBe(1)
    expect(dayOf(at('1969-12-31T23:59:59.999Z'))).toBe(-1)
  })

  it('knows leap days', () => {
    const days = (from: string, to: string) => dayOf(at(to)) - dayOf(at(from))
    expect(days('2024-02-28T12:00:00Z', '2024-03-01T12:00:00Z')).toBe(2)
    expect(days('2023-02-28T12:00:00Z', '2023-03-01T12:00:00Z')).toBe(1)
    expect(days('2024-02-29T00:00:00Z', '2025-02-28T00:00:00Z')).toBe(365)
  })

  it.each([
    ['2026-11-16T04:59:59.999Z', 'America/New_York', '2026-11-15'],
    ['2026-11-16T05:00:00.000Z', 'America/New_York', '2026-11-16'],
    ['2026-11-15T23:00:00.000Z', 'Europe/Warsaw', '2026-11-16'],
    ['2026-07-15T22:00:00.000Z', 'Europe/Warsaw', '2026-07-16'],
  ])('puts %s in %s on %s', (moment, timeZone, day) => {
    expect(isoDay(dayOf(at(moment), timeZone))).toBe(day)
  })

  it('refuses an unknown zone and an invalid date', () => {
    expect(() => dayOf(at('2026-11-16T00:00:00Z'), 'Mars/Olympus')).toThrow(RangeError)
    expect(() => dayOf(at('yesterday'))).toThrow(RangeError)
    expect(() => dayOf(at('yesterday'), 'Europe/Warsaw')).toThrow(RangeError)
  })
})

describe('startOfDay', () => {
  const zones = [
    'UTC',
    'America/New_York',
    'Europe/Warsaw',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  ]

  it('is the first moment of its day: one millisecond earlier is the day before', () => {
    const days = fc.integer({ min: dayOf(at('1995-06-01T00:00:00Z')), max: dayOf(at('2040-01-01T00:00:00Z')) })
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, timeZone) => {
        const start = startOfDay(day, timeZone)
        expect(dayOf(start, timeZone)).toBe(day)
        expect(dayOf(new Date(start.getTime() - 1), timeZone)).toBe(day - 1)
      }),
    )
  })

  it('has 23 and 25 hours between the starts where the clocks change', () => {
    const hours = (day: string) => {
      const number = dayOf(at(`${day}T12:00:00Z`))
      return (startOfDay(number + 1, 'Europe/Warsaw').getTime() - startOfDay(number, 'Europe/Warsaw').getTime()) / 3.6e6
    }
    expect([hours('2026-03-29'), hours('2026-07-01'), hours('2026-10-25')]).toEqual([23, 24, 25])
  })

  it('starts later where the clocks skip midnight', () => {
    expect(startOfDay(dayOf(at('2018-11-04T12:00:00Z')), 'America/Sao_Paulo').toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    )
  })

  it('is midnight in UTC, as dateOfDay is', () => {
    expect(startOfDay(20_773)).toEqual(dateOfDay(20_773))
    expect(dateOfDay(1).getTime()).toBe(MS_PER_DAY)
  })
})
