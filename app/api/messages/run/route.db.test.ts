import { unstable_doesMiddlewareMatch as proxyRuns } from 'next/experimental/testing/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { givenShop } from '@/lib/messages/run/run.fixture'
import { config } from '@/proxy'
import { emptyDatabase, givenCustomer } from '@/test/database'

const KEY = 'm'.repeat(32)
process.env.MESSAGES_API_KEY = KEY
// A scheduler has no cookie to move a clock with; outside the demo it is real time.
process.env.DEMO = '0'

/** A process of the shop that was asked nothing before. */
async function freshRoute() {
  vi.resetModules()
  return (await import('./route')).POST
}
let POST: Awaited<ReturnType<typeof freshRoute>>

beforeEach(async () => {
  await emptyDatabase()
  await givenShop(['welcome'])
  POST = await freshRoute()
})

async function ask(authorization: string | null = `Bearer ${KEY}`) {
  const headers = { 'x-sorento-peer': '203.0.113.7', ...(authorization === null ? {} : { authorization }) }
  const answer = await POST(new Request('https://shop.example/api/messages/run', { method: 'POST', headers }))
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> }
}

describe('a scheduler that asks for a run', () => {
  it('is told what was done; the next time there is nothing left to do', async () => {
    const now = new Date()
    await givenCustomer({ createdAt: new Date(now.getTime() - 60_000), country: 'US' })
    const first = await ask()
    expect(first).toMatchObject({ status: 200, body: { run: { written: 1, failed: 0 } } })
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(await ask()).toMatchObject({ status: 200, body: { run: { written: 0, failed: 0 } } })
    expect(await db.message.count()).toBe(1)
  })

  it('may ask twice at once: nothing is written twice', async () => {
    await givenCustomer({ createdAt: new Date(Date.now() - 60_000), country: 'US' })
    const both = await Promise.all([ask(), ask()])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const written = both.map(({ body }) => (body.run as { written: number }).written)
    expect(written.sort()).toEqual([0, 1])
  })

  it.each([
    ['without a key', null],
    ['with another key', `Bearer ${'x'.repeat(32)}`],
    ['with the beginning of a key', `Bearer ${KEY.slice(0, 31)}`],
  ])('%s learns nothing', async (_, authorization) => {
    await givenCustomer({ createdAt: new Date(Date.now() - 60_000), country: 'US' })
    const answer = await ask(authorization)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="messages"')
    expect(await db.message.count()).toBe(0)
  })

  it('is told to wait when it asks too often', async () => {
    // However long the runs take: no time passes for the pace.
    vi.useFakeTimers({ toFake: ['Date'] })
    const answers = []
    for (let i = 0; i < 11; i++) answers.push((await ask()).status)
    vi.useRealTimers()
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(answers[10]).toBe(429)
  })

  it('meets no proxy, which is for browsers', () => {
    for (const [url, runs] of [
      ['/api/messages/run', false],
      ['/api/messages/runs', true],
      ['/api/messages', true],
    ] as const) {
      expect(proxyRuns({ config, nextConfig: {}, url })).toBe(runs)
    }
  })
})
