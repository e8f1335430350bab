import { describe, expect, it } from 'vitest'
import type { Variant } from '@/lib/catalog/schema'
import { projections } from '@/lib/ranking/shop.fixture'
import { addChoice, addedPanel } from './added'
import { decideReminder } from './cart'
import { cartLineView } from './cart-lines'
import { cartLine, givenShopper, GOWN, looking, RING } from './shopper.fixture'

const { say } = givenShopper()
const variant = (size: string, stock: number, product = RING, colour = 'gold'): Variant => ({
  ...{ sku: `${product}:${colour}:${size}`, product, colour, size, stock },
})

describe('adding from a card', () => {
  const ring = { name: 'Bejewelled snake ring', category: 'jewellery' }
  const options = { label: 'Add', place: 'cart.nudge', then: 'stay' as const }

  it('lets a size be chosen from what is left, in words', () => {
    expect(addChoice(ring, [variant('5', 0), variant('6', 2), variant('7', 1)], options, say)).toEqual({
      label: 'Add',
      name: 'Add Bejewelled snake ring',
      fields: { place: 'cart.nudge', then: 'stay' },
      sizes: {
        label: 'Size of Bejewelled snake ring',
        choose: 'Size',
        options: [
          { sku: `${RING}:gold:6`, label: 'US 6' },
          { sku: `${RING}:gold:7`, label: 'US 7' },
        ],
      },
    })
  })

  it('takes what comes in one size at once, but never chooses the last remaining size for her', () => {
    expect(addChoice(ring, [variant('one', 1)], options, say)).toMatchObject({ sku: `${RING}:gold:one` })
    const last = addChoice(ring, [variant('5', 0), variant('6', 1)], options, say)
    expect(last).not.toHaveProperty('sku')
    expect(last?.sizes?.options).toHaveLength(1)
  })

  it('is not offered when nothing is left', () => {
    expect(addChoice(ring, [variant('5', 0)], options, say)).toBeNull()
    expect(addChoice(ring, [], options, say)).toBeNull()
  })
})

describe('the panel', () => {
  const reminder = decideReminder(looking(), projections(), { piece: GOWN, inCart: [GOWN] })
  const panel = (reminderVariants: Variant[], given = reminder) =>
    addedPanel({ line: cartLine(), subtotal: 312_000, token: 'token', reminder: given, reminderVariants, say })

  it('shows what was added, what is worn with it, and the subtotal', () => {
    expect(panel([variant('6', 2)])).toMatchObject({
      token: 'token',
      title: 'Added to your cart',
      line: { house: 'Corvane', name: 'Rapace gown', variant: 'Scarlet, US 4', price: '$3,120.00' },
      complement: {
        title: 'It is worn with this',
        name: 'Bejewelled snake ring',
        variant: 'Yellow gold',
        price: '$380.00',
        href: `/p/${RING}`,
        add: { label: 'Add the ring', fields: { place: 'cart.reminder', then: 'cart' } },
      },
      subtotal: { label: 'Subtotal', amount: '$3,120.00' },
      cart: { href: '/cart', label: 'View cart' },
    })
  })

  it('has no middle part without a reminder, or when nothing of it is left', () => {
    expect(panel([variant('6', 2)], null)).not.toHaveProperty('complement')
    expect(panel([variant('6', 0)])).not.toHaveProperty('complement')
  })

  it('is plain data, which an action can answer', () => {
    const view = panel([variant('6', 2)])
    expect(structuredClone(view)).toEqual(view)
  })
})

describe('a line of the cart', () => {
  const view = (values: Parameters<typeof cartLine>[0] = {}, told: string | null = null) =>
    cartLineView(cartLine(values), say, told)

  it('is told in finished words', () => {
    expect(view()).toMatchObject({
      sku: `${GOWN}:scarlet:4`,
      href: `/p/${GOWN}?colour=scarlet`,
      house: 'Corvane',
      name: 'Rapace gown',
      variant: 'Scarlet, US 4',
      price: '$3,120.00',
      quantity: 1,
      max: 3,
      words: { fewer: 'One fewer of Rapace gown', more: 'One more of Rapace gown', removeName: 'Remove Rapace gown' },
    })
    expect(view()).not.toHaveProperty('notice')
    expect(view()).not.toHaveProperty('each')
    expect(view({ quantity: 2 })).toMatchObject({ price: '$6,240.00', each: '$3,120.00 each' })
  })

  it.each([
    [{ priceSeen: 300_000 }, 'The price changed from $3,000.00 to $3,120.00 since you last saw it.'],
    [{ stock: 0 }, 'Sold out'],
    [{ stock: 1, quantity: 2 }, 'Only 1 left'],
  ])('tells what changed: %o', (values, notice) => {
    expect(view(values).notice).toBe(notice)
  })

  it('tells several changes as sentences of one text', () => {
    expect(view({ priceSeen: 300_000, stock: 0 }, 'Your two carts are one now.').notice).toBe(
      'The price changed from $3,000.00 to $3,120.00 since you last saw it. Sold out. Your two carts are one now.',
    )
  })

  it('holds no more than there are, and never more than 99', () => {
    expect([view({ stock: 500 }).max, view({ stock: 0 }).max, view({ stock: -1 }).max]).toEqual([99, 0, 0])
  })
})
