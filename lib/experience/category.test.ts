import { describe, expect, it } from 'vitest'
import { applyFacets, parseFacets } from '@/lib/catalog/facets'
import { SORTS, type Sort } from '@/lib/catalog/listing'
import { daysBefore, dresses, fact, piece, products, projections, view } from '@/lib/ranking/shop.fixture'
import type { Fact } from '@/lib/events/schema'
import { decideCategoryOrder } from './category'
import { editOf } from './edit'
import { arriving, givenShopper, GOWN, looking, off, returning, shown, shuffled, told } from './shopper.fixture'
import type { Shopper } from './schema'

const order = (shopper: Shopper, sort: Sort = 'for-you', pieces = dresses, params: Record<string, string> = {}) => {
  const selection = parseFacets(params, pieces)
  return decideCategoryOrder(shopper, projections(), applyFacets(pieces, selection), { sort, selection })
}
const average = (slugs: readonly string[], all: readonly string[]) =>
  slugs.reduce((sum, slug) => sum + all.indexOf(slug), 0) / slugs.length
const corvane = dresses.filter(({ house }) => house.slug === 'corvane').map(({ slug }) => slug)

describe('the dresses', () => {
  it('stand as everybody sees them for a newcomer, without a word more', () => {
    const decision = order(arriving())
    expect(decision).toMatchObject({ arm: 'trending', personal: false, reasons: [], facts: [] })
    expect(decision.value).toMatchObject({ title: 'Trending now', line: null })
    expect(decision.value.cards).toHaveLength(dresses.length)
    expect(decision.value.cards.some(({ reason }) => reason)).toBe(false)
  })

  it('rearrange themselves after two dresses of one house: house and colour rise and say why', () => {
    const before = shown(order(arriving()))
    const decision = order(looking())
    expect(decision).toMatchObject({ arm: 'for-you', personal: true })
    expect(decision.value).toMatchObject({ title: 'For you', line: 'Led by two Corvane pieces you viewed.' })
    expect(average(corvane, shown(decision))).toBeLessThan(average(corvane, before) - 5)
    for (const { slug, colour } of decision.value.cards) {
      if (piece(slug).colourways.some((way) => way.slug === 'scarlet')) expect(colour).toBe('scarlet')
    }
    expect(decision.value.cards.map(({ reason }) => reason)).toContain('Because you viewed Rapace gown')
    expect(decision.reasons.map(({ text }) => text)).toContain('Corvane, a house you return to')
    expect(decision.facts.map(({ text }) => text)).toEqual([
      'Viewed Nerium dress, Scarlet',
      'Viewed Rapace gown, Scarlet',
    ])
  })

  it('say why only on cards that moved up', () => {
    const before = shown(order(arriving()))
    const { cards } = order(looking()).value
    cards.forEach(({ slug, reason }, place) => {
      if (reason) expect(place).toBeLessThan(before.indexOf(slug))
    })
  })

  it('say nothing that is not true: without the facts named, the piece stands lower', () => {
    const decision = order(looking())
    const shopper = looking()
    for (const { slug, reason } of decision.value.cards) {
      if (!reason) continue
      const named = [...shopper.catalogue.bySlug.values()].filter(({ name }) => reason.endsWith(` ${name}`))
      expect(named).toHaveLength(1)
      // A reason may need more than the one piece it has room to name, never less.
      const left = (facts: readonly Fact[]) => shown(order(looking({ facts }))).indexOf(slug)
      const without = shopper.facts.filter((each) => each.product !== named[0]?.slug)
      expect(Math.max(left(without), left([]))).toBeGreaterThan(shown(decision).indexOf(slug))
    }
  })

  it('stand otherwise without the facts that the panel cites', () => {
    const { facts } = looking()
    const decision = order(looking({ facts }))
    const cited = new Set(decision.facts.map(({ id }) => id))
    const rest = facts.filter(({ id }) => !cited.has(id))
    expect(rest.length).toBeLessThan(facts.length)
    expect(shown(order(looking({ facts: rest })))).not.toEqual(shown(decision))
  })

  it('do not call one look a return', () => {
    const once = order(givenShopper({ facts: [view(GOWN, 'scarlet')] }))
    const texts = once.reasons.map(({ text }) => text)
    expect(texts).toContain('Corvane, a house you have looked at')
    expect(texts.join(' ')).not.toContain('return to')
    expect(once.value.line).toBe('Led by one Corvane piece you viewed.')
  })

  it('name what led only where it did', () => {
    const shoes = products.filter(({ category }) => category === 'shoes')
    const atelier = shoes.filter(({ house }) => house.slug !== 'corvane')
    const decision = order(looking(), 'for-you', atelier)
    expect(decision.value.line).toBeNull()
  })

  it('do not call leading what stood first anyway', () => {
    const plain = shown(order(givenShopper())).map(piece)
    const first = plain.find(({ house }) => house.slug === 'corvane')
    const others = plain.filter(({ house }) => house.slug === 'fiorenne')
    const pieces = plain.filter((one) => one === first || others.includes(one))
    const facts = [
      ...corvane
        .filter((slug) => slug !== first?.slug)
        .slice(0, 2)
        .map((slug) => view(slug, null, daysBefore(30))),
      fact({ kind: 'cart-add', product: others.at(-1)?.slug, at: daysBefore(31) }),
    ]
    const standing = pieces.slice(pieces.indexOf(first ?? piece(GOWN)))
    const decision = order(givenShopper({ facts }), 'for-you', standing)
    expect(shown(order(givenShopper(), 'for-you', standing))[0]).toBe(first?.slug)
    expect([decision.personal, decision.value.line]).toEqual([true, null])
  })

  it.each(SORTS.filter((sort) => sort !== 'for-you'))('sorted by %s are nobody’s in particular', (sort) => {
    const decision = order(looking(), sort)
    expect(decision).toMatchObject({ arm: sort, personal: false, reasons: [], facts: [] })
    expect(told(decision)).toEqual(told(order(arriving(), sort)))
    const prices = decision.value.cards.map(({ slug }) => piece(slug).price)
    if (sort === 'price-asc') expect(prices).toEqual(prices.toSorted((a, b) => a - b))
    if (sort === 'price-desc') expect(prices).toEqual(prices.toSorted((a, b) => b - a))
  })

  it('found as black are shown in black, whatever she leans to', () => {
    for (const card of order(looking(), 'for-you', dresses, { colour: 'black' }).value.cards) {
      expect(['noir', 'graphite', 'dark']).toContain(card.colour)
    }
  })

  it('are everybody’s without personalisation', () => {
    const plain = told(order(givenShopper()))
    for (const who of [looking(off), returning(off), looking({ globalPrivacyControl: true })])
      expect(told(order(who))).toEqual(plain)
  })

  it('stand the same twice, and whatever the order of facts', () => {
    const facts = [
      ...dresses.slice(0, 9).map(({ slug }, i) => view(slug, null, daysBefore(i))),
      ...dresses.slice(3, 6).map(({ slug }) => fact({ kind: 'cart-add', product: slug, at: daysBefore(1) })),
    ]
    const given = (list: typeof facts) => told(order(givenShopper({ facts: list })))
    expect(given(shuffled(facts))).toEqual(given(facts))
  })

  it('make as many cards as are shown, the same as among all', () => {
    const few = decideCategoryOrder(looking(), projections(), dresses, { sort: 'for-you', selection: {}, show: 12 })
    expect(few.value.cards).toHaveLength(12)
    expect(few.value.pieces.map(({ slug }) => slug)).toEqual(shown(order(looking())))
    const reasons = (decision: typeof few) =>
      decision.value.cards.slice(0, 12).map(({ slug, reason }) => [slug, reason])
    expect(reasons(few)).toEqual(reasons(order(looking())))
  })

  it('may be none', () => {
    expect(order(looking(), 'for-you', [])).toMatchObject({ personal: false, value: { cards: [], line: null } })
  })
})

describe('the tile among them', () => {
  const edit = (shopper: Shopper, pieces = dresses, path = '/c/dresses') =>
    editOf(order(shopper, 'for-you', pieces), shopper, path)

  it('features the house that leads the order', () => {
    const tile = edit(looking())
    expect(tile?.title).toMatch(/^Corvane, /)
    expect(tile?.line).toMatch(new RegExp(`^${corvane.length} pieces\\. `))
    expect(tile?.link.href).toBe('/c/dresses?house=corvane')
    const decided = shown(order(arriving()))
    const large = decided.find(
      (slug) => dresses.filter(({ house }) => house.slug === piece(slug).house.slug).length >= 4,
    )
    expect(edit(arriving())?.link.href).toBe(`/c/dresses?house=${piece(large ?? '').house.slug}`)
  })

  it('leads to the house from elsewhere, and shows no piece of the first row', () => {
    expect(edit(looking(), dresses, '/houses/other')?.link.href).toBe('/houses/corvane')
    const row = shown(order(looking()))
      .slice(0, 4)
      .map((slug) => piece(slug).detail.alt)
    expect(row).not.toContain(edit(looking())?.picture.alt)
  })

  it('is absent where one house is listed, or none has enough', () => {
    expect(
      edit(
        looking(),
        dresses.filter(({ house }) => house.slug === 'corvane'),
      ),
    ).toBeNull()
    const houses = [...new Map(dresses.map((dress) => [dress.house.slug, dress])).values()]
    expect(edit(looking(), houses)).toBeNull()
    expect(edit(looking(), [])).toBeNull()
  })
})
