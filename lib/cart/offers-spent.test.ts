import { describe, expect, it } from 'vitest'
import { offersSpent, priceCart } from './pricing'
import type { Entitlements, OrderPromise } from './schema'

const tenPercent = { offer: 'tier', reason: 'discount.tierNextOrder', values: {}, percent: 10 }
const fifteen = { offer: 'life', reason: 'discount.life.second-order', values: {}, percent: 15 }
const promise = (values: Partial<OrderPromise> = {}): OrderPromise => ({
  ...{ offer: 'life', points: 0, shipping: false, extras: [] },
  ...values,
})
function spent(entitlements: Partial<Entitlements>, shippingTo = 'US') {
  const all = { percents: [], freeShippingTo: ['US'], ...entitlements }
  const lines = [{ sku: 'a', quantity: 1, unitPrice: 10_000 }]
  const priced = priceCart({ lines, currency: 'USD', entitlements: all, shippingTo })
  return { ...offersSpent(priced, all, shippingTo), shipping: priced.shipping, amount: priced.discount?.amount ?? 0 }
}

describe('the offers that an order spends', () => {
  it('are the one whose percentage was taken, and no other', () => {
    expect(spent({ percents: [tenPercent, fifteen] })).toMatchObject({
      offers: ['life'],
      amount: 1_500,
      bonusPoints: 0,
    })
    expect(spent({ percents: [{ ...tenPercent, percent: 20 }, fifteen], promised: promise() }).offers).toEqual(['tier'])
  })

  it('are also those that give something with it, whichever percentage was taken', () => {
    const promised = promise({ points: 500 })
    expect(spent({ percents: [{ ...tenPercent, percent: 20 }, fifteen], promised })).toMatchObject({
      ...{ offers: ['tier', 'life'], bonusPoints: 500, amount: 2_000 },
    })
    expect(spent({ promised: promise({ extras: ['note', 'gift:book'] }) })).toMatchObject({
      ...{ offers: ['life'], extras: ['note', 'gift:book'], seal: 'life|0||note|gift:book' },
    })
  })

  it('hold free shipping only where it would cost something', () => {
    const promised = promise({ shipping: true })
    expect(spent({ promised }, 'FR')).toMatchObject({ offers: ['life'], shipping: 0, seal: 'life|0|ships' })
    expect(spent({ promised }, 'US')).toMatchObject({ offers: [], shipping: 0, seal: '' })
    expect(spent({}, 'FR').shipping).toBeGreaterThan(0)
  })

  it('are none where nothing is promised', () => {
    expect(spent({})).toMatchObject({ offers: [], bonusPoints: 0, extras: [], seal: '' })
  })
})
