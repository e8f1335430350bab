import type { CartLineView } from '@/lib/cart/rules'
import type { Catalogue, Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import type { Experiments } from '@/lib/experiments/schema'
import { classic } from '@/lib/loyalty/presets/classic'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { LoyaltyProgram, MembershipFact } from '@/lib/loyalty/schema'
import { NOWHERE } from '@/lib/offers/lifecycle/facts'
import type { LifecycleOffer } from '@/lib/offers/lifecycle/schema'
import type { OrderedLine, PastOrder } from '@/lib/orders/schema'
import { aliceViews, catalogue as bySlug, daysBefore, NOW, piece, products } from '@/lib/ranking/shop.fixture'
import { marketOf } from '@/lib/shopper/market'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import type { Decision } from './decision'
import { foldShopper, type AskingRequest, type KnownFacts } from './fold-shopper'
import type { Shopper } from './schema'

// What the tests of decisions share: the real catalogue, all of it in stock, and shoppers folded from facts.

export const GOWN = 'rapace-off-shoulder-gown'
export const RING = 'bejewelled-snake-ring'
export const PUMP = 'via-95-patent-pump'

export const catalogue: Catalogue = { ...seedAsCatalogue(NOW), products, bySlug }

/** The catalogue with some pieces changed. */
export function catalogueWith(...changed: readonly Product[]): Catalogue {
  const all = new Map([...bySlug, ...changed.map((product) => [product.slug, product] as const)])
  return { ...catalogue, products: [...all.values()], bySlug: all }
}

export type Given = Partial<AskingRequest & Omit<KnownFacts, 'customer'>> & {
  /** Signed in under this name. */
  name?: string
  /** The browser in which their account was opened; none unless given. */
  firstVisitorId?: string
  programme?: LoyaltyProgram
  /** What runs; nothing unless given. */
  experiments?: Experiments
  catalogue?: Catalogue
  /** The live lifecycle offers; none unless given. */
  offers?: readonly LifecycleOffer[]
}

/** Somebody on a US address of whom nothing is known; `given` says what is. */
export function givenShopper(given: Given = {}): Shopper {
  const { name, firstVisitorId = null, programme = sorento, catalogue: range = catalogue, country = 'US' } = given
  const { offers, experiments } = given
  return foldShopper({
    request: {
      now: NOW,
      visitorId: 'visitor',
      visitId: 'visit',
      visitNumber: 1,
      country,
      market: marketOf(country),
      arrival: null,
      answer: null,
      globalPrivacyControl: false,
      silent: false,
      ...given,
    },
    known: {
      memberships: [],
      orders: [],
      redemptions: [],
      entries: [],
      usedOffers: [],
      choice: null,
      facts: [],
      contributed: [],
      impressions: [],
      base: null,
      answers: {},
      grants: [],
      elsewhere: NOWHERE,
      cartCount: 0,
      unread: 0,
      landing: null,
      ...given,
      customer: name
        ? {
            ...{ id: 'customer', email: 'alice@example.test', name, role: 'customer', country, firstVisitorId },
            ...{ consentRule: null, privacyControl: false },
          }
        : null,
    },
    catalogue: range,
    programme,
    offers,
    experiments,
  })
}

/** A paid order of one unit of each piece ("slug" or "slug:colour"), at the catalogue's prices. */
export function givenOrder(
  lines: readonly string[],
  values: Partial<PastOrder> & { returned?: readonly string[] } = {},
): PastOrder {
  const { returned = [], ...order } = values
  const id = order.id ?? 'order'
  const ordered = lines.map((line, i): OrderedLine => {
    const [slug = '', wanted] = line.split(':')
    const { name, house, price, colourways } = piece(slug)
    const way = colourways.find((one) => one.slug === wanted) ?? colourways[0]
    if (!way) throw new Error(`${slug} has no colourway`)
    return {
      ...{ id: `${id}-${i}`, sku: `${slug}:${way.slug}:4`, product: slug, colour: way.slug, size: '4' },
      ...{ productName: name, houseName: house.name, colourName: way.name, quantity: 1, unitPrice: price },
      ...{ discount: 0, pointsDiscount: 0, returned: returned.includes(slug) ? 1 : 0 },
    }
  })
  const merchandise = ordered.reduce((sum, line) => sum + line.unitPrice, 0)
  const back = ordered.filter((line) => line.returned > 0).reduce((sum, line) => sum + line.unitPrice, 0)
  const placedAt = order.placedAt ?? daysBefore(5)
  return {
    ...{ id, number: 'S-1', placedAt, channel: 'web', currency: 'USD', merchandise, discount: 0 },
    ...{ discountReason: null, discountPercent: null, pointsUsed: 0, pointsDiscount: 0, shipping: 0 },
    ...{ total: merchandise, country: 'US', lines: ordered },
    returns: back > 0 ? [{ id: `${id}-back`, at: daysBefore(1), merchandise: back, refund: back, pointsBack: 0 }] : [],
    ...order,
  }
}

export const joined = (at: Date, orderId: string | null = null): MembershipFact => ({
  kind: 'join',
  at,
  reason: orderId ? 'order' : 'request',
  orderId,
})

// Alice's evening, by who she is when.

/** She has just come from a Facebook link. */
export const arriving = (given: Given = {}): Shopper =>
  givenShopper({ arrival: { source: 'facebook', campaign: null }, ...given })

/** She has viewed two off-shoulder dresses of one house. */
export const looking = (given: Given = {}): Shopper => arriving({ facts: aliceViews(), ...given })

export const herOrder = (values: Parameters<typeof givenOrder>[1] = {}): PastOrder =>
  givenOrder([`${GOWN}:scarlet`, RING, `${PUMP}:noir`], {
    ...{ id: 'first', discount: 41_900, discountReason: 'discount.firstOrder', discountPercent: 10, total: 377_100 },
    ...values,
  })

/** Five days after her order of $4,190.00 made her Bronze, signed in again. */
export const returning = (given: Given = {}): Shopper =>
  givenShopper({
    name: 'Alice Hartwell',
    facts: aliceViews().map((view): Fact => ({ ...view, at: daysBefore(5, view.at) })),
    orders: [herOrder()],
    memberships: [joined(daysBefore(5), 'first')],
    usedOffers: ['first-order'],
    ...given,
  })

// The same evening in the shop in zlotys, where all costs four times as many and the programme is another.

const inZlotys = (product: Product): Product => ({ ...product, price: product.price * 4 })

export const classicCatalogue: Catalogue = {
  ...catalogue,
  products: products.map(inZlotys),
  bySlug: new Map([...bySlug].map(([slug, product]) => [slug, inZlotys(product)])),
}

/** Somebody on a Polish address in the shop in zlotys, who has agreed to be learned from. */
export const classicShopper = (given: Given = {}): Shopper =>
  givenShopper({ programme: classic, catalogue: classicCatalogue, country: 'PL', answer: 'yes', ...given })

/** A member of it, by one purchase of so many grosze, `days` ago. */
export const classicMember = (amount: number, given: Given = {}, days = 5): Shopper =>
  classicShopper({
    name: 'Alicja Nowak',
    orders: [
      givenOrder([`${PUMP}:noir`], {
        ...{ id: 'first', number: 'S-1', currency: 'PLN', placedAt: daysBefore(days), merchandise: amount },
        ...{ total: amount, country: 'PL' },
      }),
    ],
    memberships: [joined(daysBefore(days), 'first')],
    usedOffers: ['first-order'],
    ...given,
  })

/** Personalisation off, by the customer's own choice. */
export const off: Given = { choice: 'off', answer: 'no' }

/** A line of a cart; by default one scarlet gown, as last seen, in stock. */
export const cartLine = (values: Partial<CartLineView> = {}): CartLineView => {
  const { name, house, category, subcategory, price, colourways } = piece(values.product ?? GOWN)
  const way = colourways.find(({ slug }) => slug === values.colour) ?? colourways[0]
  return {
    ...{ sku: `${GOWN}:scarlet:4`, product: GOWN, productName: name, house, category, subcategory },
    ...{ colour: way?.slug ?? '', colourName: way?.name ?? '', picture: way?.picture ?? '', alt: way?.alt ?? '' },
    ...{ size: '4', quantity: 1, unitPrice: price, currency: 'USD', priceSeen: price, stock: 3, addedAt: NOW },
    ...values,
  }
}

/** The slugs that a shelf or a category shows, in order. */
export const shown = (decision: Decision<{ cards: readonly { slug: string }[] }> | null): string[] =>
  decision?.value.cards.map(({ slug }) => slug) ?? []

/** Words with plain spaces: a currency's code is not parted from its amount. */
export const plain = (text: string | null | undefined): string | null => text?.replaceAll('\u00a0', ' ') ?? null

/** All that a decision says and orders, without dates and functions: for comparing two of them. */
export const told = (decision: unknown): unknown => JSON.parse(JSON.stringify(decision ?? null))

/** The facts in another order, the same each time. */
export const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((item, i) => ({ item, key: (i * 7_919) % 101 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
