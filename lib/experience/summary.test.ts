import { describe, expect, it } from 'vitest'
import { priceCart } from '@/lib/cart/pricing'
import { isMessageKey } from '@/lib/core/messages'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { givenShopper, GOWN, off, returning } from './shopper.fixture'
import { discountWords, giftWords, summaryOf } from './summary'
import type { Shopper } from './schema'

const LINES = [{ sku: `${GOWN}:scarlet:4`, quantity: 1, unitPrice: 419_000 }]
const US = { country: 'US', countryName: 'United States' }
const PL = { country: 'PL', countryName: 'Poland' }

const summary = (shopper: Shopper, to = US) => {
  const { say, entitlements } = shopper
  return summaryOf(priceCart({ lines: LINES, currency: 'USD', entitlements, shippingTo: to.country }), to, say)
}
const everyOrder = {
  ...sorento,
  tiers: sorento.tiers.map((tier) => ({
    ...tier,
    benefits: [{ kind: 'percent-off' as const, percent: 5, on: 'every-order' as const }],
  })),
}

describe('the summary', () => {
  it('says subtotal, the one discount with its reason, shipping with its condition, and the total', () => {
    expect(summary(givenShopper())).toEqual({
      lines: [
        { label: 'Subtotal', amount: '$4,190.00' },
        { label: '10% off your first order', amount: '−$419.00', reason: 'You have no earlier order with us.' },
        { label: 'Shipping', amount: 'Free', reason: 'To any address in the United States.' },
      ],
      total: { label: 'Total', amount: '$3,771.00' },
    })
  })

  it('charges shipping elsewhere, and names where', () => {
    expect(summary(givenShopper(), PL)).toMatchObject({
      lines: [{}, {}, { amount: '$25.00', reason: 'To your address in Poland.' }],
      total: { amount: '$3,796.00' },
    })
  })

  it('gives a member’s reasons', () => {
    expect(summary(returning()).lines[1]).toEqual({
      label: '10% off your next order',
      amount: '−$419.00',
      reason: 'Because you reached Bronze.',
    })
    expect(summary(returning({ programme: everyOrder })).lines[1]).toEqual({
      label: '5% off every order',
      amount: '−$209.50',
      reason: 'Because you are Bronze.',
    })
  })

  it('says what points pay for, and of how many', () => {
    const { say, entitlements } = returning()
    const priced = (wanted: number) =>
      summaryOf(
        priceCart({ lines: LINES, currency: 'USD', entitlements, shippingTo: 'US', points: { wanted, worth: 2 } }),
        US,
        say,
      )
    expect(priced(4_190)).toMatchObject({
      lines: [
        { label: 'Subtotal' },
        { label: '10% off your next order', amount: '−$419.00' },
        { label: 'Points', amount: '−$83.80', reason: '4,190 points, $0.02 each.' },
        { label: 'Shipping' },
      ],
      total: { amount: '$3,687.20' },
    })
    expect(priced(1).lines[2]).toEqual({ label: 'Points', amount: '−$0.02', reason: 'One point, $0.02 each.' })
    expect(priced(0).lines).toHaveLength(3)
  })

  it('says where free shipping comes from', () => {
    const shipping = (shopper: Shopper, to: typeof US, currency = 'USD') => {
      const { say, entitlements } = shopper
      return summaryOf(priceCart({ lines: LINES, currency, entitlements, shippingTo: to.country }), to, say).lines.at(
        -1,
      )
    }
    const tierShipsTo = (countries: string[]) => ({
      ...sorento,
      tiers: sorento.tiers.map((tier) => ({ ...tier, benefits: [{ kind: 'free-shipping' as const, countries }] })),
    })
    const member = returning({ programme: tierShipsTo(['PL']) })
    expect(shipping(member, PL)).toMatchObject({ amount: 'Free', reason: 'To Poland without charge, by your tier.' })
    expect(shipping(member, US)).toMatchObject({ amount: 'Free', reason: 'To any address in the United States.' })
    expect(shipping(returning(), PL)).toMatchObject({ amount: '$25.00', reason: 'To your address in Poland.' })
    expect(shipping(returning(), US, 'PLN')?.amount).toBe('Free')
    const zlotys = returning({ programme: { ...sorento, currency: 'PLN' } })
    expect(shipping(zlotys, PL, 'PLN')?.reason).toBe('To any address in Poland.')
  })

  it('names the tier’s gift, and none without a tier', () => {
    const [bronze, ...higher] = sorento.tiers
    if (!bronze) throw new Error('no tier')
    const benefits = [{ kind: 'gift' as const, gift: 'a silk pouch' }]
    const programme = { ...sorento, tiers: [{ ...bronze, benefits }, ...higher] }
    expect(giftWords(returning({ programme }))).toBe('In the box, because you are Bronze: a silk pouch')
    expect(giftWords(givenShopper({ programme }))).toBeNull()
    expect(giftWords(returning())).toBeNull()
  })

  it('has no discount line without a discount', () => {
    expect(summary(returning({ usedOffers: ['first-order', 'tier:bronze:first'] })).lines).toHaveLength(2)
  })

  it('is the same with personalisation on and off', () => {
    for (const who of [givenShopper, returning]) expect(summary(who(off))).toEqual(summary(who()))
  })

  it('has words and a reason for every discount that can be given', () => {
    const shoppers = [givenShopper(), returning(), returning({ programme: everyOrder })]
    const reasons = new Set(shoppers.flatMap(({ entitlements }) => entitlements.percents.map(({ reason }) => reason)))
    expect([...reasons].sort()).toEqual(['discount.firstOrder', 'discount.tier', 'discount.tierNextOrder'])
    for (const reason of reasons) expect([isMessageKey(reason), isMessageKey(`${reason}.why`)]).toEqual([true, true])
  })

  it('says nothing of a reason that has no words', () => {
    expect(discountWords('discount.unheard-of', {}, givenShopper().say)).toBe('')
  })
})
