import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { MembershipFact, Transaction } from '@/lib/loyalty/schema'
import { standingOf } from '@/lib/loyalty/standing'
import { tierHistory } from './history'
import { sayIn } from './say'

const say = sayIn('en-US', 'USD', 'UTC')
const at = (day: string) => new Date(`${day}T12:00:00Z`)
const joined: MembershipFact = { kind: 'join', at: at('2026-01-05'), reason: 'request', orderId: null }

function told(transactions: readonly Transaction[], asOf: string): string[] {
  const result = standingOf({ programme: sorento, memberships: [joined], transactions, asOf: at(asOf) })
  if (!result.member) throw new Error('no member')
  return tierHistory(result.standing, sorento, say).map(({ date, change, by }) => `${date}: ${change}, ${by}`)
}

const buy = (day: string, amount: number): Transaction => ({ kind: 'purchase', at: at(day), amount, orderId: day })

describe('the tier history', () => {
  it('begins with joining', () => {
    expect(told([], '2026-02-01')).toEqual(['January 5, 2026: Joined, '])
  })

  it('says by what each change came, newest first', () => {
    const facts = [buy('2026-02-01', 400_000), buy('2026-03-01', 400_000)]
    const back: Transaction = { kind: 'return', at: at('2026-03-20'), amount: 1, orderId: '2026-03-01' }
    expect(told([...facts, back], '2027-03-01')).toEqual([
      'February 1, 2027: Below Bronze, a date',
      'March 20, 2026: Back to Bronze, a return',
      'March 1, 2026: Reached Silver, an order',
      'February 1, 2026: Reached Bronze, an order',
      'January 5, 2026: Joined, ',
    ])
  })
})
