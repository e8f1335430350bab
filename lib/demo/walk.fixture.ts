import { beforeAll, beforeEach, expect } from 'vitest'
import { priceCart } from '@/lib/cart/pricing'
import { readCart } from '@/lib/cart/queries'
import { buyable } from '@/lib/cart/rules'
import { db } from '@/lib/core/db'
import { decideBand } from '@/lib/experience/band'
import { benefitLines } from '@/lib/experience/benefits'
import { decideGapPieces } from '@/lib/experience/cart'
import { decideCategoryOrder } from '@/lib/experience/category'
import { decideHero } from '@/lib/experience/hero'
import { decideHomeShelves } from '@/lib/experience/home'
import { landedBar } from '@/lib/experience/landing'
import { notePage } from '@/lib/experience/noting'
import { cartLoyalty } from '@/lib/experience/nudge'
import { orderView } from '@/lib/experience/order'
import { decideProductShelves } from '@/lib/experience/product'
import { readShopper } from '@/lib/experience/read-shopper'
import { decideRelation } from '@/lib/experience/relational/decide'
import { summaryOf } from '@/lib/experience/summary'
import { describeAdded } from '@/lib/flows/added'
import { readOrder } from '@/lib/orders/queries'
import { readResult } from '@/lib/measure/result'
import { readInbox } from '@/lib/messages/inbox/queries'
import { inboxLine, messagesLabel, messageView } from '@/lib/messages/inbox/view'
import { headView } from '@/lib/studio/results/head-view'
import { getProjections } from '@/lib/ranking/queries'
import { checkPassword } from '@/lib/shopper/passwords'
import { DEFAULT_SEED_NOW } from '@/prisma/seed/config'
import { seedDatabase, type SeedOptions } from '@/prisma/seed/index'
import { freshBrowser, goTo, redirectedTo, type Doors } from './browser.fixture'
import type { Journey } from './journeys/schema'
import { openStage } from './stage'
import { newWalk, walkOn } from './walk'

// Walking a journey through the shop's own flows, with the words that each page decides.

/** Before all tests of a file the demo's shop is seeded, with a shorter past; before each of them a new browser arrives. */
export function givenSeededShop(shop: Pick<SeedOptions, 'preset' | 'sizes'> = {}): void {
  beforeAll(async () => {
    await seedDatabase(process.env.DATABASE_URL ?? '', {
      ...{ seedNow: new Date(DEFAULT_SEED_NOW), seedNumber: 1, password: 'a password of the tests' },
      ...{ sizes: { shoppers: 1_500, visits: 2_000 }, ...shop },
    })
  }, 120_000)
  beforeEach(() => {
    freshBrowser(doors)
    goTo('/')
  })
}

/** Doors that open for whoever has an account with that password, and for every persona. */
const doors: Doors = {
  async password({ email, password }) {
    const customer = await db.customer.findUnique({ where: { email: String(email) } })
    return customer && (await checkPassword(customer.passwordHash, String(password))) ? customer.id : null
  },
  persona: ({ personaId }) => Promise.resolve(String(personaId)),
}

/** All texts in what a page decided, card names and reasons included. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value instanceof Date || value === null || typeof value !== 'object'
      ? []
      : Object.values(value).flatMap(textsIn)

/** Opens a page as a browser would, and answers what it says: its decisions, and the facts it writes. */
export async function look(path: string, arrive = goTo): Promise<string[]> {
  arrive(path)
  const url = new URL(path, 'https://shop.example')
  const asking = await readShopper()
  const { shopper, request } = asking
  const owner = { visitorId: shopper.visitorId, customerId: shopper.customer?.id ?? null }
  const [projections, cart] = [await getProjections(), await readCart(owner)]
  const [, room, name] = url.pathname.split('/')
  switch (room) {
    case '': {
      const shelves = decideHomeShelves(shopper, projections)
      const hero = decideHero(shopper)
      await notePage(asking, { shown: [hero, shelves.first, shelves.second] })
      const band = decideBand(shopper, projections, shelves)
      const relation = decideRelation(shopper, 'home')
      return textsIn([hero.value, relation.value, shelves.first?.value, band.value, shelves.second?.value])
    }
    case 'c': {
      const pieces = shopper.catalogue.products.filter(({ category }) => category === name)
      const order = decideCategoryOrder(shopper, projections, pieces, { sort: 'for-you', selection: {} })
      await notePage(asking, { fact: { kind: 'category-view', category: name, subject: name ?? '' }, shown: [order] })
      return textsIn(order.value)
    }
    case 'p': {
      const piece = shopper.catalogue.bySlug.get(name ?? '')
      if (!piece) throw new Error(`no piece is called ${name}`)
      const colour = url.searchParams.get('colour') ?? piece.colourways[0]?.slug ?? ''
      const inCart = cart.lines.map((line) => line.product)
      const { similar, complements, alsoChosen } = decideProductShelves(shopper, projections, piece, { colour, inCart })
      const added = url.searchParams.get('added')
      const panel = added ? await describeAdded(asking, owner, added) : null
      const fact = { kind: 'view' as const, product: piece.slug, colour, category: piece.category, subject: piece.slug }
      await notePage(asking, { fact, shown: [similar, complements, alsoChosen] })
      return textsIn([panel, similar?.value, complements?.value, alsoChosen?.value])
    }
    case 'cart': {
      const { entitlements, country, say, programme } = shopper
      const priced = priceCart({
        lines: buyable(cart.lines),
        currency: programme.currency,
        entitlements,
        shippingTo: country,
      })
      const loyalty = cartLoyalty(shopper, priced.merchandise)
      const pieces = cart.lines.map((line) => line.product)
      const closing = loyalty.nudge && decideGapPieces(shopper, projections, { gap: loyalty.nudge.gap, pieces })
      return textsIn([
        summaryOf(priced, { country, countryName: say.country(country) }, say),
        [loyalty.nudge?.headline, loyalty.nudge?.gives, loyalty.reached?.text],
        [closing?.value, cart.lines.map((line) => line.productName), landedBar(shopper, path)],
        priced.lines.map(({ unitPrice }) => shopper.say.money(unitPrice)),
      ])
    }
    case 'order': {
      const order = await readOrder({ number: name ?? '', customerId: shopper.customer?.id ?? '' })
      if (!order) throw new Error(`no order ${name}`)
      const { tier, ...view } = orderView(order, shopper)
      const said = tier ? [shopper.say.t('confirmation.tier', { tier: tier.name }), benefitLines(tier, shopper)] : []
      return textsIn([view, said, decideRelation(shopper, 'order', order).value])
    }
    case 'account': {
      const id = url.pathname.split('/')[3]
      const { messages } = await readInbox(owner.customerId ?? '', {
        ...{ now: shopper.now, movedClock: request.movedClock, page: 1 },
      })
      const message = messages.find((one) => one.id === id)
      if (message) return [...textsIn(messageView(message, shopper)), shopper.say.t('inbox.why')]
      return [
        messagesLabel(shopper.unread, shopper.say.t),
        ...textsIn(messages.map((one) => inboxLine(one, shopper.say))),
      ]
    }
    case 'studio': {
      const report = await readResult(url.pathname.split('/')[3] ?? '', shopper.now)
      if (!report || shopper.customer?.role !== 'staff') throw new Error(`no page for ${path}`)
      return textsIn(headView(report, shopper.now, shopper.say))
    }
    default:
      throw new Error(`no page for ${path}`)
  }
}

/** Walks to the end of a step as a presenter does, looking at each page on the way; answers what the last one says. */
export async function clickThrough(journey: Journey, step: number): Promise<string[]> {
  const from = newWalk(journey)
  let said: string[] = []
  for (;;) {
    goTo('/')
    const stage = await openStage()
    const walk = stage.wishes.journey ?? from
    if (walk.step > step || (walk.step === step && walk.acts >= (journey.steps[step]?.acts.length ?? 0))) return said
    const next = await walkOn(stage, journey, walk)
    if (!next) return said
    said = await look(next.path, redirectedTo)
  }
}

// Between a currency's code and its figures stands a space that does not break.
const plain = (words: string) => words.replaceAll('\u00a0', ' ')

/** Expects the words of a step among what its page says, and none of those that are to be gone. */
export function check(journey: Journey, index: number, words: readonly string[]): void {
  const step = journey.steps[index]
  const said = words.map(plain)
  for (const wanted of step?.see ?? []) expect(said, `${step?.title}: "${wanted}"`).toContain(wanted)
  for (const gone of step?.gone ?? []) expect(said, `${step?.title}: not "${gone}"`).not.toContain(gone)
}
