import { unstable_doesMiddlewareMatch as proxyRuns } from 'next/experimental/testing/server'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { classic } from '@/lib/loyalty/presets/classic'
import { config } from '@/proxy'
import { emptyDatabase, givenCustomer } from '@/test/database'

const [KEY, OTHER_KEY] = ['k'.repeat(32), 'o'.repeat(40)]
process.env.PURCHASES_API_KEY = `${KEY}, ${OTHER_KEY}`

/** A process of the shop that was asked nothing before. */
async function freshRoute() {
  vi.resetModules()
  return (await import('./route')).POST
}
let POST: Awaited<ReturnType<typeof freshRoute>>

beforeEach(async () => {
  await emptyDatabase()
  await db.programmeVersion.create({
    data: {
      id: randomUUID(),
      name: 'Classic',
      effectiveFrom: new Date('2020-01-01'),
      definition: structuredClone(classic),
    },
  })
  POST = await freshRoute()
})

const ROW = {
  ...{ id: 't-1', customer: 'c-17', time: '2026-11-01T10:00:00Z', kind: 'purchase' },
  ...{ amount: '129.90', currency: 'PLN', channel: 'till' },
}

async function send(body: unknown, headers: Record<string, string | undefined> = {}) {
  const all = {
    authorization: `Bearer ${KEY}`,
    'content-type': 'application/json',
    'x-sorento-peer': '203.0.113.7',
    ...headers,
  }
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const content = typeof body === 'string' || body instanceof ReadableStream ? body : JSON.stringify(body)
  const request = new Request('https://shop.example/api/purchases', {
    ...{ method: 'POST', headers: given, body: content },
    ...{ duplex: 'half' },
  })
  const answer = await POST(request)
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> }
}

describe('rows that the till sends', () => {
  it('are each answered for themselves', async () => {
    const anna = await givenCustomer({ email: 'anna@example.pl' })
    const purchases = [
      ROW,
      { ...ROW, id: 't-2', customer: 'Anna@example.pl', amount: 10.5 },
      { ...ROW, id: 't-3', amount: '1,50' },
      { ...ROW, amount: '1.00' },
      ROW,
      { customer: 'c-17' },
    ]
    const { status, body, headers } = await send({ purchases })
    expect(status).toBe(200)
    expect(body).toEqual({
      ...{ created: 2, already: 1, refused: 3 },
      results: [
        { id: 't-1', status: 'created' },
        { id: 't-2', status: 'created' },
        { id: 't-3', status: 'refused', reason: expect.stringContaining('amount "1,50" is not a decimal') },
        { id: 't-1', status: 'refused', reason: 'id "t-1" is there already with another amount' },
        { id: 't-1', status: 'already' },
        { id: null, status: 'refused', reason: 'id is missing' },
      ],
    })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.getSetCookie()).toEqual([])
    const entries = await db.loyaltyEntry.findMany({ orderBy: { id: 'asc' } })
    expect(entries.map(({ id, amount, customerId }) => [id, amount, customerId === anna.id])).toEqual([
      ['t-1', 12_990n, false],
      ['t-2', 1_050n, true],
    ])
  })

  it('may be sent again, and by two tills at once', async () => {
    const purchases = Array.from({ length: 1_000 }, (_, i) => ({ ...ROW, id: `t-${i}`, customer: `c-${i % 100}` }))
    const answers = await Promise.all([
      send({ purchases }),
      send({ purchases: purchases.toReversed() }),
      send({ purchases }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers.reduce((all, { body }) => all + Number(body.created), 0)).toBe(1_000)
    expect((await send({ purchases })).body).toMatchObject({ created: 0, already: 1_000, refused: 0 })
    expect(await db.customer.count()).toBe(100)
  })

  it('are read by the programme in force, and by Sorento’s where there is none', async () => {
    expect((await send({ purchases: [{ ...ROW, currency: 'USD' }] })).body).toMatchObject({ refused: 1 })
    await db.programmeVersion.deleteMany()
    expect((await send({ purchases: [{ ...ROW, currency: 'USD' }] })).body).toMatchObject({ created: 1 })
  })

  it('that cannot be written now leave nothing, and say nothing of the inside', async () => {
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => {})
    await db.$executeRaw`alter table loyalty_entry rename to away`
    try {
      const { status, body } = await send({ purchases: [ROW] })
      expect(status).toBe(503)
      expect(body).toEqual({ message: 'Nothing was written. Send the same rows again in a while.' })
      expect(silenced).toHaveBeenCalledOnce()
    } finally {
      await db.$executeRaw`alter table away rename to loyalty_entry`
      silenced.mockRestore()
    }
    expect(await db.customer.count()).toBe(0)
  })
})

describe('a request that is refused', () => {
  it.each<[number, string, unknown, Record<string, string | undefined>]>([
    [401, 'Send your key', { purchases: [ROW] }, { authorization: undefined }],
    [401, 'Send your key', { purchases: [ROW] }, { authorization: `Basic ${KEY}` }],
    [401, 'not known', { purchases: [ROW] }, { authorization: `Bearer ${KEY}x` }],
    [415, 'as JSON', { purchases: [ROW] }, { 'content-type': 'text/plain' }],
    [415, 'as JSON', { purchases: [ROW] }, { 'content-type': 'application/jsonp' }],
    [400, 'not JSON', '{"purchases"', {}],
    [400, 'not JSON', '', {}],
    [400, 'no list "purchases"', [ROW], {}],
    [400, 'purchases[0] is not an object', { purchases: ['t-1'] }, {}],
    [413, 'Send fewer rows', { purchases: [ROW] }, { 'content-length': '1000001' }],
    [413, 'Send fewer rows', JSON.stringify({ purchases: [ROW], more: 'x'.repeat(1_000_000) }), {}],
    [413, '1001 rows', { purchases: Array(1001).fill(ROW) }, {}],
  ])('is answered %i: %s', async (status, told, body, headers) => {
    const answer = await send(body, headers)
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({ message: expect.stringContaining(told) })
    if (status === 401) expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    expect(await db.loyaltyEntry.count()).toBe(0)
  })

  it('is accepted with any of the keys, and with a charset', async () => {
    const type = 'application/json; charset=utf-8'
    expect((await send({ purchases: [] }, { authorization: `bearer ${OTHER_KEY}`, 'content-type': type })).status).toBe(
      200,
    )
  })

  it('counts against its address, but never locks out who has a key', async () => {
    const wrong = { authorization: 'Bearer wrong' }
    for (let i = 0; i < 30; i++) expect((await send({ purchases: [] }, wrong)).status).toBe(401)
    const { status, headers } = await send({ purchases: [] }, wrong)
    expect(status).toBe(429)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await send({ purchases: [] }, { ...wrong, 'x-sorento-peer': '203.0.113.8' })).status).toBe(401)
    expect((await send({ purchases: [ROW] })).status).toBe(200)
  })

  it('counts against its key where there are too many', async () => {
    let passed = 0
    const next = async () => send('', { 'content-type': 'text/plain' })
    let answer = await next()
    for (; answer.status === 415 && passed < 5_000; answer = await next()) passed++
    expect(answer.status).toBe(429)
    expect(passed).toBeGreaterThanOrEqual(600)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(answer.body.message).toContain('Too many requests with this key')
    expect((await send({ purchases: [ROW] }, { authorization: `Bearer ${OTHER_KEY}` })).status).toBe(200)
  })
})

describe('the proxy', () => {
  it.each([
    ['/api/purchases', false],
    ['/api/purchases?x=1', false],
    ['/api/purchases/more', true],
    ['/api/purchasesx', true],
    ['/api/health', true],
    ['/api/auth/signin', true],
    ['/x/api/purchases', true],
    ['/cart', true],
    ['/', true],
    ['/pictures/x.avif', false],
  ])('before %s: %s', (url, runs) => {
    expect(proxyRuns({ config, nextConfig: {}, url })).toBe(runs)
  })
})
