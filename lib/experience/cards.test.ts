import { describe, expect, it } from 'vitest'
import { dresses, piece, products } from '@/lib/ranking/shop.fixture'
import { cardOf } from './cards'
import { givenShopper, GOWN } from './shopper.fixture'
import { shelfDecision } from './shelf'

const { say } = givenShopper()

describe('a card', () => {
  it('is display strings, in the colour that is asked for', () => {
    expect(cardOf(piece(GOWN), 'noir', say, 'Because you viewed Talon mini')).toMatchObject({
      slug: GOWN,
      colour: 'noir',
      href: `/p/${GOWN}?colour=noir`,
      name: 'Rapace gown',
      house: 'Corvane',
      price: '$3,120.00',
      picture: { alt: 'Rapace gown by Corvane, Noir' },
      reason: 'Because you viewed Talon mini',
    })
  })

  it.each([null, 'scarlet', 'unheard-of'])(
    'leads to the plain address in its first colour (asked for: %s)',
    (colour) => {
      const card = cardOf(piece(GOWN), colour, say)
      expect(card).toMatchObject({ colour: 'scarlet', href: `/p/${GOWN}` })
      expect(card).not.toHaveProperty('reason')
    },
  )

  it('has a second view only in its own colour, without words of its own', () => {
    for (const product of products) {
      for (const { slug } of product.colourways) {
        const { detail } = cardOf(product, slug, say)
        expect(detail !== undefined).toBe(product.detail.colour === slug)
        if (detail) expect(detail.alt).toBe('')
      }
    }
  })

  it('cannot be made of a piece that comes in no colour', () => {
    expect(() => cardOf({ ...piece(GOWN), colourways: [] }, null, say)).toThrow(GOWN)
  })
})

describe('a shelf', () => {
  const ranked = dresses.map((product) => ({
    ...{ product, score: 1, colour: 'noir', rise: 0, parts: [], chosenWith: null, shared: [] },
  }))
  const shelf = (count: number, soldOut = 0) =>
    shelfDecision(givenShopper(), {
      ...{ slot: 'home.shelf-1', arm: 'trending', title: 'Title', rule: '', personal: false },
      ranked: ranked
        .slice(0, count)
        .map((item, i) => ({ ...item, product: { ...item.product, inStock: i >= soldOut } })),
    })

  it('holds the first four that can be bought, and is no shelf with fewer than two', () => {
    expect(shelf(9)?.value.cards).toHaveLength(4)
    expect(shelf(9, 3)?.value.cards.map(({ slug }) => slug)).toEqual(dresses.slice(3, 7).map(({ slug }) => slug))
    expect(shelf(2)?.value.cards).toHaveLength(2)
    expect(shelf(1)).toBeNull()
    expect(shelf(9, 8)).toBeNull()
    expect(shelf(0)).toBeNull()
  })
})
