import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceCart } from '@/lib/cart/pricing'
import type { EventKind } from '@/lib/events/schema'
import { classic } from '@/lib/loyalty/presets/classic'
import { aliceViews, daysBefore, dresses, fact, NOW, piece, projections } from '@/lib/ranking/shop.fixture'
import { HELD } from './arms.fixture'
import { decideGapPieces, decidePointsReminder, decideReminder } from './cart'
import { explainCartLoyalty } from './cart-loyalty'
import { decideCategoryOrder } from './category'
import { decideContent } from './content'
import type { Decision } from './decision'
import { decideHome } from './home-page'
import { decideKeep } from './keep'
import { cartLoyalty } from './nudge'
import { endedOffer, offerInCart, offerView } from './offer'
import { givenGrant, offersOf } from './offers.fixture'
import { pointsView } from './points-view'
import { decideProductShelves } from './product'
import type { Shopper } from './schema'
import { decideSearchOrder } from './search-order'
import {
  cartLine,
  classicCatalogue,
  givenOrder,
  givenShopper,
  GOWN,
  joined,
  off,
  PUMP,
  returning,
  RING,
  told,
  type Given,
} from './shopper.fixture'
import { standingView } from './standing-view'

const PIECES = [GOWN, RING, PUMP] as const
const KINDS = ['view', 'cart-add', 'wish', 'like', 'dislike', 'dwell'] as const satisfies EventKind[]
const slug = fc.constantFrom(...dresses.slice(0, 8).map((product) => product.slug), ...PIECES)
const days = fc.integer({ min: 0, max: 700 })

const order = fc
  .record({ pieces: fc.subarray([...PIECES], { minLength: 1 }), days, returned: fc.subarray([...PIECES]) })
  .map(({ pieces, days, returned }) => ({ pieces, days, returned: returned.filter((one) => pieces.includes(one)) }))
const orders = fc
  .array(order, { maxLength: 4 })
  .map((list) =>
    list
      .toSorted((a, b) => a.days - b.days)
      .map(({ pieces, days, returned }, i) =>
        givenOrder(pieces, { id: `o${i}`, number: `S-${i}`, placedAt: daysBefore(days), returned }),
      ),
  )
const behaviour = fc
  .tuple(fc.constantFrom(...KINDS), slug, days)
  .map(([kind, product, ago]) => fact({ kind, product, at: daysBefore(ago / 10) }))

/** Whoever there may be: strangers and clients, members and none, of either programme, from anywhere. */
const anyone: fc.Arbitrary<Given> = fc
  .record({
    client: fc.boolean(),
    orders,
    facts: fc.array(behaviour, { maxLength: 12 }),
    impressions: fc.array(slug, { maxLength: 4 }),
    member: fc.boolean(),
    grant: fc.boolean(),
    programme: fc.constantFrom('sorento' as const, 'classic' as const),
    country: fc.constantFrom('US', 'PL', 'JP'),
    source: fc.constantFrom(null, 'facebook', 'instagram'),
    visitNumber: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ client, orders, member, grant, impressions, source, programme, ...given }) => {
    const first = orders.at(-1)
    return {
      ...given,
      ...(programme === 'classic' ? { programme: classic, catalogue: classicCatalogue } : {}),
      ...{ answer: 'yes' as const, offers: offersOf(programme) },
      arrival: source && { source, campaign: null },
      impressions: impressions.map((product, i) => ({
        ...{ id: `shown-${i}`, at: daysBefore(i + 1), visitId: `before-${i}`, slot: 'home.shelf-1', arm: 'trending' },
        ...{ products: [product], content: null },
      })),
      ...(client
        ? {
            ...{ name: 'Alice Hartwell', orders },
            memberships: member && first ? [joined(first.placedAt, first.id)] : [],
            grants: grant && first ? [givenGrant({ subject: first.id, earnedBy: first.id })] : [],
          }
        : {}),
    }
  })

const cart = [cartLine(), cartLine({ product: RING, sku: `${RING}:gold:6`, colour: 'gold', size: '6' })]
const state = projections()

/** All that is theirs, in figures and in words. */
function owed(shopper: Shopper): unknown {
  const { programme, entitlements, country } = shopper
  const lines = cart.map((line) => ({ ...line, currency: programme.currency }))
  const priced = priceCart({ lines, currency: programme.currency, entitlements, shippingTo: country })
  const loyalty = cartLoyalty(shopper, priced.merchandise)
  return told([
    ...[priced, entitlements, shopper.standing, shopper.value, shopper.offer, shopper.grants, shopper.unread],
    ...[shopper.orders, shopper.transactions, shopper.contributions, shopper.answers, shopper.cartCount],
    ...[loyalty.nudge, loyalty.reached, loyalty.keep?.value, explainCartLoyalty(shopper, 1, loyalty)?.value],
    ...[decideKeep(shopper, 'home.keep')?.value, offerInCart(shopper, priced, country), endedOffer(shopper)],
    ...[decidePointsReminder(shopper, { lines, currency: programme.currency })?.value, standingView(shopper)],
    ...(['home.offer', 'cart.offer', 'checkout.offer', 'account.offer'] as const).map(
      (slot) => offerView(shopper, slot)?.value,
    ),
    pointsView(shopper, true),
  ])
}

/** All that is chosen and ordered: home without what is owed there, a room, a piece, the cart, a search. */
function chosen(shopper: Shopper): (Decision<unknown> | null)[] {
  const { hero, shelves, band, tiles } = decideHome(shopper, state)
  const listing = { sort: 'for-you' as const, selection: {} }
  const hits = dresses.map(({ slug }) => ({ product: piece(slug), score: 0.6, colour: null, named: false }))
  const inCart = cart.map(({ product }) => product)
  return [
    ...[hero, shelves.first, shelves.second, band, ...tiles],
    decideContent(shopper, 'category.edit', { scope: 'dresses' }),
    decideCategoryOrder(shopper, state, dresses, { ...listing, scope: 'dresses' }),
    decideSearchOrder(shopper, state, hits, listing),
    ...Object.values(decideProductShelves(shopper, state, piece(GOWN), { colour: 'scarlet', inCart: [] })),
    decideGapPieces(shopper, state, { gap: 50_000, pieces: inCart }),
    decideReminder(shopper, state, { piece: GOWN, inCart }),
  ]
}

describe('who is held out', () => {
  it('has the same prices, entitlements, offers, and the same sentences of what is owed', () => {
    fc.assert(
      fc.property(anyone, (given) => {
        expect(owed(givenShopper({ ...given, ...HELD }))).toEqual(owed(givenShopper(given)))
      }),
      { numRuns: 150 },
    )
  })

  it('is shown what a stranger is, and nothing that could be asked about', () => {
    fc.assert(
      fc.property(anyone, (given) => {
        const { programme, catalogue, country } = given
        const held = chosen(givenShopper({ ...given, ...HELD }))
        const stranger = chosen(givenShopper({ programme, catalogue, country, answer: 'yes' }))
        expect(held.filter((decision) => decision?.personal)).toEqual([])
        expect(held.map((decision) => told(decision?.value))).toEqual(stranger.map((each) => told(each?.value)))
      }),
      { numRuns: 60 },
    )
  })

  it('would be shown much else: what is compared here differs for who is not', () => {
    const differs = (given: Given) =>
      JSON.stringify(chosen(givenShopper({ ...given, ...HELD })).map((each) => each?.value)) !==
      JSON.stringify(chosen(givenShopper(given)).map((each) => each?.value))
    const some = fc.sample(anyone, { numRuns: 30, seed: 5 })
    expect(some.filter(differs).length).toBeGreaterThan(20)
  })

  it('chose nothing: what they chose is as it was, they are learned from, and their own words stay', () => {
    const held = returning({ ...HELD, facts: aliceViews(), contributed: [fact({ kind: 'wish', product: RING })] })
    expect(held).toMatchObject({ allowed: true, personalised: false, learns: true, arrival: null, landing: null })
    expect(held.contributions.wishlist).toHaveLength(1)
    expect(returning({ ...HELD, ...off })).toMatchObject({ allowed: false, learns: false })
  })

  it('reads no relationship at home, in the account or after an order, but what it rests on', () => {
    const { relation, noted } = decideHome(returning(HELD), state)
    expect(relation).toMatchObject({ arm: 'generic', personal: false, value: { kind: 'promise' } })
    expect(noted.shown?.some((decision) => decision?.personal)).toBe(false)
    expect(told(relation.value)).toEqual(told(decideHome(returning(off), state).relation.value))
  })

  it('goes by the browser in which the account was opened, on whichever device', () => {
    const experiments = { list: [], holdout: 0.5 }
    const generic = (visitorId: string, firstVisitorId?: string) =>
      returning({ experiments, visitorId, firstVisitorId, now: NOW }).placements.generic
    const browsers = Array.from({ length: 20 }, (_, i) => `browser-${i}`)
    const opened = browsers.map((first) => givenShopper({ experiments, visitorId: first }).placements.generic)
    expect(new Set(opened).size).toBe(2)
    browsers.forEach((first, i) => {
      for (const other of browsers) expect(generic(other, first)).toBe(opened[i])
    })
  })
})
