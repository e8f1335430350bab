import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { offersOf } from '@/lib/experience/offers.fixture'
import { forgetExhausted, withPromise } from '@/lib/experience/promise-offer'
import { readShopperFacts } from '@/lib/experience/queries'
import { catalogue } from '@/lib/experience/shopper.fixture'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { pointsStatementOf } from '@/lib/loyalty/standing'
import { grantOffer } from '@/lib/offers/lifecycle/grant'
import { getOffers } from '@/lib/offers/lifecycle/queries'
import { guardKey, type LifecycleOffer, type ShownOffer } from '@/lib/offers/lifecycle/schema'
import type { RequestContext } from '@/lib/shopper/request'
import { daysAgo, givenCustomer, givenOrder, TEST_NOW } from '@/test/database'
import { readCustomerFacts } from './facts'
import { atStep, begun, givenBrowser, givenContext, givenInCart } from './flows.fixture'
import { givenBuyer, GOWN, openTwoPieceShop, place, PUMP, type Buyer } from './ordering.fixture'
import { readRights } from './place-order-rights'
import { linkVisitor, signOut } from './visitor-link'

// An offer that is shown is one that is granted, and is honoured once. Each race was seen to fail with its guard taken away.

const seeded = offersOf()
const second = seeded.find(({ key }) => key === 'second-order') as LifecycleOffer // it is one of them

const putOffers = (offers: readonly LifecycleOffer[]) =>
  db.lifecycleOffer.createMany({
    data: offers.map(({ key, ...definition }) => ({ key, status: 'live', definition, updatedAt: daysAgo(60) })),
  })

beforeEach(async () => {
  await openTwoPieceShop()
  await putOffers(seeded)
  forgetExhausted()
})

/** Somebody who bought a pump 40 days ago, a member since, seen in a browser, with a pump in the cart again. */
async function givenOneTimer(...skus: string[]): Promise<Buyer & { first: string }> {
  const ctx = await givenBuyer(...(skus.length > 0 ? skus : [PUMP]))
  const { customerId, visitorId } = ctx
  const lines = [{ sku: PUMP, unitPrice: 69_000 }]
  const { id: first } = await givenOrder({ customerId, placedAt: daysAgo(40), lines })
  await db.membershipFact.create({
    data: { id: randomUUID(), customerId, kind: 'join', reason: 'request', at: daysAgo(41) },
  })
  await db.$transaction((tx) => linkVisitor(tx, { visitorId, customerId, now: daysAgo(1) }))
  return { ...ctx, first }
}

/** What a page of theirs shows, as `readShopper` reads it. */
async function look(ctx: Buyer, values: Partial<RequestContext> = {}, offers: readonly LifecycleOffer[] = seeded) {
  const asker = { visitorId: ctx.visitorId, customerId: ctx.customerId, asOf: ctx.now }
  const known = await readShopperFacts(asker)
  const request = { ...ctx, visitNumber: 1, arrival: null, ...values } as RequestContext // all that folding asks of it
  const shopper = await withPromise({
    ...{ request, known, catalogue, offers, programme: sorento },
    editorial: { contents: [], rules: [] },
  })
  return shopper.offer
}

const grants = () => db.offerGrant.findMany({ orderBy: { at: 'asc' } })

describe('a page that shows an offer', () => {
  it('has promised it before, once, however often it is read', async () => {
    const ctx = await givenOneTimer()
    const { shown } = await look(ctx)
    const [grant, ...more] = await grants()
    expect(more).toEqual([])
    expect(grant).toMatchObject({
      ...{ id: shown?.grant, customerId: ctx.customerId, visitorId: ctx.visitorId, offer: 'second-order' },
      ...{ subject: ctx.first, earnedBy: ctx.first, at: TEST_NOW, until: shown?.until, movedClock: false },
      benefits: second.benefits,
    })
    const together = await Promise.all([look(ctx), look(ctx), look(ctx)])
    for (const again of together) expect(again.shown).toMatchObject({ grant: shown?.grant, until: shown?.until })
    expect(await grants()).toHaveLength(1)
  })

  it('promises one thing when its first pages are read at once', async () => {
    const ctx = await givenOneTimer()
    const shown = await Promise.all([look(ctx), look(ctx), look(ctx)])
    expect(new Set(shown.map((each) => each.shown?.grant)).size).toBe(1)
    expect(await grants()).toHaveLength(1)
  })

  it.each([
    ['a crawler or a prefetch', { silent: true }, {}],
    ['staff', {}, { role: 'staff' }],
  ])('promises and shows nothing to %s', async (_, request, customer) => {
    const ctx = await givenOneTimer()
    await db.customer.update({ where: { id: ctx.customerId }, data: customer })
    expect((await look(ctx, request)).shown).toBeNull()
    expect(await grants()).toEqual([])
  })

  it('promises nothing in a browser that is not known to be theirs', async () => {
    const ctx = await givenOneTimer()
    expect((await look({ ...ctx, visitorId: randomUUID() })).shown).toBeNull()
    expect(await grants()).toEqual([])
  })

  it('says of a promise under a moved clock that it is one', async () => {
    const ctx = await givenOneTimer()
    await look(ctx, { movedClock: true })
    expect(await grants()).toMatchObject([{ movedClock: true }])
  })
})

describe('a budget', () => {
  const thrifty = (most: number): LifecycleOffer => ({ ...second, budget: { most, per: 'month' } })

  it('is never exceeded, however many ask at once', async () => {
    await db.lifecycleOffer.deleteMany()
    await putOffers([thrifty(2)])
    const many: Buyer[] = []
    for (let i = 0; i < 6; i++) many.push(await givenOneTimer())
    const decisions = await Promise.all(many.map((ctx) => look(ctx, {}, [thrifty(2)])))
    expect(decisions.filter(({ shown }) => shown !== null)).toHaveLength(2)
    expect(await grants()).toHaveLength(2)
    // Who was promised one keeps it; the next month has its own.
    for (const [i, ctx] of many.entries()) {
      expect((await look(ctx, {}, [thrifty(2)])).shown !== null).toBe(decisions[i]?.shown !== null)
    }
    forgetExhausted()
    const late = many[decisions.findIndex(({ shown }) => shown === null)]
    const december = late && { ...late, now: new Date('2026-12-01T00:00:00Z') }
    expect(december && (await look(december, {}, [thrifty(2)])).shown?.stage).toBe('second-order')
  })

  it('waits for the one that is being counted', async () => {
    await db.lifecycleOffer.deleteMany()
    await putOffers([thrifty(1)])
    const [one, other] = [await givenOneTimer(), await givenOneTimer()]
    const granting = ({ customerId, visitorId, first }: typeof one) => {
      const shown: ShownOffer = {
        ...{ offer: second.key, stage: second.stage, benefits: second.benefits, subject: first, earnedBy: first },
        ...{ until: new Date(TEST_NOW.getTime() + 86_400_000), grant: null, reasons: [] },
      }
      const asked = { asOf: TEST_NOW, movedClock: false, timeZone: 'UTC' }
      return { customerId, visitorId, shown, offer: thrifty(1), ...asked }
    }
    let late: ReturnType<typeof grantOffer> | undefined
    const steps = async (step: string) => {
      if (step === 'grant:before-write') await begun((late = grantOffer(granting(other))))
    }
    expect(await grantOffer({ ...granting(one), steps })).toMatchObject({ status: 'granted' })
    expect(await late).toEqual({ status: 'exhausted' })
    expect(await grants()).toHaveLength(1)
  })
})

describe('at checkout', () => {
  it('a promise is taken off, with its points, once', async () => {
    const ctx = await givenOneTimer()
    const { shown } = await look(ctx)
    // 15% of $690.00; without the promise it would be the whole price.
    expect(await place(ctx, { shownTotal: '69000' })).toMatchObject({
      said: { code: 'checkout.totalChanged' },
      total: 58_650,
    })
    const fields = { key: randomUUID(), shownTotal: '58650' }
    const placed = await place(ctx, fields)
    expect(placed).toMatchObject({ status: 'placed' })
    expect(await place(ctx, fields)).toEqual(placed)
    const order = await db.order.findFirstOrThrow({ where: { key: fields.key } })
    expect(order).toMatchObject({ discount: 10_350, discountReason: 'discount.life.second-order', bonusPoints: 500 })
    const uses = await db.offerUse.findMany({ where: { customerId: ctx.customerId } })
    expect(uses).toMatchObject([{ offer: shown && guardKey(shown), orderId: order.id }])

    const facts = await readCustomerFacts(ctx.customerId, TEST_NOW)
    const promised = pointsStatementOf({ ...facts, asOf: TEST_NOW }).filter(({ bonus }) => bonus)
    expect(promised).toMatchObject([{ orderId: order.id, points: 500 }])
    expect((await readRights(ctx.customerId, TEST_NOW)).entitlements.percents).toEqual([])

    await givenInCart(ctx, PUMP)
    expect(await place(ctx, { shownTotal: '58650' })).toMatchObject({
      said: { code: 'checkout.totalChanged' },
      total: 69_000,
    })
  })

  it('gives its points back with the pieces', async () => {
    const ctx = await givenOneTimer(PUMP, GOWN)
    await look(ctx)
    const total = (69_000 + 350_000) * 0.85
    expect(await place(ctx, { shownTotal: String(total) })).toMatchObject({ status: 'placed' })
    const order = await db.order.findFirstOrThrow({ where: { bonusPoints: { gt: 0 } }, include: { lines: true } })
    const gown = order.lines.find(({ sku }) => sku === GOWN)
    const at = new Date(TEST_NOW.getTime() + 1_000)
    const line = { id: randomUUID(), orderLineId: gown?.id ?? '', quantity: 1, merchandise: 350_000, refund: 297_500 }
    await db.return.create({ data: { id: randomUUID(), orderId: order.id, at, lines: { create: [line] } } })
    const facts = await readCustomerFacts(ctx.customerId, at)
    const promised = pointsStatementOf({ ...facts, asOf: at }).filter(({ bonus }) => bonus)
    // 690 of 4,190 are kept: 82 of 500.
    expect(promised.map(({ kind, points }) => [kind, points])).toEqual([
      ['earned', 500],
      ['reversed', -418],
    ])
  })

  it('is not taken off after its date, nor when what earned it came back', async () => {
    const ctx = await givenOneTimer()
    const { shown } = await look(ctx)
    const over = { ...ctx, now: shown?.until ?? TEST_NOW }
    expect(await place(over, { shownTotal: '58650' })).toMatchObject({
      said: { code: 'checkout.totalChanged' },
      total: 69_000,
    })
    const line = await db.orderLine.findFirstOrThrow({ where: { orderId: ctx.first } })
    const back = { id: randomUUID(), orderLineId: line.id, quantity: 1, merchandise: 69_000, refund: 69_000 }
    await db.return.create({
      data: { id: randomUUID(), orderId: ctx.first, at: daysAgo(0.5), lines: { create: [back] } },
    })
    expect(await place(ctx, { shownTotal: '58650' })).toMatchObject({
      said: { code: 'checkout.totalChanged' },
      total: 69_000,
    })
    expect((await look(ctx)).ended).toMatchObject([{ why: 'returned' }])
  })

  it('two orders in one moment use it once', async () => {
    const ctx = await givenOneTimer()
    const { shown } = await look(ctx)
    const orderId = randomUUID()
    const offer = shown ? guardKey(shown) : ''
    const result = await place(
      ctx,
      { shownTotal: '58650' },
      {
        steps: atStep('reserve:before-order', () =>
          db.offerUse.create({ data: { customerId: ctx.customerId, offer, orderId, at: TEST_NOW } }),
        ),
      },
    )
    expect(result).toMatchObject({ status: 'refused', said: { code: 'checkout.offerUsed' } })
    expect(await db.offerUse.findMany({ where: { offer } })).toMatchObject([{ orderId }])
  })

  it('is there again when the order that used it is released', async () => {
    const ctx = await givenOneTimer()
    await look(ctx)
    const declined = await place(ctx, { shownTotal: '58650', cardNumber: '4000 0000 0000 0002' })
    expect(declined).toMatchObject({ status: 'refused' })
    expect(await place(ctx, { shownTotal: '58650' })).toMatchObject({ status: 'placed' })
  })
})

describe('a second account in one browser', () => {
  /** A first order with its 10%: $690.00 less $69.00. */
  const FIRST = '62100'
  const newcomer = async (visitorId: string) => {
    const ctx = givenContext({ visitorId })
    await givenInCart(ctx, PUMP)
    return ctx
  }
  const emailed = (name: string) => ({ shownTotal: FIRST, email: `${name}@example.test` })

  it('has no second first order: told at checkout, and not shown before', async () => {
    const visitorId = randomUUID()
    expect(await place(await newcomer(visitorId), emailed('one'))).toMatchObject({ status: 'placed' })
    const known = await readShopperFacts({ visitorId, customerId: null, asOf: TEST_NOW })
    expect(known.elsewhere.bought).toBe(true)
    const result = await place(await newcomer(visitorId), emailed('two'))
    expect(result).toMatchObject({ status: 'refused', said: { code: 'checkout.totalChanged' }, total: 69_000 })
    expect(await db.order.count({ where: { discountReason: 'discount.firstOrder' } })).toBe(1)
  })

  it('nor after signing out, as whichever visitor the browser goes on', async () => {
    let ctx = await newcomer(randomUUID())
    expect(await place(ctx, emailed('one'))).toMatchObject({ status: 'placed' })
    for (let again = 0; again < 2; again++) {
      const { browser, noted } = givenBrowser()
      await signOut(ctx, browser)
      ctx = await newcomer(noted.visitorId ?? '')
      const known = await readShopperFacts({ visitorId: ctx.visitorId, customerId: null, asOf: TEST_NOW })
      expect(known).toMatchObject({ customer: null, facts: [], claimed: false, elsewhere: { bought: true } })
    }
    expect(await place(ctx, emailed('two'))).toMatchObject({ status: 'refused', total: 69_000 })
    // Another browser's newcomer has it.
    expect(await place(await newcomer(randomUUID()), emailed('three'))).toMatchObject({ status: 'placed' })
  })

  it('at once with the first waits for it', async () => {
    const visitorId = randomUUID()
    const { id: customerId } = await givenCustomer()
    await db.$transaction((tx) => linkVisitor(tx, { visitorId, customerId, now: daysAgo(1) }))
    const first = { ...givenContext({ visitorId, customerId }), customerId }
    await givenInCart(first, PUMP)
    const other = await givenBuyer(PUMP)
    const late = { ...other, visitorId }
    let second: ReturnType<typeof place> | undefined
    const steps = atStep('reserve:before-order', () => begun((second = place(late, { shownTotal: FIRST }))))
    expect(await place(first, { shownTotal: FIRST }, { steps })).toMatchObject({ status: 'placed' })
    expect(await second).toMatchObject({ status: 'refused', said: { code: 'checkout.totalChanged' }, total: 69_000 })
  })

  it('is not promised what the first was', async () => {
    const one = await givenOneTimer()
    expect((await look(one)).shown?.stage).toBe('second-order')
    const { browser, noted } = givenBrowser()
    await signOut(one, browser)
    const other = await givenOneTimer()
    await db.visitorLink.deleteMany({ where: { customerId: other.customerId } })
    const here = { ...other, visitorId: noted.visitorId ?? '' }
    await db.$transaction((tx) => linkVisitor(tx, { ...here, now: daysAgo(1) }))
    const decision = await look(here)
    expect(decision.shown).toBeNull()
    expect(decision.others.find(({ offer }) => offer === 'second-order')?.why.key).toBe('offer.why.elsewhere')
  })
})

describe('offers as they are read', () => {
  it('leave a damaged one out, and one that is paused', async () => {
    await db.lifecycleOffer.update({ where: { key: 'birthday' }, data: { definition: { stage: 'birthday' } } })
    await db.lifecycleOffer.update({ where: { key: 'won-back' }, data: { status: 'paused' } })
    const keys = (await getOffers(`test-${randomUUID()}`)).map(({ key }) => key)
    expect(keys).toEqual(
      seeded
        .map(({ key }) => key)
        .filter((key) => key !== 'birthday' && key !== 'won-back')
        .sort(),
    )
  })
})
