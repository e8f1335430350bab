import { describe, expect, it } from 'vitest'
import type { Landing } from '@/lib/shopper/landing'
import { projections } from '@/lib/ranking/shop.fixture'
import { decideHero } from './hero'
import { decideHomeShelves } from './home'
import { landedBar, landingOf } from './landing'
import {
  catalogueWith,
  catalogue,
  givenShopper,
  GOWN,
  looking,
  off,
  PUMP,
  returning,
  RING,
  shown,
  told,
  type Given,
} from './shopper.fixture'
import { whyOf } from './why'

const MESSAGE = '5e0a0001-0000-4000-8000-0000000000aa'
/** As a message's link has it. */
const linked = (path: string, message = MESSAGE) =>
  `${path}${path.includes('?') ? '&' : '?'}utm_source=message&utm_campaign=${message}`
const arrival = { source: 'message', campaign: MESSAGE }
const landing: Landing = {
  cause: 'cart-left',
  headline: 'Your gown is where you left it',
  line: 'Your size is still here.',
  pieces: [GOWN, RING],
}
/** Followed a message about a gown and a ring. */
const followed: Given = { arrival, landing }
const home = (given: Given) => decideHomeShelves(givenShopper(given), projections())

describe('who follows a message', () => {
  it('is met by what it said, whoever they are', () => {
    for (const shopper of [givenShopper(followed), looking(followed)]) {
      const hero = decideHero(shopper)
      expect(hero).toMatchObject({ slot: 'home.hero', arm: 'message', personal: true })
      expect(hero.value).toMatchObject({
        headline: landing.headline,
        line: landing.line,
        link: { href: '#goes-with', text: 'See the pieces' },
        tierWord: null,
        mood: 'day',
      })
      expect(hero.reasons).toEqual([{ text: 'You followed a message about pieces left in a cart', weight: 1 }])
      expect(hero.facts.map(({ text }) => text)).toEqual(['A message’s link was followed'])
    }
  })

  it('keeps the room of her own tier, and her name is not called out', () => {
    const { value, reasons } = decideHero(returning({ ...followed, landing: { ...landing, pieces: [] } }))
    expect(value).toMatchObject({ headline: landing.headline, mood: 'bronze', tierWord: 'Bronze' })
    expect(value.link.href).toBe('#trending')
    expect(reasons.map(({ text }) => text)).toEqual([
      expect.stringContaining('You followed'),
      expect.stringContaining('Bronze'),
    ])
    expect(JSON.stringify(value)).not.toContain('Alice')
  })

  it('finds its pieces first, in its order, then what goes with them', () => {
    const { first, second } = home(followed)
    expect(first).toMatchObject({ slot: 'home.shelf-1', arm: 'message', personal: true })
    expect(first?.value.title).toBe('From your message')
    expect(shown(first)).toHaveLength(4)
    expect(shown(first).slice(0, 2)).toEqual([GOWN, RING])
    expect(first?.value.cards.map(({ reason }) => reason === 'From the message')).toEqual([true, true, false, false])
    expect(second).toMatchObject({ slot: 'home.shelf-2', arm: 'trending' })
    expect(shown(second).filter((slug) => shown(first).includes(slug))).toEqual([])
  })

  it('finds her own shelf second', () => {
    const shelves = decideHomeShelves(
      returning({ ...followed, landing: { ...landing, pieces: [RING] } }),
      projections(),
    )
    // She owns the ring: nothing of the message is left to show.
    expect([shelves.first?.arm, shelves.second?.slot]).toEqual(['goes-with', 'home.shelf-2'])
    const other = decideHomeShelves(
      returning({
        ...followed,
        landing: { ...landing, pieces: ['beaded-clutch', ...catalogue.products.slice(0, 9).map(({ slug }) => slug)] },
      }),
      projections(),
    )
    expect([other.first?.arm, other.second?.arm]).toEqual(['message', 'goes-with'])
    expect(shown(other.second).filter((slug) => shown(other.first).includes(slug))).toEqual([])
    const looked = decideHomeShelves(looking(followed), projections())
    expect([looked.first?.arm, looked.second?.arm]).toEqual(['message', 'for-you'])
  })

  it('finds no piece that is sold out, left the collection, or keeps to its own shelf', () => {
    const gown = catalogue.bySlug.get(GOWN)
    if (!gown) throw new Error('no gown')
    const range = catalogueWith({ ...gown, inStock: false })
    const pieces = [GOWN, 'gone-for-good', 'beaded-necklace', PUMP]
    const { first } = home({ ...followed, landing: { ...landing, pieces }, catalogue: range })
    expect(shown(first)[0]).toBe(PUMP)
    expect(shown(first)).not.toContain(GOWN)
    expect(shown(first)).not.toContain('beaded-necklace')
  })

  it('can be told why, and what everybody else sees', () => {
    const shopper = givenShopper(followed)
    const why = whyOf(decideHero(shopper), landing.headline, shopper.say)
    expect(why?.otherwise).toContain('greets everybody alike')
    expect(why?.facts.items).toHaveLength(1)
    const { first } = home(followed)
    expect(first && whyOf(first, 'From your message', shopper.say)?.otherwise).toContain('Trending now')
  })

  it('is told in Polish', () => {
    const shopper = givenShopper({ ...followed, answers: { language: 'pl' } })
    expect(decideHero(shopper).reasons[0]?.text).toBe(
      'Otwarty został link z wiadomości; jej temat: rzeczy zostawione w koszyku',
    )
  })
})

describe('nobody is met by a message', () => {
  it.each([
    ['who came otherwise', { landing, arrival: { source: 'facebook', campaign: null } }],
    ['who came by no link', { landing, arrival: null }],
    ['after a no', { ...followed, ...off }],
    ['by one that is not there', { arrival, landing: null }],
    ['in an opt-in market after a no', { ...followed, ...off, country: 'PL' }],
  ] satisfies [string, Given][])('%s', (_, given) => {
    const shopper = givenShopper(given)
    expect(landingOf(shopper)).toBeNull()
    expect(told(decideHero(shopper))).toEqual(told(decideHero(givenShopper({ ...given, landing: null }))))
    expect(told(home(given))).toEqual(told(home({ ...given, landing: null })))
    expect(landedBar(shopper, linked('/cart'))).toBeNull()
  })

  it('who is held out', () => {
    const held = givenShopper({ ...followed, forced: { everything: 'generic' } })
    expect(landingOf(held)).toBeNull()
    expect(decideHero(held).arm).toBe('generic')
  })

  it('but before anybody was asked, the link greets', () => {
    const shopper = givenShopper({ ...followed, country: 'PL' })
    expect(shopper.personalised).toBe(false)
    expect(decideHero(shopper).arm).toBe('message')
    expect(shown(decideHomeShelves(shopper, projections()).first).slice(0, 2)).toEqual([GOWN, RING])
  })
})

describe('the line above the page that the link leads to', () => {
  const shopper = givenShopper(followed)
  it.each(['/cart', '/p/' + GOWN, '/c/dresses?sort=new', '/houses/corvane'])('stands on %s', (path) => {
    expect(landedBar(shopper, linked(path))).toEqual({
      label: 'The message you followed',
      text: 'From our message: Your gown is where you left it',
    })
  })

  it('stands on no other page, nor on home, which says it itself', () => {
    expect(landedBar(shopper, '/cart')).toBeNull()
    for (const path of ['/', '/account/inbox', `/account/inbox/${MESSAGE}`, '/account/letters']) {
      expect(landedBar(shopper, linked(path))).toBeNull()
    }
  })

  it('says nothing of another message than the one that was followed', () => {
    expect(landedBar(shopper, linked('/cart', '5e0a0001-0000-4000-8000-0000000000bb'))).toBeNull()
  })
})
