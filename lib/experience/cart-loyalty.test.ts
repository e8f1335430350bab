import { describe, expect, it } from 'vitest'
import { explainCartLoyalty } from './cart-loyalty'
import { cartLoyalty } from './nudge'
import { arriving, looking, off, returning, told } from './shopper.fixture'
import { whyOf } from './why'

const explained = (shopper: Parameters<typeof cartLoyalty>[0], amount: number) =>
  explainCartLoyalty(shopper, amount, cartLoyalty(shopper, amount))

describe('why the cart speaks of a tier', () => {
  it('says the sentence that stands there, and the amounts it rests on', () => {
    expect(explained(looking(), 350_000)).toMatchObject({
      ...{ slot: 'cart.loyalty', arm: 'nudge', value: 'Spend $500.00 more to reach Bronze' },
      facts: [{ text: 'A cart of $3,500.00' }],
    })
    const reached = explained(returning(), 381_000)
    expect(reached).toMatchObject({ arm: 'reached', value: 'This order makes you Silver' })
    expect(reached?.reasons.map(({ text }) => text)).toEqual([
      '$3,810.00 in this cart',
      '$4,190.00 counts already',
      'Silver begins at $8,000.00',
    ])
    expect(reached && whyOf(reached, reached.value, returning().say)?.otherwise).toMatch(/the same sentence/)
  })

  it('is nothing where nothing is said, and the same but for the panel without personalisation', () => {
    expect(explained(arriving(), 0)).toBeNull()
    const without = explained(returning(off), 100_000)
    expect(without?.personal).toBe(false)
    expect(told({ ...without, personal: true })).toEqual(told(explained(returning(), 100_000)))
  })
})
