import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { readCart } from '@/lib/cart/queries'
import { db } from '@/lib/core/db'
import { readShopperFacts } from '@/lib/experience/queries'
import { daysAgo, emptyDatabase, givenCustomer, givenEvent, givenPiece, TEST_NOW } from '@/test/database'
import { choosePersonalisation, learnsFrom, storedChoice } from './consent'
import { givenBrowser, givenContext, givenInCart, givenProgramme, PASSWORD } from './flows.fixture'
import { register, signInOrRegister } from './register'
import { signIn } from './sign-in'
import type { FlowContext } from './types'
import { ensureLinked, linkVisitor, signOut, welcomeNew } from './visitor-link'

const SKU = 'test-gown:scarlet:4'
const HOUR = 3_600_000
const someone = { id: randomUUID(), email: 'alice@example.test', name: 'Alice', createdAt: TEST_NOW }
const hoursAgo = (hours: number) => new Date(TEST_NOW.getTime() - hours * HOUR)

beforeEach(emptyDatabase)

/** Opens an account elsewhere, and answers its id. */
async function givenAccount(email = 'alice@example.test', ctx = givenContext()): Promise<string> {
  const result = await register(ctx, { name: 'Alice Hartwell', email, password: PASSWORD }, givenBrowser().browser)
  if (!result.ok) throw new Error(`not registered: ${result.fault.said.code}`)
  return result.value.customerId
}

const links = () =>
  db.visitorLink.findMany({
    orderBy: { from: 'asc' },
    select: { visitorId: true, customerId: true, from: true, until: true },
  })

describe('registering', () => {
  it('keeps name and e-mail tidy and the password as a hash, and signs in', async () => {
    const { browser, noted } = givenBrowser()
    const ctx = givenContext({ country: 'PL' })
    const form = { name: '  Alice \u0000 Hartwell ', email: ' Alice@Example.TEST ', password: PASSWORD }
    const result = await register(ctx, form, browser)
    expect(result).toMatchObject({ ok: true, value: { visitorId: ctx.visitorId, cut: [] } })
    const customer = await db.customer.findFirstOrThrow()
    expect(customer).toMatchObject({
      name: 'Alice Hartwell',
      email: 'alice@example.test',
      country: 'PL',
      createdAt: TEST_NOW,
    })
    expect(customer.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(noted).toMatchObject({ session: 'alice@example.test', visitorId: null })
    expect(await links()).toEqual([{ visitorId: ctx.visitorId, customerId: customer.id, from: TEST_NOW, until: null }])
  })

  it('answers an e-mail that has an account like any refusal, and changes nothing', async () => {
    await givenAccount()
    const before = await db.customer.findMany()
    const { browser, noted } = givenBrowser()
    const form = { name: 'Mallory', email: 'ALICE@example.test', password: PASSWORD }
    expect(await register(givenContext(), form, browser)).toEqual({
      ok: false,
      fault: { said: { code: 'auth.cannotOpen' } },
    })
    expect(noted.session).toBeNull()
    expect(await db.customer.findMany()).toEqual(before)
  })

  it.each([
    ['too short', 'nine char', 'auth.passwordShort'],
    ['the e-mail', 'alice@example.test', 'auth.passwordIsEmail'],
    ['a common one', 'Password123', 'auth.passwordCommon'],
    ['one letter', 'aaaaaaaaaaaa', 'auth.passwordCommon'],
    ['a run', 'bcdefghijklm', 'auth.passwordCommon'],
    ['too long', 'x'.repeat(201), 'auth.passwordLong'],
    ['nothing', '', 'auth.password'],
  ])('refuses a password that is %s', async (_, password, code) => {
    const form = { name: 'Alice', email: 'alice@example.test', password }
    const result = await register(givenContext(), form, givenBrowser().browser)
    expect(result).toMatchObject({ ok: false, fault: { said: { code: 'auth.look' }, fields: { password: { code } } } })
    expect(await db.customer.count()).toBe(0)
  })

  it('twice at once opens one account', async () => {
    const results = await Promise.allSettled(Array.from({ length: 3 }, () => givenAccount()))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db.customer.count()).toBe(1)
  })

  describe('keeps the browser in which the account was opened', () => {
    const first = async (id: string) => (await db.customer.findUniqueOrThrow({ where: { id } })).firstVisitorId

    it('once, whatever signs in later', async () => {
      const ctx = givenContext()
      const id = await givenAccount('alice@example.test', ctx)
      expect(await first(id)).toBe(ctx.visitorId)
      const elsewhere = givenContext()
      await signIn(elsewhere, { email: 'alice@example.test', password: PASSWORD }, givenBrowser().browser)
      await signOut({ ...elsewhere, customerId: id }, givenBrowser().browser)
      await signIn(ctx, { email: 'alice@example.test', password: PASSWORD }, givenBrowser().browser)
      expect(await first(id)).toBe(ctx.visitorId)
      const other = { where: { id }, data: { firstVisitorId: elsewhere.visitorId } }
      await expect(db.customer.update(other)).rejects.toThrow('written once')
    })

    it('at checkout as at registration, and not again for who has an account', async () => {
      const ctx = givenContext()
      const account = { name: 'Alice', email: 'alice@example.test', password: PASSWORD }
      const opened = await signInOrRegister(ctx, account, givenBrowser().browser)
      if (!opened.ok) throw new Error('not opened')
      expect(opened.value.known).toBe(false)
      const again = await signInOrRegister(givenContext(), account, givenBrowser().browser)
      expect(again).toMatchObject({ ok: true, value: { known: true, customerId: opened.value.customerId } })
      expect(await first(opened.value.customerId)).toBe(ctx.visitorId)
    })

    it('as the new visitor that the browser becomes, where it was somebody else’s', async () => {
      const ctx = givenContext()
      const alice = await givenAccount('alice@example.test', ctx)
      const { browser, noted } = givenBrowser()
      const form = { name: 'Bertram', email: 'bertram@example.test', password: PASSWORD }
      const result = await register(ctx, form, browser)
      if (!result.ok) throw new Error('not registered')
      expect(noted.visitorId).not.toBeNull()
      expect(await first(result.value.customerId)).toBe(noted.visitorId)
      expect(await first(alice)).toBe(ctx.visitorId)
    })

    it('of several accounts opened in it at once: one has it, each other its own, all as they are linked', async () => {
      const ctx = givenContext()
      const ids = await Promise.all(['a', 'b', 'c'].map((name) => givenAccount(`${name}@example.test`, ctx)))
      const firsts = await Promise.all(ids.map(first))
      expect(new Set(firsts).size).toBe(3)
      expect(firsts.filter((visitorId) => visitorId === ctx.visitorId)).toHaveLength(1)
      const linked = await links()
      for (const [i, customerId] of ids.entries()) {
        expect(linked.find((link) => link.customerId === customerId)?.visitorId).toBe(firsts[i])
      }
    })

    it('of one form sent at once from two browsers: that of the one that opened it', async () => {
      const asking = [givenContext(), givenContext()]
      const account = { name: 'Alice', email: 'alice@example.test', password: PASSWORD }
      const both = await Promise.all(asking.map((ctx) => signInOrRegister(ctx, account, givenBrowser().browser)))
      const opened = both.findIndex((result) => result.ok && !result.value.known)
      const customer = await db.customer.findFirstOrThrow()
      expect(customer.firstVisitorId).toBe(asking[opened]?.visitorId)
      expect(await links()).toHaveLength(2)
    })

    it('or opens none: no account is left behind without its link', async () => {
      const ctx = givenContext()
      // What the database cannot hold stands for a database that is away when visitor and customer are linked.
      const broken = { ...ctx, now: new Date(Number.NaN) }
      await expect(
        welcomeNew(
          broken,
          async (tx, firstVisitorId) => (await tx.customer.create({ data: { ...someone, firstVisitorId } })).id,
          givenBrowser().browser,
        ),
      ).rejects.toThrow()
      expect([await db.customer.count(), await db.visitorLink.count()]).toEqual([0, 0])
    })
  })

  it('is limited per address', async () => {
    await givenAccount()
    const form = { name: 'Mallory', email: 'alice@example.test', password: PASSWORD }
    await db.signInAttempt.deleteMany()
    const codes: string[] = []
    for (let i = 0; i < 31; i++) {
      const result = await register(givenContext(), form, givenBrowser().browser)
      codes.push(result.ok ? 'ok' : result.fault.said.code)
    }
    expect(codes.filter((code) => code === 'auth.cannotOpen')).toHaveLength(30)
    expect(codes.at(-1)).toBe('auth.tooMany')
  })
})

describe('signing in', () => {
  const enter = (ctx: FlowContext, password = PASSWORD, email = 'alice@example.test') => {
    const { browser, noted } = givenBrowser()
    return signIn(ctx, { email, password }, browser).then((result) => ({ result, noted }))
  }

  it('takes the e-mail in any case, and opens the session', async () => {
    const customerId = await givenAccount()
    const { result, noted } = await enter(givenContext(), PASSWORD, '  ALICE@example.test')
    expect(result).toMatchObject({ ok: true, value: { customerId } })
    expect(noted.session).toBe('alice@example.test')
  })

  it('opens it for the visitor that is theirs from then on', async () => {
    const ctx = givenContext()
    await givenAccount('alice@example.test', ctx)
    expect((await enter(givenContext(ctx))).noted).toMatchObject({ sessionVisitor: ctx.visitorId, visitorId: null })
    // Somebody else at the same browser: it becomes a new visitor, and the session is that one's.
    await givenAccount('bertram@example.test')
    const { noted } = await enter(givenContext(ctx), PASSWORD, 'bertram@example.test')
    expect(noted.visitorId).not.toBeNull()
    expect(noted.sessionVisitor).toBe(noted.visitorId)
    expect(noted.visitorId).not.toBe(ctx.visitorId)
  })

  it('says the same of a wrong password, an unknown e-mail and an account without a password', async () => {
    await givenAccount()
    await givenCustomer({ email: 'till@example.test' })
    const refused = { ok: false, fault: { said: { code: 'auth.refused' } } }
    expect((await enter(givenContext(), 'wrong password')).result).toEqual(refused)
    expect((await enter(givenContext(), PASSWORD, 'nobody@example.test')).result).toEqual(refused)
    expect((await enter(givenContext(), PASSWORD, 'till@example.test')).result).toEqual(refused)
    expect(await db.visitorLink.count()).toBe(1)
  })

  it('names what is missing from the form', async () => {
    const { result } = await enter(givenContext(), '', 'no e-mail')
    expect(result).toMatchObject({
      fault: { fields: { email: { code: 'auth.email' }, password: { code: 'auth.password' } } },
    })
  })

  it('lets the cart come along, as far as there are pieces, and says what was cut', async () => {
    await givenPiece({ stock: 3 })
    const customerId = await givenAccount()
    const [home, phone] = [givenContext({ customerId }), givenContext()]
    await givenInCart(home, SKU, 2)
    await givenInCart(phone, SKU, 2)
    const { result } = await enter(phone)
    expect(result).toMatchObject({ value: { cut: [{ sku: SKU, name: 'test-gown', wanted: 4, quantity: 3 }] } })
    expect((await readCart(home)).lines).toMatchObject([{ sku: SKU, quantity: 3 }])
    expect((await readCart(phone)).lines).toEqual([])
  })
})

describe('who was who', () => {
  it('is known from the visitor’s first fact on, however often they sign in', async () => {
    const { id: customerId } = await givenCustomer()
    const { visitorId } = givenContext()
    await givenEvent({ visitorId, at: hoursAgo(3), product: 'a' })
    await givenEvent({ visitorId, at: hoursAgo(2), product: 'b' })
    const link = () => db.$transaction((tx) => linkVisitor(tx, { visitorId, customerId, now: TEST_NOW }))
    expect(await Promise.all([link(), link(), link()])).toEqual([visitorId, visitorId, visitorId])
    expect(await links()).toEqual([{ visitorId, customerId, from: hoursAgo(3), until: null }])
    await givenProgramme()
    const facts = await readShopperFacts({ visitorId: randomUUID(), customerId, asOf: TEST_NOW })
    expect(facts.facts.map(({ product }) => product)).toEqual(['b', 'a'])
  })

  it('takes over of a visitor what still counts of them, and no more', async () => {
    const given = async (...facts: { at: Date; kind?: string }[]) => {
      const { id: customerId } = await givenCustomer()
      const { visitorId } = givenContext()
      for (const { at, kind = 'view' } of facts) await givenEvent({ visitorId, kind, at, product: 'a' })
      await db.$transaction((tx) => linkVisitor(tx, { visitorId, customerId, now: TEST_NOW }))
      return (await db.visitorLink.findFirstOrThrow({ where: { visitorId } })).from
    }
    expect(await given({ at: daysAgo(31) })).toEqual(TEST_NOW)
    expect(await given({ at: daysAgo(31) }, { at: daysAgo(30) }, { at: daysAgo(2) })).toEqual(daysAgo(30))
    // What they said themselves counts until they take it back.
    expect(await given({ at: daysAgo(300) }, { at: daysAgo(200), kind: 'wish' })).toEqual(daysAgo(200))
    await db.setting.create({ data: { key: 'profileDaysVisitor', value: '60' } })
    expect(await given({ at: daysAgo(61) }, { at: daysAgo(31) })).toEqual(daysAgo(31))
  })

  it('ends with signing out: the browser goes on as somebody new', async () => {
    const ctx = givenContext()
    const customerId = await givenAccount('alice@example.test', ctx)
    const { browser, noted } = givenBrowser()
    const later = new Date(TEST_NOW.getTime() + HOUR)
    await signOut({ ...ctx, customerId, now: later }, browser)
    expect(await links()).toEqual([{ visitorId: ctx.visitorId, customerId, from: TEST_NOW, until: later }])
    expect(noted.session).toBeNull()
    expect(noted.visitorId).toMatch(/^[0-9a-f-]{36}$/)
    expect(noted.visitorId).not.toBe(ctx.visitorId)
    expect(noted.visitId).not.toBe(ctx.visitId)
  })

  it('never becomes somebody else: the next one on the same browser gets a new visitor', async () => {
    const ctx = givenContext()
    await givenEvent({ visitorId: ctx.visitorId, at: hoursAgo(1), product: 'of-alice' })
    const alice = await givenAccount('alice@example.test', ctx)
    // Her session ran out without signing out; her cookie is still there.
    const bob = await givenAccount('bob@example.test')
    const { browser, noted } = givenBrowser()
    const result = await signIn(ctx, { email: 'bob@example.test', password: PASSWORD }, browser)
    expect(result).toMatchObject({
      ok: true,
      value: { customerId: bob, visitorId: noted.visitorId, visitId: noted.visitId },
    })
    expect(noted.visitorId).not.toBe(ctx.visitorId)
    const ofAlice = (await links()).filter((link) => link.visitorId === ctx.visitorId)
    expect(ofAlice).toEqual([{ visitorId: ctx.visitorId, customerId: alice, from: hoursAgo(1), until: TEST_NOW }])
    const facts = await readShopperFacts({ visitorId: ctx.visitorId, customerId: bob, asOf: TEST_NOW })
    expect(facts.facts).toEqual([])
  })

  it('is decided once, when two people sign in on one browser at the same moment', async () => {
    const [one, other] = [await givenCustomer(), await givenCustomer()]
    const { visitorId } = givenContext()
    const link = (customerId: string) =>
      db.$transaction((tx) => linkVisitor(tx, { visitorId, customerId, now: TEST_NOW }))
    const linked = await Promise.all([link(one.id), link(other.id), link(one.id), link(other.id)])
    const owners = new Set((await links()).filter((row) => row.visitorId === visitorId).map((row) => row.customerId))
    expect(owners.size).toBe(1)
    expect(linked.filter((id) => id === visitorId).length).toBeGreaterThan(0)
  })

  it('after signing out and in again on an old cookie, begins anew: what lay between is nobody’s', async () => {
    const { id: customerId } = await givenCustomer()
    const { visitorId } = givenContext()
    const link = { id: randomUUID(), visitorId, customerId, from: hoursAgo(5), until: hoursAgo(4) }
    await db.visitorLink.create({ data: link })
    await givenEvent({ visitorId, at: hoursAgo(3) })
    await db.$transaction((tx) => linkVisitor(tx, { visitorId, customerId, now: TEST_NOW }))
    expect((await links()).map(({ from }) => from)).toEqual([hoursAgo(5), TEST_NOW])
    await givenEvent({ visitorId, at: hoursAgo(4.5), product: 'hers' })
    const { facts } = await readShopperFacts({ visitorId, customerId, asOf: TEST_NOW })
    expect(facts.map((fact) => fact.product)).toEqual(['hers'])
  })

  it('is mended for a session whose visitor is new, and only then', async () => {
    const [mine, theirs] = [await givenCustomer(), await givenCustomer()]
    const ask = (visitorId: string) => ensureLinked({ visitorId, customerId: mine.id, now: TEST_NOW })
    const fresh = randomUUID()
    expect(await Promise.all([ask(fresh), ask(fresh)])).toEqual([true, true])
    expect(await links()).toHaveLength(1)
    const taken = randomUUID()
    await db.$transaction((tx) => linkVisitor(tx, { visitorId: taken, customerId: theirs.id, now: TEST_NOW }))
    expect(await ask(taken)).toBe(false)
    expect(await links()).toHaveLength(2)
  })
})

describe('personalisation', () => {
  it('is kept in the browser, and with the customer, newest last', async () => {
    const { id: customerId } = await givenCustomer()
    const { browser, noted } = givenBrowser()
    const ctx = givenContext({ customerId })
    expect(await learnsFrom(ctx)).toBe(true)
    await choosePersonalisation(ctx, 'off', browser)
    expect(noted.answer).toBe('no')
    expect(await learnsFrom(ctx)).toBe(false)
    await choosePersonalisation({ ...ctx, now: hoursAgo(9) }, 'on', browser)
    expect([noted.answer, await storedChoice(customerId), await learnsFrom(ctx)]).toEqual(['yes', 'on', true])
    // The browser's own "no" holds against a stored "yes"; crawlers teach nothing.
    expect(await learnsFrom({ ...ctx, answer: 'no' })).toBe(false)
    expect(await learnsFrom({ ...ctx, silent: true })).toBe(false)
    await choosePersonalisation(givenContext(), 'off', browser)
    expect(await db.consentChoice.count()).toBe(2)
  })

  it('learns nothing in a browser whose customer’s session ran out, until it is somebody’s again', async () => {
    const ctx = givenContext()
    const [alice, bob] = [await givenAccount('alice@example.test', ctx), await givenAccount('bob@example.test')]
    expect(await learnsFrom({ ...ctx, customerId: alice })).toBe(true)
    expect(await learnsFrom(ctx)).toBe(false)
    expect(await learnsFrom({ ...ctx, customerId: bob })).toBe(false)
  })
})
