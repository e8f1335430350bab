import { expect, test } from './fixtures'
import { fillCart } from './support/cart'
import { expectCalm } from './support/calm'
import { newBronze } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { fieldsOf, post } from './support/posting'
import { serveWith } from './support/serve'
import { see } from './support/words'

const PAGES = [
  '/',
  '/c/dresses',
  '/p/rapace-off-shoulder-gown',
  '/houses/corvane',
  '/search?q=gown',
  '/cart',
  '/checkout',
  '/loyalty',
  '/care',
  '/account',
  '/account/orders',
  '/account/loyalty',
  '/account/personalisation',
  '/demo',
  '/nowhere',
  '/p/no-such-gown',
]

test('every page carries the security headers and a nonce of its own, and is kept by nobody', async ({
  open,
  shop,
}) => {
  const customer = await newBronze(shop)
  const shopper = await open({ as: customer })
  await fillCart(shopper, { 'beaded-necklace:gold:one': 1 }, customer)
  const nonces = new Set<string>()
  for (const path of PAGES) {
    const answer = await shopper.context.request.get(path)
    const headers = answer.headers()
    const body = await expectCalm(answer, path)
    expect(headers['content-type'], path).toContain('text/html')
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers['x-powered-by'], path).toBeUndefined()
    expect(headers['cache-control'], path).toMatch(/no-store/)
    expect(headers['cache-control'], path).not.toMatch(/public|s-maxage/)

    const policy = headers['content-security-policy'] ?? ''
    for (const part of [`default-src 'self'`, `object-src 'none'`, `base-uri 'self'`, `frame-ancestors 'none'`]) {
      expect(policy, path).toContain(part)
    }
    const nonce = /script-src [^;]*'nonce-([\w-]+)'/.exec(policy)?.[1] ?? ''
    expect(nonce, path).not.toBe('')
    expect(policy, path).not.toMatch(/script-src [^;]*'unsafe/)
    const scripts = body.match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length, path).toBeGreaterThan(0)
    for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`)
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(PAGES.length)
})

test('a page that is not there runs its scripts like any other', async ({ shopper: { page }, faults }) => {
  faults.expect(NOT_FOUND)
  await page.goto('/nowhere')
  await see(page, 'This page is not here')
  await page.getByRole('searchbox', { name: 'Search the collection' }).fill('rapace')
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
  await see(page, 'Rapace gown')
})

test('the health of the shop can be asked', async ({ shopper: { context } }) => {
  const answer = await context.request.get('/api/health')
  expect(answer.status()).toBe(200)
  expect(await answer.json()).toMatchObject({ database: 'up' })
})

test('without DEMO=1 nothing of the presenter’s exists', async ({ open, shop }) => {
  const presenter = await open({ browser: { javaScriptEnabled: false } })
  await presenter.page.goto('/demo')
  const forms = await presenter.page.locator('form').all()
  const actions = await Promise.all(forms.map(fieldsOf))
  expect(actions.length).toBeGreaterThan(8)

  const plain = await serveWith({ DEMO: '0', DATABASE_URL: process.env.E2E_DATABASE_URL ?? '' })
  try {
    const { context } = presenter
    const there = { context, shop: { ...shop, url: plain.url } }
    // This browser's demo cookie is genuine, and must mean nothing here.
    const asked = await context.request.get(`${plain.url}/demo`)
    expect(asked.status()).toBe(404)
    expect(await asked.text()).not.toContain('Presenter')
    for (const fields of actions) {
      const answer = await post(there, `${plain.url}/demo`, fields)
      expect(answer.status(), JSON.stringify(fields)).toBe(404)
      expect(answer.headers()['set-cookie'] ?? '', JSON.stringify(fields)).not.toMatch(/session-token|sorento-demo/)
    }
    const home = await (await context.request.get(plain.url)).text()
    expect(home).toContain('Evening wear, one piece at a time')
    expect(home).not.toContain('/demo')
    const day = 86_400_000
    await presenter.setCookie('demo', {
      offsetMs: 30 * day,
      country: 'PL',
      source: 'facebook',
      journey: null,
      forced: {},
    })
    const unmoved = await (await context.request.get(plain.url)).text()
    expect(unmoved).toContain('Free shipping in the United States')
    expect(unmoved).not.toContain('Facebook')
  } finally {
    plain.stop()
  }
})
