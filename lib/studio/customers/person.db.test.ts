import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { givenProgramme } from '@/lib/flows/flows.fixture'
import { Prisma } from '@/lib/generated/prisma/client'
import { daysAgo, emptyDatabase, givenCustomer, givenEvent, givenOrder, givenPiece, TEST_NOW } from '@/test/database'
import { readDecisions } from './decisions'
import { isSomebody, readPerson } from '@/lib/experience/read-person'
import { readTimeline, timelineStatement, FACTS, type TimelineFact } from './timeline'
import { timelineDays } from './timeline-words'

const all = { asOf: TEST_NOW, since: null, behaviour: true }

/** A customer with an order of a gown, and a browser that is theirs for ten days. */
async function helena() {
  await givenProgramme()
  const piece = await givenPiece()
  const customer = await givenCustomer({ name: 'Helena Marceau', country: 'US' })
  const visitorId = randomUUID()
  await db.visitorLink.create({ data: { id: randomUUID(), visitorId, customerId: customer.id, from: daysAgo(10) } })
  const sku = piece.skus[0] ?? ''
  const address = { name: 'Helena Marceau', line1: '12 Secret Lane', city: 'Boston' }
  const payment = { provider: 'demo', reference: 'ref-1', last4: '4242' }
  const lines = [{ sku, unitPrice: 312_000 }]
  await givenOrder({ customerId: customer.id, placedAt: daysAgo(9), lines, address, payment })
  return { id: customer.id, visitorId }
}

beforeEach(emptyDatabase)

describe('a person as staff reads them', () => {
  it('is folded without a request, and nothing is written', async () => {
    const { id } = await helena()
    const rows = () => Promise.all([db.event.count(), db.offerGrant.count(), db.visitorLink.count(), db.cart.count()])
    const before = await rows()
    const person = await readPerson(id, TEST_NOW)
    expect(person?.shopper).toMatchObject({ learns: false, personalised: true, customer: { id } })
    expect(person?.shopper.value?.stats).toMatchObject({ orders: 1, spend: 312_000 })
    const decisions = person ? await readDecisions(person.shopper) : []
    expect(decisions.map(({ slot }) => slot)).toEqual(
      expect.arrayContaining(['home.hero', 'home.relation', 'home.band']),
    )
    for (const { slot, place, rule } of decisions) expect([place, rule], slot).not.toContain('')
    expect(await rows()).toEqual(before)
  })

  it('is nobody for an unknown id, before they were, and once erased', async () => {
    await givenProgramme()
    expect(await readPerson(randomUUID(), TEST_NOW)).toBeNull()
    const gone = await givenCustomer({ email: null, name: '', erasedAt: TEST_NOW })
    expect(await readPerson(gone.id, TEST_NOW)).toBeNull()
    expect(await Promise.all([randomUUID(), gone.id, (await givenCustomer()).id].map(isSomebody))).toEqual([
      ...[false, false, true],
    ])
  })
})

describe('the time line', () => {
  it('tells each kind of fact, newest first, up to the moment, and neither address nor payment', async () => {
    const { id, visitorId } = await helena()
    await givenEvent({ visitorId, product: 'test-gown', at: daysAgo(8) })
    await givenEvent({ visitorId, product: 'test-gown', at: daysAgo(-1) })
    await givenEvent({ visitorId, kind: 'exposure', place: 'home.hero', at: daysAgo(7) })
    await givenEvent({ visitorId: randomUUID(), product: 'test-gown', at: daysAgo(6) })
    await db.customerAnswer.create({
      data: { id: randomUUID(), customerId: id, question: 'language', value: 'pl', at: daysAgo(5) },
    })
    await db.consentChoice.create({ data: { id: randomUUID(), customerId: id, choice: 'on', at: daysAgo(4) } })
    await db.membershipFact.create({
      data: { id: randomUUID(), customerId: id, kind: 'join', reason: 'request', at: daysAgo(3) },
    })
    await db.loyaltyEntry.create({
      data: {
        id: 'till-1',
        customerId: id,
        kind: 'purchase',
        at: daysAgo(2),
        amount: 4_200n,
        currency: 'USD',
        channel: 'till',
      },
    })
    await db.messageChoice.create({
      data: { id: randomUUID(), customerId: id, kind: 'news', choice: 'off', source: 'one-click', at: daysAgo(1.5) },
    })
    const message = {
      id: randomUUID(),
      customerId: id,
      cause: 'cart-left',
      subject: 'cart',
      kind: 'reminders',
      token: 'm',
    }
    const times = { at: daysAgo(1), dueAt: daysAgo(1) }
    await db.message.create({ data: { ...message, ...times, status: 'held', reason: 'holdout', why: { reasons: [] } } })
    const { facts, more } = await readTimeline(id, all)
    expect(facts.map(({ of }) => of)).toEqual([
      'message',
      'letters',
      'till',
      'membership',
      'consent',
      'answer',
      'behaviour',
      'order',
    ])
    expect(more).toBe(false)
    expect(JSON.stringify(facts)).not.toMatch(/Secret Lane|Boston|4242|ref-1/)
    const person = await readPerson(id, TEST_NOW)
    if (!person) throw new Error('nobody')
    const { catalogue, say } = person.shopper
    const days = timelineDays(facts, { catalogue, say, timeZone: 'UTC' })
    expect(days[0]?.facts[0]?.href).toBe(`/studio/outbox/${message.id}`)
    expect(days.flatMap((day) => day.facts.map(({ text }) => text))).toEqual([
      'Message: Cart left. Held: held out of everything',
      'Takes no messages: News (by the mail program’s button)',
      'Bought for $42.00 (till)',
      'Joined the programme',
      'Turned personalisation on',
      'Chose their language: pl',
      'Viewed test-gown',
      expect.stringMatching(/^Ordered 1 piece for \$3,120\.00, S-/),
    ])
  })

  it('keeps what they did to itself where they want nothing to be learned', async () => {
    const { id, visitorId } = await helena()
    await givenEvent({ visitorId, product: 'test-gown', at: daysAgo(8) })
    const { facts } = await readTimeline(id, { ...all, behaviour: false })
    expect(facts.map(({ of }) => of)).toEqual(['order'])
  })

  it('is turned page by page, each fact once, also where many share a moment', async () => {
    const { id, visitorId } = await helena()
    for (let i = 0; i < 100; i++) await givenEvent({ visitorId, product: 'test-gown', at: daysAgo(i < 60 ? 5 : 6) })
    const seen: TimelineFact[] = []
    let since: { at: Date; id: string } | null = null
    for (;;) {
      const page = await readTimeline(id, { ...all, since })
      seen.push(...page.facts)
      const last = page.facts.at(-1)
      if (!page.more || !last) break
      expect(page.facts).toHaveLength(FACTS)
      since = { at: last.at, id: last.id }
    }
    expect(seen).toHaveLength(101)
    expect(new Set(seen.map((fact) => fact.id)).size).toBe(101)
  })

  it('reads the log by the index of visitors', async () => {
    await db.$executeRaw`insert into event (id, at, kind, visitor_id, product)
      select gen_random_uuid(), ${TEST_NOW}::timestamptz - n * interval '1 minute', 'view', gen_random_uuid(), 'gown'
      from generate_series(1, 20000) n`
    const { id } = await helena()
    await db.$executeRaw`analyze`
    const rows = await db.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`explain ${timelineStatement(id, all)}`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('event_visitor_id_at_idx')
    expect(plan).not.toContain('Seq Scan on event')
  })
})
