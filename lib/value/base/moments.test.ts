import { describe, expect, it } from 'vitest'
import { isoDay } from '@/lib/core/days'
import { monthEnds, movementStart } from './moments'

const told = ({ day, at }: { day: number; at: Date }) => [isoDay(day), at.toISOString()]

describe('the ends of months', () => {
  it('are those that were over, the oldest first, each at its last millisecond', () => {
    const ends = monthEnds(new Date('2026-11-21T18:00:00Z'), 'UTC')
    expect(ends).toHaveLength(12)
    expect(told(ends[0] ?? { day: 0, at: new Date(0) })).toEqual(['2025-11-30', '2025-11-30T23:59:59.999Z'])
    expect(ends.slice(-9, -7).map(told)).toEqual([
      ['2026-02-28', '2026-02-28T23:59:59.999Z'],
      ['2026-03-31', '2026-03-31T23:59:59.999Z'],
    ])
    expect(ends.at(-1)?.at).toEqual(new Date('2026-10-31T23:59:59.999Z'))
  })

  it('take in a month from its next one on, not on its own last day', () => {
    const last = (moment: string) => monthEnds(new Date(moment), 'UTC', 1).map(told)[0]?.[0]
    expect(last('2026-10-31T23:59:59.999Z')).toBe('2026-09-30')
    expect(last('2026-11-01T00:00:00Z')).toBe('2026-10-31')
    expect(last('2028-03-31T12:00:00Z')).toBe('2028-02-29')
    expect(last('2027-01-31T12:00:00Z')).toBe('2026-12-31')
  })

  it('are those of the zone, also where its clocks changed', () => {
    const ends = monthEnds(new Date('2026-04-01T03:00:00Z'), 'America/New_York', 3)
    // It is still March there.
    expect(ends.map(told)).toEqual([
      ['2025-12-31', '2026-01-01T04:59:59.999Z'],
      ['2026-01-31', '2026-02-01T04:59:59.999Z'],
      ['2026-02-28', '2026-03-01T04:59:59.999Z'],
    ])
    const [march] = monthEnds(new Date('2026-04-01T05:00:00Z'), 'America/New_York', 1)
    expect(march?.at).toEqual(new Date('2026-04-01T03:59:59.999Z'))
  })
})

describe('where movement begins', () => {
  it('is the end of the day 90 days before', () => {
    expect(told(movementStart(new Date('2026-11-21T18:00:00Z'), 'UTC'))).toEqual([
      '2026-08-23',
      '2026-08-23T23:59:59.999Z',
    ])
    // Summer time lies between both.
    expect(told(movementStart(new Date('2026-12-01T02:00:00Z'), 'America/New_York'))).toEqual([
      '2026-09-01',
      '2026-09-02T03:59:59.999Z',
    ])
  })
})
