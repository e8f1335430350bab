import { describe, expect, it } from 'vitest'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { decideKeep, KEEP_TOLD_DAYS } from './keep'
import { cartLoyalty } from './nudge'
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
  told,
  type Given,
} from './shopper.fixture'

// NOW is November 21, 2026. A tier reached `days` ago is guarded for 365 days; its last chance is the day after them.

const reachedAgo = (days: number, given: Given = {}) =>
  returning({
    orders: [herOrder({ placedAt: daysBefore(days) })],
    memberships: [joined(daysBefore(days), 'first')],
    ...given,
  })
const home = (shopper: Parameters<typeof decideKeep>[0]) => plain(decideKeep(shopper, 'home.keep')?.value.headline)
const cart = (shopper: Parameters<typeof decideKeep>[0], amount: number) =>
  cartLoyalty(shopper, amount).keep?.value.headline ?? null

describe('what keeps a tier in danger', () => {
  it('is told with what is missing and by when', () => {
    expect(home(reachedAgo(340))).toBe('Keep Bronze: spend $4,000.00 by December 16, 2026')
    const two = [
      givenOrder([PUMP], { id: 'second', placedAt: daysBefore(30) }),
      herOrder({ placedAt: daysBefore(340) }),
    ]
    expect(home(reachedAgo(340, { orders: two }))).toBe('Keep Bronze: spend $3,310.00 by December 16, 2026')
  })

  it.each([
    [365 - KEEP_TOLD_DAYS - 1, null],
    [365 - KEEP_TOLD_DAYS, 'Keep Bronze: spend $4,000.00 by January 20, 2027'],
    [364, 'Keep Bronze: spend $4,000.00 by November 22, 2026'],
    [365, null],
  ])('reached %i days ago: %s', (days, said) => {
    expect(home(reachedAgo(days))).toBe(said)
  })

  it('is nothing for who is no member, has no tier, or has earned it again', () => {
    expect(home(givenShopper())).toBeNull()
    expect(home(returning({ orders: [givenOrder([PUMP], { placedAt: daysBefore(340) })] }))).toBeNull()
    const again = givenOrder([PUMP], { id: 'again', placedAt: daysBefore(30), merchandise: 400_000 })
    expect(home(reachedAgo(340, { orders: [again, herOrder({ placedAt: daysBefore(340) })] }))).toBeNull()
  })

  it('counts the cart, to the cent, and is gone when the cart earns it', () => {
    const tiers = sorento.tiers.map((tier) => (tier.key === 'silver' ? { ...tier, threshold: 1_000_000 } : tier))
    const shopper = reachedAgo(340, { programme: { ...sorento, tiers } })
    expect(cart(shopper, 0)).toBeNull()
    expect(cart(shopper, 100_000)).toBe('Keep Bronze: spend $3,000.00 more by December 16, 2026')
    expect(cart(shopper, 399_999)).toBe('Keep Bronze: spend $0.01 more by December 16, 2026')
    expect(cart(shopper, 400_000)).toBeNull()
  })

  it('is gone when the cart reaches a higher tier', () => {
    expect(cart(reachedAgo(340), 380_999)).toBe('Keep Bronze: spend $190.01 more by December 16, 2026')
    expect(cartLoyalty(reachedAgo(340), 381_000)).toMatchObject({ keep: null, reached: { tier: { name: 'Silver' } } })
  })

  it('is the same with personalisation on and off, but for the panel that explains it', () => {
    const [on, without] = [decideKeep(reachedAgo(340), 'home.keep'), decideKeep(reachedAgo(340, off), 'home.keep')]
    expect(on?.personal).toBe(true)
    expect(told({ ...on, personal: false })).toEqual(told(without))
  })

  it('says by what the tier would end, and rests on how it was reached', () => {
    const decision = decideKeep(reachedAgo(340), 'home.keep')
    expect(decision?.reasons.map(({ text }) => text)).toEqual([
      'Bronze is held until December 15, 2026',
      'Bronze is kept from $4,000.00',
    ])
    expect(decision?.facts).toMatchObject([{ id: 'first', text: 'Reached Bronze' }])
    expect(decideKeep(classicMember(36_000, {}, 340), 'home.keep')?.reasons[0]?.text).toBe(
      'What earned Green leaves the count',
    )
  })

  it('follows the programme: another threshold, an amount to keep, a grace, the zloty', () => {
    const [bronze, ...above] = sorento.tiers
    if (!bronze) throw new Error('the preset has tiers')
    const dearer = { ...sorento, tiers: [{ ...bronze, name: 'Copper', threshold: 410_000 }, ...above] }
    expect(home(reachedAgo(340, { programme: dearer }))).toBe('Keep Copper: spend $4,100.00 by December 16, 2026')
    const kept = { ...sorento, tiers: [{ ...bronze, keep: 200_000 }, ...above] }
    expect(home(reachedAgo(340, { programme: kept }))).toBe('Keep Bronze: spend $2,000.00 by December 16, 2026')
    const cycle = { months: 12, downgrade: 'balance-based' as const, graceDays: 30 }
    const graceful = reachedAgo(370, { programme: { ...sorento, cycle } })
    expect(home(graceful)).toBe('Keep Bronze: spend $4,000.00 by December 16, 2026')
    expect(decideKeep(graceful, 'home.keep')?.reasons[0]?.text).toMatch(/^Bronze is held on as a grace until/)
    expect(home(classicMember(36_000, {}, 340))).toBe('Keep Green: spend PLN 300.00 by December 15, 2026')
  })
})
