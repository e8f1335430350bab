import { describe, expect, it } from 'vitest'
import { priceCart } from '@/lib/cart/pricing'
import type { PercentEntitlement } from '@/lib/cart/schema'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { decideHero, ownedOffer } from './hero'
import {
  arriving,
  catalogue,
  givenOrder,
  givenShopper,
  GOWN,
  herOrder,
  joined,
  looking,
  off,
  PUMP,
  returning,
  told,
} from './shopper.fixture'

const texts = (list: readonly { text: string }[]) => list.map(({ text }) => text)
const words = (given: Parameters<typeof decideHero>[0]) => {
  const { headline, line, tierWord, mood, link } = decideHero(given).value
  return { headline, line, tierWord, mood, link: link.text }
}

describe('the banner', () => {
  it('greets a friend from Facebook', () => {
    expect(words(arriving())).toEqual({
      headline: 'Welcome to our Facebook friends',
      line: 'Evening wear, one piece at a time.',
      tierWord: null,
      mood: 'day',
      link: 'See what is trending tonight',
    })
    expect(texts(decideHero(arriving()).reasons)).toEqual(['Came from Facebook'])
    expect(texts(decideHero(arriving()).facts)).toEqual(['Arrived from Facebook'])
    expect(words(arriving({ country: 'PL' })).headline).toBe('Welcome to our Facebook friends')
    expect(words(arriving({ arrival: { source: 'instagram', campaign: null } })).headline).toBe(
      'Welcome to our Instagram friends',
    )
  })

  it.each([
    ['without a source', {}],
    ['from a source that has no greeting', { arrival: { source: 'newsletter', campaign: null } }],
    ['from a source named like a part of every object', { arrival: { source: 'constructor', campaign: null } }],
    ['after a no', { ...off, arrival: { source: 'facebook', campaign: null } }],
  ])('greets everybody alike %s', (_, given) => {
    const decision = decideHero(givenShopper(given))
    expect(decision).toMatchObject({ arm: 'generic', personal: false, reasons: [], facts: [] })
    expect(decision.value.headline).toBe('Evening wear, one piece at a time')
  })

  it('welcomes her back by name, tier, offer and what she bought', () => {
    const decision = decideHero(returning())
    expect(words(returning())).toEqual({
      headline: 'Welcome back, Alice',
      line: '10% off your next order',
      tierWord: 'Bronze',
      mood: 'bronze',
      link: 'See what goes with your Rapace gown',
    })
    expect(decision.value.link.href).toBe('#goes-with')
    expect(texts(decision.reasons)).toEqual(['Signed in as Alice', 'Bronze member', 'Bought Rapace gown last'])
    expect(texts(decision.facts)).toEqual(['Bought Rapace gown, Scarlet', 'Reached Bronze', 'Joined Sorento loyalty'])
    expect(decision.reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
    const weights = decision.reasons.map(({ weight }) => weight)
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
  })

  it('greets the customer, not the link, once she is signed in', () => {
    expect(words(returning({ arrival: { source: 'facebook', campaign: null } })).headline).toBe('Welcome back, Alice')
  })

  it.each([
    ['below every tier', 399_900, null, 'day'],
    ['at Silver', 800_000, 'Silver', 'silver'],
    ['at Gold', 1_500_000, 'Gold', 'gold'],
  ])('wears the tier: %s', (_, merchandise, tierWord, mood) => {
    const shopper = returning({ orders: [herOrder({ merchandise })] })
    expect(words(shopper)).toMatchObject({ tierWord, mood })
  })

  it('follows its facts: without one, what it said is gone', () => {
    const left = [joined(daysBefore(5)), { ...joined(daysBefore(3)), kind: 'resign' as const }]
    expect(words(returning({ memberships: left }))).toMatchObject({
      tierWord: null,
      line: 'Evening wear, one piece at a time.',
    })
    expect(words(returning({ orders: [] })).link).toBe('See what is trending tonight')
    expect(texts(decideHero(returning({ orders: [] })).facts)).toEqual(['Joined Sorento loyalty'])
    expect(words(returning({ name: undefined })).headline).toBe('Evening wear, one piece at a time')
  })

  it('builds on what was kept: the dearest piece of the newest order that is not all returned', () => {
    const older = givenOrder([GOWN], { id: 'older', placedAt: daysBefore(30) })
    const newest = givenOrder([PUMP], { id: 'newest', placedAt: daysBefore(2), returned: [PUMP] })
    expect(words(returning({ orders: [newest, older] })).link).toBe('See what goes with your Rapace gown')
    const partly = herOrder({ returned: [GOWN] })
    expect(words(returning({ orders: [partly] })).link).toBe('See what goes with your Via 95 pump')
  })

  it('leads nowhere that a piece which left the collection would have led', () => {
    const bySlug = new Map([...catalogue.bySlug].filter(([slug]) => slug !== GOWN))
    const left = returning({ catalogue: { ...catalogue, bySlug, products: [...bySlug.values()] } })
    expect(decideHero(left).value.link.href).toBe('#trending')
  })

  it('says the same twice, and nothing of one shopper to another', () => {
    expect(told(decideHero(returning()))).toEqual(told(decideHero(returning())))
    expect(told(decideHero(returning(off)))).toEqual(told(decideHero(givenShopper({ name: 'Bella', ...off }))))
    expect(told(decideHero(looking(off)))).toEqual(told(decideHero(givenShopper())))
  })
})

describe('the offer she owns', () => {
  const entitlement = (percent: number, offer: string | null): PercentEntitlement => ({
    ...{ offer, percent, values: { percent } },
    reason: offer === null ? 'discount.tier' : 'discount.firstOrder',
  })
  const owned = (percents: PercentEntitlement[]) =>
    ownedOffer({ say: givenShopper().say, entitlements: { percents, freeShippingTo: [] } })

  it('is the first order’s, the tier’s, or none', () => {
    expect(ownedOffer(givenShopper())).toBe('10% off your first order')
    expect(ownedOffer(returning())).toBe('10% off your next order')
    expect(ownedOffer(returning({ usedOffers: ['first-order', 'tier:bronze:first'] }))).toBeNull()
    const below = herOrder({ merchandise: 399_999 })
    expect(ownedOffer(returning({ orders: [below], memberships: [joined(daysBefore(1))] }))).toBeNull()
  })

  it('is the one that the cart takes', () => {
    const lists = [
      [entitlement(10, 'tier:a'), entitlement(15, null)],
      [entitlement(10, 'tier:a'), entitlement(10, null)],
      [entitlement(5, null), entitlement(10, 'first-order')],
    ]
    for (const percents of lists) {
      const lines = [{ sku: 'a', quantity: 1, unitPrice: 312_000 }]
      const priced = priceCart({
        lines,
        currency: 'USD',
        entitlements: { percents, freeShippingTo: [] },
        shippingTo: 'US',
      })
      const taken = priced.discount?.entitlement
      const when = taken?.offer === null ? 'every' : taken?.offer === 'first-order' ? 'your first' : 'your next'
      expect(owned(percents)).toBe(`${taken?.percent}% off ${when} order`)
    }
    expect(owned([])).toBeNull()
  })
})
