import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { expect, test } from './fixtures'
import { newCustomer } from './support/customers'
import { serveWith } from './support/serve'
import { shopNow } from './support/shop'
import { see } from './support/words'

const KEY = randomUUID()

/** What the till of the tests sends; the shop that it sends to knows its key. */
const report = (request: APIRequestContext, url: string, purchases: object[], headers: Record<string, string> = {}) =>
  request.post(`${url}/api/purchases`, {
    data: { purchases },
    headers: { authorization: `Bearer ${KEY}`, ...headers },
  })

test('what somebody bought at the till counts in the shop, once', async ({ open, shop, request }) => {
  const customer = await newCustomer(shop)
  const time = (await shopNow(shop)).toISOString()
  const row = { customer: customer.email.toUpperCase(), time, currency: 'USD', channel: 'till' }
  const rows = [
    { ...row, id: randomUUID(), kind: 'join', amount: '' },
    { ...row, id: randomUUID(), kind: 'purchase', amount: '4000.00' },
    { ...row, id: randomUUID(), kind: 'purchase', amount: '-1' },
  ]
  const till = await serveWith({ PURCHASES_API_KEY: KEY, DEMO: '1', DATABASE_URL: process.env.E2E_DATABASE_URL ?? '' })
  try {
    for (const status of ['created', 'already']) {
      const answer = await report(request, till.url, rows)
      expect(answer.status()).toBe(200)
      const refused = { id: rows[2]?.id, status: 'refused', reason: expect.stringMatching('negative') }
      expect(await answer.json()).toMatchObject({ results: [{ status }, { status }, refused] })
    }

    // As large as a thousand rows with long names are: larger than any form of the shop.
    const long = { ...row, customer: 'x'.repeat(260), kind: 'purchase', amount: '1.00' }
    const thousand = Array.from({ length: 1_000 }, (_, i) => ({ ...long, id: `${KEY}-${i}` }))
    const many = await report(request, till.url, thousand)
    expect(many.status()).toBe(200)
    expect(await many.json()).toMatchObject({ created: 0, refused: 1_000 })
  } finally {
    till.stop()
  }
  const { page } = await open({ as: customer })
  await page.goto('/account/loyalty')
  await see(page, 'Bronze')
})

test('nobody reports purchases without a key, wherever the request comes from', async ({ shopper, shop, request }) => {
  const foreign = { origin: 'https://elsewhere.example' }
  // This shop has no keys: to it, every key is wrong.
  for (const headers of [{}, foreign]) {
    const answer = await report(request, shop.url, [], headers)
    expect(answer.status()).toBe(401)
    expect(answer.headers()['set-cookie']).toBeUndefined()
    expect(answer.headers()).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(await answer.json()).toEqual({ message: expect.stringContaining('key') })
  }
  expect((await request.get(`${shop.url}/api/purchases`)).status()).toBe(405)
  // And everywhere else a foreign page is refused as before.
  for (const path of ['/cart', '/api/health', '/api/purchases/', '/api/purchases/x']) {
    const answer = await shopper.context.request.post(path, { data: {}, headers: foreign, maxRedirects: 0 })
    expect([403, 308], path).toContain(answer.status())
  }
})
