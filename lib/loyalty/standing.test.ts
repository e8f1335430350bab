import { describe, expect, it } from 'vitest'
import { parseProgramme } from './programme'
import { at, bought, changes, coming, join, plain, returned, standing } from './standing.fixture'
import type { Transaction } from './schema'

describe('thresholds', () => {
  it.each([
    [3_999.99, null, 0, 0.01],
    [4_000, 'bronze', 1, 4_000],
    [4_000.01, 'bronze', 1, 3_999.99],
    [7_999.99, 'bronze', 1, 0.01],
    [8_000, 'silver', 2, 7_000],
    [14_999.99, 'silver', 2, 0.01],
    [15_000, 'gold', 3, null],
  ])('with $%d: %s (%d), $%d to the next', (dollars, tier, number, toNext) => {
    const result = standing('2026-01-02', [join('2026-01-01')], [bought('2026-01-01', dollars)])
    expect(result.tier?.key ?? null).toBe(tier)
    expect(result.tierNumber).toBe(number)
    expect(result.amountToNext).toBe(toNext === null ? null : Math.round(toNext * 100))
  })

  it('are reached at once, by the transaction that reaches them', () => {
    const facts = [bought('2026-01-01', 3_500, 'a'), bought('2026-02-01', 500, 'b'), bought('2026-03-01', 20, 'c')]
    expect(standing('2026-02-01T11:59:59.999Z', [join('2026-01-01')], facts).tier).toBeNull()
    const result = standing('2026-02-01T12:00:00.000Z', [join('2026-01-01')], facts)
    expect(result.tier?.name).toBe('Bronze')
    expect(result.reached).toEqual({ at: at('2026-02-01'), orderId: 'b' })
    expect(standing('2026-04-01', [join('2026-01-01')], facts).reached).toEqual(result.reached)
  })

  it('can be leapt over', () => {
    const result = standing('2026-01-02', [join('2026-01-01')], [bought('2026-01-01', 9_000, 'a')])
    expect(changes(result)).toEqual([['2026-01-01T12:00:00.000Z', null, 'silver', 'purchase', 'a']])
  })
})

describe('the joining day', () => {
  it('counts all facts of that day, also those before the joining, and none of the day before', () => {
    const facts = [
      bought('2025-12-31T23:59:59.999Z', 5_000),
      bought('2026-01-01T00:00:00.000Z', 3_000, 'morning'),
      bought('2026-01-01T23:59:59.999Z', 600, 'night'),
    ]
    const spend = (asOf: string, programme = plain) =>
      standing(asOf, [join('2026-01-01T18:00:00.000Z')], facts, programme).qualifyingSpend
    expect(spend('2026-01-01T18:00:00.000Z')).toBe(300_000)
    expect(spend('2026-01-02')).toBe(360_000)
    expect(spend('2026-01-02', parseProgramme({ ...plain, countJoiningDay: false }))).toBe(0)
  })

  it('shows a tier from the joining on, by the order of that day that had reached it', () => {
    const result = standing('2026-01-05', [join('2026-01-01T18:00:00.000Z')], [bought('2026-01-01', 4_500, 'a')], plain)
    expect(result.reached).toEqual({ at: at('2026-01-01T18:00:00.000Z'), orderId: 'a' })
    expect(result.points.earned).toBe(4_500)
    expect(changes(result)).toEqual([['2026-01-01T18:00:00.000Z', null, 'bronze', 'membership', 'a']])
  })

  it('is a day in the programme’s time zone', () => {
    const zoned = parseProgramme({ ...plain, timeZone: 'America/New_York' })
    const facts = [bought('2026-01-01T04:59:59.999Z', 1_000), bought('2026-01-01T05:00:00.000Z', 100)]
    expect(standing('2026-01-03', [join('2026-01-02T04:00:00.000Z')], facts, zoned).qualifyingSpend).toBe(10_000)
  })
})

describe('the window', () => {
  const facts = [bought('2025-03-10T23:59:59.999Z', 4_500, 'a')]
  const members = [join('2025-03-01')]

  it('holds a purchase of day d on d + 364 and lets it go on d + 365', () => {
    const last = standing('2026-03-09T23:59:59.999Z', members, facts, plain)
    expect(last.tier?.name).toBe('Bronze')
    expect(coming(last).slice(0, 1)).toEqual([['2026-03-10', 'purchase-leaves', -4_500, 'bronze to none']])
    expect(last.changes[0]?.at).toEqual(at('2026-03-10T00:00:00.000Z'))
    const gone = standing('2026-03-10T00:00:00.000Z', members, facts, plain)
    expect(gone).toMatchObject({ tier: null, qualifyingSpend: 0, reached: null })
    expect(coming(gone).map(([, kind]) => kind)).toEqual(['validity-ends'])
    expect(changes(gone)[1]).toEqual(['2026-03-10T00:00:00.000Z', 'bronze', null, 'date', null])
  })

  it('is 365 days also over a leap day', () => {
    const leap = [bought('2023-03-01', 4_500)]
    const last = standing('2024-02-28T23:59:59.999Z', [join('2023-03-01')], leap, plain)
    expect(last.qualifyingSpend).toBe(450_000)
    expect(last.changes[0]?.at).toEqual(at('2024-02-29T00:00:00.000Z'))
    expect(standing('2024-02-29', [join('2023-03-01')], leap).qualifyingSpend).toBe(0)
    const onIt = [bought('2024-02-29', 4_500)]
    expect(standing('2025-02-27', [join('2024-02-29')], onIt).qualifyingSpend).toBe(450_000)
    expect(standing('2025-02-28', [join('2024-02-29')], onIt).qualifyingSpend).toBe(0)
  })

  it('lets go of yesterday’s year before a purchase of today counts', () => {
    const result = standing('2026-03-11', members, [...facts, bought('2026-03-10T00:00:00.000Z', 4_500, 'b')], plain)
    expect(changes(result).slice(1)).toEqual([
      ['2026-03-10T00:00:00.000Z', 'bronze', null, 'date', null],
      ['2026-03-10T00:00:00.000Z', null, 'bronze', 'purchase', 'b'],
    ])
  })

  it('ends in the programme’s time zone', () => {
    const zoned = parseProgramme({ ...plain, timeZone: 'Europe/Warsaw' })
    const summer = [bought('2025-07-10T10:00:00.000Z', 4_500)]
    const result = standing('2026-07-09T21:59:59.999Z', [join('2025-07-01')], summer, zoned)
    expect(result.changes[0]?.at).toEqual(at('2026-07-09T22:00:00.000Z'))
    expect(standing('2026-07-09T22:00:00.000Z', [join('2025-07-01')], summer, zoned).tier).toBeNull()
  })
})

describe('returns', () => {
  it('take a tier back at once', () => {
    const facts = [bought('2026-01-01', 3_120, 'a'), bought('2026-01-02', 1_070, 'b'), returned('2026-01-20', 380, 'b')]
    expect(standing('2026-01-19', [join('2026-01-01')], facts).tier?.name).toBe('Bronze')
    const after = standing('2026-01-20', [join('2026-01-01')], facts)
    expect(after).toMatchObject({ tier: null, qualifyingSpend: 381_000, amountToNext: 19_000, reached: null })
    expect(changes(after).at(-1)).toEqual(['2026-01-20T12:00:00.000Z', 'bronze', null, 'return', null])
  })

  it('that stay at the threshold change nothing; one cent more does', () => {
    const facts = [bought('2026-01-01', 5_000, 'a')]
    const tierAfter = (dollars: number) =>
      standing('2026-02-01', [join('2026-01-01')], [...facts, returned('2026-01-20', dollars, 'a')]).tier?.name
    expect(tierAfter(1_000)).toBe('Bronze')
    expect(tierAfter(1_000.01)).toBeUndefined()
  })

  it('can make the spend negative: their purchase has left the window, or never counted', () => {
    const left = [bought('2025-01-01', 900, 'a'), returned('2026-01-01', 900, 'a')]
    expect(standing('2026-01-01', [join('2025-01-01')], left)).toMatchObject({
      qualifyingSpend: -90_000,
      amountToNext: 490_000,
    })
    const never = [bought('2025-01-01', 900, 'a'), returned('2025-02-01', 900, 'a')]
    const result = standing('2025-02-01', [join('2025-01-02')], never)
    expect(result).toMatchObject({ qualifyingSpend: -90_000, tier: null, tierNumber: 0, points: { earned: 0 } })
    expect(coming(result)[0]).toEqual(['2026-02-01', 'return-leaves', 900])
  })

  it('of the moment of a purchase are read after it, whichever order they belong to', () => {
    const facts = [returned('2026-01-05', 1_000, 'a'), bought('2026-01-05', 4_000, 'b')]
    expect(changes(standing('2026-01-06', [join('2026-01-01')], facts))).toEqual([
      ['2026-01-05T12:00:00.000Z', null, 'bronze', 'purchase', 'b'],
      ['2026-01-05T12:00:00.000Z', 'bronze', null, 'return', null],
    ])
  })

  it('raise the spend again when they leave the window themselves', () => {
    const facts = [bought('2025-01-01', 900, 'a'), returned('2025-02-01', 900, 'a'), bought('2025-12-01', 4_500, 'b')]
    const before = standing('2026-01-31', [join('2025-01-01')], facts, plain)
    expect(before.tier).toBeNull()
    expect(coming(before)[0]).toEqual(['2026-02-01', 'return-leaves', 900, 'none to bronze'])
    const after = standing('2026-02-01', [join('2025-01-01')], facts, plain)
    expect(after.reached).toEqual({ at: at('2026-02-01T00:00:00.000Z'), orderId: null })
  })
})

it('refuses an amount that is no amount', () => {
  for (const amount of [-1, 0.5, NaN]) {
    const transactions = [{ ...bought('2026-01-02', 1), amount }]
    expect(() => standing('2026-02-01', [join('2026-01-01')], transactions as Transaction[])).toThrow(RangeError)
  }
})
