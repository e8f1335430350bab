import { describe, expect, it } from 'vitest'
import { sayIn } from '@/lib/experience/say'
import type { TierChangeAhead } from '@/lib/loyalty/base/schema'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { comingRows } from './coming'

const say = sayIn('en-US', 'USD', 'UTC')
const [bronze, silver] = sorento.tiers
if (!bronze || !silver) throw new Error('the preset has lost its tiers')

const coming = (change: Partial<TierChangeAhead>, programme: LoyaltyProgram = sorento) =>
  comingRows(
    [
      {
        customer: { id: 'sigrid', name: 'Sigrid Holt', email: null, externalRef: null },
        ...{ at: new Date('2026-11-24T00:00:00Z'), from: silver, to: bronze },
        ...{ kind: 'purchase-leaves', amount: -226_000, qualifyingSpend: 510_000, spendThen: 284_000 },
        ...change,
      },
    ],
    programme,
    say,
  )[0]

describe('a change that comes by itself', () => {
  it('says when, who, what and why', () => {
    expect(coming({})).toEqual({
      key: 'sigrid:0',
      date: 'Nov 24, 2026',
      member: 'Sigrid Holt',
      change: 'Silver to Bronze',
      why: '$2,260.00 bought on November 24, 2025 leaves the window',
    })
  })

  it('may lose the last tier, or win the first one', () => {
    expect(coming({ from: bronze, to: null })?.change).toBe('Bronze to no tier')
    expect(coming({ from: null, to: bronze })?.change).toBe('No tier to Bronze')
  })

  it('has its own reason for each kind', () => {
    const why = (change: Partial<TierChangeAhead>, programme?: LoyaltyProgram) => coming(change, programme)?.why
    expect(why({ kind: 'return-leaves', amount: 90_000 })).toBe(
      '$900.00 returned on November 24, 2025 leaves the window',
    )
    expect(why({ kind: 'guard-ends', amount: 0 })).toBe('The guarded year ends, and $2,840.00 counts')
    const short = { ...sorento, cycle: { months: 6, downgrade: 'one-down', graceDays: 10 } } satisfies LoyaltyProgram
    expect(why({ kind: 'guard-ends', amount: 0 }, short)).toBe('The guard ends, and $2,840.00 counts')
    expect(why({ kind: 'grace-ends', amount: 0 }, short)).toBe('The days of grace end, and $2,840.00 counts')
    expect(why({ kind: 'hold-ends', amount: 50_000 }, { ...sorento, hold: { days: 30 } })).toBe(
      '$500.00 bought on October 25, 2026 begins to count',
    )
    expect(why({ kind: 'validity-ends', amount: 0 })).toBe('The membership ends')
    const yearly = { ...sorento, window: { kind: 'calendar-year' } } satisfies LoyaltyProgram
    expect(why({}, yearly)).toBe('$2,260.00 bought earlier leaves the window')
    expect(why({ kind: 'return-leaves', amount: 90_000 }, yearly)).toBe('$900.00 returned earlier leaves the window')
  })

  it('counts days in the programme’s time zone', () => {
    const programme = { ...sorento, timeZone: 'Pacific/Auckland' }
    const speak = sayIn('en-US', 'USD', 'Pacific/Auckland')
    const at = new Date('2026-11-23T11:00:00Z') // the start of November 24 there
    const [row] = comingRows(
      [
        {
          customer: { id: 'a', name: 'A', email: null, externalRef: null },
          ...{ at, from: silver, to: bronze, kind: 'purchase-leaves', amount: -100, qualifyingSpend: 0, spendThen: 0 },
        },
      ],
      programme,
      speak,
    )
    expect(row).toMatchObject({
      date: 'Nov 24, 2026',
      why: '$1.00 bought on November 24, 2025 leaves the window',
    })
  })
})
