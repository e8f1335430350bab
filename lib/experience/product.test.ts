import { describe, expect, it } from 'vitest'
import type { Product } from '@/lib/catalog/schema'
import { piece, products, projections, view } from '@/lib/ranking/shop.fixture'
import { decideProductShelves } from './product'
import { catalogueWith, givenShopper, GOWN, looking, off, PUMP, returning, RING, shown, told } from './shopper.fixture'
import type { Shopper } from './schema'

const page = (shopper: Shopper, slug = GOWN, inCart: readonly string[] = []) =>
  decideProductShelves(shopper, projections(), piece(slug), { colour: piece(slug).colourways[0]?.slug ?? '', inCart })

describe('a piece’s page', () => {
  it('has three shelves for the red gown', () => {
    const { similar, complements, alsoChosen } = page(looking())
    expect(similar?.value).toMatchObject({
      title: 'Compare with',
      line: 'Off-shoulder, in other cuts, and by other houses too.',
    })
    expect(complements?.value).toMatchObject({ title: 'Complete the look' })
    expect(alsoChosen?.value).toMatchObject({
      title: 'Clients also chose',
      line: 'Bought in the same order as this gown.',
    })
    expect(shown(complements)).toContain(RING)
    for (const shelf of [similar, complements, alsoChosen]) expect(shelf?.value.cards).toHaveLength(4)
  })

  it('says how many clients chose a complement with it', () => {
    const ring = page(looking()).complements?.value.cards.find(({ slug }) => slug === RING)
    expect(ring?.reason).toBe('Chosen with this gown by 43 clients')
  })

  it('compares within the kind, and completes from other kinds', () => {
    const { similar, complements } = page(looking())
    for (const slug of shown(similar)) expect(piece(slug).category).toBe('dresses')
    for (const slug of shown(complements)) expect(piece(slug).category).not.toBe('dresses')
    expect(shown(similar)).not.toContain(GOWN)
    expect(shown(similar).filter((slug) => piece(slug).house.slug === 'corvane').length).toBeLessThanOrEqual(2)
  })

  it('shows no piece on two shelves of complements, nothing owned, nothing in the cart', () => {
    const { similar, complements, alsoChosen } = page(returning(), GOWN, ['beaded-necklace'])
    expect(shown(complements).filter((slug) => shown(alsoChosen).includes(slug))).toEqual([])
    for (const slug of [GOWN, RING, PUMP, 'beaded-necklace']) {
      expect([...shown(similar), ...shown(complements)]).not.toContain(slug)
    }
  })

  it('says "nearest to your taste" only where taste changed what is shown', () => {
    const plain = page(givenShopper()).complements
    expect(plain).toMatchObject({ personal: false, arm: 'plain' })
    expect(plain?.value.line).toBe('Pieces that go with the Rapace gown.')
    const [stranger, ...shoppers] = [
      givenShopper(),
      looking(),
      givenShopper({ facts: [view('anello-pave-hoops'), view(RING)] }),
    ]
    for (const { slug } of products.filter(({ category }) => category === 'dresses')) {
      const everybodys = page(stranger, slug)
      for (const shopper of shoppers) {
        const own = page(shopper, slug)
        for (const shelf of ['similar', 'complements'] as const) {
          const moved = shown(own[shelf]).join() !== shown(everybodys[shelf]).join()
          expect(own[shelf]?.personal).toBe(moved)
        }
        const line = own.complements?.value.line ?? ''
        expect(line.includes('nearest to your taste')).toBe(own.complements?.personal)
      }
    }
  })

  it('claims of "Compare with" only what holds for each piece on it', () => {
    const sentence = /^(.+), in other cuts, and by other houses too\.$/
    for (const { slug, house } of products) {
      const { similar } = page(givenShopper(), slug)
      const claimed = sentence.exec(similar?.value.line ?? '')?.[1]?.toLowerCase()
      if (!similar || claimed === undefined) continue
      const pieces = shown(similar).map(piece)
      const has = ({ attributes, subcategory }: Product) => [...Object.values(attributes), subcategory]
      for (const each of [...pieces, piece(slug)])
        expect(has(each).map((value) => value.toLowerCase())).toContain(claimed)
      expect(pieces.some((each) => each.house.slug !== house.slug)).toBe(true)
    }
  })

  it('is everybody’s without personalisation', () => {
    const plain = told(page(givenShopper()))
    for (const who of [looking(off), returning(off)]) expect(told(page(who))).toEqual(plain)
  })

  it('leaves out what cannot be bought, and a shelf of less than two', () => {
    const soldOut = products
      .filter(({ category, slug }) => category === 'dresses' && slug !== GOWN)
      .map((dress) => ({
        ...dress,
        inStock: false,
        colourways: dress.colourways.map((way) => ({ ...way, inStock: false })),
      }))
    const shelves = page(givenShopper({ catalogue: catalogueWith(...soldOut) }))
    expect(shelves.similar).toBeNull()
    expect(shelves.complements).not.toBeNull()
  })

  it.each(products.map(({ slug }) => slug))('has words for %s', (slug) => {
    const { similar, complements, alsoChosen } = page(looking(), slug)
    for (const shelf of [similar, complements, alsoChosen]) {
      if (!shelf) continue
      expect(
        [shelf.value.title, shelf.value.line ?? '', ...shelf.value.cards.map(({ reason }) => reason ?? '')].join(),
      ).not.toMatch(/undefined|[{}]/)
    }
  })
})
