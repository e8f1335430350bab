import { describe, expect, it } from 'vitest'
import { daysBefore, dresses, fact, piece, products, projections, view } from '@/lib/ranking/shop.fixture'
import { decideBand } from './band'
import { cardOf } from './cards'
import { decideHomeShelves } from './home'
import {
  arriving,
  givenOrder,
  givenShopper,
  GOWN,
  herOrder,
  looking,
  off,
  PUMP,
  returning,
  RING,
  shown,
  shuffled,
  told,
} from './shopper.fixture'
import type { Shopper } from './schema'

const home = (shopper: Shopper) => decideHomeShelves(shopper, projections())
const band = (shopper: Shopper) => decideBand(shopper, projections(), home(shopper))
const slots = (shopper: Shopper) => {
  const { first, second } = home(shopper)
  return [first, second].map((shelf) => shelf && `${shelf.slot} ${shelf.arm}`)
}
/** Two Corvane dresses viewed since the order. */
const viewing = () =>
  returning({ facts: [view(GOWN, 'noir', daysBefore(1)), view('nerium-off-shoulder-dress', null, daysBefore(1))] })

describe('the home page', () => {
  it('shows a newcomer what everybody is drawn to', () => {
    expect(slots(arriving())).toEqual(['home.shelf-1 trending', null])
    const { first } = home(arriving())
    expect(first).toMatchObject({ personal: false, facts: [] })
    expect(first?.value).toMatchObject({
      title: 'Trending now',
      link: { href: '/c/dresses', label: `All ${dresses.length} dresses` },
    })
    expect(first?.value.cards).toHaveLength(4)
    expect(first?.reasons.map(({ text }) => text)).toEqual(['What everybody is drawn to'])
  })

  it('leads with her own order of things after some views, and says why', () => {
    expect(slots(looking())).toEqual(['home.shelf-1 for-you', 'home.shelf-2 trending'])
    const { first } = home(looking())
    expect(first?.value.title).toBe('For you')
    expect(first?.personal).toBe(true)
    const reasons = first?.value.cards.flatMap(({ reason }) => reason ?? []) ?? []
    expect(reasons.length).toBeGreaterThan(0)
    for (const reason of reasons) expect(reason).toMatch(/^Because you viewed (Rapace gown|Nerium dress)$/)
  })

  it('builds on the dress after the order: what goes with it, never the dress itself', () => {
    const { first } = home(returning())
    expect(first?.slot).toBe('home.shelf-1')
    expect(first?.value).toMatchObject({
      title: 'To go with your Rapace gown',
      line: 'Chosen to go with it in scarlet: what other clients wore it with, and what is near to your taste.',
    })
    for (const owned of [GOWN, RING, PUMP]) expect(shown(first)).not.toContain(owned)
    for (const slug of shown(first)) expect(piece(slug).category).not.toBe('dresses')
    expect(first?.facts.map(({ text }) => text).slice(0, 3)).toEqual([
      'Bought Rapace gown, Scarlet',
      'Bought Bejewelled snake ring, Yellow gold',
      'Bought Via 95 pump, Noir',
    ])
    expect(first?.value.cards[0]?.reason).toMatch(/^Worn with the Rapace gown by \d+ clients$/)
  })

  it('calls a second shelf after the house she looks at, with the views that chose it', () => {
    const { second } = home(viewing())
    expect(second).toMatchObject({ slot: 'home.shelf-2', arm: 'house' })
    expect(second?.value).toMatchObject({
      title: 'More from Corvane',
      line: 'The house you have viewed most: 2 of your last 2 pieces.',
      link: { href: '/houses/corvane', label: 'All of Corvane' },
    })
    expect(second?.facts.map(({ text }) => text).filter((text) => text.startsWith('Viewed'))).toHaveLength(2)
    for (const slug of shown(second)) expect(piece(slug).house.slug).toBe('corvane')
    const less = returning({ facts: [view(GOWN, 'noir', daysBefore(1))] })
    expect(home(less).second?.arm).toBe('trending')
  })

  it.each([
    ['a newcomer', arriving],
    ['Alice looking', looking],
    ['Alice returning', returning],
    ['Alice viewing', viewing],
  ])('for %s: each slot once, no piece twice, no necklace, nothing owned', (_, who) => {
    const shopper = who()
    const { first, second } = home(shopper)
    const feature = band(shopper)
    const slugs = [...shown(first), ...shown(second)]
    expect(new Set(slugs).size).toBe(slugs.length)
    for (const slug of slugs) {
      expect(piece(slug).subcategory).not.toBe('necklaces')
      expect(shopper.owned.has(slug)).toBe(false)
    }
    const names = [first?.slot, feature.slot, second?.slot].filter(Boolean)
    expect(new Set(names).size).toBe(names.length)
    expect(slugs.map((slug) => piece(slug).name)).not.toContain(feature.value.title)
  })

  it('tells only of pieces she kept', () => {
    const partly = returning({ orders: [herOrder({ returned: [GOWN] })] })
    const { first } = home(partly)
    expect(first?.value.title).toBe('To go with your Via 95 pump')
    expect(JSON.stringify([first, home(partly).second])).not.toContain('your Rapace')
    expect(first?.facts.slice(0, 2).map(({ text }) => text)).toEqual([
      'Bought Bejewelled snake ring, Yellow gold',
      'Bought Via 95 pump, Noir',
    ])
    const nothing = returning({ orders: [herOrder({ returned: [GOWN, RING, PUMP] })], facts: [] })
    expect(home(nothing).first?.arm).not.toBe('goes-with')
  })

  it('takes its facts at their word: without the order there is no "To go with"', () => {
    expect(home(returning({ orders: [] })).first?.arm).toBe('for-you')
    expect(home(looking({ facts: [] })).first?.arm).toBe('trending')
  })

  it('keeps to everybody’s name when taste moves nothing', () => {
    const seen = fact({ kind: 'category-view', category: 'shoes' })
    const undone = fact({ kind: 'cart-remove', product: GOWN })
    for (const facts of [[undone], [seen, undone]]) {
      const { first } = home(givenShopper({ facts }))
      const plain = home(givenShopper()).first
      expect(first?.arm === 'for-you').toBe(
        told(shown(first)) !== told(shown(plain)) && shown(first).join() !== shown(plain).join(),
      )
    }
  })

  it('is everybody’s without personalisation', () => {
    const plain = told([home(givenShopper()), band(givenShopper())])
    for (const who of [looking(off), returning(off), looking({ country: 'PL' })])
      expect(told([home(who), band(who)])).toEqual(plain)
  })

  it('is the same twice, and whatever the order of facts', () => {
    const facts = [...products.slice(0, 12)].map(({ slug }, i) => view(slug, null, daysBefore(i / 10)))
    const one = givenShopper({ facts })
    expect(told(home(one))).toEqual(told(home(givenShopper({ facts: shuffled(facts) }))))
    expect(told(home(one))).toEqual(told(home(one)))
  })
})

describe('the feature between the shelves', () => {
  it('is the jewellery for everybody', () => {
    expect(band(arriving())).toMatchObject({ arm: 'jewellery', personal: false, facts: [] })
    expect(band(arriving()).value.link.label).toMatch(/^Jewellery, from \$\d/)
    expect(told(band(looking()))).toEqual(told(band(arriving())))
  })

  it('is one more piece that goes with what she bought, at its price and at hers', () => {
    const decision = band(returning())
    expect(decision).toMatchObject({ arm: 'piece', personal: true })
    // What she bought chose it; what she looked at weighed it.
    const [chosen, ...weighed] = decision.facts.map(({ text }) => text)
    expect(chosen).toBe('Bought Rapace gown, Scarlet')
    for (const text of weighed) expect(text).toMatch(/^(Viewed|Bought) /)
    expect(decision.value.text).toMatch(/\$[\d,]+\.\d\d, or \$[\d,]+\.\d\d with your 10%\.$/)
    const spent = returning({ usedOffers: ['first-order', 'tier:bronze:first'] })
    expect(band(spent).value.text).not.toContain('your 10%')
  })

  it('promises the price that the cart would charge', () => {
    const [, price, reduced] = /\$([\d,.]+), or \$([\d,.]+) with/.exec(band(returning()).value.text) ?? []
    const cents = (amount = '') => Number(amount.replaceAll(/[,.]/g, ''))
    expect(cents(reduced)).toBe(Math.round(cents(price) * 0.9))
  })

  it('is none that a shelf beside it shows', () => {
    const shopper = returning()
    const { first } = home(shopper)
    const alone = decideBand(shopper, projections(), { first, second: null })
    const cards = products
      .filter(({ name }) => name === alone.value.title)
      .map((product) => cardOf(product, null, shopper.say))
    expect(cards).toHaveLength(1)
    const second = first && { ...first, slot: 'home.shelf-2', value: { ...first.value, cards } }
    const beside = decideBand(shopper, projections(), { first, second })
    expect(beside.arm).toBe('piece')
    expect(beside.value.title).not.toBe(alone.value.title)
  })

  it('needs an order that leads somewhere', () => {
    const gone = givenOrder([GOWN], { returned: [GOWN] })
    expect(band(returning({ orders: [gone] })).arm).toBe('jewellery')
  })
})
