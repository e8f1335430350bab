import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { pointsView, STATEMENT_LINES } from './points-view'
import { classicMember, givenOrder, givenShopper, herOrder, off, plain, PUMP, returning } from './shopper.fixture'

// NOW is November 21, 2026; Alice ordered for $4,190.00 on November 16.

const lines = (shopper: Parameters<typeof pointsView>[0]) =>
  pointsView(shopper, false)?.lines.map(({ date, text, state, points, balance }) =>
    [date, text, state, points, balance].join(' | '),
  )

describe('a member’s points', () => {
  it('are none for who is no member, nor in a programme without them', () => {
    expect(pointsView(givenShopper(), false)).toBeNull()
    expect(pointsView(returning({ programme: { ...sorento, points: null } }), false)).toBeNull()
  })

  it('are told by state, with the first to expire, what they pay for, and each order', () => {
    const view = pointsView(returning(), false)
    expect(view).toMatchObject({
      line: '4,190 active, 0 pending. The first to expire: 4,190 on November 16, 2028.',
      worth: 'At checkout they pay for $83.80.',
      more: false,
    })
    expect(view?.lines[0]?.href).toBe('/order/S-1')
    expect(lines(returning())).toEqual([
      'Nov 16, 2026 | Rapace gown and 2 more pieces, order S-1 | Active | +4,190 | 4,190',
    ])
    expect(pointsView(returning(off), false)).toEqual(view)
  })

  it('run as a balance through redeeming and returning, newest first', () => {
    const second = givenOrder([PUMP], { id: 'second', number: 'S-2', placedAt: daysBefore(3), pointsUsed: 1_000 })
    const shopper = returning({
      orders: [second, herOrder({ returned: [PUMP] })],
      redemptions: [{ orderId: 'second', at: daysBefore(3), points: 1_000, back: [] }],
    })
    expect(lines(shopper)).toEqual([
      'Nov 20, 2026 | Returned from order S-1 | Reversed | −690 | 3,190',
      'Nov 18, 2026 | Via 95 pump, order S-2 | Active | +690 | 3,880',
      'Nov 18, 2026 | Paid towards order S-2 | Redeemed | −1,000 | 3,190',
      'Nov 16, 2026 | Rapace gown and 2 more pieces, order S-1 | Active | +4,190 | 4,190',
    ])
  })

  it('wait while they are held, and say so', () => {
    const programme = { ...sorento, hold: { days: 3 } }
    expect(lines(returning({ programme }))).toEqual([
      'Nov 19, 2026 | Order S-1, now counting | Active | +4,190 | 4,190',
      'Nov 16, 2026 | Rapace gown and 2 more pieces, order S-1 | Pending | +4,190 | 0',
    ])
    const waiting = { ...sorento, hold: { days: 30 } }
    expect(pointsView(returning({ programme: waiting }), false)?.line).toMatch(/^0 active, 4,190 pending\./)
    expect(pointsView(returning({ programme: waiting }), false)?.worth).toBeNull()
    expect(lines(returning({ programme: waiting, orders: [herOrder({ returned: [PUMP] })] }))?.[0]).toBe(
      'Nov 20, 2026 | Returned from order S-1 | Pending | −690 | 0',
    )
  })

  it('name what the till told, expiry, and the zloty', () => {
    const entry = { kind: 'purchase' as const, amount: 10_000, currency: 'USD', channel: 'till' }
    const shopper = returning({ entries: [{ ...entry, id: 't', at: daysBefore(1) }] })
    expect(lines(shopper)?.[0]).toBe('Nov 20, 2026 | A purchase at the till | Active | +100 | 4,290')
    const old = returning({ orders: [herOrder({ placedAt: daysBefore(800) })], memberships: [] })
    expect(lines(old)?.[0]).toMatch(/^Sep 12, 2026 \| Expired, from order S-1 \| Expired \| −4,190 \| 0$/)
    expect(plain(pointsView(classicMember(36_000), false)?.worth)).toBe('At checkout they pay for PLN 7.20.')
  })

  it('are shown as far as they are asked for', () => {
    const entries = Array.from({ length: STATEMENT_LINES + 1 }, (_, i) => ({
      ...{ id: `t${i}`, kind: 'purchase' as const, at: daysBefore(5 - i / 10), amount: 10_000 },
      ...{ currency: 'USD', channel: 'till' },
    }))
    const shopper = returning({ entries })
    expect(pointsView(shopper, false)?.lines).toHaveLength(STATEMENT_LINES)
    expect(pointsView(shopper, false)?.more).toBe(true)
    expect(pointsView(shopper, true)?.lines).toHaveLength(STATEMENT_LINES + 2)
    expect(pointsView(shopper, true)?.more).toBe(false)
  })
})
