import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { addToCart } from '@/lib/cart/queries'
import { db } from '@/lib/core/db'
import { sha256 } from '@/lib/core/ids'
import { appendFacts } from '@/lib/events/queries'
import { readShopperFacts } from '@/lib/experience/queries'
import { readReport } from '@/lib/loyalty/base/queries'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { demoPayments } from '@/lib/orders/payment'
import { readOrder } from '@/lib/orders/queries'
import { reserveOrder } from '@/lib/orders/reserve'
import { daysAgo, emptyDatabase, givenEvent, TEST_NOW } from '@/test/database'
import { learnsFrom } from './consent'
import { speaksForItself } from './contribute-who'
import { begun, givenBrowser, givenContext, givenInCart, givenProgramme, orderFields, PASSWORD } from './flows.fixture'
import { eraseAccount } from './erase-account'
import { eraseWithin, ERASED_NAME } from './erase-traces'
import { placeOrder } from './place-order'
import { readRights } from './place-order-rights'
import { register } from './register'
import { signIn } from './sign-in'
import { everyRow, givenGown, givenLink, givenTraces, LATER, tablesWith } from './traces.fixture'
import { ensureLinked, linkVisitor } from './visitor-link'

const SKU = 'test-gown:scarlet:4'

beforeEach(async () => {
  await emptyDatabase()
  await givenGown()
  await givenProgramme()
})

type Traces = Awaited<ReturnType<typeof givenTraces>>
const erase = (who: Traces, password = PASSWORD, tools = givenBrowser()) =>
  eraseAccount(who.ctx, { password }, { browser: tools.browser })

describe('erasing an account', () => {
  it('leaves nothing that leads to her, in any table', async () => {
    const anna = await givenTraces()
    await signIn(givenContext(), { email: anna.email, password: 'wrong password' }, givenBrowser().browser)
    const traces = [
      'Annabel',
      anna.email,
      anna.laptop,
      anna.phone,
      anna.ctx.visitId,
      sha256(anna.email),
      sha256(anna.id),
    ]
    for (const trace of [...traces, '4242', 'hash of her form']) {
      if (![anna.ctx.visitId, sha256(anna.id)].includes(trace)) expect(await tablesWith(trace), trace).not.toEqual([])
    }
    const { browser, noted } = givenBrowser()
    noted.session = anna.email
    expect(await eraseAccount(anna.ctx, { password: PASSWORD }, { browser })).toEqual({ ok: true, value: null })
    for (const trace of [...traces, '4242', 'hash of her form']) {
      const browser = trace === anna.laptop || trace === anna.phone
      // A browser's number stays, beside nothing: so that nobody goes on as it.
      expect(await tablesWith(trace), trace).toEqual(browser ? ['visitor_link'] : [])
    }
    // Only orders, what follows from them, and the record that she was erased still name the number she had.
    expect(await tablesWith(anna.id)).toEqual(
      ['"order"', 'customer', 'erasure', 'event', 'loyalty_entry', 'membership_fact'].sort(),
    )
    expect(noted.session).toBeNull()
    expect([anna.laptop, null]).not.toContain(noted.visitorId)
  })

  it('keeps what accounts need, and what was bought together, without the browser', async () => {
    const anna = await givenTraces()
    const before = await db.event.findFirstOrThrow({ where: { kind: 'purchase' } })
    await erase(anna)
    expect(await db.customer.findUniqueOrThrow({ where: { id: anna.id } })).toMatchObject({
      ...{ name: ERASED_NAME, email: null, externalRef: null, passwordHash: null, country: null },
      ...{ consentRule: null, privacyControlAt: null, erasedAt: TEST_NOW },
    })
    expect(await db.order.findFirstOrThrow({ include: { lines: true, returns: true } })).toMatchObject({
      ...{ number: anna.order.number, total: 1_000_000, country: 'US', address: null, payment: null, contentHash: '' },
      ...{ lines: [{ quantity: 2 }], returns: [{ refundReference: null }] },
    })
    // The same fact in the same place of the log: who has counted it does not count it again.
    expect(await db.event.findMany()).toEqual([{ ...before, visitorId: null, visitId: null }])
  })

  it('ends her membership by a fact: reports of before stay, later ones count her no more', async () => {
    const anna = await givenTraces()
    const members = async (asOf: Date) => (await readReport(sorento, asOf)).members
    const before = [await members(daysAgo(1)), await members(LATER)]
    await erase(anna)
    expect(before).toEqual([1, 1])
    expect([await members(daysAgo(1)), await members(LATER)]).toEqual([1, 0])
  })

  it('forgets answers, promises and what batches made of her, and of an order for which stage of hers it was', async () => {
    const anna = await givenTraces()
    const known = ['birthday', 'one-timer']
    for (const trace of known) expect(await tablesWith(trace), trace).not.toEqual([])
    expect(await db.visitorSuccession.count()).toBe(1)
    await erase(anna)
    for (const trace of known) expect(await tablesWith(trace), trace).toEqual([])
    expect(await db.visitorSuccession.count()).toBe(0)
  })

  it('is recorded with what it removed', async () => {
    const anna = await givenTraces()
    await erase(anna)
    expect(await db.erasure.findMany({ omit: { id: true } })).toEqual([
      {
        ...{ kind: 'account', subject: anna.id, at: TEST_NOW },
        removed: {
          ...{ events: 10, reviews: 1, consents: 1, links: 2, carts: 1, ordersKept: 1 },
          ...{ answers: 1, offers: 1, messages: 1, messageChoices: 2, exposures: 2 },
        },
      },
    ])
  })

  it('touches nobody else', async () => {
    const [anna, bob] = [await givenTraces(), await givenTraces('Bertram Someone')]
    await givenEvent({ visitorId: randomUUID(), product: 'of-a-stranger' })
    const ofBob = async () =>
      (await everyRow()).filter((row) =>
        [bob.id, bob.phone, bob.laptop, 'Bertram', 'stranger'].some((trace) => row.includes(trace)),
      )
    const before = await ofBob()
    await erase(anna)
    expect(await ofBob()).toEqual(before)
    expect(before.length).toBeGreaterThan(15)
  })

  it('asks for the password, and no more often than signing in does', async () => {
    const anna = await givenTraces()
    const wrong = { ok: false, fault: { fields: { password: { code: 'auth.passwordWrong' } } } }
    expect(await erase(anna, 'wrong password')).toMatchObject(wrong)
    expect(await erase(anna, '')).toMatchObject({
      ok: false,
      fault: { fields: { password: { code: 'auth.password' } } },
    })
    for (let i = 0; i < 9; i++) expect(await erase(anna, 'wrong password')).toMatchObject(wrong)
    expect(await erase(anna)).toMatchObject({ ok: false, fault: { said: { code: 'auth.tooMany' } } })
    expect(await db.customer.count({ where: { erasedAt: null } })).toBe(1)
    expect(await db.erasure.count()).toBe(0)
  })

  it('is not for the accounts of staff', async () => {
    const anna = await givenTraces()
    await db.customer.update({ where: { id: anna.id }, data: { role: 'staff' } })
    expect(await erase(anna)).toMatchObject({ ok: false, fault: { said: { code: 'auth.staffAccount' } } })
    expect(await db.customer.count({ where: { erasedAt: null } })).toBe(1)
  })

  it('sent twice at once, or again later, is one erasure', async () => {
    const anna = await givenTraces()
    const results = await Promise.all([erase(anna), erase(anna)])
    expect(results.filter(({ ok }) => ok).length).toBeGreaterThan(0)
    expect(await erase(anna)).toEqual({ ok: true, value: null })
    expect(await db.erasure.count()).toBe(1)
    expect(await db.membershipFact.count({ where: { kind: 'resign' } })).toBe(1)
  })
})

describe('afterwards', () => {
  it('her sessions are nobody’s: no name, no order, no offer, no fact', async () => {
    const anna = await givenTraces()
    await erase(anna)
    const { number } = anna.order
    const known = await readShopperFacts({ visitorId: anna.phone, customerId: anna.id, asOf: TEST_NOW })
    expect(known).toMatchObject({ customer: null, facts: [], contributed: [], impressions: [], choice: null })
    const signedOut = await readShopperFacts({ visitorId: anna.phone, customerId: null, asOf: TEST_NOW })
    expect(signedOut).toMatchObject({ customer: null, orders: [], facts: [], cartCount: 0, claimed: true })
    expect(await readOrder({ number, customerId: randomUUID() })).toBeNull()
    const again = await signIn(givenContext(), { email: anna.email, password: PASSWORD }, givenBrowser().browser)
    expect(again).toEqual({ ok: false, fault: { said: { code: 'auth.refused' } } })
  })

  it('the same e-mail opens an account as a stranger does', async () => {
    const anna = await givenTraces()
    await erase(anna)
    const ctx = givenContext()
    const form = { name: 'Annabel Again', email: anna.email, password: PASSWORD }
    const result = await register(ctx, form, givenBrowser().browser)
    if (!result.ok) throw new Error('not registered')
    const { customerId, visitorId } = result.value
    expect(customerId).not.toBe(anna.id)
    expect(await readShopperFacts({ visitorId, customerId, asOf: LATER })).toMatchObject({
      ...{ orders: [], facts: [], contributed: [], memberships: [], entries: [], usedOffers: [], choice: null },
      cartCount: 0,
    })
  })

  it('nothing is written of her, whoever forgot to ask', async () => {
    const anna = await givenTraces()
    await erase(anna)
    const { id: customerId } = anna
    const rest = { customerId, at: TEST_NOW }
    const refused = /is erased/
    await expect(db.consentChoice.create({ data: { id: randomUUID(), choice: 'on', ...rest } })).rejects.toThrow(
      refused,
    )
    await expect(givenInCart({ ...anna.ctx, visitorId: anna.phone }, SKU)).rejects.toThrow(refused)
    await expect(
      db.visitorLink.create({ data: { id: randomUUID(), customerId, visitorId: anna.phone, from: TEST_NOW } }),
    ).rejects.toThrow(refused)
    const link = { visitorId: anna.phone, customerId, now: TEST_NOW }
    expect(await db.$transaction((tx) => linkVisitor(tx, link))).toBeNull()
    const facts = await db.event.count()
    await db.event.createMany({ data: [{ id: randomUUID(), kind: 'wish', ...rest }] })
    expect(await db.event.count()).toBe(facts)
  })
})

describe('the browsers that were hers', () => {
  const beacon = (visitorId: string) =>
    appendFacts([{ kind: 'view', at: LATER, movedClock: false, visitorId, product: 'looked-at-later' }])

  it.each(['phone', 'laptop'] as const)('teach nothing afterwards, whoever forgot to ask: the %s', async (which) => {
    const anna = await givenTraces()
    await erase(anna)
    const visitorId = anna[which]
    expect(await learnsFrom(givenContext({ visitorId }))).toBe(false)
    expect(await speaksForItself(givenContext({ visitorId }))).toBe(false)
    expect(await beacon(visitorId)).toBe(0)
    const known = await readShopperFacts({ visitorId, customerId: null, asOf: LATER })
    expect(known).toMatchObject({ claimed: true, linked: false, facts: [] })
  })

  it('are never linked to the next who signs in there: they are given a new visitor', async () => {
    const anna = await givenTraces()
    const undone = randomUUID()
    await givenLink(anna.id, undone)
    await db.visitorLink.updateMany({ where: { visitorId: undone }, data: { undoneAt: daysAgo(1) } })
    await erase(anna)
    const bob = await givenTraces('Bertram Someone')
    for (const visitorId of [anna.phone, anna.laptop, undone]) {
      const linked = await db.$transaction((tx) => linkVisitor(tx, { visitorId, customerId: bob.id, now: LATER }))
      expect([visitorId, null]).not.toContain(linked)
      expect(await ensureLinked({ visitorId, customerId: bob.id, now: LATER })).toBe(false)
    }
  })

  it('are kept as numbers only: whose they were, and on which day, is not', async () => {
    const anna = await givenTraces()
    await erase(anna)
    const month = new Date('2026-11-01T00:00:00Z')
    const nobodys = { customerId: null, from: month, until: month, undoneAt: month }
    expect(await db.visitorLink.findMany({ omit: { id: true }, orderBy: { visitorId: 'asc' } })).toEqual(
      [anna.phone, anna.laptop].sort().map((visitorId) => ({ visitorId, ...nobodys })),
    )
  })

  it('tell nothing that was read before she was erased and is written after', async () => {
    const anna = await givenTraces()
    let telling: Promise<number> | undefined
    await db.$transaction(async (tx) => {
      await eraseWithin(tx, { ...anna.ctx, attempts: [] })
      telling = beacon(anna.phone)
      await begun(telling)
    })
    expect(await telling).toBe(0)
    expect(await tablesWith('looked-at-later')).toEqual([])
  })
})

describe('what is under way at that moment', () => {
  const held = (anna: Traces) => (tx: Parameters<typeof eraseWithin>[0]) =>
    eraseWithin(tx, { ...anna.ctx, attempts: [] })

  it('an addition to her cart, and a page that is being noted, are waited for and removed', async () => {
    const anna = await givenTraces()
    let erasing: Promise<unknown> | undefined
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`select id from cart where customer_id = ${anna.id}::uuid for update`
      erasing = db.$transaction(held(anna))
      await begun(erasing)
      await tx.$executeRaw`insert into event (id, at, kind, customer_id, visitor_id, product)
        values (${randomUUID()}::uuid, ${TEST_NOW}, 'cart-add', ${anna.id}::uuid, ${anna.laptop}::uuid, 'late')`
    })
    await erasing
    expect(await tablesWith('late')).toEqual([])
  })

  it('a browser that is signing in stays a stranger’s', async () => {
    const anna = await givenTraces()
    const visitorId = randomUUID()
    await givenEvent({ visitorId, product: 'hers-elsewhere' })
    let linking: Promise<unknown> | undefined
    await db.$transaction(async (tx) => {
      await held(anna)(tx)
      linking = db.$transaction((own) => linkVisitor(own, { visitorId, customerId: anna.id, now: TEST_NOW }))
      await begun(linking)
    })
    expect(await linking).toBeNull()
    expect(await db.visitorLink.count({ where: { OR: [{ visitorId }, { customerId: anna.id }] } })).toBe(0)
  })

  it('an order that is being paid for is released, and its payment let go', async () => {
    const anna = await givenTraces()
    const stock = async () => (await db.variant.findUniqueOrThrow({ where: { sku: SKU } })).stock
    const before = await stock()
    const cancelled: string[] = []
    const fields = orderFields({ shownTotal: '312000' })
    const { browser } = givenBrowser()
    const payments = {
      ...demoPayments,
      cancel: async (orderId: string) => void cancelled.push(orderId),
      authorise: async (...asked: Parameters<typeof demoPayments.authorise>) => {
        expect(await stock()).toBe(before - 1)
        await eraseAccount(anna.ctx, { password: PASSWORD }, { browser, payments })
        return demoPayments.authorise(...asked)
      },
    }
    const result = await placeOrder(anna.ctx, fields, { browser, payments })
    expect(result.status).toBe('refused')
    expect(await stock()).toBe(before)
    const order = await db.order.findFirstOrThrow({ where: { status: 'released' } })
    expect(order).toMatchObject({ address: null, payment: null })
    expect(cancelled).toContain(order.id)
    expect(await tablesWith('Mercer')).toEqual([])
  })

  it('an order that comes after it is not written', async () => {
    const anna = await givenTraces()
    await erase(anna)
    const reserved = reserveOrder({
      ...{ customerId: anna.id, key: randomUUID(), contentHash: '', shownTotal: 312_000, shownOffer: null, points: 0 },
      ...{ now: TEST_NOW, realNow: TEST_NOW },
      address: { name: 'Annabel', line1: '1', line2: '', city: 'X', region: 'NY', postcode: '10013', country: 'US' },
      rights: (tx) => readRights(anna.id, TEST_NOW, tx),
    }).catch((error: Error) => error)
    expect(await reserved).not.toMatchObject({ ok: true })
    expect(await db.order.count()).toBe(1)
  })

  it('an addition that comes after it finds no cart of hers', async () => {
    const anna = await givenTraces()
    await erase(anna)
    const change = { ...anna.ctx, visitorId: anna.laptop, learns: true, place: 'product', sku: SKU, quantity: 1 }
    await expect(addToCart(change)).rejects.toThrow(/is erased/)
    expect(await db.cart.count()).toBe(0)
  })
})
