import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { offersSpent } from '@/lib/cart/pricing'
import { priceCart } from '@/lib/cart/pricing'
import { offerInCart, offerView } from '@/lib/experience/offer'
import { offersOf } from '@/lib/experience/offers.fixture'
import { forgetExhausted, withPromise } from '@/lib/experience/promise-offer'
import { readShopperFacts } from '@/lib/experience/queries'
import { catalogue } from '@/lib/experience/shopper.fixture'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { pointsStatementOf } from '@/lib/loyalty/standing'
import { NOWHERE } from '@/lib/offers/lifecycle/facts'
import { grantOffer } from '@/lib/offers/lifecycle/grant'
import { getOffers } from '@/lib/offers/lifecycle/queries'
import { guardKey, type Benefit, type LifecycleOffer, type ShownOffer } from '@/lib/offers/lifecycle/schema'
import { readOrder } from '@/lib/orders/queries'
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

const definitionOf = ({ stage, who, when, frequency, budget, stacking, benefits, instead }: LifecycleOffer) => ({
  ...{ stage, who, when, frequency, budget, stacking, benefits, instead },
})

const putOffers = (offers: readonly LifecycleOffer[]) =>
  db.lifecycleOffer.createMany({
    data: offers.map((offer) => {
      return { key: offer.key, status: 'live', definition: definitionOf(offer), updatedAt: daysAgo(60) }
    }),
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

/** A page of theirs, as `readShopper` reads it. */
async function see(ctx: Buyer, values: Partial<RequestContext> = {}, offers: readonly LifecycleOffer[] = seeded) {
  const asker = { visitorId: ctx.visitorId, customerId: ctx.customerId, asOf: ctx.now }
  const known = await readShopperFacts(asker)
  const request = { ...ctx, visitNumber: 1, arrival: null, ...values } as RequestContext // all that folding asks of it
  return withPromise({
    ...{ request, known, catalogue, offers, programme: sorento },
    editorial: { contents: [], rules: [] },
  })
}

/** What it shows. */
const look = async (...asked: Parameters<typeof see>) => (await see(...asked)).offer

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

describe('a promise of the future', () => {
  const ahead = (ctx: Buyer, days: number) => ({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) })

  it('holds only from then on: come back, no order spends it, and it is not made twice', async () => {
    const ctx = await givenOneTimer()
    const later = ahead(ctx, 20)
    const { shown } = await look(later, { movedClock: true })
    expect(shown?.stage).toBe('second-order')
    expect((await readRights(ctx.customerId, TEST_NOW)).entitlements.percents).toEqual([])
    expect(await place(ctx, { shownTotal: '58650' })).toMatchObject({ status: 'refused', total: 69_000 })
    expect((await look(ctx)).shown).toBeNull()
    expect(await grants()).toMatchObject([{ id: shown?.grant, at: later.now }])
    expect((await look(later, { movedClock: true })).shown?.grant).toBe(shown?.grant)
  })

  it('of another offer holds nothing up', async () => {
    const ctx = await givenOneTimer()
    const birthday = { offer: 'birthday', stage: 'birthday', subject: '2027', benefits: [{ kind: 'note' }] }
    const [at, until] = [30, 60].map((days) => ahead(ctx, days).now)
    if (!at || !until) throw new Error('two moments')
    const { customerId, visitorId } = ctx
    await db.offerGrant.create({
      data: { id: randomUUID(), customerId, visitorId, ...birthday, at, until, movedClock: true },
    })
    expect((await look(ctx)).shown).toMatchObject({ stage: 'second-order', grant: expect.any(String) })
  })

  it('spends no budget', async () => {
    const scarce: LifecycleOffer = { ...second, budget: { most: 1, per: 'all' } }
    await look(await givenOneTimer(), { movedClock: true }, [scarce])
    expect((await look(await givenOneTimer(), {}, [scarce])).shown?.stage).toBe('second-order')
    expect((await look(await givenOneTimer(), {}, [scarce])).shown).toBeNull()
  })
})

describe('a promise that ended by a return', () => {
  it('holds no other offer up until its date', async () => {
    const ctx = await givenOneTimer()
    const { customerId, visitorId } = ctx
    const near = { offer: 'near-tier', stage: 'near-tier', benefits: [{ kind: 'points', points: 300 }] }
    const { id: earnedBy } = await givenOrder({
      ...{ customerId, placedAt: daysAgo(9) },
      lines: [{ sku: GOWN, unitPrice: 350_000 }],
    })
    const until = new Date(TEST_NOW.getTime() + 14 * 86_400_000)
    const promise = { ...near, subject: `bronze:${earnedBy}`, earnedBy, at: daysAgo(7), until }
    await db.offerGrant.create({ data: { id: randomUUID(), customerId, visitorId, ...promise } })
    expect((await look(ctx)).shown?.stage).toBe('near-tier')
    const line = await db.orderLine.findFirstOrThrow({ where: { orderId: earnedBy } })
    const back = { id: randomUUID(), orderLineId: line.id, quantity: 1, merchandise: 350_000, refund: 350_000 }
    await db.return.create({ data: { id: randomUUID(), orderId: earnedBy, at: daysAgo(1), lines: { create: [back] } } })
    const answer = { question: 'birthday-month', value: String(TEST_NOW.getUTCMonth() + 1) }
    await db.customerAnswer.create({ data: { id: randomUUID(), customerId, at: daysAgo(1), ...answer } })
    const decision = await look(ctx)
    expect(decision.shown).toMatchObject({ stage: 'birthday', grant: expect.any(String) })
    expect(decision.ended).toMatchObject([{ why: 'returned' }])
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
      const none = { standing: null, orders: [], grants: [], usedOffers: [], elsewhere: NOWHERE }
      const facts = { asOf: TEST_NOW, programme: sorento, ...none }
      return { customerId, visitorId, shown, offer: thrifty(1), facts, movedClock: false }
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

describe('what comes with an order', () => {
  const WITH = [{ kind: 'gift', gift: 'book' }, { kind: 'note' }] as const
  const promise = (ctx: Buyer, subject: string, days: number, benefits: readonly Benefit[]) =>
    db.offerGrant.create({
      data: {
        ...{
          id: randomUUID(),
          customerId: ctx.customerId,
          visitorId: ctx.visitorId,
          offer: 'vip-of-the-month',
          subject,
        },
        ...{ stage: 'vip-of-the-month', benefits: [...benefits], at: daysAgo(1), movedClock: false },
        until: daysAgo(-days),
      },
    })
  const rights = async ({ customerId, now }: Buyer) => (await readRights(customerId, now)).entitlements
  const sealed = async (ctx: Buyer) => offersSpent({ discount: null }, await rights(ctx), 'US').seal
  const keyOf = (subject: string) => `life:vip-of-the-month:${subject}`
  const used = async () => (await db.offerUse.findMany()).map(({ offer }) => offer)

  it('stands on the order, as its buyer reads it', async () => {
    const ctx = await givenOneTimer()
    await promise(ctx, 'one', 5, WITH)
    const shownOffer = await sealed(ctx)
    const placed = await place(ctx, { shownTotal: '69000', shownOffer })
    expect(placed).toMatchObject({ status: 'placed' })
    const number = 'number' in placed ? placed.number : ''
    expect((await readOrder({ number, customerId: ctx.customerId }))?.extras).toEqual(['gift:book', 'note'])
    expect(await used()).toEqual([keyOf('one')])
  })

  it('is of one promise, and the next order has the next', async () => {
    const ctx = await givenOneTimer()
    await promise(ctx, 'later', 9, [
      { kind: 'percent', percent: 20 },
      { kind: 'points', points: 300 },
    ])
    await promise(ctx, 'sooner', 5, WITH)
    expect(await place(ctx, { shownTotal: '69000' })).toMatchObject({ status: 'placed' })
    expect(await used()).toEqual([keyOf('sooner')])
    expect(await rights(ctx)).toMatchObject({ percents: [{ percent: 20 }], promised: { offer: keyOf('later') } })
    await givenInCart(ctx, PUMP)
    expect(await place(ctx, { shownTotal: '55200' })).toMatchObject({ status: 'placed' })
    const orders = await db.order.findMany({ where: { contentHash: { not: '' } }, orderBy: { discount: 'asc' } })
    const two = orders.filter(({ id }) => id !== ctx.first)
    expect(two).toMatchObject([
      { discount: 0, bonusPoints: 0, extras: ['gift:book', 'note'] },
      { discount: 13_800, bonusPoints: 300, extras: [] },
    ])
  })

  it('is refused in words where its date came before the form did, and costs nothing', async () => {
    const ctx = await givenOneTimer()
    await promise(ctx, 'one', 1, WITH)
    const fields = { key: randomUUID(), shownTotal: '69000', shownOffer: await sealed(ctx) }
    const late = { ...ctx, now: daysAgo(-1) }
    expect(await place(late, fields)).toMatchObject({
      ...{ status: 'refused', key: fields.key, said: { code: 'checkout.offerEnded' } },
    })
    expect(await used()).toEqual([])
    expect(await db.order.count()).toBe(1)
    expect(await place(late, { ...fields, shownOffer: '' })).toMatchObject({ status: 'placed' })
  })

  it('is refused in words where an order of a second tab has it, or another promise comes first', async () => {
    const ctx = await givenOneTimer()
    await promise(ctx, 'one', 5, WITH)
    const shown = { shownTotal: '69000', shownOffer: await sealed(ctx) }
    expect(await place(ctx, shown)).toMatchObject({ status: 'placed' })
    await givenInCart(ctx, PUMP)
    expect(await place(ctx, shown)).toMatchObject({ said: { code: 'checkout.offerEnded' } })
    await promise(ctx, 'two', 5, [{ kind: 'note' }])
    expect(await place(ctx, shown)).toMatchObject({ said: { code: 'checkout.offerChanged' } })
    expect(await used()).toEqual([keyOf('one')])
  })
})

describe('who is no member', () => {
  /** As `givenOneTimer`, without the membership. */
  async function givenStranger(...skus: string[]): Promise<Buyer> {
    const ctx = await givenOneTimer(...skus)
    await db.membershipFact.deleteMany({ where: { customerId: ctx.customerId } })
    return ctx
  }

  it('reads that the points are a member’s, and has the percentage alone', async () => {
    const ctx = await givenStranger()
    const shopper = await see(ctx)
    expect(offerView(shopper)?.value.text).toBe('With your next order: 15% off and 500 points as a member.')
    const lines = [{ sku: PUMP, quantity: 1, unitPrice: 69_000 }]
    const priced = priceCart({ lines, currency: 'USD', entitlements: shopper.entitlements, shippingTo: 'US' })
    const { sentences, bonusPoints } = offerInCart(shopper, priced, 'US')
    expect(sentences).toEqual([expect.stringMatching(/^15% off is taken here\./)])
    expect(bonusPoints).toBe(0)
    const fields = { key: randomUUID(), shownTotal: '58650' }
    expect(await place(ctx, fields)).toMatchObject({ status: 'placed' })
    const order = await db.order.findFirstOrThrow({ where: { key: fields.key } })
    expect(order).toMatchObject({ discountReason: 'discount.life.second-order', bonusPoints: 0 })
  })

  it('has them as a member before the order, not by it', async () => {
    const ctx = await givenStranger(PUMP, GOWN)
    await look(ctx)
    const fields = { key: randomUUID(), shownTotal: String((69_000 + 350_000) * 0.85) }
    expect(await place(ctx, fields)).toMatchObject({ status: 'placed' })
    const order = await db.order.findFirstOrThrow({ where: { key: fields.key } })
    const joined = await db.membershipFact.findMany({ where: { customerId: ctx.customerId } })
    expect(joined).toMatchObject([{ kind: 'join', reason: 'order', orderId: order.id }])
    expect(order.bonusPoints).toBe(0)

    const other = await givenStranger()
    await look(other)
    const { customerId } = other
    await db.membershipFact.create({
      data: { id: randomUUID(), customerId, kind: 'join', reason: 'request', at: daysAgo(0.1) },
    })
    const asMember = { key: randomUUID(), shownTotal: '58650' }
    expect(await place(other, asMember)).toMatchObject({ status: 'placed' })
    expect(await db.order.findFirstOrThrow({ where: { key: asMember.key } })).toMatchObject({ bonusPoints: 500 })
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

  it('is promised what comes again with each cause, and keeps it when the first has used its own', async () => {
    const each: LifecycleOffer = { ...second, frequency: { per: 'each', cooldownDays: 0 } }
    await db.lifecycleOffer.update({ where: { key: second.key }, data: { definition: definitionOf(each) } })
    const one = await givenOneTimer()
    await look(one, {}, [each])
    expect(await place(one, { shownTotal: '58650' })).toMatchObject({ status: 'placed' })
    const other = await givenOneTimer()
    const { visitorId } = one
    await db.$transaction((tx) => linkVisitor(tx, { visitorId, customerId: other.customerId, now: daysAgo(0.5) }))
    const decision = await look(other, {}, [each])
    expect(decision).toMatchObject({ shown: { stage: 'second-order', grant: expect.any(String) }, ended: [] })
    expect(await place(other, { shownTotal: '58650' })).toMatchObject({ status: 'placed' })
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
