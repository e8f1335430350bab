import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { tierWay } from './relationship'
import {
  classicMember,
  givenOrder,
  givenShopper,
  herOrder,
  joined,
  off,
  plain,
  PUMP,
  returning,
  type Given,
} from './shopper.fixture'
import { standingView } from './standing-view'

// NOW is November 21, 2026; Alice ordered for $4,190.00 on November 16.

const figures = (shopper: Parameters<typeof standingView>[0]) =>
  standingView(shopper)?.figures.map(({ figure, label }) => plain(`${figure} ${label}`))
const changed = (values: Partial<LoyaltyProgram>, given: Given = {}) =>
  returning({ programme: { ...sorento, ...values }, ...given })

describe('a member’s standing in words', () => {
  it('is none for who is no member', () => {
    expect(standingView(givenShopper())).toBeNull()
    expect(standingView(returning({ name: undefined }))).toBeNull()
  })

  it('tells Alice her tier, since when, what counts, what keeps it and until when', () => {
    expect(standingView(returning())).toEqual({
      metal: 'bronze',
      title: 'Bronze',
      line: 'Since November 16, 2026, by an order of $4,190.00.',
      figures: [
        { figure: '$4,190', label: 'counts today' },
        { figure: '$0', label: 'pending' },
        { figure: '$4,000', label: 'more to keep Bronze, by November 16, 2027' },
        { figure: 'Nov 15, 2027', label: 'Bronze is yours until then' },
      ],
      keep: null,
      outlook:
        'A purchase counts for 365 days from its day. If the Rapace gown came back, $1,070.00 would count and Bronze would end. Nothing else is due to change before November 16, 2027. On that day, as things stand, $4,190.00 no longer counts and Bronze ends.',
    })
    expect(standingView(returning(off))).toEqual(standingView(returning()))
  })

  it('says that a tier is kept already, and in a sentence what would keep it when that is near', () => {
    const order = (id: string, days: number) =>
      givenOrder([PUMP], { id, placedAt: daysBefore(days), merchandise: 400_000 })
    const kept = returning({ orders: [order('b', 30), order('a', 340)], memberships: [joined(daysBefore(340), 'a')] })
    expect(standingView(kept)?.title).toBe('Silver')
    const small = returning({
      orders: [order('b', 30), herOrder({ placedAt: daysBefore(340), merchandise: 399_000 })],
      memberships: [joined(daysBefore(340))],
    })
    expect(figures(small)?.slice(2)).toEqual([
      '$4,000 more to keep Bronze, by October 22, 2027',
      'Oct 21, 2027 Bronze is yours until then',
    ])
    const near = returning({ orders: [herOrder({ placedAt: daysBefore(340) })], memberships: [] })
    expect(standingView(near)?.keep).toBe('To keep Bronze, spend $4,000.00 more by December 16, 2026.')
    const lower = changed(
      { tiers: sorento.tiers.map((tier) => ({ ...tier, keep: 100 })) },
      {
        orders: [givenOrder([PUMP], { id: 'b', placedAt: daysBefore(30) }), herOrder({ placedAt: daysBefore(340) })],
        memberships: [],
      },
    )
    expect(figures(lower)?.[2]).toBe('$1 to keep Bronze, reached already')
    expect(standingView(lower)?.keep).toBeNull()
  })

  it('tells a grace as one', () => {
    const cycle = { months: 12, downgrade: 'balance-based' as const, graceDays: 30 }
    const view = standingView(
      changed({ cycle }, { orders: [herOrder({ placedAt: daysBefore(370) })], memberships: [] }),
    )
    expect(view?.figures[3]).toEqual({ figure: 'Dec 15, 2026', label: 'Bronze is yours until then' })
    expect(view?.keep).toBe(
      'Bronze is held as a grace until December 15, 2026. To keep Bronze, spend $4,000.00 more by December 16, 2026.',
    )
    const before = standingView(
      changed({ cycle }, { orders: [herOrder({ placedAt: daysBefore(340) })], memberships: [] }),
    )
    expect(before?.outlook).toContain('Bronze is held on as a grace.')
  })

  it('shows what is pending apart, in figures, progress and outlook', () => {
    const held = changed({ hold: { days: 30 } })
    expect(standingView(held)?.title).toBe('Member')
    expect(figures(held)).toEqual(['$0 counts today', '$4,190 pending', 'Nov 16, 2026 member since'])
    expect(standingView(held)?.outlook).toContain(
      'Nothing is due to change before December 16, 2026. On that day, as things stand, $4,190.00 begins to count, you reach Bronze and 4,190 points become active.',
    )
    expect(tierWay(held)?.progress).toMatchObject({
      value: 0,
      pending: 419_000,
      counts: { amount: '$0.00', label: 'so far, and $4,190.00 pending' },
    })
  })

  it('tells the first change, and the first one of the tier where that comes later', () => {
    const first = givenOrder([PUMP], { id: 'small', placedAt: daysBefore(360) })
    const shopper = returning({ orders: [herOrder(), first], memberships: [joined(daysBefore(360))] })
    expect(standingView(shopper)?.outlook).toMatch(
      /Nothing else is due to change before November 26, 2026\. On that day, as things stand, \$690\.00 no longer counts\. On November 16, 2027, \$4,190\.00 no longer counts and Bronze ends\.$/,
    )
  })

  it('names the tier below that a return would lead to, and nothing where it would change none', () => {
    const silver = returning({ orders: [herOrder({ merchandise: 900_000 })] })
    expect(standingView(silver)?.outlook).toContain(
      'If the Rapace gown came back, $5,880.00 would count and you would be Bronze.',
    )
    const gold = returning({ orders: [herOrder({ merchandise: 9_000_000 })] })
    expect(standingView(gold)?.outlook).not.toContain('came back')
    const late = returning({ orders: [herOrder({ placedAt: daysBefore(31) })], memberships: [] })
    expect(standingView(late)?.outlook).not.toContain('came back')
  })

  it('says how long purchases count in each kind of window', () => {
    const outlook = (window: LoyaltyProgram['window']) => standingView(changed({ window }))?.outlook
    const line = (window: LoyaltyProgram['window']) => tierWay(changed({ window }))?.line
    expect(outlook({ kind: 'calendar-year' })).toMatch(/^A purchase counts until the end of its calendar year\./)
    expect(line({ kind: 'calendar-year' })).toBe('Purchases of this calendar year count.')
    expect(line({ kind: 'anniversary' })).toBe('Purchases since the last anniversary of your joining count.')
    expect(outlook({ kind: 'lifetime' })).toMatch(/^A purchase counts for good\./)
    expect(line({ kind: 'lifetime' })).toBe('Every purchase since you joined counts.')
  })

  it('without a cycle says until when the tier is held as things stand', () => {
    expect(figures(classicMember(36_000))).toEqual([
      'PLN 360 counts today',
      'PLN 0 pending',
      'PLN 300 more to keep Green, by November 15, 2027',
      'Nov 15, 2027 Green is yours until then',
    ])
    expect(plain(standingView(classicMember(36_000))?.outlook)).toContain(
      'On that day, as things stand, PLN 360.00 no longer counts and you come down to White.',
    )
    expect(figures(classicMember(100))).toEqual(['PLN 1 counts today', 'PLN 0 pending', 'Nov 16, 2026 member since'])
  })

  it('says that nothing is due where nothing is', () => {
    const forever = changed(
      { window: { kind: 'lifetime' }, cycle: null, validity: null, points: null },
      { orders: [], memberships: [joined(daysBefore(3))] },
    )
    expect(standingView(forever)?.outlook).toBe('A purchase counts for good. Nothing is due to change by itself.')
  })
})
