import { describe, expect, it, vi } from 'vitest'
import { readCart } from '@/lib/cart/queries'
import { db } from '@/lib/core/db'
import { readShopper } from '@/lib/experience/read-shopper'
import { cookieNow, goTo, signedIn } from './browser.fixture'
import { aliceJourney } from './journeys/alice'
import { PERSONAS } from './personas'
import { becomePersona, openStage, setWishes, startAfresh } from './stage'
import { newWalk, walkOn, walkTo } from './walk'
import { check, clickThrough, givenSeededShop, look } from './walk.fixture'

vi.hoisted(() => {
  process.env.DEMO = '1'
  process.env.COOKIE_SECRET = 'cookie secret of the demo tests'
})
vi.mock('next/headers', async () => (await import('./browser.fixture')).nextHeaders)
vi.mock('@/lib/shopper/auth', async () => (await import('./browser.fixture')).nextAuth)

// Alice's whole evening through the shop's own flows, on a seeded database, with the words that each page decides.

givenSeededShop()

describe('Alice’s evening', () => {
  it('says its words at every step, clicked through from the beginning to the end', async () => {
    for (const index of aliceJourney.steps.keys()) check(aliceJourney, index, await clickThrough(aliceJourney, index))
    const stage = await openStage()
    expect(stage.wishes.journey && (await walkOn(stage, aliceJourney, stage.wishes.journey))).toBeNull()
  }, 120_000)

  it('leaves true rows: two orders, one membership by the first, each offer used once', async () => {
    await clickThrough(aliceJourney, aliceJourney.steps.length - 1)
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
      // A note in her parcel, for the tier that she reached.
      `life:tier-reached:bronze:${first?.id}`,
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
      check(aliceJourney, index, await look(path))
      expect(cookieNow('demo')?.journey).toMatchObject({ key: 'alice', step: index })
    },
    60_000,
  )

  it('is not put out by a presenter who has added or ordered by hand', async () => {
    await clickThrough(aliceJourney, 6)
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
    await setWishes(await openStage(), {
      offsetMs: 86_400_000,
      country: 'PL',
      source: 'facebook',
      forced: { everything: 'generic' },
    })
    const visitor = cookieNow('visitor')?.id
    const stage = await startAfresh(await openStage(), { country: 'PL' })
    expect(stage.ctx).toMatchObject({ customerId: null, country: 'PL', movedClock: false })
    expect(signedIn()).toBeNull()
    expect(cookieNow('visitor')?.id).not.toBe(visitor)
    expect(cookieNow('demo')).toEqual({ offsetMs: 0, country: 'PL', source: null, journey: null, forced: {} })
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
