import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import type { Shopper } from './support/browser'
import { LONG, SCRIPT, expectCalm } from './support/calm'
import { factsOf } from './support/facts'
import { DRESS, GOWN } from './support/looks'
import { see } from './support/words'

// What pages tell of themselves, by a look into the log.

const told = async (shopper: Shopper, kind: 'dwell' | 'click') => {
  const facts = await factsOf(shopper.shop, await shopper.visitorId())
  return facts.filter((fact) => fact.kind === kind)
}

/** The page's own clock goes on by so many seconds while somebody looks at it. */
const look = (page: Page, seconds: number) => page.clock.runFor(seconds * 1_000)

const tell = (shopper: Shopper, data: string | object, headers: Record<string, string> = {}) =>
  shopper.context.request.post('/api/events', {
    data,
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
  })
const click = (product = 'rapace-off-shoulder-gown') => ({
  events: [{ id: crypto.randomUUID(), kind: 'click', product, place: 'home.shelf-1', age: 5 }],
})

test('how long a piece was looked at, mark by mark, while it could be seen', async ({ shopper }) => {
  const { page } = shopper
  await page.clock.install()
  await page.goto(GOWN)
  await see(page, 'Add to cart')
  await look(page, 4)
  expect(await told(shopper, 'dwell')).toEqual([])
  await look(page, 14)
  const marks = async () => (await told(shopper, 'dwell')).map(({ product }) => product)
  await expect.poll(marks).toEqual(['rapace-off-shoulder-gown', 'rapace-off-shoulder-gown'])
  // Once more in the same visit is the same look.
  await page.reload()
  await see(page, 'Add to cart')
  await look(page, 20)
  await page.goto(DRESS)
  await look(page, 8)
  await expect
    .poll(marks)
    .toEqual(['rapace-off-shoulder-gown', 'rapace-off-shoulder-gown', 'nerium-off-shoulder-dress'])
})

test('which card of a shelf was followed, though the page is gone with the click', async ({ shopper }) => {
  const { page } = shopper
  await page.goto('/')
  const card = page.locator('[data-place] [data-piece][href^="/p/"]').first()
  const [piece, place] = await card.evaluate((link) => [
    link.closest<HTMLElement>('[data-piece]')?.dataset.piece,
    link.closest<HTMLElement>('[data-place]')?.dataset.place,
  ])
  await card.click()
  await page.waitForURL(`**/p/${piece}*`)
  const clicks = async () => (await told(shopper, 'click')).map(({ product, place: where }) => [product, where])
  await expect.poll(clicks).toEqual([[piece, place]])
})

for (const [who, options] of [
  ['who asks for privacy', { browser: { extraHTTPHeaders: { 'sec-gpc': '1' } } }],
  ['who has not said yes where a yes is needed', { country: 'PL' }],
  [
    'who is a crawler',
    { browser: { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' } },
  ],
] as const) {
  test(`nothing of somebody ${who}`, async ({ open, shop }) => {
    const shopper = await open(options)
    const { page } = shopper
    const visitor = await shopper.visitorId()
    const sent: string[] = []
    page.on('request', (request) => request.url().endsWith('/api/events') && sent.push(request.method()))
    await page.clock.install()
    await page.goto(GOWN)
    await see(page, 'Add to cart')
    await look(page, 60)
    await page.goto('/')
    expect(sent).toEqual([])
    // Whoever tells by hand is answered as anybody else is.
    const told = await tell(shopper, click())
    expect(told.status()).toBe(204)
    expect(await factsOf(shop, visitor)).toEqual([])
  })
}

test('nothing once personalisation is off, from the footer, in one click', async ({ shopper }) => {
  const { page } = shopper
  await page.clock.install()
  await page.goto(GOWN)
  await page.getByRole('contentinfo').getByRole('button', { name: 'Switch personalisation off' }).click()
  await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Switch personalisation on' })).toBeVisible()
  await look(page, 60)
  await page.goto('/')
  expect(await told(shopper, 'dwell')).toEqual([])
})

test('whatever else is sent is refused in words', async ({ shopper }) => {
  await shopper.page.goto(GOWN)
  const bad: [number, string | object, Record<string, string>?][] = [
    [400, '{'],
    [400, '[]'],
    [400, { events: [] }],
    [400, { events: [{ ...click().events[0], product: SCRIPT }] }],
    [400, { events: [{ ...click().events[0], place: LONG }] }],
    [400, { events: [{ ...click().events[0], age: -1 }] }],
    [413, { events: Array.from({ length: 51 }, () => click().events[0]) }],
    [413, { ...click(), padding: 'x'.repeat(20_000) }],
    [413, { ...click(), padding: 'x'.repeat(150_000) }],
    [415, click(), { 'content-type': 'text/plain' }],
    [415, click(), { 'content-type': 'application/x-www-form-urlencoded' }],
    [403, click(), { 'sec-fetch-site': 'cross-site' }],
    [403, click(), { origin: 'https://evil.example' }],
  ]
  for (const [status, body, headers] of bad) {
    const answer = await tell(shopper, body, headers)
    const what = `${JSON.stringify(body).slice(0, 80)} ${JSON.stringify(headers ?? {})}`
    expect((await expectCalm(answer, what)).length, what).toBeGreaterThan(10)
    expect(answer.status(), what).toBe(status)
  }
  for (const method of ['get', 'put', 'delete'] as const) {
    const answer = await shopper.context.request[method]('/api/events', { headers: { origin: shopper.shop.url } })
    expect(answer.status(), method).toBe(405)
  }
  expect(await told(shopper, 'click')).toEqual([])
  expect((await tell(shopper, click())).status()).toBe(204)
  expect((await tell(shopper, click('no-such-gown'))).status()).toBe(204)
  expect(await told(shopper, 'click')).toHaveLength(1)
})

test('who tells is who the cookies say: no page, no visitor, no fact', async ({ open, shop }) => {
  const stranger = await open()
  const answer = await tell(stranger, {
    events: [{ ...click().events[0], product: 'still-cape-gown', place: 'category.order' }],
  })
  expect(answer.status()).toBe(204)
  expect(answer.headers()['set-cookie']).toBeUndefined()
  const after = await shop.database.rows(
    `select 1 from event where kind = 'click' and product = 'still-cape-gown' and place = 'category.order'`,
  )
  expect(after).toEqual([])
})
