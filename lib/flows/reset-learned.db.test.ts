import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { appendFacts } from '@/lib/events/queries'
import { appendExposures } from '@/lib/experiments/queries'
import { readShopperFacts } from '@/lib/experience/queries'
import { emptyDatabase, givenCustomer, givenEvent, TEST_NOW } from '@/test/database'
import { begun, givenBrowser, givenContext, givenProgramme } from './flows.fixture'
import { readDevices } from './data-devices'
import { lockSpeaker, lockVisitor } from './locks'
import { resetLearned } from './reset-learned'
import { everyRow, givenGown, givenLink, givenTraces } from './traces.fixture'
import { undoLink } from './undo-link'
import { linkVisitor } from './visitor-link'

beforeEach(async () => {
  await emptyDatabase()
  await givenGown()
  await givenProgramme()
})

const kinds = async () =>
  (await db.event.groupBy({ by: ['kind'], _count: true, orderBy: { kind: 'asc' } })).map(
    ({ kind, _count }) => `${kind} ${_count}`,
  )

describe('forgetting what was learned', () => {
  it('removes what was observed in every browser of hers, and keeps orders, reviews and what she said', async () => {
    const anna = await givenTraces()
    const rest = async () => (await everyRow()).filter((row) => !/^(event|erasure) /.test(row))
    const before = await rest()
    expect(await resetLearned(anna.ctx, { said: false })).toEqual({ learned: 6, said: 0 })
    expect(await kinds()).toEqual(['prefer 2', 'purchase 1', 'wish 2'])
    expect(await rest()).toEqual(before)
    const known = await readShopperFacts({ visitorId: anna.laptop, customerId: anna.id, asOf: TEST_NOW })
    expect(known.facts.map(({ kind }) => kind)).toEqual(['purchase'])
    expect(known.impressions).toEqual([])
    // Of each thing the newest, on whichever device she said it.
    expect([known.orders.length, known.contributed.map(({ kind }) => kind).sort()]).toEqual([1, ['prefer', 'wish']])
  })

  it('removes what she said where she asks for it, and records how much', async () => {
    const anna = await givenTraces()
    expect(await resetLearned(anna.ctx, { said: true })).toEqual({ learned: 6, said: 4 })
    expect(await kinds()).toEqual(['purchase 1'])
    expect(await db.erasure.findMany({ omit: { id: true } })).toEqual([
      { kind: 'learned', subject: anna.id, at: TEST_NOW, removed: { learned: 6, said: 4 } },
    ])
    expect(await db.review.count()).toBe(1)
  })

  it('works for a browser where nobody is signed in, and for that browser only', async () => {
    const anna = await givenTraces()
    const ctx = givenContext()
    await givenEvent({ visitorId: ctx.visitorId, product: 'a' })
    await givenEvent({ visitorId: ctx.visitorId, kind: 'wish', product: 'a' })
    await givenEvent({ visitorId: randomUUID(), product: 'of another' })
    const others = async () => (await everyRow()).filter((row) => !row.includes(ctx.visitorId))
    const before = await others()
    expect(await resetLearned(ctx, { said: true })).toEqual({ learned: 1, said: 1 })
    expect(await others()).toEqual(before)
    expect(await db.event.count({ where: { visitorId: ctx.visitorId } })).toBe(0)
    const recorded = { kind: 'learned', subject: ctx.visitorId, at: TEST_NOW, removed: { learned: 1, said: 1 } }
    expect(await db.erasure.findMany({ omit: { id: true } })).toEqual([recorded])
    // A session that ran out leaves her visitor behind: whoever asks then is not her.
    expect(await resetLearned({ ...anna.ctx, customerId: null }, { said: true })).toEqual({ learned: 0, said: 0 })
    expect(await db.erasure.count()).toBe(1)
  })

  it('forgets to what a browser was exposed where nobody is signed in, and nothing of whoever is', async () => {
    const [anna, ctx] = [await givenTraces(), givenContext()]
    const shown = { experiment: 'test', arm: 'personal', counterfactual: false, at: TEST_NOW }
    const stranger = randomUUID()
    await db.experimentExposure.createMany({
      data: [
        { ...shown, who: ctx.visitorId },
        { ...shown, who: ctx.visitorId, experiment: 'other' },
        { ...shown, who: stranger },
        // Here, and as the customer whom this browser has since been signed out of.
        { ...shown, who: ctx.visitorId, arm: 'generic', customerId: anna.id },
      ],
    })
    const exposed = async () =>
      (await db.experimentExposure.findMany({ orderBy: [{ experiment: 'asc' }, { who: 'asc' }, { arm: 'asc' }] })).map(
        ({ experiment, who, arm }) => `${experiment} ${who} ${arm}`,
      )
    const before = await exposed()
    const goes = [`other ${ctx.visitorId} personal`, `test ${ctx.visitorId} personal`]
    expect(await resetLearned(anna.ctx, { said: true })).toEqual({ learned: 6, said: 4 })
    expect(await exposed()).toEqual(before)
    await resetLearned(ctx, { said: false })
    expect(await exposed()).toEqual(before.filter((line) => !goes.includes(line)))
  })

  it('is recorded only where there was something to forget', async () => {
    const anna = await givenTraces()
    expect(await resetLearned(givenContext({ silent: true }), { said: true })).toEqual({ learned: 0, said: 0 })
    for (let i = 0; i < 3; i++) await resetLearned(anna.ctx, { said: false })
    expect(await db.erasure.findMany({ select: { subject: true } })).toEqual([{ subject: anna.id }])
  })

  it('leaves out a browser of which she said that it was not her', async () => {
    const anna = await givenTraces()
    await db.visitorLink.updateMany({ where: { visitorId: anna.phone }, data: { undoneAt: TEST_NOW } })
    await resetLearned({ ...anna.ctx, visitorId: anna.phone }, { said: false })
    expect(await db.event.count({ where: { visitorId: anna.phone, kind: 'view' } })).toBe(1)
  })

  it('waits for a fact that is being written, and removes it', async () => {
    const anna = await givenTraces()
    let resetting: Promise<unknown> | undefined
    // As the statement of `appendFacts` holds it until it is done.
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`select count(pg_advisory_xact_lock_shared(hashtextextended(${`visitor:${anna.phone}`}, 0)))`
      await tx.event.create({
        data: { id: randomUUID(), kind: 'view', at: TEST_NOW, visitorId: anna.phone, product: 'late' },
      })
      resetting = resetLearned(anna.ctx, { said: false })
      await begun(resetting)
    })
    await resetting
    expect(await db.event.count({ where: { product: 'late' } })).toBe(0)
  })

  it('waits for what is being said, and neither waits for the other in turn', async () => {
    const anna = await givenTraces()
    let resetting: Promise<unknown> | undefined
    // As a review holds it: first that she speaks, then the browser, last that she is somebody.
    await db.$transaction(async (tx) => {
      await lockSpeaker(tx, anna.ctx)
      await lockVisitor(tx, anna.laptop)
      resetting = resetLearned(anna.ctx, { said: true })
      await begun(resetting)
      await tx.$queryRaw`select id from customer where id = ${anna.id}::uuid for key share`
      await tx.event.create({
        data: { id: randomUUID(), kind: 'rate', at: TEST_NOW, visitorId: anna.laptop, customerId: anna.id },
      })
    })
    expect(await resetting).toEqual({ learned: 6, said: 5 })
  })

  it('and an exposure that a page writes meanwhile never wait for each other in turn', async () => {
    const anna = await givenTraces()
    await db.experimentExposure.deleteMany()
    let [resetting, writing]: Promise<unknown>[] = []
    // What holds the first of her browsers stops it when it holds her, and the second one not yet.
    const [first = '', second = ''] = [anna.laptop, anna.phone].sort()
    await db.$transaction(async (tx) => {
      await lockVisitor(tx, first)
      resetting = resetLearned(anna.ctx, { said: true })
      await begun(resetting)
      const line = { experiment: 'block', who: second, customerId: anna.id, arm: 'generic', counterfactual: true }
      writing = appendExposures([{ ...line, at: TEST_NOW }])
      await begun(writing, 2)
    })
    expect(await Promise.all([resetting, writing])).toEqual([{ learned: 6, said: 4 }, 1])
  })

  it('holds facts up that come meanwhile, and browsers that are signing in', async () => {
    const anna = await givenTraces()
    const visitorId = randomUUID()
    const waiting: Promise<unknown>[] = []
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`select id from customer where id = ${anna.id}::uuid for update`
      await tx.$queryRaw`select count(pg_advisory_xact_lock(hashtextextended(${`visitor:${anna.phone}`}, 0)))`
      const fact = { kind: 'view', at: TEST_NOW, movedClock: false, visitorId: anna.phone, product: 'later' } as const
      waiting.push(appendFacts([fact]))
      await begun(waiting[0] ?? Promise.resolve())
      waiting.push(db.$transaction((own) => linkVisitor(own, { visitorId, customerId: anna.id, now: TEST_NOW })))
      expect(await tx.event.count({ where: { product: 'later' } })).toBe(0)
      expect(await tx.visitorLink.count({ where: { visitorId } })).toBe(0)
    })
    expect(await Promise.all(waiting)).toEqual([1, visitorId])
  })
})

describe('the browsers that know her', () => {
  const devices = (anna: Awaited<ReturnType<typeof givenTraces>>) => readDevices(anna.ctx)

  it('are listed with when and how much, this one marked', async () => {
    const anna = await givenTraces()
    await givenLink((await givenCustomer()).id, randomUUID())
    const listed = await devices(anna)
    expect(listed).toHaveLength(2)
    expect(listed.filter(({ here }) => here)).toHaveLength(1)
    for (const { open, facts } of listed) expect([open, facts]).toEqual([true, 4])
    expect(listed.map(({ linkId }) => linkId)).not.toContain(anna.phone)
  })

  it('lose what was not her at once; nobody can be linked to that browser again', async () => {
    const anna = await givenTraces()
    const [phone] = (await devices(anna)).filter(({ here }) => !here)
    const cart = await db.cartLine.findMany()
    const { browser, noted } = givenBrowser()
    expect(await undoLink(anna.ctx, phone?.linkId, browser)).toBe(true)
    expect(noted.visitorId).toBeNull()
    const read = (customerId: string | null) => readShopperFacts({ visitorId: anna.phone, customerId, asOf: TEST_NOW })
    const hers = await readShopperFacts({ visitorId: anna.laptop, customerId: anna.id, asOf: TEST_NOW })
    expect(new Set(hers.facts.map(({ visitorId }) => visitorId))).toEqual(new Set([anna.laptop]))
    expect(hers.contributed).toHaveLength(2)
    expect((await read(null)).facts).toEqual([])
    expect(await db.cartLine.findMany()).toEqual(cart)
    expect(await devices(anna)).toHaveLength(1)

    const { id: bob } = await givenCustomer()
    for (const customerId of [anna.id, bob]) {
      const linked = await db.$transaction((tx) =>
        linkVisitor(tx, { visitorId: anna.phone, customerId, now: TEST_NOW }),
      )
      expect(linked).not.toBe(anna.phone)
      expect((await read(customerId)).linked).toBe(false)
    }
    const anew = await readShopperFacts({ visitorId: anna.laptop, customerId: anna.id, asOf: TEST_NOW })
    expect(anew.facts).toEqual(hers.facts)
  })

  it('make this one a new visitor where it was not her here', async () => {
    const anna = await givenTraces()
    const [here] = (await devices(anna)).filter((device) => device.here)
    const { browser, noted } = givenBrowser()
    expect(await undoLink(anna.ctx, here?.linkId, browser)).toBe(true)
    expect(noted.visitorId).not.toBeNull()
    expect(noted.visitorId).not.toBe(anna.laptop)
  })

  it('are hers alone to say so of, once', async () => {
    const [anna, bob] = [await givenTraces(), await givenTraces('Bertram Someone')]
    const [his] = await devices(bob)
    const before = await everyRow()
    const { browser } = givenBrowser()
    for (const id of [his?.linkId, anna.phone, randomUUID(), 'nonsense', undefined, null]) {
      expect(await undoLink(anna.ctx, id, browser)).toBe(false)
    }
    expect(await everyRow()).toEqual(before)
    const [hers] = await devices(anna)
    expect(await undoLink(anna.ctx, hers?.linkId, browser)).toBe(true)
    expect(await undoLink(anna.ctx, hers?.linkId, browser)).toBe(false)
  })
})
