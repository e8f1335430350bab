import { describe, expect, it } from 'vitest'
import { beginningOf, todayIn } from './beginning'
import { monthEnds } from './months'

const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString())

describe('the ends of months', () => {
  it('are their last moments, then now', () => {
    expect(iso(monthEnds(new Date('2026-03-31T12:00:00Z'), 'UTC', 3))).toEqual([
      '2025-12-31T23:59:59.999Z',
      '2026-01-31T23:59:59.999Z',
      '2026-02-28T23:59:59.999Z',
      '2026-03-31T12:00:00.000Z',
    ])
  })

  it('are those of the programme’s time zone', () => {
    // In Warsaw it is March already, and its months end an hour or two before those of UTC.
    expect(iso(monthEnds(new Date('2026-02-28T23:30:00Z'), 'Europe/Warsaw', 1))).toEqual([
      '2026-02-28T22:59:59.999Z',
      '2026-02-28T23:30:00.000Z',
    ])
  })

  it('know a leap year', () => {
    expect(iso(monthEnds(new Date('2024-03-01T00:00:00Z'), 'UTC', 1))[0]).toBe('2024-02-29T23:59:59.999Z')
  })
})

describe('when a version begins', () => {
  const now = new Date('2026-11-21T18:00:00Z')
  const begin = (date: unknown, given: Partial<Parameters<typeof beginningOf>[1]> = {}) => {
    const result = beginningOf(date, { now, shopNow: now, timeZone: 'UTC', ...given })
    return result.ok ? result.value.toISOString() : result.fault
  }

  it('is now for today, and the start of any later day', () => {
    expect(begin('2026-11-21')).toBe('2026-11-21T18:00:00.000Z')
    expect(begin('2026-11-22')).toBe('2026-11-22T00:00:00.000Z')
    expect(begin('2026-11-22', { timeZone: 'America/New_York' })).toBe('2026-11-22T05:00:00.000Z')
  })

  it('goes by the programme’s days', () => {
    // In Auckland it is the 22nd already.
    expect(todayIn(now, 'Pacific/Auckland')).toBe('2026-11-22')
    expect(begin('2026-11-21', { timeZone: 'Pacific/Auckland' })).toBe('studio.publish.past')
    expect(begin('2026-11-22', { timeZone: 'Pacific/Auckland' })).toBe(now.toISOString())
  })

  it.each(['2026-11-20', '1999-01-01'])('is never before today: %s', (date) => {
    expect(begin(date)).toBe('studio.publish.past')
  })

  it.each(['', 'today', '2026-02-30', '2026-13-01', '21.11.2026', null, 7])('is a day: %o', (date) => {
    expect(begin(date)).toBe('studio.publish.date')
  })

  it('is within ten years', () => {
    expect(begin('2036-11-20')).toBe('2036-11-20T00:00:00.000Z')
    expect(begin('2099-01-01')).toBe('studio.publish.far')
  })

  it('is not what was in force for everybody else, whatever this browser’s clock says', () => {
    const given = { shopNow: new Date('2026-12-24T09:00:00Z') }
    expect(begin('2026-11-21', given)).toBe('studio.publish.clock')
    expect(begin('2026-12-24', given)).toBe('studio.publish.clock')
    expect(begin('2026-12-25', given)).toBe('2026-12-25T00:00:00.000Z')
  })
})
