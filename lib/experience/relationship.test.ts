import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { tierWay } from './relationship'
import { givenOrder, givenShopper, GOWN, herOrder, joined, PUMP, returning } from './shopper.fixture'

// NOW is November 21, 2026; Alice ordered on November 16.

describe('the way to the next tier', () => {
  it('tells Alice, five days later, the way to Silver to the cent', () => {
    expect(tierWay(returning())).toEqual({
      title: '$3,810.00 more to reach Silver',
      line: 'Purchases of the last 365 days count.',
      progress: {
        metal: 'bronze',
        label: 'Way to Silver',
        valueText: '$4,190.00 of $8,000.00',
        value: 419_000,
        max: 800_000,
        tick: 400_000,
        present: 'Bronze, $4,000.00',
        counts: { amount: '$4,190.00', label: 'so far' },
        next: 'Silver, $8,000.00',
      },
    })
  })

  it('of who holds no tier yet leads to the first, without a tick', () => {
    const below = tierWay(returning({ memberships: [joined(daysBefore(30))], orders: [givenOrder([GOWN])] }))
    expect(below).toMatchObject({ title: '$880.00 more to reach Bronze', progress: { metal: 'bronze' } })
    expect(below?.progress).not.toHaveProperty('tick')
  })

  it('is none for who is no member, and at the top', () => {
    expect(tierWay(givenShopper())).toBeNull()
    expect(tierWay(returning({ orders: [herOrder({ merchandise: 1_500_000 })] }))).toBeNull()
  })

  it.each([
    [799_999, '$0.01 more to reach Silver'],
    [800_000, '$7,000.00 more to reach Gold'],
    [1_499_999, '$0.01 more to reach Gold'],
  ])('with %i cents: %s', (merchandise, title) => {
    expect(tierWay(returning({ orders: [herOrder({ merchandise })] }))?.title).toBe(title)
  })

  it('tells a spend below zero as it is', () => {
    // The order is from before she joined, its return from after.
    const order = givenOrder([PUMP], { returned: [PUMP] })
    const shopper = returning({ orders: [order], memberships: [joined(daysBefore(3))] })
    expect(tierWay(shopper)?.title).toBe('$4,690.00 more to reach Bronze')
    expect(tierWay(shopper)?.progress.valueText).toBe('-$690.00 of $4,000.00')
  })

  it('follows the programme’s threshold and window', () => {
    const [bronze, silver, gold] = sorento.tiers
    if (!bronze || !silver || !gold) throw new Error('the preset has three tiers')
    const other = {
      ...sorento,
      window: { kind: 'rolling' as const, days: 180 },
      tiers: [bronze, { ...silver, threshold: 900_000 }, gold],
    }
    expect(tierWay(returning({ programme: other }))).toMatchObject({
      title: '$4,810.00 more to reach Silver',
      line: 'Purchases of the last 180 days count.',
    })
  })
})
