import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { emptyDatabase, givenCustomer, TEST_NOW } from '@/test/database'
import { EVERY_MESSAGE, type OutboxFilter, type OutboxTurn } from './filter'
import { countsStatement, MESSAGES, outboxStatement, readOutbox } from './list'

const COUNT = 100_000

/**
 * Messages of twenty thousand people: most were kept, a tenth held, one in five hundred refused; one in a thousand is of a
 * campaign. The newest is to Zoe.
 */
let zoe = ''
beforeAll(async () => {
  await emptyDatabase()
  await db.$executeRaw`insert into customer (id, email, name, created_at)
    select md5('customer' || n)::uuid, 'shopper' || n || '@example.com', 'Anna Shopper', ${TEST_NOW}
    from generate_series(0, 19999) n`
  await db.$executeRaw`
    insert into message (id, customer_id, cause, subject, kind, status, reason, content, why, token, at, due_at)
    select gen_random_uuid(), md5('customer' || n % 20000)::uuid, case when n % 1000 = 5 then 'campaign' else 'cart-left' end,
      'n' || n, 'reminders', case when n % 10 = 3 then 'held' when n % 500 = 7 then 'suppressed' else 'kept' end,
      case when n % 10 = 3 then 'holdout' when n % 500 = 7 then 'refused' end,
      '{"subject": "Your cart"}', '{"reasons": []}', 't' || n, ${TEST_NOW}, ${TEST_NOW} from generate_series(1, ${COUNT}) n`
  zoe = (await givenCustomer({ name: 'Zoe Aalto' })).id
  const message = { id: randomUUID(), customerId: zoe, cause: 'welcome', subject: 'z', kind: 'loyalty', token: 'z' }
  const times = { at: TEST_NOW, dueAt: TEST_NOW, sentAt: TEST_NOW }
  await db.message.create({
    data: { ...message, ...times, status: 'kept', content: { subject: 'Welcome, Zoe' }, why: { reasons: [] } },
  })
  await db.messageMark.create({ data: { messageId: message.id, what: 'read', at: TEST_NOW } })
  await db.$executeRaw`analyze`
}, 120_000)

const planOf = async (statement: Prisma.Sql): Promise<string> => {
  const rows = await db.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`explain ${statement}`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

describe('the outbox at 100,000 messages', () => {
  it('lists the newest first, with what was done with them', async () => {
    const page = await readOutbox(EVERY_MESSAGE, null)
    expect(page).toMatchObject({ newer: false, older: true, tooMany: false })
    expect(page.messages).toHaveLength(MESSAGES)
    expect(page.messages[0]).toMatchObject({
      name: 'Zoe Aalto',
      title: 'Welcome, Zoe',
      status: 'kept',
      marks: ['read'],
    })
  })

  it('counts each status, none further than it must', async () => {
    const { counts } = await readOutbox(EVERY_MESSAGE, null)
    expect(counts).toEqual({ held: 10_000, queued: 0, sending: 0, sent: 0, kept: 10_001, suppressed: 200 })
  })

  it('finds whom a search means, and says so where they are too many', async () => {
    const { messages } = await readOutbox({ ...EVERY_MESSAGE, search: 'zoe aal' }, null)
    expect(messages.map(({ name }) => name)).toEqual(['Zoe Aalto'])
    expect((await readOutbox({ ...EVERY_MESSAGE, search: 'nobody' }, null)).messages).toEqual([])
  })

  it.each<[string, Partial<OutboxFilter>, OutboxTurn | null, string]>([
    ['everything', {}, null, 'message_seq_key'],
    ['a later page', {}, { to: 'older', seq: 50_000 }, 'message_seq_key'],
    ['back from it', {}, { to: 'newer', seq: 50_000 }, 'message_seq_key'],
    ['suppressed ones', { status: 'suppressed' }, null, 'message_status_seq_idx'],
    ['queued ones, of which there are none', { status: 'queued' }, null, 'message_to_send_idx'],
    ['a reason', { reason: 'refused' }, null, 'message_reason_seq_idx'],
    ['a cause', { cause: 'campaign' }, null, 'message_cause_seq_idx'],
    ['a cause that nothing has', { cause: 'won-back', status: 'held' }, null, 'message_cause_seq_idx'],
  ])('is read by an index: %s', async (_name, asked, turn, index) => {
    const plan = await planOf(outboxStatement({ ...EVERY_MESSAGE, ...asked }, null, turn))
    expect(plan).toContain(index)
    expect(plan).not.toContain('Seq Scan on message m')
  })

  it('is read by an index of one person, and counted by one', async () => {
    expect(await planOf(outboxStatement(EVERY_MESSAGE, [zoe], null))).toContain('message_customer_id')
    expect(await planOf(countsStatement())).toContain('message_status_seq_idx')
  })

  it('is turned page by page, there and back, each message once', async () => {
    const filter = { ...EVERY_MESSAGE, cause: 'campaign' as const }
    const first = await readOutbox(filter, null)
    const second = await readOutbox(filter, { to: 'older', seq: first.messages.at(-1)?.seq ?? 0 })
    expect([first, second].flatMap(({ messages }) => messages)).toHaveLength(100)
    expect(new Set([...first.messages, ...second.messages].map(({ id }) => id)).size).toBe(100)
    expect(second).toMatchObject({ newer: true, older: false })
    const back = await readOutbox(filter, { to: 'newer', seq: second.messages[0]?.seq ?? 0 })
    expect(back.messages).toEqual(first.messages)
  })
})
