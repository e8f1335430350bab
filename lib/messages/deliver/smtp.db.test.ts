import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { db } from '@/lib/core/db'
import { daysAgo, emptyDatabase, givenCustomer as given, TEST_NOW } from '@/test/database'
import { deliverDue, type DeliveryTime } from './deliver'
import { contentOf, givenChoice, givenMessage, NOTHING } from './deliver.fixture'
import { PATIENCE, postOver, type Post } from './post'
import { RETRY_AFTER_MS } from './schedule'
import { givenServer, refuse } from './smtp.fixture'

beforeEach(emptyDatabase)

/** Somebody to whom it may be written unless they say no, and for whom it is noon. */
const givenCustomer = (values: Parameters<typeof given>[0] = {}) => given({ country: 'US', ...values })

const REAL = new Date('2026-12-01T09:00:00Z')
const MINUTE = 60_000
const sender = { from: 'Sorento <letters@sorento.example>', site: 'https://shop.example' }
const realAfter = (ms: number) => new Date(REAL.getTime() + ms)

function givenPost(url: string, patience: Partial<typeof PATIENCE> = {}): Post {
  const post = postOver(url, { ...PATIENCE, ...patience })
  onTestFinished(() => post.close())
  return post
}

const deliver = (post: Post, when: Partial<DeliveryTime> = {}) =>
  deliverDue({ now: TEST_NOW, realNow: REAL, ...when }, { post, sender })

const rowOf = (id: string) => db.message.findUniqueOrThrow({ where: { id } })

describe('a letter', () => {
  it('arrives in two parts, with where to say no, and is noted as sent', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer({ name: 'Anna', email: 'anna@example.test' })
    const { id, token } = await givenMessage({ customerId })
    expect(await deliver(givenPost(server.url))).toEqual({ ...NOTHING, sent: 1, kept: 0, suppressed: 0, retrying: 0 })
    const [{ mail, to, raw } = { mail: null, to: [], raw: '' }] = server.received
    expect(to).toEqual(['anna@example.test'])
    expect(mail?.to).toMatchObject({ value: [{ name: 'Anna', address: 'anna@example.test' }] })
    expect(mail?.from?.value).toEqual([{ name: 'Sorento', address: 'letters@sorento.example' }])
    expect([mail?.subject, mail?.messageId]).toEqual(['Still thinking of it?', `<${id}@sorento.example>`])
    expect([typeof mail?.html, typeof mail?.text]).toEqual(['string', 'string'])
    expect(Math.abs((mail?.date?.getTime() ?? 0) - REAL.getTime())).toBeLessThan(60_000)
    expect(raw.split('\r\n')).toEqual(
      expect.arrayContaining([
        `List-Unsubscribe: <https://shop.example/unsubscribe/${token}>`,
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'Auto-Submitted: auto-generated',
      ]),
    )
    expect(raw).not.toMatch(/^(Reply-To|X-Mailer|Precedence):/im)
    expect(await rowOf(id)).toMatchObject({ status: 'sent', sentAt: TEST_NOW, attempts: 1, claimedAt: null })
    expect((await rowOf(id)).said).toMatch(/^250 /)
    await deliver(givenPost(server.url))
    expect(server.received).toHaveLength(1)
  })

  it('about an order says nothing of saying no', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer({ country: 'PL' })
    await givenMessage({ customerId, kind: 'transactional', cause: 'order-placed' })
    await deliver(givenPost(server.url))
    expect(server.received[0]?.raw).not.toMatch(/List-Unsubscribe|\/unsubscribe\//i)
  })

  it('arrives as written: names and subjects in any script, lines that begin with a dot', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer({ name: 'Żaneta "Łucja" Süß 🌹', email: 'zaneta@example.test' })
    const subject = 'Wieczór, który pani zapamięta: suknia „Rapace” — 東京 🌙'
    await givenMessage({ customerId, content: contentOf({ subject, paragraphs: ['.', '..', '.hidden'] }) })
    await deliver(givenPost(server.url))
    const mail = server.received[0]?.mail
    expect(mail?.to).toMatchObject({ value: [{ name: 'Żaneta "Łucja" Süß 🌹', address: 'zaneta@example.test' }] })
    expect(mail?.subject).toBe(subject)
    expect(mail?.text?.split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining(['.', '..', '.hidden']))
  })

  it('has no header that somebody’s name or a subject made', async () => {
    const server = await givenServer()
    const name = 'Eve\r\nBcc: all@example.test\r\n\r\nBody'
    const { id: customerId } = await givenCustomer({ name, email: 'eve@example.test' })
    await givenMessage({ customerId, content: contentOf({ subject: 'Hello\r\nX-Evil: 1\u2028X-Worse: 2' }) })
    await deliver(givenPost(server.url))
    const [one] = server.received
    expect(one?.to).toEqual(['eve@example.test'])
    expect([...(one?.mail.headers.keys() ?? [])]).not.toEqual(expect.arrayContaining(['bcc']))
    expect(one?.raw).not.toMatch(/^(x-evil|x-worse|bcc):/im)
  })

  it('is addressed to no more than an e-mail address', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer({ email: 'a@example.test, b@example.test' })
    const { id } = await givenMessage({ customerId })
    expect(await deliver(givenPost(server.url))).toMatchObject({ suppressed: 1 })
    expect(await rowOf(id)).toMatchObject({ status: 'suppressed', reason: 'no-address' })
    expect(server.received).toEqual([])
  })

  it('of a moved clock never leaves the house', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer()
    await givenMessage({ customerId, movedClock: true })
    expect(await deliver(givenPost(server.url))).toMatchObject({ sent: 0, kept: 1 })
    expect(server.received).toEqual([])
  })
})

describe('the way to the server', () => {
  it('has a password where the address has one, over STARTTLS', async () => {
    const server = await givenServer({
      authOptional: false,
      disabledCommands: [],
      onAuth: ({ username, password }, _, callback) => {
        if (username === 'shop' && password === 'let me in') callback(null, { user: 'shop' })
        else callback(new Error('no'))
      },
    })
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    const at = (password: string) => `smtp://shop:${password}@127.0.0.1:${server.port}?tls.rejectUnauthorized=false`
    // A wrong password is our fault, not the message's: nothing is lost for it.
    expect(await deliver(givenPost(at('wrong')))).toMatchObject({ retrying: 1 })
    expect((await rowOf(id)).said).toMatch(/^535 /)
    expect(await rowOf(id)).toMatchObject({ status: 'queued', attempts: 0 })
    const later = { realNow: realAfter(20 * MINUTE) }
    expect(await deliver(givenPost(at('let%20me%20in')), later)).toMatchObject({ sent: 1 })
    expect(server.received[0]?.secure).toBe(true)
  })

  it('is not taken where TLS is demanded and not offered', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer()
    await givenMessage({ customerId })
    expect(await deliver(givenPost(`${server.url}?requireTLS=true`))).toMatchObject({ sent: 0, retrying: 1 })
    expect(server.received).toEqual([])
  })
})

describe('a temporary no', () => {
  it('is asked again when its time has come, and then it arrives', async () => {
    let busy = true
    const server = await givenServer({ rcpt: () => (busy ? refuse(450, '4.2.0 Greylisted') : null) })
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    const post = givenPost(server.url)
    expect(await deliver(post)).toEqual({ ...NOTHING, sent: 0, kept: 0, suppressed: 0, retrying: 1 })
    const waiting = await rowOf(id)
    expect(waiting).toMatchObject({ status: 'queued', attempts: 1, claimedAt: null, said: '450 4.2.0 Greylisted' })
    const wait = (waiting.nextTryAt?.getTime() ?? 0) - REAL.getTime()
    expect(wait).toBeGreaterThanOrEqual(4 * MINUTE)
    expect(wait).toBeLessThanOrEqual(6 * MINUTE + 5_000)
    busy = false
    expect(await deliver(post, { realNow: realAfter(3 * MINUTE) })).toMatchObject({ sent: 0, retrying: 0 })
    expect(await deliver(post, { realNow: realAfter(7 * MINUTE) })).toMatchObject({ sent: 1 })
    expect(await rowOf(id)).toMatchObject({ status: 'sent', attempts: 2 })
    expect(await db.mailRefusal.count()).toBe(0)
  })

  it('is given up after the last attempt, and not before', async () => {
    const server = await givenServer({ data: () => refuse(451, '4.3.0 Try later') })
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    const post = givenPost(server.url)
    let at = 0
    for (const wait of RETRY_AFTER_MS) {
      expect(await deliver(post, { realNow: realAfter(at) })).toMatchObject({ retrying: 1 })
      at += 2 * wait
    }
    expect(await deliver(post, { realNow: realAfter(at) })).toMatchObject({ suppressed: 1 })
    expect(await rowOf(id)).toMatchObject({ status: 'suppressed', reason: 'gave-up', said: '451 4.3.0 Try later' })
  })

  it('to one holds up nobody else', async () => {
    const server = await givenServer({ rcpt: (to) => (to.startsWith('busy') ? refuse(452, '4.2.2 Full') : null) })
    for (const name of ['busy1', 'busy2', 'busy3', 'busy4', 'anna', 'bob']) {
      const { id: customerId } = await givenCustomer({ email: `${name}@example.test` })
      await givenMessage({ customerId })
    }
    expect(await deliver(givenPost(server.url))).toMatchObject({ sent: 2, retrying: 4 })
  })

  it('is a server that is not there: a few are tried, the rest waits untouched', async () => {
    const server = await givenServer()
    await server.close()
    const { id: customerId } = await givenCustomer()
    await Promise.all(Array.from({ length: 12 }, () => givenMessage({ customerId })))
    const { retrying, unfinished } = await deliver(givenPost(server.url))
    expect(unfinished).toBe(true)
    expect(retrying).toBeGreaterThanOrEqual(1)
    expect(retrying).toBeLessThanOrEqual(6)
    expect(await db.message.count({ where: { attempts: 0, status: 'queued', said: null } })).toBe(12 - retrying)
    const tried = await db.message.findFirstOrThrow({ where: { said: { not: null } } })
    expect([tried.said, tried.attempts]).toEqual([expect.stringMatching(/ECONNREFUSED/), 0])
  })

  it('that no server gave costs no attempt, however often, until it is much too late', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId, cause: 'order-placed', kind: 'transactional' })
    const away: Post = { send: async () => ({ is: 'later', said: 'ECONNREFUSED', reached: false }), close: () => {} }
    for (let i = 0; i < 2 * RETRY_AFTER_MS.length; i++) {
      const at = { realNow: realAfter(i * 90 * MINUTE), now: new Date(TEST_NOW.getTime() + i * 90 * MINUTE) }
      expect(await deliver(away, at)).toMatchObject({ retrying: 1 })
    }
    expect(await rowOf(id)).toMatchObject({ status: 'queued', attempts: 0 })
    const at = 30 * 60 * MINUTE
    const back = { realNow: realAfter(at), now: new Date(TEST_NOW.getTime() + at) }
    expect(await deliver(givenPost(server.url), back)).toMatchObject({ sent: 1 })
    const old = await givenMessage({ customerId, kind: 'transactional', dueAt: daysAgo(7.1) })
    expect(await deliver(away)).toMatchObject({ suppressed: 1 })
    expect(await rowOf(old.id)).toMatchObject({ status: 'suppressed', reason: 'gave-up' })
  })

  it('is a server that never answers, or too slowly', async () => {
    const silent = await givenServer({ onConnect: () => {} })
    const slow = await givenServer({ data: () => new Promise((resolve) => setTimeout(() => resolve(null), 3_000)) })
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    const impatient = { connect: 300, greeting: 300, silence: 300, whole: 2_000 }
    expect(await deliver(givenPost(silent.url, impatient))).toMatchObject({ retrying: 1 })
    const later = { realNow: realAfter(20 * MINUTE) }
    expect(await deliver(givenPost(slow.url, impatient), later)).toMatchObject({ retrying: 1 })
    expect(await rowOf(id)).toMatchObject({ status: 'queued', attempts: 0 })
  })
})

describe('a permanent no', () => {
  it('to the recipient ends it, and nothing else goes there', async () => {
    const server = await givenServer({ rcpt: () => refuse(550, '5.1.1 No such user here') })
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    const post = givenPost(server.url)
    expect(await deliver(post)).toMatchObject({ suppressed: 1 })
    const said = '550 5.1.1 No such user here'
    expect(await rowOf(id)).toMatchObject({ status: 'suppressed', reason: 'refused', said, nextTryAt: null })
    expect(await db.mailRefusal.findMany()).toEqual([{ customerId, said, at: TEST_NOW }])
    const order = await givenMessage({ customerId, kind: 'transactional' })
    expect(await deliver(post)).toMatchObject({ suppressed: 1 })
    expect(await rowOf(order.id)).toMatchObject({ status: 'suppressed', reason: 'refused', said, attempts: 1 })
  })

  it('to the message ends that message, and says nothing of the address', async () => {
    const server = await givenServer({ data: () => refuse(554, '5.7.1 Looks like spam') })
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    expect(await deliver(givenPost(server.url))).toMatchObject({ suppressed: 1 })
    expect(await rowOf(id)).toMatchObject({
      status: 'suppressed',
      reason: 'refused',
      said: '554 5.7.1 Looks like spam',
    })
    expect(await db.mailRefusal.count()).toBe(0)
  })

  it('to the sender is ours to put right: nothing is lost for it', async () => {
    const server = await givenServer({ onMailFrom: (_, __, callback) => callback(refuse(550, '5.7.1 Not you')) })
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    expect(await deliver(givenPost(server.url))).toMatchObject({ retrying: 1 })
    expect(await rowOf(id)).toMatchObject({ status: 'queued', said: '550 5.7.1 Not you' })
  })
})

describe('the moment at which it leaves', () => {
  const NIGHT = new Date('2026-11-22T04:58:00Z') // 23:58 in New York
  const nine = new Date('2026-11-22T14:00:00Z')

  it('is never in their quiet hours, though it was due before them', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer({ country: 'US' })
    const { id, dueAt } = await givenMessage({ customerId })
    const order = await givenMessage({ customerId, cause: 'order-placed', kind: 'transactional' })
    const night = { now: NIGHT, realNow: REAL }
    expect(await deliver(givenPost(server.url), night)).toEqual({ ...NOTHING, sent: 1, waiting: 1 })
    expect(await rowOf(order.id)).toMatchObject({ status: 'sent' })
    const waits = await rowOf(id)
    expect(waits).toMatchObject({ status: 'queued', attempts: 0, claimedAt: null, said: null, dueAt })
    const until = (waits.nextTryAt?.getTime() ?? 0) - REAL.getTime()
    expect(Math.abs(until - (nine.getTime() - NIGHT.getTime()))).toBeLessThan(5_000)
    const morning = { now: nine, realNow: realAfter(until + 6_000) }
    expect(await deliver(givenPost(server.url), morning)).toMatchObject({ sent: 1 })
  })

  it('is by the clock that they answered, and by the hours of its trigger', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer({ country: 'US' })
    const answer = { question: 'time-zone', value: 'Asia/Tokyo', at: TEST_NOW }
    await db.customerAnswer.create({ data: { id: randomUUID(), customerId, ...answer } })
    await givenMessage({ customerId })
    // 18:00 in London is 3:00 in Tokyo, and 23:58 in New York is 13:58 there.
    expect(await deliver(givenPost(server.url))).toMatchObject({ waiting: 1 })
    expect(await deliver(givenPost(server.url), { now: NIGHT, realNow: realAfter(12 * 60 * MINUTE) })).toMatchObject({
      sent: 1,
    })
  })

  it('is never within a day of another one: three of three days do not go out at once', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer()
    for (const days of [3, 2, 1]) await givenMessage({ customerId, at: daysAgo(days), dueAt: daysAgo(days) })
    const order = await givenMessage({ customerId, cause: 'order-placed', kind: 'transactional' })
    const both = await Promise.all([deliver(givenPost(server.url)), deliver(givenPost(server.url))])
    expect(both.reduce((sum, { sent }) => sum + sent, 0)).toBe(2)
    expect(await rowOf(order.id)).toMatchObject({ status: 'sent' })
    const waiting = { status: 'queued', attempts: 0, said: null } as const
    expect(await db.message.count({ where: { ...waiting, nextTryAt: { gt: realAfter(23.9 * 60 * MINUTE) } } })).toBe(2)
    const day = 24 * 60 * MINUTE
    const next = { now: new Date(TEST_NOW.getTime() + day), realNow: realAfter(day + MINUTE) }
    expect(await deliver(givenPost(server.url), next)).toMatchObject({ sent: 1, waiting: 1 })
  })

  it('never comes for what they put away in the shop', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId, nextTryAt: realAfter(-MINUTE) })
    await db.messageMark.create({ data: { messageId: id, what: 'dismissed', at: TEST_NOW } })
    expect(await deliver(givenPost(server.url))).toEqual({ ...NOTHING, suppressed: 1 })
    expect(await rowOf(id)).toMatchObject({ status: 'suppressed', reason: 'put-away' })
    expect(server.received).toEqual([])
  })
})

describe('runners', () => {
  it('at the same time send each message once', async () => {
    const server = await givenServer()
    const people = await Promise.all(Array.from({ length: 30 }, () => givenCustomer()))
    const messages = await Promise.all(people.map(({ id: customerId }) => givenMessage({ customerId })))
    const posts = Array.from({ length: 3 }, () => givenPost(server.url))
    const reports = await Promise.all(posts.map((post) => deliver(post)))
    expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(30)
    const arrived = server.received.map(({ mail }) => mail.messageId).sort()
    expect(arrived).toEqual(messages.map(({ id }) => `<${id}@sorento.example>`).sort())
    expect(await db.message.count({ where: { status: 'sent', attempts: 1 } })).toBe(30)
  })

  it('that end in the middle leave what another takes up, when they are surely gone', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    // Ends before it has said a word to the server.
    void deliver({ send: () => new Promise(() => {}), close: () => {} })
    await expect.poll(async () => (await rowOf(id)).status).toBe('sending')
    const post = givenPost(server.url)
    expect(await deliver(post, { realNow: realAfter(9 * MINUTE) })).toMatchObject({ sent: 0 })
    expect(await deliver(post, { realNow: realAfter(11 * MINUTE) })).toMatchObject({ sent: 1 })
    expect(await rowOf(id)).toMatchObject({ status: 'sent', attempts: 2 })
    expect(server.received).toHaveLength(1)
  })

  it('that end after the server’s yes make a copy, which bears the same name', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    const post = givenPost(server.url)
    void deliver({ send: (mail) => post.send(mail).then(() => new Promise(() => {})), close: () => {} })
    await expect.poll(() => server.received.length).toBe(1)
    expect(await deliver(post, { realNow: realAfter(11 * MINUTE) })).toMatchObject({ sent: 1 })
    expect(server.received.map(({ mail }) => mail.messageId)).toEqual(Array(2).fill(`<${id}@sorento.example>`))
  })

  it('that wake up late do not undo what another has written', async () => {
    const server = await givenServer()
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    let wake = () => {}
    const asleep = deliver({
      send: () => new Promise((resolve) => (wake = () => resolve({ is: 'later', said: 'timeout', reached: false }))),
      close: () => {},
    })
    await expect.poll(async () => (await rowOf(id)).status).toBe('sending')
    await deliver(givenPost(server.url), { realNow: realAfter(11 * MINUTE) })
    wake()
    expect(await asleep).toMatchObject({ retrying: 0 })
    expect(await rowOf(id)).toMatchObject({ status: 'sent', attempts: 2 })
  })

  it('ask again before each message: a no that was said meanwhile holds', async () => {
    const { id: customerId } = await givenCustomer()
    for (let i = 0; i < 5; i++) await givenMessage({ customerId })
    let sent = 0
    const report = await deliver({
      send: async () => {
        if (++sent === 1) await givenChoice(customerId, 'reminders', 'off')
        return { is: 'taken', said: '250 OK' }
      },
      close: () => {},
    })
    expect(report.sent).toBeLessThanOrEqual(3)
    expect(report.sent + report.suppressed).toBe(5)
  })

  it('write nothing of somebody who was erased meanwhile', async () => {
    const { id: customerId } = await givenCustomer()
    const { id } = await givenMessage({ customerId })
    const report = await deliver({
      send: async () => {
        await db.message.delete({ where: { id } })
        await db.customer.update({
          where: { id: customerId },
          data: { email: null, name: 'Erased', erasedAt: TEST_NOW },
        })
        return { is: 'refused', said: '550 5.1.1 gone', address: true }
      },
      close: () => {},
    })
    expect(report).toEqual(NOTHING)
    expect([await db.message.count(), await db.mailRefusal.count()]).toEqual([0, 0])
  })
})
