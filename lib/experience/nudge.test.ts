import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { cartLoyalty } from './nudge'
import {
  arriving,
  givenOrder,
  givenShopper,
  GOWN,
  herOrder,
  joined,
  looking,
  off,
  PUMP,
  returning,
  told,
} from './shopper.fixture'

const words = (shopper: Parameters<typeof cartLoyalty>[0], merchandise: number) => {
  const { nudge, reached } = cartLoyalty(shopper, merchandise)
  return nudge?.headline ?? reached?.text ?? null
}

describe('the cart’s words on loyalty', () => {
  it('tell Alice how far Bronze is, what she has and what Bronze gives', () => {
    const { nudge, reached } = cartLoyalty(looking(), 350_000)
    expect(reached).toBeNull()
    expect(nudge?.headline).toBe('Spend $500.00 more to reach Bronze')
    expect(nudge?.gap).toBe(50_000)
    expect(nudge?.progress).toEqual({
      metal: 'bronze',
      label: 'Way to Bronze',
      valueText: '$3,500.00 of $4,000.00',
      value: 350_000,
      max: 400_000,
      counts: { amount: '$3,500.00', label: 'in this cart' },
      next: 'Bronze, $4,000.00',
    })
    expect(nudge?.gives).toEqual({
      title: 'What Bronze gives',
      items: ['10% off your next order', 'Free shipping to US addresses', 'One point for each dollar'],
    })
  })

  it('are one quiet line once the order reaches it', () => {
    expect(cartLoyalty(looking(), 419_000)).toMatchObject({
      nudge: null,
      reached: { text: 'This order makes you Bronze' },
    })
  })

  it.each([
    [0, null],
    [1, 'Spend $3,999.99 more to reach Bronze'],
    [399_999, 'Spend $0.01 more to reach Bronze'],
    [400_000, 'This order makes you Bronze'],
    [799_999, 'This order makes you Bronze'],
    [800_000, 'This order makes you Silver'],
    [1_500_000, 'This order makes you Gold'],
  ])('for a newcomer’s cart of %i cents: %s', (merchandise, said) => {
    expect(words(arriving(), merchandise)).toBe(said)
  })

  it('count this cart alone for who is no member, whatever was bought before', () => {
    const earlier = givenOrder([PUMP], { id: 'earlier', placedAt: daysBefore(20) })
    const guest = givenShopper({ name: 'Alice', orders: [earlier] })
    expect(words(guest, 350_000)).toBe('Spend $500.00 more to reach Bronze')
    expect(words(guest, 399_999)).toBe('Spend $0.01 more to reach Bronze')
  })

  it.each([
    [0, null],
    [1, 'Spend $3,809.99 more to reach Silver'],
    [380_999, 'Spend $0.01 more to reach Silver'],
    [381_000, 'This order makes you Silver'],
    [1_081_000, 'This order makes you Gold'],
  ])('add a member’s cart of %i cents to what counts already: %s', (merchandise, said) => {
    expect(words(returning(), merchandise)).toBe(said)
  })

  it('show a member where the present tier begins', () => {
    expect(cartLoyalty(returning(), 100_000).nudge?.progress).toMatchObject({
      valueText: '$5,190.00 of $8,000.00',
      tick: 400_000,
      counts: { amount: '$5,190.00', label: 'with this cart' },
    })
  })

  it('count what a member came back with against them', () => {
    const returned = returning({ orders: [herOrder({ returned: [GOWN] })] })
    expect(words(returned, 50_000)).toBe('Spend $2,430.00 more to reach Bronze')
  })

  it('say nothing at the top, nor to whom an order cannot make a member', () => {
    const top = returning({ orders: [herOrder({ merchandise: 1_500_000 })] })
    expect(words(top, 100_000)).toBeNull()
    const resigned = { ...joined(daysBefore(3)), kind: 'resign' as const }
    expect(words(returning({ memberships: [joined(daysBefore(5)), resigned] }), 350_000)).toBeNull()
    const byRequest = { ...sorento, joining: { ...sorento.joining, byTierOrder: false } }
    expect(words(arriving({ programme: byRequest }), 350_000)).toBeNull()
  })

  it('are the same with personalisation on and off', () => {
    for (const who of [arriving, looking, returning]) {
      expect(told(cartLoyalty(who(off), 350_000))).toEqual(told(cartLoyalty(who(), 350_000)))
    }
  })

  it('either ask for more or say what is reached, and the cart with the gap added reaches it exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.constantFrom(arriving, returning), (merchandise, who) => {
        const shopper = who()
        const { nudge, reached } = cartLoyalty(shopper, merchandise)
        expect(nudge && reached).toBeNull()
        if (!nudge) return
        expect(nudge.gap).toBeGreaterThan(0)
        expect(cartLoyalty(shopper, merchandise + nudge.gap)).toMatchObject({
          nudge: null,
          reached: { tier: nudge.tier },
        })
        expect(cartLoyalty(shopper, merchandise + nudge.gap - 1).nudge?.gap).toBe(1)
      }),
    )
  })
})
