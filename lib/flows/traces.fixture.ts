import { randomUUID } from 'node:crypto'
import { db } from '@/lib/core/db'
import { daysAgo, givenCustomer, givenEvent, givenOrder, givenPiece, TEST_NOW } from '@/test/database'
import { hashPassword } from '@/lib/shopper/passwords'
import { givenContext, givenInCart, PASSWORD } from './flows.fixture'

// Somebody with traces in every table that can hold one, for the tests of what people can do with their data.

const passwordHash = hashPassword(PASSWORD)

/** Links a visitor to a customer. */
export const givenLink = (customerId: string, visitorId: string, values: { from?: Date; until?: Date | null } = {}) =>
  db.visitorLink.create({ data: { id: randomUUID(), visitorId, customerId, from: daysAgo(9), ...values } })

/** A customer with two browsers, an order with a return, and something of hers in every other table. */
export async function givenTraces(name = 'Annabel Unmistakable', sku = 'test-gown:scarlet:4') {
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.test`
  const [laptop, phone] = [randomUUID(), randomUUID()]
  const known = { name, email, externalRef: `till ${name}`, passwordHash: await passwordHash }
  const door = { consentRule: 'opt-out', privacyControlAt: daysAgo(9), firstVisitorId: laptop }
  const customer = await givenCustomer({ ...known, ...door })
  const { id: customerId } = customer
  const visitId = randomUUID()
  for (const visitorId of [laptop, phone]) {
    const who = { visitorId, visitId, at: daysAgo(3) }
    await givenLink(customerId, visitorId)
    await givenEvent({ ...who, product: 'test-gown', dedupe: `view:${visitorId}` })
    await givenEvent({ ...who, kind: 'exposure', place: 'home.hero', data: { arm: 'member' } })
    await givenEvent({ ...who, kind: 'cart-add', product: 'test-gown', customerId })
    await givenEvent({ ...who, kind: 'wish', product: 'test-gown', customerId })
    await givenEvent({ ...who, kind: 'prefer', value: 'colour:red', customerId })
  }
  const order = await givenOrder({
    customerId,
    placedAt: daysAgo(5),
    contentHash: 'hash of her form',
    address: { name, line1: `1 ${name} Street`, country: 'US' },
    payment: { provider: 'demo', reference: `paid by ${name}`, last4: '4242' },
    lines: [{ sku, quantity: 2, unitPrice: 500_000 }],
  })
  const [line] = order.lines
  if (!line) throw new Error('the order has a line')
  const bought = { visitorId: laptop, visitId, customerId, orderId: order.id, product: 'test-gown', at: daysAgo(5) }
  await givenEvent({ ...bought, kind: 'purchase', quantity: 2, place: 'checkout', dedupe: `purchase:${line.id}` })
  await db.return.create({
    data: {
      ...{ id: randomUUID(), orderId: order.id, at: daysAgo(2), key: randomUUID(), refundStatus: 'paid' },
      refundReference: `back to ${name}`,
      lines: { create: { id: randomUUID(), orderLineId: line.id, quantity: 1, merchandise: 500_000, refund: 500_000 } },
    },
  })
  await db.loyaltyEntry.create({
    data: {
      ...{ id: randomUUID(), customerId, kind: 'purchase', at: daysAgo(4), amount: 700n, currency: 'USD' },
      channel: 'till',
    },
  })
  await db.membershipFact.create({
    data: { id: randomUUID(), customerId, kind: 'join', reason: 'request', at: daysAgo(8) },
  })
  await db.review.create({
    data: {
      ...{ id: randomUUID(), customerId, product: 'test-gown', rating: 5, at: daysAgo(1), author: `${name} U.` },
      ...{ title: `By ${name}`, body: `I am ${name}` },
      verdicts: { create: { id: randomUUID(), verdict: 'shown', reason: 'kind', by: randomUUID(), at: daysAgo(1) } },
    },
  })
  await db.consentChoice.create({ data: { id: randomUUID(), customerId, choice: 'on', at: daysAgo(1) } })
  await givenOffers(customerId, laptop, order.id)
  await givenLetters({ customerId, visitorId: laptop, name })
  const ctx = { ...givenContext({ visitorId: laptop, customerId }), customerId }
  await givenInCart(ctx, sku)
  return { ...customer, email, customerId, laptop, phone, order, line, ctx }
}

/** An answer, a promise that was used, a line in a batch over the base, and a browser that went on as another visitor. */
async function givenOffers(customerId: string, visitorId: string, orderId: string): Promise<void> {
  await db.customerAnswer.create({
    data: { id: randomUUID(), customerId, question: 'birthday-month', value: '4', at: daysAgo(1) },
  })
  const promise = {
    offer: 'birthday',
    stage: 'birthday',
    subject: '2026',
    benefits: [{ kind: 'percent', percent: 10 }],
  }
  const dates = { at: daysAgo(6), until: daysAgo(-6) }
  await db.offerGrant.create({ data: { id: randomUUID(), customerId, visitorId, ...promise, ...dates } })
  await db.offerUse.create({ data: { customerId, offer: 'life:birthday:2026', orderId, at: daysAgo(5) } })
  await db.order.update({ where: { id: orderId }, data: { discountReason: 'discount.life.birthday' } })
  await db.visitorSuccession.create({ data: { visitorId: randomUUID(), browserId: visitorId, at: daysAgo(1) } })
  // Later than any test's present: no page reads it.
  const asOf = new Date('2030-01-01T00:00:00Z')
  const run = { id: randomUUID(), asOf, base: {}, report: {} }
  const { id: runId } = await db.valueRun.upsert({ where: { asOf }, create: run, update: {} })
  const value = { score: 1, rank: 1, percentile: 1, segment: 'one-timer', atRisk: false, trend: 'steady', orders: 1 }
  await db.valueRow.create({ data: { runId, customerId, ...value, spend: 500_000n, scores: [] } })
}

/** A message that was clicked, a yes and a no, an address that was refused, and exposures of the browser and of hers. */
async function givenLetters({ customerId, visitorId, name }: { customerId: string; visitorId: string; name: string }) {
  const id = randomUUID()
  await db.message.create({
    data: {
      ...{
        id,
        customerId,
        cause: 'welcome',
        subject: 'account',
        kind: 'loyalty',
        status: 'sent',
        token: `token ${id}`,
      },
      ...{ content: { headline: `Welcome, ${name}` }, why: { reasons: [] }, said: `250 OK ${name}` },
      ...{ at: daysAgo(7), dueAt: daysAgo(7), sentAt: daysAgo(7) },
      marks: { create: { what: 'clicked', at: daysAgo(6) } },
    },
  })
  for (const choice of ['on', 'off']) {
    const said = { kind: 'loyalty', choice, source: 'one-click', messageId: id, at: daysAgo(3) }
    await db.messageChoice.create({ data: { id: randomUUID(), customerId, ...said } })
  }
  await db.mailRefusal.create({ data: { customerId, said: `550 No ${name}`, at: daysAgo(2) } })
  const shown = { experiment: 'test', arm: 'personal', counterfactual: false, at: daysAgo(3) }
  await db.experimentExposure.createMany({
    data: [
      { ...shown, who: visitorId, customerId: null },
      { ...shown, who: customerId, customerId },
    ],
  })
}

/** A piece of which there is enough for everybody. */
export const givenGown = () => givenPiece({ stock: 50 })

/** All rows of all tables, each as "table {...}". */
export async function everyRow(): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1`
  const rows: string[] = []
  for (const { name } of tables) {
    const found = await db.$queryRawUnsafe<{ row: string }[]>(
      `select to_jsonb(t)::text as row from ${name} t order by 1`,
    )
    rows.push(...found.map(({ row }) => `${name} ${row}`))
  }
  return rows
}

/** In which tables some text stands. */
export async function tablesWith(text: string): Promise<string[]> {
  const found = (await everyRow()).filter((row) => row.includes(text))
  return [...new Set(found.map((row) => row.split(' ')[0] ?? ''))].sort()
}

/** An hour after the tests' present. */
export const LATER = new Date(TEST_NOW.getTime() + 3_600_000)
