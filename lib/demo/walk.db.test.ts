import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { readCart } from '@/lib/cart/queries'
import { db } from '@/lib/core/db'
import { decideBand } from '@/lib/experience/band'
import { benefitLines } from '@/lib/experience/benefits'
import { decideGapPieces } from '@/lib/experience/cart'
import { decideCategoryOrder } from '@/lib/experience/category'
import { decideHero } from '@/lib/experience/hero'
import { decideHomeShelves } from '@/lib/experience/home'
import { notePage } from '@/lib/experience/noting'
import { cartLoyalty } from '@/lib/experience/nudge'
import { orderView } from '@/lib/experience/order'
import { decideProductShelves } from '@/lib/experience/product'
import { promisesFor } from '@/lib/experience/promises'
import { readShopper } from '@/lib/experience/read-shopper'
import { relationshipOf } from '@/lib/experience/relationship'
import { summaryOf } from '@/lib/experience/summary'
import { priceCart } from '@/lib/cart/pricing'
import { buyable } from '@/lib/cart/rules'
import { describeAdded } from '@/lib/flows/added'
import { readOrder } from '@/lib/orders/queries'
import { getProjections } from '@/lib/ranking/queries'
import { checkPassword } from '@/lib/shopper/passwords'
import { DEFAULT_SEED_NOW } from '@/prisma/seed/config'
import { seedDatabase } from '@/prisma/seed/index'
import { cookieNow, freshBrowser, goTo, signedIn, type Doors } from './browser.fixture'
import { aliceJourney } from './journeys/alice'
import { PERSONAS } from './personas'
import { becomePersona, openStage, setWishes, startAfresh } from './stage'
import { newWalk, walkOn, walkTo } from './walk'

vi.hoisted(() => {
  process.env.DEMO = '1'
  process.env.COOKIE_SECRET = 'cookie secret of the demo tests'
})
vi.mock('next/headers', async () => (await import('./browser.fixture')).nextHeaders)
vi.mock('@/lib/shopper/auth', async () => (await import('./browser.fixture')).nextAuth)

// Alice's whole evening through the shop's own flows, on a seeded database, with the words that each page decides.

const doors: Doors = {
  async password({ email, password }) {
    const customer = await db.customer.findUnique({ where: { email: String(email) } })
    return customer && (await checkPassword(customer.passwordHash, String(password))) ? customer.id : null
  },
  persona: ({ personaId }) => Promise.resolve(String(personaId)),
}

beforeAll(
  () =>
    seedDatabase(process.env.DATABASE_URL ?? '', {
      ...{ seedNow: new Date(DEFAULT_SEED_NOW), seedNumber: 1, password: 'a password of the tests' },
      sizes: { shoppers: 1_500, visits: 2_000 },
    }).then(() => undefined),
  120_000,
)
beforeEach(() => {
  freshBrowser(doors)
  goTo('/')
})

/** All texts in what a page decided, card names and reasons included. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value instanceof Date || value === null || typeof value !== 'object'
      ? []
      : Object.values(value).flatMap(textsIn)

/** Opens a page as a browser would, and answers what it says: its decisions, and the facts it writes. */
async function look(path: string): Promise<string[]> {
  goTo(path)
  const url = new URL(path, 'https://shop.example')
  const asking = await readShopper()
  const { shopper } = asking
  const owner = { visitorId: shopper.visitorId, customerId: shopper.customer?.id ?? null }
  const [projections, cart] = [await getProjections(), await readCart(owner)]
  const [, room, name] = url.pathname.split('/')
  switch (room) {
    case '': {
      const shelves = decideHomeShelves(shopper, projections)
      const hero = decideHero(shopper)
      await notePage(asking, { shown: [hero, shelves.first, shelves.second] })
      const band = decideBand(shopper, projections, shelves)
      const relation = relationshipOf(shopper) ?? promisesFor(shopper)
      return textsIn([hero.value, relation, shelves.first?.value, band.value, shelves.second?.value])
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
      const { entitlements, country, say } = shopper
      const priced = priceCart({ lines: buyable(cart.lines), currency: 'USD', entitlements, shippingTo: country })
      const loyalty = cartLoyalty(shopper, priced.merchandise)
      const pieces = cart.lines.map((line) => line.product)
      const closing = loyalty.nudge && decideGapPieces(shopper, projections, { gap: loyalty.nudge.gap, pieces })
      return textsIn([
        summaryOf(priced, { country, countryName: say.country(country) }, say),
        [loyalty.nudge?.headline, loyalty.nudge?.gives, loyalty.reached?.text],
        [closing?.value, cart.lines.map((line) => line.productName)],
      ])
    }
    case 'order': {
      const order = await readOrder({ number: name ?? '', customerId: shopper.customer?.id ?? '' })
      if (!order) throw new Error(`no order ${name}`)
      const { tier, ...view } = orderView(order, shopper)
      const said = tier ? [shopper.say.t('confirmation.tier', { tier: tier.name }), benefitLines(tier, shopper)] : []
      return textsIn([view, said])
    }
    default:
      throw new Error(`no page for ${path}`)
  }
}

/** Walks to the end of a step as a presenter does, looking at each page on the way; answers what the last one says. */
async function clickThrough(step: number, from = newWalk(aliceJourney)): Promise<string[]> {
  let said: string[] = []
  for (;;) {
    const stage = await openStage()
    const walk = stage.wishes.journey ?? from
    if (walk.step > step || (walk.step === step && walk.acts >= (aliceJourney.steps[step]?.acts.length ?? 0)))
      return said
    const next = await walkOn(stage, aliceJourney, walk)
    if (!next) return said
    said = await look(next.path)
  }
}

const check = (index: number, said: readonly string[]) => {
  const step = aliceJourney.steps[index]
  for (const words of step?.see ?? []) expect(said, `${step?.title}: "${words}"`).toContain(words)
  for (const words of step?.gone ?? []) expect(said, `${step?.title}: not "${words}"`).not.toContain(words)
}

describe('Alice’s evening', () => {
  it('says its words at every step, clicked through from the beginning to the end', async () => {
    for (const index of aliceJourney.steps.keys()) check(index, await clickThrough(index))
    const stage = await openStage()
    expect(stage.wishes.journey && (await walkOn(stage, aliceJourney, stage.wishes.journey))).toBeNull()
  }, 120_000)

  it('leaves true rows: two orders, one membership by the first, each offer used once', async () => {
    await clickThrough(aliceJourney.steps.length - 1)
    const customerId = signedIn() ?? ''
    const orders = await db.order.findMany({ where: { customerId }, orderBy: { placedAt: 'asc' } })
    expect(
      orders.map(({ status, merchandise, discount, discountReason, total }) => ({
        status,
        merchandise,
        discount,
        discountReason,
        total,
      })),
    ).toEqual([
      {
        status: 'confirmed',
        merchandise: 419_000,
        discount: 41_900,
        discountReason: 'discount.firstOrder',
        total: 377_100,
      },
      {
        status: 'confirmed',
        merchandise: 56_000,
        discount: 5_600,
        discountReason: 'discount.tierNextOrder',
        total: 50_400,
      },
    ])
    const [first] = orders
    expect(await db.membershipFact.findMany({ where: { customerId } })).toMatchObject([
      { kind: 'join', reason: 'order', orderId: first?.id },
    ])
    expect((await db.offerUse.findMany({ where: { customerId } })).map(({ offer }) => offer).sort()).toEqual([
      'first-order',
      `tier:bronze:${first?.id}`,
    ])
    const facts = await db.event.findMany({ where: { customerId } })
    expect(facts.filter(({ at }) => first?.placedAt && at > first.placedAt).every(({ movedClock }) => movedClock)).toBe(
      true,
    )
  }, 120_000)

  it.each(aliceJourney.steps.map(({ title }, index) => [index, title] as const))(
    'can be entered at step %i: %s',
    async (index) => {
      const { path } = await walkTo(await openStage(), aliceJourney, index)
      check(index, await look(path))
      expect(cookieNow('demo')?.journey).toMatchObject({ key: 'alice', step: index })
    },
    60_000,
  )

  it('is not put out by a presenter who has added or ordered by hand', async () => {
    await clickThrough(6)
    const { ctx } = await openStage()
    const before = await readCart(ctx)
    const again = await walkOn(await openStage(), aliceJourney, { ...newWalk(aliceJourney), step: 6, acts: 0 })
    expect(again?.path).toBe('/cart')
    expect((await readCart(ctx)).count).toBe(before.count)
  }, 60_000)

  it('leads to the cart, not to an error, when there is nothing to order', async () => {
    const order = aliceJourney.steps.findIndex(({ acts }) => acts.some((act) => act.do === 'order'))
    const next = await walkOn(await openStage(), aliceJourney, { ...newWalk(aliceJourney), step: order, acts: 0 })
    expect(next?.path).toBe('/cart')
  })
})

describe('becoming a persona', () => {
  it.each(PERSONAS.map(({ key, id, name }) => [name, id ?? key, id] as const))('%s', async (_, asked, id) => {
    const before = cookieNow('visitor')?.id
    await becomePersona(await openStage(), asked)
    expect(signedIn()).toBe(id)
    expect(cookieNow('visitor')?.id).not.toBe(before)
    goTo('/')
    const { shopper, linked } = await readShopper()
    expect(shopper.customer?.id ?? null).toBe(id)
    expect(linked).toBe(true)
  })

  it('is for seeded ids alone', async () => {
    const { id } = await db.customer.findFirstOrThrow({
      where: { id: { notIn: PERSONAS.flatMap((one) => one.id ?? []) } },
    })
    for (const other of [id, '', 'Vera', 'vera@example.com'])
      expect(await becomePersona(await openStage(), other)).toBeNull()
    expect(signedIn()).toBeNull()
  })

  it('lets one persona follow another, and leaves nothing of the first', async () => {
    const [, vera, helena] = PERSONAS
    await becomePersona(await openStage(), vera.id)
    const visitor = cookieNow('visitor')?.id
    await becomePersona(await openStage(), helena.id)
    expect(signedIn()).toBe(helena.id)
    expect(cookieNow('visitor')?.id).not.toBe(visitor)
    expect(await db.visitorLink.count({ where: { visitorId: visitor, until: null } })).toBe(0)
  })
})

describe('starting afresh', () => {
  it('forgets session, visitor, consent and clock, and keeps what it is told to', async () => {
    await becomePersona(await openStage(), PERSONAS[1].id)
    await setWishes(await openStage(), { offsetMs: 86_400_000, country: 'PL', source: 'facebook' })
    const visitor = cookieNow('visitor')?.id
    const stage = await startAfresh(await openStage(), { country: 'PL' })
    expect(stage.ctx).toMatchObject({ customerId: null, country: 'PL', movedClock: false })
    expect(signedIn()).toBeNull()
    expect(cookieNow('visitor')?.id).not.toBe(visitor)
    expect(cookieNow('demo')).toEqual({ offsetMs: 0, country: 'PL', source: null, journey: null })
  })

  it('begins a new visit when clock or arrival are moved, for the same visitor', async () => {
    const stage = await openStage()
    const before = cookieNow('visit')?.id
    const moved = await setWishes(stage, { offsetMs: 86_400_000 })
    expect(moved.ctx).toMatchObject({ movedClock: true, visitorId: stage.ctx.visitorId })
    expect(moved.ctx.now.getTime() - stage.ctx.now.getTime()).toBeGreaterThanOrEqual(86_400_000)
    expect(cookieNow('visit')?.id).not.toBe(before)
    const visit = cookieNow('visit')?.id
    await setWishes(moved, { country: 'PL' })
    expect(cookieNow('visit')?.id).toBe(visit)
  })
})
