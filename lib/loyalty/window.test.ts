import { describe, expect, it } from 'vitest'
import { dayOf, isoDay } from '@/lib/core/days'
import { at, bought, coming, join, plain, returned, standing } from './standing.fixture'
import { windowEnd, windowStart } from './window'

const day = (iso: string) => dayOf(new Date(`${iso}T00:00:00.000Z`))

describe('the last day of a window', () => {
  const end = (window: Parameters<typeof windowEnd>[0], since: string, of: string) =>
    isoDay(windowEnd(window, day(since), day(of)))

  it('is the 365th with a rolling year, also over a leap day', () => {
    const rolling = { kind: 'rolling' as const, days: 365 }
    expect(end(rolling, '2020-01-01', '2025-03-10')).toBe('2026-03-10')
    expect(end(rolling, '2020-01-01', '2024-02-29')).toBe('2025-02-28')
  })

  it('is December 31 with a calendar year', () => {
    expect(end({ kind: 'calendar-year' }, '2020-01-01', '2025-01-01')).toBe('2026-01-01')
    expect(end({ kind: 'calendar-year' }, '2020-01-01', '2025-12-31')).toBe('2026-01-01')
  })

  it('is the day before the next anniversary of the joining day', () => {
    const anniversary = { kind: 'anniversary' as const }
    expect(end(anniversary, '2024-05-10', '2024-05-10')).toBe('2025-05-10')
    expect(end(anniversary, '2024-05-10', '2026-05-09')).toBe('2026-05-10')
    expect(end(anniversary, '2024-05-10', '2026-05-10')).toBe('2027-05-10')
    // Of February 29 it is February 28 where there is no 29th, and the 29th again where there is one.
    expect(end(anniversary, '2024-02-29', '2025-02-27')).toBe('2025-02-28')
    expect(end(anniversary, '2024-02-29', '2025-02-28')).toBe('2026-02-28')
    expect(end(anniversary, '2024-02-29', '2027-03-01')).toBe('2028-02-29')
  })

  it('never comes for life', () => {
    expect(windowEnd({ kind: 'lifetime' }, 0, 20_000)).toBe(Infinity)
  })

  it('is where the first day that still counts begins', () => {
    const since = day('2024-02-29')
    for (const window of [
      { kind: 'rolling' as const, days: 30 },
      { kind: 'calendar-year' as const },
      { kind: 'anniversary' as const },
    ]) {
      for (let each = since + 366; each < since + 1_500; each++) {
        const first = windowStart(window, since, each)
        expect(windowEnd(window, since, first)).toBeGreaterThan(each)
        expect(windowEnd(window, since, first - 1)).toBeLessThanOrEqual(each)
      }
    }
  })
})

describe('a hold', () => {
  const held = { ...plain, hold: { days: 30 } }
  const facts = [bought('2026-01-10', 4_500, 'a')]
  const look = (asOf: string, all = facts, programme = held) => standing(asOf, [join('2026-01-01')], all, programme)

  it('keeps a purchase waiting through its last day, and lets it count from the next', () => {
    const waiting = look('2026-02-08T23:59:59.999Z')
    expect(waiting).toMatchObject({ tier: null, qualifyingSpend: 0, pendingSpend: 450_000, amountToNext: 400_000 })
    expect(coming(waiting)[0]).toEqual(['2026-02-09', 'hold-ends', 4_500, 'none to bronze'])
    const counts = look('2026-02-09T00:00:00.000Z')
    expect(counts).toMatchObject({ tier: { key: 'bronze' }, qualifyingSpend: 450_000, pendingSpend: 0 })
    expect(counts.history).toMatchObject([{ by: 'hold', orderId: 'a', at: at('2026-02-09T00:00:00.000Z') }])
  })

  it('shortens nothing at the other end: the window runs from the purchase’s own day', () => {
    expect(look('2027-01-09T23:59:59.999Z').qualifyingSpend).toBe(450_000)
    expect(look('2027-01-10').qualifyingSpend).toBe(0)
  })

  it('holds no return', () => {
    const back = [...facts, returned('2026-01-12', 500, 'a')]
    expect(look('2026-01-12', back)).toMatchObject({ qualifyingSpend: -50_000, pendingSpend: 450_000 })
    expect(look('2026-02-09', back)).toMatchObject({ qualifyingSpend: 400_000, tier: { key: 'bronze' } })
  })

  it('does not let a purchase wait that can never count', () => {
    const yearly = { ...held, window: { kind: 'calendar-year' as const } }
    const december = [bought('2026-12-02', 4_500, 'a')]
    expect(look('2026-12-10', december, yearly)).toMatchObject({ pendingSpend: 0, qualifyingSpend: 0 })
    expect(look('2027-01-01', december, yearly)).toMatchObject({ tier: null, qualifyingSpend: 0 })
    const inTime = [bought('2026-12-01', 4_500, 'a')]
    expect(look('2026-12-31', inTime, yearly)).toMatchObject({ tier: { key: 'bronze' }, qualifyingSpend: 450_000 })
  })

  it('takes the tier over without a gap where one purchase leaves as another begins to count', () => {
    const both = [bought('2025-03-01', 4_500, 'a'), bought('2026-01-30', 4_500, 'b')]
    const result = standing('2026-03-02', [join('2025-01-01')], both, held)
    expect(result.history).toHaveLength(1)
    expect(result.reached).toEqual({ at: at('2025-03-31T00:00:00.000Z'), orderId: 'a' })
  })
})
