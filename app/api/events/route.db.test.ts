import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { givenContext } from '@/lib/flows/flows.fixture'
import { daysAgo, emptyDatabase, givenCustomer, givenEvent, givenPiece, TEST_NOW } from '@/test/database'
import { POST } from './route'

type Asking = ReturnType<typeof givenContext> & { newVisit: boolean; viewing?: 'ended' }
const asked = vi.hoisted(() => ({ ctx: null as unknown }))
vi.mock('@/lib/flows/context', () => ({ ownContext: async () => asked.ctx }))

const GOWN = 'test-gown'
const MINUTE = 60_000
let ctx: Asking

beforeEach(async () => {
  await emptyDatabase()
  await givenPiece()
  as({})
})

function as(values: Partial<Asking>): void {
  asked.ctx = ctx = {
    ...givenContext(),
    newVisit: false,
    peer: `203.0.113.${Math.floor(performance.now()) % 250}`,
    ...values,
  }
}

const click = (values: object = {}) => ({
  id: randomUUID(),
  kind: 'click',
  product: GOWN,
  place: 'home.shelf-1',
  ...values,
})
const dwell = (seconds: number, values: object = {}) => ({
  id: randomUUID(),
  kind: 'dwell',
  product: GOWN,
  seconds,
  ...values,
})

const post = (body: unknown, headers: Record<string, string> = {}) =>
  POST(
    new NextRequest('https://shop.example/api/events', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
    }),
  )
const tell = async (...events: object[]) => (await post({ events })).status
/** That this visit looked at the piece. */
const givenLook = (at = new Date(TEST_NOW.getTime() - 10 * MINUTE)) =>
  givenEvent({
    ...{ visitorId: ctx.visitorId, visitId: ctx.visitId, product: GOWN, colour: 'scarlet', at },
    dedupe: `view:${ctx.visitorId}:${ctx.visitId}:${GOWN}`,
  })
const written = () =>
  db.event.findMany({ where: { kind: { in: ['dwell', 'click'] } }, orderBy: [{ kind: 'asc' }, { quantity: 'asc' }] })

describe('what is told', () => {
  it('is written as facts of whoever the cookies say, at the shop’s own time', async () => {
    await givenLook()
    const stranger = randomUUID()
    const body = { visitorId: stranger, customerId: stranger, at: '2020-01-01' }
    expect(await tell(click({ ...body, age: MINUTE }), dwell(7, body))).toBe(204)
    const { visitorId, visitId } = ctx
    const who = { visitorId, visitId, customerId: null, product: GOWN, category: 'dresses', movedClock: false }
    expect(await written()).toMatchObject([
      { ...who, kind: 'click', place: 'home.shelf-1', at: new Date(TEST_NOW.getTime() - MINUTE) },
      { ...who, kind: 'dwell', place: 'product', quantity: 5, colour: 'scarlet', at: TEST_NOW },
    ])
  })

  it('counts once, told twice, late, in another order, under other ids, or at once', async () => {
    await givenLook()
    const events = [click(), dwell(50), dwell(6), click({ place: 'category.order' })]
    expect(await tell(...events)).toBe(204)
    const once = await written()
    expect(once.map(({ kind, place, quantity }) => `${kind} ${place} ${quantity}`).sort()).toEqual([
      'click category.order null',
      'click home.shelf-1 null',
      'dwell product 15',
      'dwell product 45',
      'dwell product 5',
    ])
    await Promise.all([tell(...events), tell(...events.toReversed()), tell(dwell(20, { age: 5 * MINUTE }), click())])
    expect(await written()).toEqual(once)
  })

  it('with the id of somebody else’s fact is still one’s own', async () => {
    const id = randomUUID()
    expect(await tell(click({ id }))).toBe(204)
    as({})
    expect(await tell(click({ id }))).toBe(204)
    expect(await db.event.count()).toBe(2)
  })

  it('is never placed before the piece was looked at, nor in the future', async () => {
    await givenLook(new Date(TEST_NOW.getTime() - MINUTE))
    expect(await tell(dwell(5, { age: 20 * MINUTE }))).toBe(204)
    expect((await written())[0]?.at).toEqual(new Date(TEST_NOW.getTime() - MINUTE))
    expect((await post({ events: [dwell(15, { age: -5 })] })).status).toBe(400)
  })

  it('is left out for a piece that is not there, and for a dwell where nobody looked', async () => {
    expect(await tell(click({ product: 'unknown-gown' }), dwell(50))).toBe(204)
    await givenEvent({ visitorId: ctx.visitorId, visitId: 'an earlier visit', product: GOWN, at: daysAgo(1) })
    expect(await tell(dwell(50))).toBe(204)
    expect(await written()).toEqual([])
  })

  it.each<[string, () => Promise<Partial<Asking>> | Partial<Asking>]>([
    ['a crawler or a prefetch', () => ({ silent: true })],
    ['who said no', () => ({ answer: 'no' })],
    ['who asks for privacy', () => ({ globalPrivacyControl: true })],
    ['a market before a yes', () => givenContext({ country: 'PL' })],
    ['staff who see the shop as somebody else', () => ({ viewing: 'ended' as const })],
    ['a visit that only begins with it', () => ({ newVisit: true })],
    [
      'a browser that is somebody else’s',
      async () => {
        const { id: customerId } = await givenCustomer()
        const visitorId = randomUUID()
        await db.visitorLink.create({ data: { id: randomUUID(), visitorId, customerId, from: daysAgo(3) } })
        return { visitorId }
      },
    ],
    [
      'a customer who said no on another device',
      async () => {
        const { id: customerId } = await givenCustomer()
        await db.consentChoice.create({ data: { id: randomUUID(), customerId, choice: 'off', at: daysAgo(1) } })
        return { customerId }
      },
    ],
  ])('is answered the same, and not written, of %s', async (_, given) => {
    as(await given())
    expect(await tell(click())).toBe(204)
    expect(await db.event.count()).toBe(0)
  })
})

describe('what is refused, in words', () => {
  it.each<[number, string, unknown, Record<string, string>]>([
    [400, 'nothing', '', {}],
    [400, 'nonsense', '{', {}],
    [400, 'another kind of fact', { events: [{ id: randomUUID(), kind: 'purchase', product: GOWN }] }, {}],
    [413, 'too many facts', { events: Array.from({ length: 51 }, () => click()) }, {}],
    [413, 'too many bytes', { events: [click()], padding: 'x'.repeat(20_000) }, {}],
    [413, 'more bytes than it states', { events: [click()], padding: 'x'.repeat(20_000) }, { 'content-length': '10' }],
    [415, 'a form', { events: [click()] }, { 'content-type': 'text/plain' }],
    [403, 'a page of another site', { events: [click()] }, { 'sec-fetch-site': 'cross-site' }],
    [403, 'a page of another of our sites', { events: [click()] }, { 'sec-fetch-site': 'same-site' }],
  ])('%d for %s', async (status, _, body, headers) => {
    const answer = await post(body, headers)
    expect(answer.status).toBe(status)
    expect(((await answer.json()) as { message: string }).message.length).toBeGreaterThan(10)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(await db.event.count()).toBe(0)
  })

  it('403 for a request that does not say where it comes from', async () => {
    const request = new NextRequest('https://shop.example/api/events', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect((await POST(request)).status).toBe(403)
  })

  it('429 for a visitor who tells too often takes nothing from others of their network', async () => {
    const peer = '198.51.100.77'
    as({ peer })
    for (let i = 0; i < 60 + 1_200; i++) await post('{')
    expect((await post('{')).status).toBe(429)
    as({ peer })
    expect(await tell(click())).toBe(204)
  })

  it('429 for a visitor who tells too often, and for nobody else', async () => {
    const statuses = []
    for (let i = 0; i < 61; i++) statuses.push(await tell(click()))
    expect(statuses.slice(0, 60).every((status) => status === 204)).toBe(true)
    expect(statuses[60]).toBe(429)
    expect(Number((await post({ events: [click()] })).headers.get('retry-after'))).toBeGreaterThan(0)
    as({})
    expect(await tell(click())).toBe(204)
  })
})
