import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { daysAgo, emptyDatabase, givenEvent, TEST_NOW } from '@/test/database'
import { choosePersonalisation } from './consent'
import { exportOf } from './export-data'
import { givenBrowser, givenContext, givenInCart, givenProgramme } from './flows.fixture'
import { pruneProfiles } from './prune-profiles'
import { givenGown, givenLink, givenTraces } from './traces.fixture'

beforeEach(async () => {
  await emptyDatabase()
  await givenGown()
  await givenProgramme()
})

type Exported = Record<string, unknown> & { events: { kind: string; product?: string }[] }

const exported = async (who: Parameters<typeof exportOf>[0]) => {
  let text = ''
  for await (const piece of exportOf(who)) text += piece
  return { text, file: JSON.parse(text) as Exported }
}

describe('a copy of one’s data', () => {
  it('holds all of it, and nothing of anybody else', async () => {
    const [anna, bob] = [await givenTraces(), await givenTraces('Bertram Someone')]
    await givenEvent({ visitorId: randomUUID(), product: 'of-a-stranger' })
    const { text, file } = await exported(anna.ctx)
    for (const trace of [bob.id, bob.email, 'Bertram', bob.laptop, bob.phone, bob.order.number, 'of-a-stranger']) {
      expect(text, trace).not.toContain(trace)
    }
    expect(text).not.toContain('argon2')
    expect(file).toMatchObject({
      ...{ format: 'sorento-export/1', of: 'customer', exportedAt: TEST_NOW.toISOString() },
      profile: { name: anna.name, email: anna.email, tillReference: anna.externalRef },
      membership: { member: true, facts: [{ kind: 'join' }], reported: [{ amount: 700 }] },
      orders: [{ number: anna.order.number, payment: { last4: '4242' }, lines: [{ quantity: 2 }], returns: [{}] }],
      reviews: [{ rating: 5, verdict: { verdict: 'shown' } }],
      consentChoices: [{ choice: 'on' }],
      messages: [{ cause: 'welcome', status: 'sent', marks: [{ what: 'clicked' }] }],
      messageChoices: [{ choice: 'on' }, { choice: 'off' }],
      mailRefused: { said: expect.stringContaining('550') },
      experiments: [{ experiment: 'test' }, { experiment: 'test' }],
      cart: [{ quantity: 1 }],
    })
    expect(new Set((file.browsers as { visitor: string }[]).map(({ visitor }) => visitor))).toEqual(
      new Set([anna.laptop, anna.phone]),
    )
    const kinds = file.events.map(({ kind }) => kind).sort()
    expect(kinds).toEqual(
      ['cart-add', 'exposure', 'prefer', 'view', 'wish']
        .flatMap((kind) => [kind, kind])
        .concat('purchase')
        .sort(),
    )
  })

  it('leaves out what happened where she said that it was not her', async () => {
    const anna = await givenTraces()
    await db.visitorLink.updateMany({ where: { visitorId: anna.phone }, data: { undoneAt: TEST_NOW } })
    expect((await exported(anna.ctx)).file.events).toHaveLength(6)
  })

  it('is this browser’s where nobody is signed in, unless the browser is somebody’s', async () => {
    const anna = await givenTraces()
    const ctx = givenContext()
    await givenEvent({ visitorId: ctx.visitorId, product: 'mine' })
    await givenInCart(ctx, 'test-gown:scarlet:4')
    const { text, file } = await exported(ctx)
    expect(file).toMatchObject({ of: 'browser', cart: [{ quantity: 1 }], events: [{ kind: 'view', product: 'mine' }] })
    expect(text).not.toContain('Annabel')
    const strange = (await exported({ ...anna.ctx, customerId: null })).file
    expect(strange).toMatchObject({ of: 'browser', cart: [], events: [] })
  })

  it('comes in pieces, however much there is', async () => {
    const { visitorId, ...ctx } = givenContext()
    await db.event.createMany({
      data: Array.from({ length: 2_500 }, (_, i) => ({
        id: randomUUID(),
        at: daysAgo(1),
        kind: 'view',
        visitorId,
        product: `p${i}`,
      })),
    })
    const { file } = await exported({ ...ctx, visitorId })
    expect(file.events.map(({ product }) => product)).toEqual(Array.from({ length: 2_500 }, (_, i) => `p${i}`))
  })
})

describe('pruning', () => {
  it('deletes behaviour that nothing reads any more, and keeps orders, what customers said, and the rest', async () => {
    const anna = await givenTraces()
    const old = { visitorId: anna.laptop, at: daysAgo(91) }
    for (const kind of ['view', 'search', 'exposure', 'dwell']) await givenEvent({ ...old, kind, product: 'old' })
    for (const kind of ['purchase', 'return', 'wish', 'like']) await givenEvent({ ...old, kind, product: 'kept' })
    await givenEvent({ visitorId: anna.laptop, at: daysAgo(89), product: 'kept' })
    const others = await db.event.count({ where: { product: { notIn: ['old', 'kept'] } } })
    expect(await pruneProfiles(TEST_NOW)).toEqual({ behaviour: 4, before: daysAgo(90), said: 0, exposures: 0 })
    expect(await db.event.count({ where: { product: 'old' } })).toBe(0)
    expect(await db.event.count({ where: { product: 'kept' } })).toBe(5)
    expect(await db.event.count({ where: { product: { notIn: ['old', 'kept'] } } })).toBe(others)
    expect(await pruneProfiles(TEST_NOW)).toEqual({ behaviour: 0, before: daysAgo(90), said: 0, exposures: 0 })
  })

  it('keeps behaviour for as long as a setting says', async () => {
    await givenEvent({ visitorId: randomUUID(), at: daysAgo(100) })
    await db.setting.create({ data: { key: 'profileDaysCustomer', value: '120' } })
    expect((await pruneProfiles(TEST_NOW)).behaviour).toBe(0)
    await db.setting.update({ where: { key: 'profileDaysCustomer' }, data: { value: 'nonsense' } })
    expect((await pruneProfiles(TEST_NOW)).behaviour).toBe(1)
  })

  it('deletes what strangers had said a year after their last visit', async () => {
    const anna = await givenTraces()
    const [gone, back, undone] = [randomUUID(), randomUUID(), randomUUID()]
    await givenLink(anna.id, undone)
    await db.visitorLink.updateMany({ where: { visitorId: undone }, data: { undoneAt: daysAgo(1) } })
    for (const visitorId of [gone, back, undone, anna.phone]) {
      await givenEvent({ visitorId, kind: 'wish', product: 'old', at: daysAgo(366) })
    }
    await givenEvent({ visitorId: back, at: daysAgo(364) })
    expect(await pruneProfiles(TEST_NOW)).toMatchObject({ said: 2 })
    const kept = await db.event.findMany({ where: { product: 'old' }, select: { visitorId: true } })
    expect(new Set(kept.map(({ visitorId }) => visitorId))).toEqual(new Set([back, anna.phone]))
  })

  it('counts their year from the last visit, though behaviour is deleted sooner', async () => {
    const [visitorId, quiet] = [randomUUID(), randomUUID()]
    const wish = { kind: 'wish', product: 'wished', at: daysAgo(300) }
    await givenEvent({ visitorId, ...wish })
    for (const at of [daysAgo(250), daysAgo(200)]) await givenEvent({ visitorId, at })
    await givenEvent({ visitorId: quiet, ...wish })
    await givenEvent({ visitorId: randomUUID(), at: daysAgo(200) })
    const prunedIn = (days: number) => pruneProfiles(daysAgo(-days))
    expect(await prunedIn(0)).toMatchObject({ behaviour: 2, said: 0 })
    expect(await prunedIn(0)).toMatchObject({ behaviour: 0, said: 0 })
    expect(await prunedIn(100)).toMatchObject({ behaviour: 0, said: 1 })
    expect(await prunedIn(170)).toMatchObject({ behaviour: 1, said: 1 })
    expect(await db.event.count()).toBe(0)
  })

  it('forgets the numbers of browsers whose customer was erased when no cookie can hold them any more', async () => {
    for (const undoneAt of [daysAgo(428), daysAgo(426)]) {
      const link = { id: randomUUID(), visitorId: randomUUID(), customerId: null }
      await db.visitorLink.create({ data: { ...link, from: undoneAt, until: undoneAt, undoneAt } })
    }
    await pruneProfiles(TEST_NOW)
    expect(await db.visitorLink.findMany({ select: { undoneAt: true } })).toEqual([{ undoneAt: daysAgo(426) }])
  })

  it('deletes to what strangers were exposed who did not come back for a year, when no window runs any more', async () => {
    const anna = await givenTraces()
    await db.experimentExposure.deleteMany()
    const [gone, fresh, back, undone] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    await givenLink(anna.id, undone)
    await db.visitorLink.updateMany({ where: { visitorId: undone }, data: { undoneAt: daysAgo(1) } })
    await givenEvent({ visitorId: back, at: daysAgo(80) })
    const exposed = (who: string, days: number, customerId: string | null = null) =>
      db.experimentExposure.create({
        data: { experiment: 'old', who, arm: 'generic', customerId, counterfactual: true, at: daysAgo(days) },
      })
    for (const who of [gone, back, undone, anna.phone]) await exposed(who, 366)
    await exposed(fresh, 364)
    await exposed(anna.id, 366, anna.id)
    expect(await pruneProfiles(TEST_NOW)).toMatchObject({ exposures: 2 })
    const kept = (await db.experimentExposure.findMany()).map(({ who }) => who)
    expect(new Set(kept)).toEqual(new Set([fresh, back, anna.phone, anna.id]))
    expect(await pruneProfiles(TEST_NOW)).toMatchObject({ exposures: 0 })
  })

  it('is recorded with what it deleted', async () => {
    await givenEvent({ visitorId: randomUUID(), at: daysAgo(100) })
    await pruneProfiles(TEST_NOW)
    const { value } = await db.setting.findUniqueOrThrow({ where: { key: 'profilesPruned' } })
    expect(JSON.parse(value)).toMatchObject({ behaviour: 1, said: 0, at: TEST_NOW.toISOString() })
  })

  it('goes along the whole log, two at once', async () => {
    await db.$executeRaw`
      insert into event (id, at, kind, visitor_id) select gen_random_uuid(), ${daysAgo(200)}, 'view', gen_random_uuid()
      from generate_series(1, 45000)`
    const [one, other] = await Promise.all([pruneProfiles(TEST_NOW), pruneProfiles(TEST_NOW)])
    expect(one.behaviour + other.behaviour).toBe(45_000)
    expect(await db.event.count()).toBe(0)
  })
})

describe('withdrawing a yes', () => {
  it('keeps what was learned, unless it is to be forgotten with the same word', async () => {
    const anna = await givenTraces()
    const { browser, noted } = givenBrowser()
    const views = () => db.event.count({ where: { kind: 'view' } })
    await choosePersonalisation(anna.ctx, 'off', browser)
    expect([noted.answer, await views()]).toEqual(['no', 2])
    await choosePersonalisation(anna.ctx, 'off', browser, { forget: true })
    expect([noted.answer, await views(), await db.event.count({ where: { kind: 'wish' } })]).toEqual(['no', 0, 2])
  })
})
