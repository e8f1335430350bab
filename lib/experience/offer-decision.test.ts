import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceCart } from '@/lib/cart/pricing'
import { buysAtFullPrice } from '@/lib/offers/lifecycle/facts'
import { guardKey, offerSchema, type OfferDecision } from '@/lib/offers/lifecycle/schema'
import { seededOffers } from '@/lib/offers/lifecycle/seeds'
import { daysBefore, NOW } from '@/lib/ranking/shop.fixture'
import { endedOffer, offerInCart, offerView } from './offer'
import { givenGrant, offersOf } from './offers.fixture'
import {
  classicMember,
  givenOrder,
  givenShopper,
  GOWN,
  herOrder,
  joined,
  off,
  plain,
  PUMP,
  returning,
  RING,
  told,
  type Given,
} from './shopper.fixture'
import { whyOf } from './why'

const offers = offersOf()
const shopper = (given: Given = {}) => givenShopper({ name: 'Ines Brisk', offers, ...given })
const order = (days: number, values: Parameters<typeof givenOrder>[1] = {}, pieces = [PUMP]) =>
  givenOrder(pieces, { id: `o${days}`, number: `S-${days}`, placedAt: daysBefore(days), ...values })
const one = order(40)
const stage = ({ offer }: { offer: OfferDecision }) => offer.shown?.stage ?? null
const why = ({ offer }: { offer: OfferDecision }, key: string) =>
  offer.others.find((each) => each.offer === key)?.why.key
/** Bought every thirty days, a year long, and then not for five months. */
const silent = (discount = 0) =>
  Array.from({ length: 12 }, (_, i) =>
    order(150 + 30 * i, discount ? { discount, discountReason: 'discount.firstOrder' } : {}),
  )

describe('the offers that come with the shop', () => {
  it.each(['sorento', 'classic'] as const)('fit their schema, one for each stage: %s', (preset) => {
    const all = seededOffers(preset).map(({ definition }) => offerSchema.parse(definition))
    expect(new Set(all.map((each) => each.stage)).size).toBe(9)
    expect(all).toHaveLength(9)
  })

  it.each([
    ['a percentage without recognition', { instead: null }],
    ['recognition with a percentage', { instead: { benefits: [{ kind: 'percent', percent: 5 }], rising: false } }],
    ['an end before the beginning', { when: { fromDays: 9, withinDays: 9, validDays: 1 } }],
    [
      'two percentages',
      {
        benefits: [
          { kind: 'percent', percent: 5 },
          { kind: 'percent', percent: 6 },
        ],
      },
    ],
    ['a setting that nobody knows', { bonus: true }],
    ['another first order than is given', { stage: 'first-order', benefits: [{ kind: 'percent', percent: 11 }] }],
  ])('are refused with %s', (_, change) => {
    const { definition } = seededOffers('sorento').find(({ key }) => key === 'second-order') ?? {}
    expect(offerSchema.safeParse({ ...definition, ...change }).success).toBe(false)
  })
})

describe('the stages', () => {
  it('greet who has never bought with the first order’s, which is everybody’s and is promised to nobody', () => {
    for (const somebody of [shopper(), givenShopper({ offers })]) {
      expect(somebody.offer.shown).toMatchObject({ stage: 'first-order', grant: null, until: null })
      expect(offerView(somebody, 'home.offer')).toBeNull()
    }
    expect(shopper().entitlements.percents).toHaveLength(1)
  })

  it('give no first order to a second account of a browser that had one', () => {
    const second = shopper({ elsewhere: { bought: true, grants: [] } })
    expect(second.offer.shown).toBeNull()
    expect(second.entitlements.percents).toEqual([])
  })

  it('give a second order 15% and points, by the first', () => {
    const { shown } = shopper({ orders: [one] }).offer
    expect(shown).toMatchObject({ stage: 'second-order', subject: 'o40', earnedBy: 'o40', grant: null })
    expect(shown?.benefits).toEqual([
      { kind: 'percent', percent: 15 },
      { kind: 'points', points: 500 },
    ])
    expect(stage(shopper({ orders: [order(40, { returned: [PUMP] })] }))).toBeNull()
  })

  it('mark a tier that was reached, before anything of a second order; its own percentage stays', () => {
    const alice = returning({ offers })
    expect(alice.offer.shown).toMatchObject({ stage: 'tier-reached', subject: 'bronze:first', earnedBy: 'first' })
    expect(alice.offer.shown?.benefits.some(({ kind }) => kind === 'percent')).toBe(false)
    expect(why(alice, 'second-order')).toBe('offer.why.behind')
    expect(alice.entitlements.percents.map(({ percent }) => percent)).toEqual([10])
  })

  it('come near a tier at most 300.00 away, not at 300.01', () => {
    const near = (missing: number) => {
      const orders = [
        herOrder({ merchandise: 800_000 - missing, total: 800_000 - missing, id: 'first', placedAt: daysBefore(60) }),
      ]
      return returning({ offers, orders, memberships: [joined(daysBefore(60), 'first')] })
    }
    expect(stage(near(30_000))).toBe('near-tier')
    expect(stage(near(30_001))).not.toBe('near-tier')
    expect(stage(near(1))).toBe('near-tier')
  })

  it('keep a birthday month in the time zone that they said', () => {
    const month = String(NOW.getUTCMonth() + 1)
    const bought = { orders: [order(500), order(460)], answers: { 'birthday-month': month } }
    expect(stage(shopper(bought))).toBe('birthday')
    expect(
      stage(shopper({ ...bought, answers: { 'birthday-month': String(((NOW.getUTCMonth() + 6) % 12) + 1) } })),
    ).not.toBe('birthday')
    // Not who has never bought: an account costs nothing.
    expect(stage(shopper({ answers: { 'birthday-month': month } }))).toBe('first-order')
    expect(stage(shopper({ ...bought, answers: { 'birthday-month': month, 'time-zone': 'Nowhere/Else' } }))).toBe(
      'birthday',
    )
  })

  it('speak first to who drifts away: a percentage to who buys with one, a gift to who buys without', () => {
    const bargains = shopper({ orders: silent(5_000) })
    expect(bargains.offer.shown).toMatchObject({ stage: 'at-risk', benefits: [{ kind: 'percent', percent: 15 }] })
    const full = shopper({ orders: silent() })
    expect(full.offer.shown).toMatchObject({ stage: 'at-risk', benefits: [{ kind: 'gift' }, { kind: 'note' }] })
    expect(full.offer.shown?.reasons.map(({ key }) => key)).toContain('offer.reason.fullPrice')
  })

  it('recognise where a tier gives a greater percentage anyway', () => {
    const least = offersOf('classic').map((each) => ({ ...each, benefits: [{ kind: 'percent' as const, percent: 1 }] }))
    const inDanger = least.filter((each) => each.stage === 'tier-in-danger')
    // Golden for twenty days more.
    const sigrid = classicMember(200_000, { offers: inDanger }, 345)
    expect(sigrid.entitlements.percents.some(({ offer }) => offer === null)).toBe(true)
    expect(sigrid.offer.shown).toMatchObject({
      stage: 'tier-in-danger',
      benefits: [{ kind: 'points', points: 200 }, { kind: 'note' }],
    })
  })

  it('thank who came back', () => {
    const back = shopper({ orders: [order(3), ...silent()] })
    expect(back.offer.shown).toMatchObject({ stage: 'won-back', subject: 'o3', earnedBy: 'o3' })
  })
})

describe('a promise', () => {
  const promised = (values: Parameters<typeof givenGrant>[0] = {}, given: Given = {}) =>
    shopper({ orders: [{ ...one, id: 'order' }], grants: [givenGrant(values)], ...given })

  it('is shown before anything else, and taken off', () => {
    const her = promised()
    expect(her.offer.shown).toMatchObject({ grant: 'grant', stage: 'second-order' })
    expect(her.entitlements.percents[0]).toMatchObject({ offer: 'life:second-order:order', percent: 15 })
    // Whatever becomes of the offers.
    expect(promised({}, { offers: [] }).offer.shown?.grant).toBe('grant')
  })

  it('holds to the last millisecond of its last day, and then is told to have ended', () => {
    expect(promised({ until: new Date(NOW.getTime() + 1) }).offer.shown?.grant).toBe('grant')
    const over = promised({ until: NOW })
    expect(over.offer.shown).toBeNull()
    expect(over.entitlements.percents).toEqual([])
    expect(endedOffer(over)).toMatch(/^This offer ended on .*: 15% off and 500 points as a member\.$/)
  })

  it('is void when what earned it came back whole, not when a part of it did', () => {
    const [whole, part] = [one.merchandise, 100].map((merchandise) => ({
      ...{ ...one, id: 'order' },
      returns: [{ id: 'r', at: daysBefore(1), merchandise, refund: merchandise, pointsBack: 0 }],
    }))
    const back = promised({}, { orders: whole ? [whole] : [] })
    expect(back.offer.shown).toBeNull()
    expect(back.entitlements.percents).toEqual([])
    expect(endedOffer(back)).toMatch(/when the order that earned it came back/)
    expect(promised({}, { orders: part ? [part] : [] }).offer.shown?.grant).toBe('grant')
  })

  it('is void once another account of the browser has used it', () => {
    const elsewhere = { bought: true, grants: [{ offer: 'second-order', used: true }] }
    expect(promised({}, { elsewhere }).entitlements.percents).toEqual([])
    // Nothing of another account.
    expect(endedOffer(promised({}, { elsewhere }))).toBe(
      'This offer is no longer available: 15% off and 500 points as a member.',
    )
    const had = shopper({
      orders: [one],
      elsewhere: { ...elsewhere, grants: [{ offer: 'second-order', used: false }] },
    })
    expect(why(had, 'second-order')).toBe('offer.why.elsewhere')
  })

  it('of the future is none yet: it is not taken off, its cause gives it once, and another cause is free', () => {
    const ahead = { at: new Date(NOW.getTime() + 86_400_000) }
    const back = promised(ahead)
    expect(back.offer.shown).toBeNull()
    expect(why(back, 'second-order')).toBe('offer.why.had')
    expect(back.entitlements.percents).toEqual([])
    expect(back.offer.ended).toEqual([])
    const other = { ...ahead, subject: 'later', earnedBy: null }
    expect(promised(other).offer.shown).toMatchObject({ stage: 'second-order', grant: null })
    expect(why(promised(other, { usedOffers: ['life:second-order:later'] }), 'second-order')).toBe('offer.why.had')
  })

  it('cools down in whole days of the programme', () => {
    const cooling = offers.map((each) =>
      each.key === 'second-order' ? { ...each, frequency: { per: 'each' as const, cooldownDays: 30 } } : each,
    )
    const before = (days: number) =>
      shopper({
        orders: [one],
        offers: cooling,
        grants: [givenGrant({ subject: 'earlier', earnedBy: null, at: daysBefore(days), until: daysBefore(1) })],
      })
    expect(why(before(29), 'second-order')).toBe('offer.why.cooling')
    expect(stage(before(30))).toBe('second-order')
  })

  it('is used once, and never made twice', () => {
    const used = promised({}, { usedOffers: ['life:second-order:order'] })
    expect(used.offer.shown).toBeNull()
    expect(used.offer.ended).toEqual([])
    expect(why(used, 'second-order')).toBe('offer.why.had')
  })

  it('reads the same with personalisation off', () => {
    expect(told(promised({}, off).offer)).toEqual(told(promised().offer))
    expect(told(promised({}, off).entitlements)).toEqual(told(promised().entitlements))
  })
})

describe('its words', () => {
  it('say what, until when, and why', () => {
    const her = shopper({
      orders: [{ ...one, id: 'order' }],
      grants: [givenGrant()],
      memberships: [joined(daysBefore(30))],
    })
    const view = offerView(her, 'account.offer')
    expect(view?.value.text).toBe('With your next order: 15% off and 500 points.')
    expect(view?.value.until?.text).toMatch(/^Until \w+ \d+, \d{4}$/)
    const panel = view && whyOf(view, view.value.title, her.say)
    expect(panel?.reasons.items[0]?.text).toMatch(/^You have bought once, on /)
    expect(panel?.facts.items.length).toBeGreaterThan(0)
  })

  it('say in the cart what is taken, what is greater, and what comes with it', () => {
    const her = shopper({
      orders: [{ ...one, id: 'order' }],
      grants: [givenGrant()],
      memberships: [joined(daysBefore(30))],
    })
    const lines = [{ sku: 'a', quantity: 1, unitPrice: 10_000 }]
    const priced = priceCart({ lines, currency: 'USD', entitlements: her.entitlements, shippingTo: 'US' })
    expect(priced.discount?.amount).toBe(1_500)
    const { sentences, bonusPoints } = offerInCart(her, priced, 'US')
    expect(sentences).toEqual([
      expect.stringMatching(/^15% off is taken here\. It is promised to you until /),
      'It comes with this order: 500 points.',
    ])
    expect(bonusPoints).toBe(500)
  })

  it('are there for every stage in both languages, without a bare key', () => {
    const grants = offers
      .filter((each) => each.stage !== 'first-order')
      .map((each) => givenGrant({ stage: each.stage, benefits: each.benefits, earnedBy: null, subject: 'x' }))
    for (const country of ['US', 'PL'] as const) {
      for (const grant of grants) {
        const view = offerView(classicMember(50_000, { grants: [grant], offers, country }), 'cart.offer')
        expect(JSON.stringify(view)).not.toMatch(/undefined|NaN|offer\.[a-z]/i)
        expect(plain(view?.value.title)).toMatch(/^[\p{Lu}]/u)
      }
    }
  })
})

describe('for whoever it is', () => {
  const orders = fc.array(
    fc.record({ days: fc.integer({ min: 1, max: 900 }), discounted: fc.boolean(), back: fc.boolean() }),
    { maxLength: 6 },
  )
  const grants = fc.array(
    fc.record({
      offer: fc.constantFrom(...offers),
      until: fc.integer({ min: -20, max: 20 }),
      used: fc.boolean(),
      earned: fc.boolean(),
    }),
    { maxLength: 3 },
  )
  const anybody = fc
    .record({ orders, grants, month: fc.option(fc.integer({ min: 1, max: 12 })), member: fc.boolean() })
    .map((some) => {
      const past = some.orders.map(({ days, discounted, back }, i) => ({
        ...order(
          days,
          discounted ? { discount: 1_000, discountReason: 'discount.firstOrder' } : {},
          i % 2 ? [GOWN] : [RING],
        ),
        ...{ id: `o${i}` },
        ...(back
          ? { returns: [{ id: `r${i}`, at: daysBefore(0.5), merchandise: 9_999_999, refund: 1, pointsBack: 0 }] }
          : {}),
      }))
      const given = some.grants.map(({ offer, until, earned }, i) =>
        givenGrant({
          ...{ id: `g${i}`, offer: offer.key, stage: offer.stage, subject: `s${i}`, at: daysBefore(30) },
          ...{ until: new Date(NOW.getTime() + until * 86_400_000), earnedBy: earned ? 'o0' : null },
        }),
      )
      const usedOffers = given.filter((_, i) => some.grants[i]?.used).map(guardKey)
      const answers = some.month === null ? {} : { 'birthday-month': String(some.month) }
      return {
        orders: past,
        grants: given,
        usedOffers,
        answers,
        memberships: some.member ? [joined(daysBefore(901))] : [],
      }
    })

  it('the decision is the same each time, in whatever order it is given its facts', () => {
    fc.assert(
      fc.property(anybody, (given) => {
        const again = { ...given, grants: given.grants.toReversed(), usedOffers: given.usedOffers.toReversed() }
        const reversed = shopper({ ...again, offers: offers.toReversed() })
        expect(told(reversed.offer)).toEqual(told(shopper(given).offer))
      }),
      { numRuns: 60 },
    )
  })

  it('nothing is shown or taken off that is used, over or void', () => {
    fc.assert(
      fc.property(anybody, (given) => {
        const her = shopper(given)
        const back = new Set(given.orders.filter(({ returns }) => returns.length > 0).map(({ id }) => id))
        const lives = given.grants.filter((grant) => {
          const stands =
            grant.earnedBy === null ||
            (given.orders.some(({ id }) => id === grant.earnedBy) && !back.has(grant.earnedBy))
          return grant.until > NOW && !given.usedOffers.includes(guardKey(grant)) && stands
        })
        const taken = her.entitlements.percents.flatMap(({ offer }) => (offer?.startsWith('life:') ? [offer] : []))
        const shown = lives.find(({ id }) => id === her.offer.shown?.grant)
        if (lives.length > 0) expect(shown).toBeDefined()
        else expect(her.offer.shown?.grant ?? null).toBeNull()
        // Of several promises an order takes the one that is shown, and leaves the others.
        expect(taken).toEqual(shown?.benefits.some(({ kind }) => kind === 'percent') ? [guardKey(shown)] : [])
        expect(her.entitlements.promised?.offer).toBe(shown && guardKey(shown))
      }),
      { numRuns: 100 },
    )
  })

  it('who buys without a percentage is newly promised none', () => {
    fc.assert(
      fc.property(anybody, (given) => {
        const { offer, orders: theirs } = shopper({ ...given, grants: [], usedOffers: [] })
        const { shown } = offer
        if (!shown || shown.stage === 'first-order' || !buysAtFullPrice(theirs).is) return
        expect(shown.benefits.every(({ kind }) => kind !== 'percent')).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
