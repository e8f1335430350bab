import { describe, expect, it } from 'vitest'
import { dayOf, startOfDay } from '@/lib/core/days'
import { parseProgramme } from '@/lib/loyalty/programme'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { cartLine, givenOrder, givenShopper, GOWN, herOrder, joined, returning } from '@/lib/experience/shopper.fixture'
import type { Shopper } from '@/lib/experience/schema'
import { checkoutQuote } from './quote'

const USED = ['first-order', 'tier:bronze:first']
/** Bronze with 4,190 points, without an offer; one gown of $3,120.00 in the cart. */
const saver = (given: Parameters<typeof returning>[0] = {}) => returning({ usedOffers: USED, ...given })
const line = cartLine()
function quoted(shopper: Shopper, usePoints = true, unitPrice = line.unitPrice) {
  const cart = { lines: [{ ...line, unitPrice, priceSeen: unitPrice }], count: 1 }
  const quote = checkoutQuote({ shopper, cart, country: 'US', usePoints })
  if (!quote) throw new Error('nothing was quoted')
  return quote
}
const withSettings = (changes: Partial<LoyaltyProgram>) => parseProgramme({ ...sorento, ...changes })
const points = { perUnit: 1, worth: 2, expireMonths: 24, afterReturn: 'within-balance' as const }

describe('points at checkout', () => {
  it('are offered with what they pay for, and used where they are wanted', () => {
    expect(quoted(saver(), false)).toMatchObject({
      points: { points: 4_190, amount: 8_380 },
      priced: { pointsUsed: 0, total: line.unitPrice },
    })
    expect(quoted(saver())).toMatchObject({
      points: { points: 4_190, amount: 8_380 },
      priced: { pointsUsed: 4_190, pointsDiscount: 8_380, total: line.unitPrice - 8_380 },
    })
  })

  it('pay for no more than the pieces cost', () => {
    expect(quoted(saver(), true, 1_001)).toMatchObject({
      points: { points: 500, amount: 1_000 },
      priced: { pointsUsed: 500, total: 1 },
    })
  })

  it.each([
    ['nobody known', givenShopper()],
    ['a customer who is no member', givenShopper({ name: 'Alice', orders: [givenOrder([GOWN])] })],
    ['a member without any', givenShopper({ name: 'Alice', memberships: [joined(daysBefore(1))] })],
    ['points that pay for nothing', saver({ programme: withSettings({ points: { ...points, worth: 0 } }) })],
    ['points whose hold has not ended', saver({ programme: withSettings({ points, hold: { days: 30 } }) })],
    ['a programme without points', saver({ programme: withSettings({ points: null }) })],
    [
      'points that another order holds, at whatever time',
      saver({ redemptions: [{ orderId: 'b', at: daysBefore(-3), points: 4_190, back: [] }] }),
    ],
  ])('are not offered to %s, nor used on an invented wish', (_, shopper) => {
    expect(quoted(shopper)).toMatchObject({ points: null, priced: { pointsUsed: 0 } })
  })

  it('earned by this order are told, at the factor of the tier that it reaches', () => {
    expect(quoted(saver(), false, 380_999).earns).toBe(3_809)
    expect(quoted(saver(), false, 381_000).earns).toBe(2 * 3_810)
    expect(quoted(givenShopper(), false, 399_999).earns).toBe(0)
    expect(quoted(givenShopper(), false, 400_000).earns).toBe(4_000)
  })

  it('are earned by whom an order makes a member, and by nobody else', () => {
    const byAny = withSettings({ joining: { ...sorento.joining, byFirstPurchase: true } })
    expect(quoted(givenShopper({ programme: byAny }), false, 69_000).earns).toBe(690)
    const left = [joined(daysBefore(9)), { ...joined(daysBefore(8)), kind: 'resign' as const }]
    expect(quoted(givenShopper({ name: 'Ines', memberships: left }), false, 900_000).earns).toBe(0)
  })

  it('and a tier may wait for the end of the hold', () => {
    const held = withSettings({ hold: { days: 30 } })
    const { reachesTier, countsFrom, earns } = quoted(saver({ programme: held }), false, 900_000)
    expect([reachesTier?.key, earns]).toEqual(['silver', 9_000])
    expect(countsFrom).toEqual(startOfDay(dayOf(saver().now) + 30))
    expect(quoted(saver(), false, 900_000).countsFrom).toBeNull()
  })

  it('lower what counts, where the programme counts what is paid', () => {
    const paid = withSettings({ qualifying: 'paid' })
    const order = herOrder({ discount: 0, total: 419_000 })
    const shopper = saver({ programme: paid, orders: [order] })
    expect(quoted(shopper, false, 381_000).reachesTier?.key).toBe('silver')
    expect(quoted(shopper, true, 381_000).reachesTier).toBeNull()
    expect(quoted(saver(), true, 381_000).reachesTier?.key).toBe('silver')
  })
})
