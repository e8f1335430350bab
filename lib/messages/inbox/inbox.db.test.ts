import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { readShopperFacts } from '@/lib/experience/queries'
import { daysAgo, emptyDatabase, givenCustomer, TEST_NOW } from '@/test/database'
import { aMessage } from './message.fixture'
import { markFollowed, markOwn } from './marks'
import { INBOX_PAGE } from './paging'
import { readInbox, readMessage } from './queries'

beforeEach(emptyDatabase)

const now = TEST_NOW
const moment = { now, movedClock: false }
const subjects = async (customerId: string, page = 1, at = now) =>
  (await readInbox(customerId, { now: at, movedClock: false, page })).messages.map(({ content }) => content.subject)
const unread = async (customerId: string, asOf = now) =>
  (await readShopperFacts({ visitorId: randomUUID(), customerId, asOf })).unread
const marksOf = async (messageId: string) =>
  (await db.messageMark.findMany({ where: { messageId }, orderBy: { what: 'asc' } })).map(({ what }) => what)

describe('the inbox', () => {
  it('is newest first, by when each came, and holds nobody else’s', async () => {
    const [alice, vera] = [await givenCustomer(), await givenCustomer()]
    await aMessage(alice.id, 'first', { at: daysAgo(3) })
    // Decided before the second, and kept by its quiet hours until after it.
    await aMessage(alice.id, 'third', { at: daysAgo(2.5), dueAt: daysAgo(1) })
    await aMessage(alice.id, 'second', { at: daysAgo(2) })
    await aMessage(vera.id, 'hers', { at: daysAgo(1) })
    expect(await subjects(alice.id)).toEqual(['third', 'second', 'first'])
    expect(await subjects(vera.id)).toEqual(['hers'])
    expect(await unread(alice.id)).toBe(3)
  })

  it.each([
    ['is still to come', { at: daysAgo(-1) }],
    ['waits for its quiet hours to end', { at: daysAgo(0.1), dueAt: daysAgo(-0.1) }],
    ['was held', { status: 'held', reason: 'holdout' }],
    ['was suppressed', { status: 'suppressed', reason: 'not-wanted' }],
  ] as const)('shows nothing that %s', async (_, values) => {
    const { id } = await givenCustomer()
    const message = await aMessage(id, 'unseen', { at: daysAgo(1), ...values })
    expect(await subjects(id)).toEqual([])
    expect(await unread(id)).toBe(0)
    expect(await readMessage(id, message, moment)).toBeNull()
    expect(await markOwn({ customerId: id, ...moment }, message, 'read')).toBe(false)
    expect(await marksOf(message)).toEqual([])
  })

  it.each(['queued', 'sending', 'sent', 'kept'] as const)('shows what is %s', async (status) => {
    const { id } = await givenCustomer()
    await aMessage(id, 'there', { status })
    expect(await subjects(id)).toEqual(['there'])
  })

  it('comes in pages, each message once, also those of one moment', async () => {
    const { id } = await givenCustomer()
    for (let i = 1; i <= INBOX_PAGE + 5; i += 1) await aMessage(id, `m${i}`, { at: i > 5 ? daysAgo(1) : daysAgo(2) })
    const [one, two, three] = [
      await readInbox(id, { ...moment, page: 1 }),
      await subjects(id, 2),
      await subjects(id, 3),
    ]
    expect(one.total).toBe(INBOX_PAGE + 5)
    expect(one.messages).toHaveLength(INBOX_PAGE)
    expect(one.messages[0]?.content.subject).toBe(`m${INBOX_PAGE + 5}`)
    expect(two).toEqual(['m5', 'm4', 'm3', 'm2', 'm1'])
    expect(three).toEqual([])
  })

  it('leaves out one that says what nobody understands, and logs it', async () => {
    const { id } = await givenCustomer()
    await aMessage(id, 'fine')
    await aMessage(id, 'broken', { content: { subject: 'broken' } })
    expect(await subjects(id)).toEqual(['fine'])
  })
})

describe('a rehearsal', () => {
  it('is there under a moved clock, and for nobody else, also when its day has come', async () => {
    const { id } = await givenCustomer()
    const message = await aMessage(id, 'rehearsed', { at: daysAgo(1), movedClock: true })
    const moved = { now, movedClock: true }
    const asking = { visitorId: randomUUID(), customerId: id, messageId: message, asOf: now }
    expect(await subjects(id)).toEqual([])
    expect(await readMessage(id, message, moment)).toBeNull()
    expect(await readShopperFacts(asking)).toMatchObject({ unread: 0, landing: null })
    expect(await markOwn({ customerId: id, ...moment }, message, 'read')).toBe(false)
    await markFollowed(message, { customerId: id, ...moment })
    expect(await marksOf(message)).toEqual([])

    expect((await readInbox(id, { ...moved, page: 1 })).messages).toMatchObject([{ id: message, read: false }])
    expect(await readShopperFacts({ ...asking, movedClock: true })).toMatchObject({
      ...{ unread: 1, landing: { headline: expect.any(String) as string } },
    })
    expect(await markOwn({ customerId: id, ...moved }, message, 'read')).toBe(true)
    expect(await readMessage(id, message, moved)).toMatchObject({ read: true })
  })
})

describe('marks', () => {
  it('are written once, by the first of two devices', async () => {
    const { id } = await givenCustomer()
    const message = await aMessage(id, 'one')
    const both = await Promise.all([1, 2].map(() => markOwn({ customerId: id, ...moment }, message, 'dismissed')))
    expect(both.filter(Boolean)).toHaveLength(1)
    expect(await marksOf(message)).toEqual(['dismissed'])
  })

  it('take a message out of the count, and a dismissed one out of the list', async () => {
    const { id } = await givenCustomer()
    const [one, two] = [await aMessage(id, 'one'), await aMessage(id, 'two')]
    await markOwn({ customerId: id, ...moment }, one, 'read')
    expect([await unread(id), await subjects(id)]).toEqual([1, ['two', 'one']])
    expect((await readMessage(id, one, moment))?.read).toBe(true)
    await markOwn({ customerId: id, ...moment }, two, 'dismissed')
    expect([await unread(id), await subjects(id)]).toEqual([0, ['one']])
    expect((await readInbox(id, { ...moment, page: 1 })).total).toBe(1)
    expect(await readMessage(id, two, moment)).toMatchObject({ dismissed: true, read: false })
  })

  it('are facts with a time: one of a clock that was moved ahead is not so yet, and gives way to an earlier one', async () => {
    const { id } = await givenCustomer()
    const [one, two] = [await aMessage(id, 'one'), await aMessage(id, 'two')]
    const ahead = { customerId: id, now: daysAgo(-30), movedClock: true }
    for (const [message, what] of [[one, 'read'] as const, [two, 'dismissed'] as const]) {
      expect(await markOwn(ahead, message, what)).toBe(true)
    }
    expect([await unread(id), await subjects(id)]).toEqual([2, ['two', 'one']])
    expect(await readMessage(id, one, moment)).toMatchObject({ read: false })
    expect([await unread(id, ahead.now), await subjects(id, 1, ahead.now)]).toEqual([0, ['one']])

    expect(await markOwn({ customerId: id, ...moment }, one, 'read')).toBe(true)
    expect(await markOwn(ahead, one, 'read')).toBe(false)
    expect(await db.messageMark.findMany({ where: { messageId: one } })).toMatchObject([{ what: 'read', at: now }])
    expect(await unread(id)).toBe(1)
  })

  it('are nobody else’s to make', async () => {
    const [alice, vera] = [await givenCustomer(), await givenCustomer()]
    const message = await aMessage(alice.id, 'one')
    expect(await readMessage(vera.id, message, moment)).toBeNull()
    for (const what of ['read', 'dismissed'] as const) {
      expect(await markOwn({ customerId: vera.id, ...moment }, message, what)).toBe(false)
    }
    expect(await marksOf(message)).toEqual([])
  })

  it('say once that the link was followed: it is read where its own customer did', async () => {
    const [alice, vera] = [await givenCustomer(), await givenCustomer()]
    const message = await aMessage(alice.id, 'one')
    await markFollowed(message, { customerId: null, ...moment })
    await markFollowed(message, { customerId: vera.id, ...moment })
    expect(await marksOf(message)).toEqual(['clicked'])
    await markFollowed(message, { customerId: alice.id, ...moment, now: daysAgo(-1) })
    expect(await marksOf(message)).toEqual(['clicked', 'read'])
    expect(await db.messageMark.findFirst({ where: { what: 'clicked' } })).toMatchObject({ at: now })
  })

  it('of a link say nothing before its message has come', async () => {
    const { id } = await givenCustomer()
    const waits = await aMessage(id, 'waits', { at: daysAgo(0.1), dueAt: daysAgo(-0.1) })
    const later = await aMessage(id, 'later', { at: daysAgo(-1) })
    for (const message of [waits, later]) await markFollowed(message, { customerId: id, ...moment })
    expect(await db.messageMark.count()).toBe(0)
  })

  it('of a message that is not there are none', async () => {
    await markFollowed(randomUUID(), { customerId: null, ...moment })
    expect(await db.messageMark.count()).toBe(0)
  })
})
