import { describe, expect, it } from 'vitest'
import { classic } from '@/lib/loyalty/presets/classic'
import type { Benefit, LoyaltyProgram } from '@/lib/loyalty/schema'
import { daysBefore } from '@/lib/ranking/shop.fixture'
import { benefitLines, benefitMatrix, tierFrom } from './benefits'
import { buyingLines } from './buying'
import { decideHero } from './hero'
import { cartLoyalty } from './nudge'
import { promisesFor } from './promises'
import { decideRelation } from './relational/decide'
import { tierWay } from './relationship'
import {
  classicCatalogue,
  classicMember,
  classicShopper,
  joined,
  off,
  plain,
  PUMP,
  RING,
  told,
} from './shopper.fixture'
import { standingView } from './standing-view'

// The shop with the other programme: White to Golden in zlotys, joined with the first purchase.

const texts = (list: readonly (string | null)[]) => list.map(plain)
const ofPiece = (slug: string, shopper = classicShopper()) => {
  const piece = classicCatalogue.bySlug.get(slug)
  if (!piece) throw new Error(`no piece ${slug}`)
  return texts(buyingLines(piece, shopper).map(({ text }) => text))
}

describe('in the shop in zlotys', () => {
  it('a newcomer reads that the first order begins it, and where shipping is free', () => {
    expect(texts(promisesFor(classicShopper()).map(({ title }) => title))).toEqual([
      '10% off your first order',
      'Free shipping to Poland',
      'Sorento loyalty begins with your first order',
    ])
    expect(ofPiece(PUMP)).toEqual([
      'Free shipping, four to seven days',
      'Returns within 30 days, collected from your door',
      'By itself it makes you Golden.',
    ])
    expect(ofPiece(RING)[2]).toBe('By itself it makes you Silver.')
  })

  it.each([
    [0, null],
    [1, 'Spend PLN 299.99 more to reach Green'],
    [29_999, 'Spend PLN 0.01 more to reach Green'],
    [30_000, 'This order makes you Green'],
    [199_999, 'This order makes you Silver'],
    [200_000, 'This order makes you Golden'],
  ])('a newcomer’s cart of %i grosze: %s', (amount, said) => {
    const { nudge, reached } = cartLoyalty(classicShopper(), amount)
    expect(plain(nudge?.headline ?? reached?.text)).toBe(said)
  })

  it('the nudge says what the tier gives, the same with personalisation on and off', () => {
    const nudge = cartLoyalty(classicShopper(), 10_000).nudge
    expect(nudge?.gives).toEqual({ title: 'What Green gives', items: ['5% off every order'] })
    expect(nudge?.progress).toMatchObject({ metal: 'green', value: 10_000, max: 30_000 })
    expect(told(cartLoyalty(classicShopper(off), 10_000))).toEqual(told(cartLoyalty(classicShopper(), 10_000)))
  })

  it('a member reads figures, tier and way in zlotys; the tier that everybody has was not reached', () => {
    const green = classicMember(36_000)
    const relation = decideRelation(green, 'home').value
    expect(relation.kind === 'relation' && texts(relation.figures.map(({ figure }) => figure))).toEqual([
      '1',
      'PLN 360',
      '360',
    ])
    expect(plain(tierWay(green)?.title)).toBe('PLN 640.00 more to reach Silver')
    expect(tierWay(green)?.progress).toMatchObject({ metal: 'green', tick: 30_000 })
    expect(decideHero(green).value).toMatchObject({ mood: 'day', tierWord: 'Green', line: '5% off every order' })
    const white = classicMember(100)
    expect(tierWay(white)?.progress).not.toHaveProperty('tick')
    expect(standingView(white)).toMatchObject({ metal: 'ink', title: 'White' })
    expect(tierWay(classicMember(200_000))).toBeNull()
  })

  it('a member below zero reads it as it is', () => {
    const shopper = classicMember(100, {
      entries: [{ id: 'till', kind: 'return', at: daysBefore(1), amount: 5_100, currency: 'PLN', channel: 'till' }],
    })
    expect(plain(tierWay(shopper)?.progress.valueText)).toBe('-PLN 50.00 of PLN 300.00')
    expect(plain(cartLoyalty(shopper, 1_000).nudge?.progress.counts.amount)).toBe('-PLN 40.00')
    expect(standingView(shopper)?.title).toBe('White')
  })

  it('every phrase follows a threshold, a name and a benefit that change', () => {
    const gift: Benefit = { kind: 'gift', gift: 'A silk ribbon' }
    const programme: LoyaltyProgram = {
      ...classic,
      points: { perUnit: 2, worth: 2, expireMonths: 24, afterReturn: 'within-balance' },
      tiers: classic.tiers.map((tier) =>
        tier.key === 'green'
          ? {
              ...tier,
              name: 'Emerald',
              threshold: 40_050,
              benefits: [{ kind: 'points-multiplier', factor: 1.5 }, gift],
            }
          : tier,
      ),
    }
    const shopper = classicShopper({ programme })
    const { say } = shopper
    const [white, emerald] = programme.tiers
    if (!white || !emerald) throw new Error('the preset has four tiers')
    expect(plain(cartLoyalty(shopper, 100).nudge?.headline)).toBe('Spend PLN 399.50 more to reach Emerald')
    expect(cartLoyalty(shopper, 100).nudge?.gives.items).toEqual(['Three points for each zloty', 'A silk ribbon'])
    expect(texts(programme.tiers.map((tier) => tierFrom(tier, say)))).toEqual([
      'Every member',
      'From PLN 400.50',
      'From PLN 1,000.00',
      'From PLN 2,000.00',
    ])
    expect(benefitLines(white, shopper)).toEqual(['Two points for each zloty'])
    expect(benefitMatrix(programme, say)).toEqual([
      { label: 'Off every order', values: ['–', '–', '8%', '10%'] },
      { label: 'Points for each zloty', values: ['2', '3', '3', '3'] },
      { label: 'In the box of each order', values: ['–', 'A silk ribbon', 'A silk ribbon', 'A silk ribbon'] },
    ])
    expect(plain(tierWay(classicMember(36_000, { programme }))?.title)).toBe('PLN 40.50 more to reach Emerald')
    expect(benefitLines(emerald, { say, programme: { ...programme, points: null } })).toEqual(['A silk ribbon'])
  })

  it('who joins only by asking is promised nothing by an order', () => {
    const programme = { ...classic, joining: { byRequest: true, byFirstPurchase: false, byTierOrder: false } }
    expect(promisesFor(classicShopper({ programme })).at(-1)?.title).toBe('Sorento loyalty begins when you ask')
    expect(cartLoyalty(classicShopper({ programme }), 50_000)).toEqual({ nudge: null, reached: null, keep: null })
    expect(ofPiece(PUMP, classicShopper({ programme }))).toHaveLength(2)
    const member = classicShopper({ programme, name: 'Alicja', memberships: [joined(daysBefore(1))] })
    expect(cartLoyalty(member, 50_000).reached?.text).toBe('This order makes you Green')
  })
})
