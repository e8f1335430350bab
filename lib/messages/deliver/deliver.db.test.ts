import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { shownInbox } from '@/lib/experience/message-columns'
import { daysAgo, emptyDatabase, givenCustomer as given, TEST_NOW } from '@/test/database'
import { givenShop } from '../run/run.fixture'
import { deliverDue } from './deliver'
import { givenChoice, givenMessage, NOTHING } from './deliver.fixture'

beforeEach(emptyDatabase)

/** Somebody to whom it may be written unless they say no, and for whom it is noon. */
const givenCustomer = (values: Parameters<typeof given>[0] = {}) => given({ country: 'US', ...values })

const REAL = new Date('2026-12-01T09:00:00Z')
const when = { now: TEST_NOW, realNow: REAL }
const kept = (values: Parameters<typeof deliverDue>[0] = when) => deliverDue(values, { post: null })
const fateOf = async (id: string) => {
  const { status, reason, sentAt, claimedAt } = await db.message.findUniqueOrThrow({ where: { id } })
  return [status, reason, sentAt, claimedAt]
}

it('what the mail server refused stands in the inbox all the same, and what nobody wants does not', async () => {
  const { id: customerId } = await givenCustomer()
  for (const reason of ['refused', 'gave-up', 'not-wanted', 'stale']) {
    await givenMessage({ customerId, status: 'suppressed', reason })
  }
  await givenMessage({ customerId, status: 'held', reason: 'holdout' })
  const shown = await db.$queryRaw`select m.reason from message m where ${shownInbox} order by m.reason`
  expect(shown).toEqual([{ reason: 'gave-up' }, { reason: 'refused' }])
})

describe('without a mail server', () => {
  it('what is due is kept, and what is not due waits', async () => {
    const { id: customerId } = await givenCustomer()
    const due = await givenMessage({ customerId })
    const early = await givenMessage({ customerId, dueAt: new Date(TEST_NOW.getTime() + 1) })
    const held = await givenMessage({ customerId, status: 'held', reason: 'holdout' })
    expect(await kept()).toEqual({ ...NOTHING, sent: 0, kept: 1, suppressed: 0, retrying: 0 })
    expect(await fateOf(due.id)).toEqual(['kept', null, TEST_NOW, null])
    expect(await fateOf(early.id)).toEqual(['queued', null, null, null])
    expect(await fateOf(held.id)).toEqual(['held', 'holdout', null, null])
    expect(await kept()).toEqual({ ...NOTHING, sent: 0, kept: 0, suppressed: 0, retrying: 0 })
  })

  it('is asked again whether they take such messages: their newest word counts', async () => {
    const { id: customerId } = await givenCustomer({ country: 'US' })
    const messages = await Promise.all(
      (['reminders', 'loyalty', 'news', 'transactional'] as const).map((kind) => givenMessage({ customerId, kind })),
    )
    await givenChoice(customerId, 'reminders', 'off')
    await givenChoice(customerId, 'loyalty', 'off', daysAgo(2))
    // Said later, under a clock that was set back: the newest word counts, whatever the clock says.
    await givenChoice(customerId, 'loyalty', 'on', daysAgo(9))
    expect(await kept()).toEqual({ ...NOTHING, sent: 0, kept: 3, suppressed: 1, retrying: 0 })
    const fates = await Promise.all(messages.map(({ id }) => fateOf(id)))
    expect(fates.map(([status, reason]) => [status, reason])).toEqual([
      ['suppressed', 'not-wanted'],
      ['kept', null],
      ['kept', null],
      ['kept', null],
    ])
  })

  it('a country that wants a yes first gets only what is transactional without one', async () => {
    const { id: customerId } = await givenCustomer({ country: 'PL' })
    for (const kind of ['reminders', 'personal', 'transactional']) await givenMessage({ customerId, kind })
    await givenChoice(customerId, 'personal', 'on')
    expect(await kept()).toMatchObject({ kept: 2, suppressed: 1 })
  })

  it('takes what is asked for: some customers, or some clocks', async () => {
    const [anna, bob] = [await givenCustomer(), await givenCustomer()]
    await givenMessage({ customerId: anna.id })
    await givenMessage({ customerId: anna.id, movedClock: true })
    await givenMessage({ customerId: bob.id })
    expect(await kept({ ...when, customerIds: [] })).toMatchObject({ kept: 0 })
    expect(await kept({ ...when, customerIds: [anna.id], movedClock: true })).toMatchObject({ kept: 1 })
    expect(await db.message.count({ where: { status: 'kept', movedClock: true } })).toBe(1)
    expect(await kept({ ...when, customerIds: [anna.id] })).toMatchObject({ kept: 1 })
    expect(await kept()).toMatchObject({ kept: 1 })
  })

  it('leaves out what has become untrue since it was decided', async () => {
    await givenShop(['cart-left'])
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId, cause: 'cart-left', subject: 'cart:that was bought' })
    expect(await kept()).toMatchObject({ kept: 0, suppressed: 1 })
    expect(await fateOf(id)).toEqual(['suppressed', 'stale', null, null])
  })

  it('leaves out what it has become too late to say', async () => {
    await givenShop(['welcome'])
    const { id: customerId } = await givenCustomer({ country: 'US', createdAt: daysAgo(40) })
    const at = daysAgo(39.9)
    const { id } = await givenMessage({ customerId, cause: 'welcome', subject: 'account', kind: 'loyalty', at })
    expect(await kept()).toMatchObject({ kept: 0, suppressed: 1 })
    expect(await fateOf(id)).toEqual(['suppressed', 'stale', null, null])
    const other = await givenCustomer({ country: 'US', createdAt: daysAgo(2.9) })
    await givenMessage({ customerId: other.id, cause: 'welcome', subject: 'account', kind: 'loyalty', at: daysAgo(2) })
    expect(await kept()).toMatchObject({ kept: 1 })
  })

  it('leaves out who has become staff since', async () => {
    const { id: customerId } = await givenCustomer({ role: 'staff' })
    for (const kind of ['reminders', 'transactional']) await givenMessage({ customerId, kind })
    expect(await kept()).toMatchObject({ kept: 0, suppressed: 2 })
  })

  it('ends when its time is over, and the next one goes on', async () => {
    const { id: customerId } = await givenCustomer()
    await givenMessage({ customerId })
    const over = await deliverDue(when, { post: null, lastsMs: 0 })
    expect(over).toEqual({ ...NOTHING, unfinished: true })
    expect(await db.message.count({ where: { status: 'queued', attempts: 0 } })).toBe(1)
    expect(await kept()).toEqual({ ...NOTHING, kept: 1 })
  })

  it('leaves out words that no longer fit their schema', async () => {
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    await db.message.update({ where: { id }, data: { content: { subject: 'of another time' } } })
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await kept()).toMatchObject({ suppressed: 1 })
    expect(logged).toHaveBeenCalledOnce()
    expect(await fateOf(id)).toEqual(['suppressed', 'stale', null, null])
  })

  it('keeps many at once', async () => {
    const { id: customerId } = await givenCustomer()
    await Promise.all(Array.from({ length: 450 }, () => givenMessage({ customerId })))
    expect(await kept()).toMatchObject({ kept: 450 })
  })
})
