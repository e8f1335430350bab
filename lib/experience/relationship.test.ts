import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { relationshipOf, tierWay } from './relationship'
import { givenOrder, givenShopper, GOWN, herOrder, joined, off, PUMP, returning, RING } from './shopper.fixture'

// NOW is November 21, 2026; Alice ordered on November 16.

describe('your relationship', () => {
  it('tells Alice, five days later, what they are to each other and the way to Silver to the cent', () => {
    const relation = relationshipOf(returning())
    expect(relation).toMatchObject({
      title: 'Your relationship',
      text: 'You joined on November 16, 2026, and became Bronze the same day.',
      link: { href: '/account', label: 'See your account' },
      figures: [
        { figure: '1', label: 'order, placed on November 16' },
        { figure: '3', label: 'pieces, from three houses' },
        { figure: '$4,190', label: 'towards your tier' },
        { figure: '4,190', label: 'active points' },
      ],
    })
    expect(relation?.next).toEqual({
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

  it('is absent, not empty, without an order, an account or personalisation', () => {
    expect(relationshipOf(givenShopper())).toBeNull()
    expect(relationshipOf(returning({ orders: [] }))).toBeNull()
    expect(relationshipOf(returning({ name: undefined }))).toBeNull()
    expect(relationshipOf(returning(off))).toBeNull()
  })

  it('counts every order, but only pieces that were kept', () => {
    const first = givenOrder([PUMP, RING], { id: 'a', placedAt: daysBefore(400), returned: [PUMP] })
    const relation = relationshipOf(returning({ orders: [herOrder(), first] }))
    expect(relation?.figures.slice(0, 2)).toEqual([
      { figure: '2', label: 'orders, the last on November 16' },
      { figure: '4', label: 'pieces, from three houses' },
    ])
    const none = givenOrder([PUMP], { returned: [PUMP] })
    expect(relationshipOf(returning({ orders: [none] }))?.figures.map(({ label }) => label)).not.toContain(
      'piece, from one house',
    )
  })

  it('names the year of a day that is not of this year', () => {
    const old = givenOrder([RING], { placedAt: daysBefore(400) })
    const relation = relationshipOf(returning({ orders: [old], memberships: [] }))
    expect(relation?.figures[0]?.label).toBe('order, placed on October 17, 2025')
    expect(relation?.text).toBe('Your first order was on October 17, 2025.')
    expect(relation?.next).toBeNull()
  })

  it('says when a tier came later than the membership, and nothing of a tier without one', () => {
    const later = returning({ memberships: [joined(daysBefore(30))] })
    expect(relationshipOf(later)?.text).toBe('You joined on October 22, 2026, and became Bronze on November 16, 2026.')
    const below = returning({ memberships: [joined(daysBefore(30))], orders: [givenOrder([GOWN])] })
    expect(relationshipOf(below)?.text).toBe('You joined on October 22, 2026.')
    expect(relationshipOf(below)?.next).toMatchObject({
      title: '$880.00 more to reach Bronze',
      progress: { metal: 'bronze' },
    })
    expect(relationshipOf(below)?.next?.progress).not.toHaveProperty('tick')
  })
})

describe('the way to the next tier', () => {
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
