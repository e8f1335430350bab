import { describe, expect, it } from 'vitest'
import { sayIn } from '@/lib/experience/say'
import type { BaseReport } from '@/lib/loyalty/base/schema'
import { classic } from '@/lib/loyalty/presets/classic'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import type { Holds, Move, WhatIf } from '@/lib/offers/what-if'
import { growthOf, tierCounts } from './members'
import { whatIfView } from './what-if'

const say = sayIn('en-US', 'USD', 'UTC')
const report = (
  below: number,
  members: number[],
  day = '2026-11-21',
  programme: LoyaltyProgram = sorento,
): BaseReport => {
  return {
    asOf: new Date(`${day}T12:00:00Z`),
    members: below + members.reduce((sum, each) => sum + each, 0),
    tiers: programme.tiers.map((tier, i) => ({ tier, members: members[i] ?? 0 })),
    below,
    qualifyingSpend: 0,
  }
}

describe('members by tier', () => {
  it('stand below and in each tier, lowest first', () => {
    expect(
      tierCounts(report(1_206, [612, 231, 74]), say).map(({ name, accent, members }) => [name, accent, members]),
    ).toEqual([
      ['No tier', null, 1_206],
      ['Bronze', 'bronze', 612],
      ['Silver', 'silver', 231],
      ['Gold', 'gold', 74],
    ])
  })

  it('know no “No tier” where the lowest one is everybody’s', () => {
    const names = tierCounts(report(0, [3, 2, 1, 0], '2026-11-21', classic), say).map(({ name }) => name)
    expect(names).toEqual(['White', 'Green', 'Silver', 'Golden'])
  })

  it('over time are a chart, a sentence and a table of the same numbers', () => {
    const growth = growthOf(
      sorento,
      [
        report(9, [20, 4, 0], '2026-09-30'),
        report(9, [1_150, 7, 1], '2026-10-31'),
        report(9, [1_200, 9, 2], '2026-11-21'),
      ],
      say,
    )
    expect(growth.label).toBe(
      'Members by tier over 2 months: Bronze from 20 to 1,200, Silver from 4 to 9, Gold from 0 to 2.',
    )
    expect(growth.across).toEqual(['Sep 2026', 'Oct 2026', 'Nov 2026'])
    expect(growth.table.columns).toEqual(['End of', 'Bronze', 'Silver', 'Gold'])
    expect(growth.table.rows.map(({ cells }) => cells)).toEqual([
      ['November 21, 2026', '1,200', '9', '2'],
      ['Oct 2026', '1,150', '7', '1'],
      ['Sep 2026', '20', '4', '0'],
    ])
    expect(growth.lines.map(({ label, tone }) => [label, tone])).toEqual([
      ['Bronze', 'bronze'],
      ['Silver', 'silver'],
      ['Gold', 'gold'],
    ])
    expect(growth.ticks.map(({ label }) => label)).toEqual(['0', '500', '1,000', '1,500'])
  })
})

describe('what if', () => {
  const [bronze, silver] = sorento.tiers
  const none: Holds = { member: true, tier: null }
  const nobody: Holds = { member: false, tier: null }
  const holds = (tier = bronze): Holds => ({ member: true, tier: tier ?? null })
  const move = (from: Holds, to: Holds, members: number, names: string[] = []): Move => ({ from, to, members, names })
  const compared = (moves: Move[], more = 3_146_000, whatIf = report(1_058, [760, 231, 74])): WhatIf => ({
    asOf: new Date('2026-11-21T12:00:00Z'),
    today: { ...report(1_206, [612, 231, 74]), discounts: 11_824_000 },
    whatIf: { ...whatIf, discounts: 11_824_000 + more },
    moves,
  })

  it('is first a sentence, then a table beside today', () => {
    const view = whatIfView(compared([move(none, holds(), 148)]), say)
    expect(view.sentence).toBe(
      '148 members would become Bronze. Discounts over the last year would have cost $31,460.00 more.',
    )
    expect(view.rows.map(({ cells }) => cells)).toEqual([
      ['No tier', '1,206', '1,058', '−148'],
      ['Bronze', '612', '760', '+148'],
      ['Silver', '231', '231', '0'],
      ['Gold', '74', '74', '0'],
      ['Discounts, last 365 days', '$118,240.00', '$149,700.00', '+$31,460.00'],
    ])
  })

  it('adds up who would come to the same tier, and names few', () => {
    const moves = [
      move(none, holds(), 1, ['Ada Holt']),
      move(holds(silver), holds(), 2, ['Bea Lund', 'Cleo Ray']),
      move(holds(), none, 1_000),
      move(holds(), nobody, 1),
      move(nobody, none, 32),
    ]
    const view = whatIfView(compared(moves, 0), say)
    expect(view.sentence).toBe(
      '3 members would become Bronze, 1,000 would hold no tier, 32 would join without a tier and 1 would no longer be ' +
        'members. ' +
        'Discounts over the last year would have cost the same.',
    )
    expect(view.moves).toEqual([
      'No tier to Bronze: Ada Holt',
      'Silver to Bronze: Bea Lund and Cleo Ray',
      'Bronze to No tier: 1,000',
      'Bronze to No member: 1',
      'No member to No tier: 32',
    ])
  })

  it('says so when nothing would change, and when it would cost less', () => {
    expect(whatIfView(compared([], -5), say).sentence).toBe(
      'Nobody would change tier. Discounts over the last year would have cost $0.05 less.',
    )
    expect(whatIfView(compared([move(none, holds(), 1)], 0), say).sentence).toMatch(
      /^One member would become Bronze\. /,
    )
  })

  it('tells when there would be fewer members', () => {
    const { rows } = whatIfView(compared([], 0, report(1_200, [612, 231, 74])), say)
    expect(rows.map(({ cells }) => cells)).toContainEqual(['Members', '2,123', '2,117', '−6'])
  })
})
