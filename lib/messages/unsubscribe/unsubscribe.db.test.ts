import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { allLetters, readLetterChoices, sayLetters } from '@/lib/flows/letters'
import { daysAgo, emptyDatabase, givenCustomer, TEST_NOW } from '@/test/database'
import { deliverDue } from '../deliver/deliver'
import { givenChoice, givenMessage } from '../deliver/deliver.fixture'
import { readUnsubscribe, subscribeAgain, unsubscribe } from './unsubscribe'

beforeEach(emptyDatabase)

const click = { what: 'kind', source: 'one-click', now: TEST_NOW } as const
const page = { what: 'all', source: 'unsubscribe-page', now: TEST_NOW } as const
const choices = () =>
  db.messageChoice.findMany({ orderBy: { seq: 'asc' }, select: { kind: true, choice: true, source: true, at: true } })

async function givenLink(values: { kind?: string; country?: string } = {}) {
  const { kind = 'reminders', country = 'US' } = values
  const { id: customerId } = await givenCustomer({ country })
  const { id, token } = await givenMessage({ customerId, kind })
  return { customerId, id, token }
}

describe('a no by a link', () => {
  it('is written with when, where and by which message, and marked on it', async () => {
    const { token, id, customerId } = await givenLink()
    expect(await readUnsubscribe(token)).toEqual({ kind: 'reminders', on: true, others: true, undo: false })
    expect(await unsubscribe(token, click)).toBe(true)
    expect(await choices()).toEqual([{ kind: 'reminders', choice: 'off', source: 'one-click', at: TEST_NOW }])
    expect(await db.messageChoice.findFirst()).toMatchObject({ customerId, messageId: id })
    expect(await db.messageMark.findMany()).toEqual([{ messageId: id, what: 'unsubscribed', at: TEST_NOW }])
    expect(await readUnsubscribe(token)).toEqual({ kind: 'reminders', on: false, others: true, undo: true })
  })

  it('said in a rehearsal counts, and is dated by the first one in earnest', async () => {
    const { token } = await givenLink()
    const ahead = { ...page, now: daysAgo(-30), movedClock: true }
    expect(await unsubscribe(token, ahead)).toBe(true)
    expect(await readUnsubscribe(token)).toMatchObject({ on: false, others: false })
    expect(await unsubscribe(token, click)).toBe(true)
    expect(await db.messageMark.findMany()).toMatchObject([{ what: 'unsubscribed', at: TEST_NOW }])
    expect(await db.messageChoice.count({ where: { movedClock: true } })).toBe(4)
    expect(await db.messageChoice.findMany({ where: { movedClock: false } })).toMatchObject([{ kind: 'reminders' }])
  })

  it('said again is one no, also at the same time', async () => {
    const { token } = await givenLink()
    await Promise.all(Array.from({ length: 4 }, () => unsubscribe(token, click)))
    expect([(await choices()).length, await db.messageMark.count()]).toEqual([1, 1])
  })

  it('after which what was queued is not sent, and another kind is', async () => {
    const { token, customerId } = await givenLink()
    await givenMessage({ customerId, kind: 'news' })
    await unsubscribe(token, click)
    const report = await deliverDue({ now: TEST_NOW, realNow: TEST_NOW }, { post: null })
    expect(report).toMatchObject({ kept: 1, suppressed: 1 })
  })

  it('to all kinds leaves what is transactional', async () => {
    const { token, customerId } = await givenLink()
    await givenMessage({ customerId, kind: 'transactional' })
    await unsubscribe(token, page)
    expect((await choices()).map(({ kind, choice }) => [kind, choice])).toEqual(Object.entries(allLetters('off')))
    expect(await readUnsubscribe(token)).toMatchObject({ on: false, others: false })
    expect(await deliverDue({ now: TEST_NOW, realNow: TEST_NOW }, { post: null })).toMatchObject({ kept: 1 })
  })

  it('is taken back by the very link that said it, and by no other', async () => {
    const { token, customerId } = await givenLink()
    const other = await givenMessage({ customerId })
    await unsubscribe(token, page)
    expect(await subscribeAgain(other.token, { now: TEST_NOW })).toBe(true)
    expect((await readLetterChoices(customerId)).get('reminders')?.choice).toBe('off')
    expect(await subscribeAgain(token, { now: TEST_NOW })).toBe(true)
    const said = await readLetterChoices(customerId)
    expect([said.get('reminders')?.choice, said.get('news')?.choice]).toEqual(['on', 'off'])
    expect(await db.messageMark.count()).toBe(1)
    // A no of their own in the account is no link's to take back.
    await givenChoice(customerId, 'reminders', 'off')
    await subscribeAgain(token, { now: TEST_NOW })
    expect((await readLetterChoices(customerId)).get('reminders')?.choice).toBe('off')
  })

  it('leads nowhere for a token of nothing, of what is transactional, and of who was erased', async () => {
    const order = await givenLink({ kind: 'transactional' })
    const gone = await givenLink()
    await db.customer.update({
      where: { id: gone.customerId },
      data: { email: null, erasedAt: TEST_NOW, name: 'Erased' },
    })
    for (const token of [order.token, gone.token, 'nothing', '', 'x'.repeat(9_999), "' or 1=1"]) {
      expect(await readUnsubscribe(token), token).toBeNull()
      expect([await unsubscribe(token, click), await subscribeAgain(token, { now: TEST_NOW })], token).toEqual([
        false,
        false,
      ])
    }
    expect(await choices()).toEqual([])
  })
})

describe('what is said of e-mails', () => {
  it('is written where it changes something, kind by kind', async () => {
    const { id: customerId } = await givenCustomer({ country: 'US' })
    const say = (of: Parameters<typeof sayLetters>[0]['choices']) =>
      sayLetters({ customerId, choices: of, source: 'account', now: TEST_NOW, expressly: false })
    expect(await say(allLetters('on'))).toEqual([])
    expect(await say({ ...allLetters('on'), news: 'off' })).toEqual(['news'])
    expect(await say({ news: 'off' })).toEqual([])
    expect(await say({ news: 'on', loyalty: 'off' })).toEqual(['loyalty', 'news'])
    expect(await choices()).toHaveLength(3)
  })

  it('expressly is kept though it changes nothing today', async () => {
    const { id: customerId } = await givenCustomer({ country: 'US' })
    const say = { customerId, choices: allLetters('on'), source: 'registration', now: daysAgo(1) } as const
    expect(await sayLetters({ ...say, expressly: true })).toHaveLength(4)
    expect(await sayLetters({ ...say, expressly: true })).toEqual([])
  })

  it('by nobody is not written', async () => {
    const saying = { choices: allLetters('on'), source: 'account', now: TEST_NOW, expressly: true } as const
    expect(await sayLetters({ ...saying, customerId: randomUUID() })).toEqual([])
  })
})
