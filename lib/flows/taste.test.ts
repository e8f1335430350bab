import { describe, expect, it } from 'vitest'
import { MS_PER_DAY } from '@/lib/core/days'
import { isContributed } from '@/lib/events/contributed'
import { EVENT_KINDS, type Fact } from '@/lib/events/schema'
import { givenOrder, givenShopper, GOWN, looking, off, PUMP, type Given } from '@/lib/experience/shopper.fixture'
import { factWeight } from '@/lib/ranking/lessons'
import { NOW } from '@/lib/ranking/shop.fixture'
import { followOf, saidOf, sizeSaid, wishesOf } from './contribute-view'
import { wishCard } from './contribute-wishlist'
import { backTo, sayingProblem } from './contribute-words'
import { tasteChanges } from './taste'
import { DEEDS, learnedOf, saidThings, tasteForm } from './taste-view'

let moments = 0
const fact = (values: Partial<Fact>): Fact => ({
  ...{ id: `fact-${++moments}`, at: new Date(NOW.getTime() - 100_000 + moments), kind: 'wish', visitorId: 'visitor' },
  ...{ customerId: null, visitId: null, product: null, colour: null, category: null, query: null, orderId: null },
  ...{ quantity: null, place: null, channel: 'web', movedClock: false },
  ...values,
})
const saying = (facts: Partial<Fact>[], given: Given = {}) => givenShopper({ contributed: facts.map(fact), ...given })
const piece = (slug: string, shopper = givenShopper()) => {
  const found = shopper.catalogue.bySlug.get(slug)
  if (!found) throw new Error(slug)
  return found
}

describe('what a piece offers to say', () => {
  const at = (facts: Partial<Fact>[], given: Given = {}) => saidOf(piece(GOWN), 'scarlet', saying(facts, given))

  it('is what shall hold next', () => {
    const fresh = at([])
    expect([fresh.wish.fields.kind, fresh.like.fields.kind, fresh.dislike.fields.kind]).toEqual([
      'wish',
      'like',
      'dislike',
    ])
    expect(fresh.line).toBe('Like shows you more like this, Not for me fewer.')
    const wished = at([{ kind: 'wish', product: GOWN }])
    expect(wished.wish).toMatchObject({ fields: { kind: 'unwish' }, label: 'Remove from wishlist' })
    expect(wished).toMatchObject({ line: 'In your wishlist.', link: { href: '/wishlist' } })
    const liked = at([{ kind: 'like', product: GOWN }])
    expect(liked.like).toMatchObject({ fields: { kind: 'unlike' }, pressed: true })
    expect(liked.line).toBe('You like this. We show more like it.')
  })

  it('promises nothing while personalisation is off', () => {
    for (const kind of ['like', 'dislike'] as const) {
      const { line } = at([{ kind, product: GOWN }], off)
      expect(line).toContain('While personalisation is off it changes nothing')
    }
    expect(at([], off).line).toContain('While personalisation is off it changes nothing')
  })

  it('names the house that is followed', () => {
    const house = { slug: 'corvane', name: 'Corvane' }
    expect(followOf(house, 'house', saying([]))).toMatchObject({
      name: 'Follow Corvane',
      fields: { kind: 'follow', place: 'house' },
    })
    expect(followOf(house, 'house', saying([{ kind: 'follow', house: 'corvane' }]))).toMatchObject({
      ...{ name: 'Following Corvane', pressed: true, fields: { kind: 'unfollow' } },
    })
  })
})

describe('a wishlist', () => {
  it('holds what the shop still has, newest first, in the colour wished for', () => {
    const shopper = saying([
      { product: GOWN, colour: 'noir' },
      { product: 'left-long-ago' },
      { product: PUMP, colour: 'no-such-colour' },
    ])
    expect(wishesOf(shopper).map(({ piece: { slug }, colour }) => [slug, colour])).toEqual([
      [PUMP, 'noir'],
      [GOWN, 'noir'],
    ])
  })

  it('is there whatever personalisation says', () => {
    const wish = [{ product: GOWN }]
    for (const given of [off, { globalPrivacyControl: true }, { country: 'PL' }]) {
      expect(wishesOf(saying(wish, given))).toHaveLength(1)
    }
  })

  const variant = (size: string, stock: number, colour = 'scarlet') => ({
    sku: `${GOWN}:${colour}:${size}`,
    product: GOWN,
    colour,
    size,
    stock,
  })
  it.each([
    [[variant('4', 9)], 'In stock'],
    [[variant('4', 1), variant('6', 1)], 'Two left'],
    [[variant('4', 0), variant('4', 9, 'noir')], 'Sold out in this colour'],
  ])('says how a piece stands', (variants, line) => {
    const shopper = saying([{ product: GOWN, colour: 'scarlet' }])
    const [wish] = wishesOf(shopper)
    if (!wish) throw new Error('no wish')
    expect(wishCard(wish, variants, shopper).lines).toEqual(['Scarlet', line])
  })

  it.each([
    [0, 'Your size, US 4: sold out'],
    [1, 'Your size, US 4: one left'],
    [9, 'Your size, US 4: in stock'],
  ])('says it of her own size, of which %i are left', (stock, line) => {
    const shopper = saying([{ product: GOWN }, { kind: 'prefer', value: 'size:dresses:4' }])
    const [wish] = wishesOf(shopper)
    if (!wish) throw new Error('no wish')
    expect(sizeSaid(shopper, 'dresses')).toBe('4')
    expect(wishCard(wish, [variant('4', stock), variant('6', 5)], shopper).lines[1]).toBe(line)
  })
})

describe('what was learned', () => {
  it('is told with the facts behind it, and only while it is learned', () => {
    expect(learnedOf(looking())[0]).toBeDefined()
    const house = learnedOf(looking()).find(({ key }) => key === 'house:corvane')
    expect(house).toMatchObject({ title: 'Corvane', from: '2 pieces viewed' })
    expect(learnedOf(looking(off))).toEqual([])
    expect(learnedOf(givenShopper())).toEqual([])
  })

  it('counts a piece once for each deed', () => {
    const facts = ['view', 'view', 'cart-add'].map((kind) =>
      fact({ kind: kind as Fact['kind'], product: GOWN, colour: 'scarlet' }),
    )
    const shopper = givenShopper({ facts, name: 'Alice Hartwell', orders: [givenOrder([GOWN])] })
    expect(learnedOf(shopper).find(({ key }) => key === 'house:corvane')?.from).toBe(
      '1 piece bought, 1 piece put in the cart and 1 piece viewed',
    )
  })

  it('has a word for every kind of fact that teaches', () => {
    const anything = { product: GOWN, house: 'corvane', category: 'dresses', query: 'red', value: '5', quantity: 60 }
    const teach = EVENT_KINDS.filter((kind) => factWeight(fact({ ...anything, kind }), NOW) !== 0)
    expect(DEEDS.toSorted()).toEqual(teach.toSorted())
  })

  it.each<[Partial<Fact>, string, string]>([
    [{ kind: 'search', query: 'something red' }, 'Red', '1 search'],
    [{ kind: 'search', query: 'gold' }, 'Gold', '1 search'],
    [{ kind: 'house-view', house: 'corvane' }, 'Corvane', 'house page opened once'],
    [{ kind: 'category-view', category: 'dresses' }, 'Dresses', 'category opened once'],
    [{ kind: 'dwell', product: GOWN, quantity: 60 }, 'Corvane', '1 piece looked at for longer'],
    [{ kind: 'follow', house: 'corvane' }, 'Corvane', '1 house followed'],
    [{ kind: 'prefer', value: 'colour:red' }, 'Red', '1 thing you told us'],
  ])('is never nothing: %j', (values, title, from) => {
    const own = isContributed(fact(values)) ? 'contributed' : 'facts'
    const told = learnedOf(givenShopper({ [own]: [fact(values)] }))
    expect(told.filter((learned) => learned.title === title)).toMatchObject([{ from }])
  })

  it('is told also where it has faded', () => {
    const at = new Date(NOW.getTime() - 75 * MS_PER_DAY)
    expect(learnedOf(givenShopper({ facts: [fact({ kind: 'search', query: 'red', at })] }))).toHaveLength(1)
  })

  it('has words for every liking, without markup of messages', () => {
    const facts = [...givenShopper().catalogue.products]
      .slice(0, 12)
      .map(({ slug }) => fact({ kind: 'view', product: slug }))
    for (const { title, from } of learnedOf(givenShopper({ facts }))) expect(`${title} ${from}`).not.toMatch(/[{}:]/)
  })
})

describe('what she said', () => {
  const shopper = saying([
    { kind: 'prefer', value: 'size:shoes:38' },
    { kind: 'prefer', value: 'colour:neutral' },
    { kind: 'follow', house: 'corvane' },
    { kind: 'dislike', product: GOWN },
    { kind: 'like', product: 'left-long-ago' },
  ])

  it('is listed in words, each with what takes it back', () => {
    expect(saidThings(shopper).map(({ text, drop }) => [text, drop.fields.kind])).toEqual([
      ['Colour: Champagne and sand', 'unprefer'],
      ['Size in Shoes: EU 38', 'unprefer'],
      ['Following Corvane', 'unfollow'],
      ['You like left-long-ago', 'unlike'],
      ['Not for you: Rapace gown', 'unlike'],
    ])
    const ids = saidThings(shopper).map(({ drop }) => drop.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('stands in the form, and sent as it stands changes nothing else', () => {
    const vocabulary = { sizes: new Map([['shoes', ['37', '38']]]), styles: ['edgy'] }
    const view = tasteForm(shopper, vocabulary)
    expect(view.sizes).toMatchObject([{ name: 'size-shoes', chosen: '38' }])
    const form = new FormData()
    for (const { name, chosen } of view.sizes) form.set(name, chosen)
    for (const { value, checked } of view.colours) if (checked) form.append('colour', value)
    const holding = tasteChanges(form, vocabulary).filter(({ kind }) => kind === 'prefer')
    expect(holding).toEqual([
      { kind: 'prefer', value: 'size:shoes:38' },
      { kind: 'prefer', value: 'colour:neutral' },
    ])
  })
})

describe('the way back', () => {
  it.each([
    ['/p/rapace?colour=noir', 'wish', '/p/rapace?colour=noir#wish'],
    ['/p/rapace?problem=often', 'wish', '/p/rapace#wish'],
    ['/wishlist', null, '/wishlist'],
    ['//evil.test/x', 'wish', '/#wish'],
    ['/wishlist', 'x"><script>', '/wishlist'],
    ['/wishlist', ['a'], '/wishlist'],
  ])('from %s at %j is %s', (url, at, back) => {
    expect(backTo(url, { at })).toBe(back)
  })

  it('says what went wrong, and nothing invented', () => {
    expect(backTo('/p/rapace?colour=noir', { problem: 'often', at: 'wish' })).toBe(
      '/p/rapace?colour=noir&problem=often',
    )
    expect(sayingProblem('often')).toBe('contribute.often')
    for (const invented of [undefined, 'toString', '<b>']) expect(sayingProblem(invented)).toBeNull()
  })
})
