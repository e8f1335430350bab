import { describe, expect, it } from 'vitest'
import type { MembershipFact } from '@/lib/loyalty/schema'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { tierHistory } from './history'
import {
  classicMember,
  givenOrder,
  givenShopper,
  GOWN,
  herOrder,
  joined,
  off,
  plain,
  PUMP,
  returning,
} from './shopper.fixture'

// NOW is November 21, 2026; Alice ordered on November 16.

const told = (shopper: Parameters<typeof tierHistory>[0]) =>
  tierHistory(shopper).map(({ at, text }) => plain(`${at}: ${text}`))
const fact = (kind: MembershipFact['kind'], days: number) => ({ ...joined(daysBefore(days)), kind })

describe('the tier history', () => {
  it('is none for who is no member', () => {
    expect(tierHistory(givenShopper())).toEqual([])
  })

  it('says by which order of how much a tier was reached, newest first, and how it began', () => {
    expect(told(returning())).toEqual([
      'Nov 16, 2026, 6:00 PM: Bronze, by order S-1 of $4,190.00',
      'Nov 16, 2026, 6:00 PM: Joined, with an order',
    ])
    // Whom an order made a member has no fact of it.
    expect(told(returning({ memberships: [] }))).toEqual(told(returning()))
    expect(told(returning(off))).toEqual(told(returning()))
  })

  it('says what ended a tier: a return, a date, leaving; and coming back', () => {
    expect(told(returning({ orders: [herOrder({ returned: [GOWN] })] }))[0]).toBe(
      'Nov 20, 2026, 6:00 PM: Bronze ended, by a return',
    )
    const old = returning({ orders: [herOrder({ placedAt: daysBefore(400) })], memberships: [] })
    expect(told(old)[0]).toBe('Oct 17, 2026: Bronze ended, at the end of its time')
    const memberships = [joined(daysBefore(5), 'first'), fact('resign', 3), fact('join', 2), fact('confirm', 1)]
    expect(told(returning({ memberships })).slice(0, 5)).toEqual([
      'Nov 20, 2026, 6:00 PM: Details confirmed',
      'Nov 19, 2026, 6:00 PM: Bronze, by order S-1 of $4,190.00',
      'Nov 19, 2026, 6:00 PM: Came back to the programme',
      'Nov 18, 2026, 6:00 PM: Bronze ended with leaving',
      'Nov 18, 2026, 6:00 PM: Left the programme',
    ])
  })

  it('names a purchase at the till as one, and a tier below by its name', () => {
    const entry = { id: 'till-1', kind: 'purchase' as const, at: daysBefore(2), amount: 900_000, currency: 'USD' }
    const shopper = returning({ entries: [{ ...entry, channel: 'till' }] })
    expect(told(shopper)[0]).toBe('Nov 19, 2026, 6:00 PM: Silver, by a purchase of $9,000.00')
    const back = { ...entry, id: 'till-2', kind: 'return' as const, at: daysBefore(1), channel: 'till' }
    const returned = returning({ entries: [{ ...entry, channel: 'till' }, back] })
    expect(told(returned)[0]).toBe('Nov 20, 2026, 6:00 PM: Back to Bronze, by a return')
  })

  it('leaves out the tier that every member has', () => {
    expect(told(classicMember(36_000))).toEqual([
      'Nov 16, 2026, 6:00 PM: Green, by order S-1 of PLN 360.00',
      'Nov 16, 2026, 6:00 PM: Joined, with an order',
    ])
    const order = givenOrder([PUMP], { id: 'small', merchandise: 100, currency: 'PLN' })
    expect(told(classicMember(100, { orders: [order], memberships: [] }))).toEqual([
      'Nov 16, 2026, 6:00 PM: Joined, with an order',
    ])
  })
})
