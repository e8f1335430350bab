import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import { addToCart } from './support/acts'
import { SESSION_COOKIE } from './support/browser'
import { expectCalm, LONG, SCRIPT } from './support/calm'
import { newBronze, newCustomer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { see } from './support/words'

test('addresses that lead nowhere get a page that says so', async ({ shopper: { page, context }, faults }) => {
  faults.expect(NOT_FOUND)
  for (const path of [
    '/nowhere',
    '/c/hats',
    '/c/DRESSES',
    '/p/no-such-gown',
    '/p/..%2f..%2fetc%2fpasswd',
    '/p/%00',
    `/p/${LONG}`,
    '/houses/nobody',
    "/p/' or 1=1 --",
    '/c/__proto__',
    '/c/dresses/more',
  ]) {
    const answer = await context.request.get(path)
    expect(answer.status(), path).toBe(404)
    expect(await expectCalm(answer, path), path).toContain('This page is not here')
  }
  await page.goto('/p/no-such-gown')
  await see(page, 'This page is not here', 'Go to the first page')
  await expect(page.getByRole('banner')).toBeVisible()
})

test('addresses of orders that are another’s, or nobody’s', async ({ open, shop, faults }) => {
  faults.expect(NOT_FOUND)
  const owner = await newBronze(shop)
  const { number } = await shop.database.row<{ number: string }>('select number from "order" where customer_id = $1', [
    owner.id,
  ])
  const stranger = await open()
  await stranger.page.goto(`/order/${number}`)
  await expect(stranger.page).toHaveURL(`/sign-in?next=/order/${number}`)
  const other = await open({ as: await newCustomer(shop, 'Bertram Someone') })
  for (const path of [`/order/${number}`, '/order/S-000000', '/order/%27', `/order/${LONG}`]) {
    const answer = await other.context.request.get(path)
    expect(answer.status(), path).toBe(404)
    await expectCalm(answer, path)
  }
})

test('addresses with facets, sorts and pages that nobody offers', async ({ shopper: { page, context } }) => {
  for (const query of [
    'sort=drop+table&show=-5',
    'show=99999999999999999999',
    'show=1e9&colour=%00',
    `house=${LONG}`,
    'house=__proto__&constructor=1&toString=2',
    'house=corvane&house=corvane&house[]=x&price=-1-&price=NaN',
    Array.from({ length: 300 }, (_, i) => `house=h${i}`).join('&'),
    'added=nothing&colour=%F0%9F%92%A9',
  ]) {
    for (const path of ['/c/dresses', '/p/rapace-off-shoulder-gown', '/cart', '/checkout', '/search']) {
      const answer = await context.request.get(`${path}?${query}`)
      expect(answer.status(), `${path}?${query.slice(0, 60)}`).toBe(200)
      await expectCalm(answer, path)
    }
  }
  await page.goto('/c/dresses?neckline=off-shoulder&house=ondreil')
  await see(page, 'No piece fits all of that', 'Clear')
})

test('addresses with words to search for that are script, or far too many', async ({ shopper: { page, context } }) => {
  await page.goto(`/search?q=${encodeURIComponent(SCRIPT)}`)
  await see(page, `Nothing found for “${SCRIPT}”`)
  await expect(page.getByRole('combobox', { name: 'Search the collection' })).toHaveValue(SCRIPT)
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  for (const q of [LONG, '%', "'", '\\', '_', '   ', '(*', '\u0000', '😀'.repeat(200), 'a'.repeat(20) + ' OR 1=1']) {
    await expectCalm(await context.request.get(`/search?q=${encodeURIComponent(q)}`), q)
  }
  await expectCalm(await context.request.get('/search?q=a&q=b&q[]=c'), 'several')
})

test('forged cookies name nobody', async ({ open, shop }) => {
  const owner = await open()
  await owner.page.goto('/p/beaded-necklace')
  await addToCart(owner.page, 'one')
  const genuine = (await owner.context.cookies()).find(({ name }) => name === 'sorento-visitor')?.value ?? ''
  const [body = '', mac = ''] = genuine.split('.')
  const other = Buffer.from(JSON.stringify({ id: randomUUID() })).toString('base64url')
  for (const forged of [`${other}.${mac}`, `${body}.${mac.slice(0, -2)}xx`, body, '.', `${body}.`, LONG, '%00']) {
    const thief = await open()
    await thief.context.addCookies([{ name: 'sorento-visitor', value: forged, url: shop.url }])
    const answer = await thief.page.goto('/cart')
    expect(answer?.status()).toBe(200)
    await see(thief.page, 'Your cart is empty')
    expect(await thief.cookie('visitor'), 'a new visitor').not.toBeNull()
    await thief.context.close()
  }
})

test('forged cookies sign nobody in and move no clock', async ({ shopper, shop }) => {
  const { context } = shopper
  const put = (name: string, value: string) => context.addCookies([{ name, value, url: shop.url }])
  for (const value of ['x', 'a.b.c.d.e', LONG.slice(0, 2_000), Buffer.from('{"sub":"1"}').toString('base64')]) {
    await put(SESSION_COOKIE, value)
    const answer = await context.request.get('/account', { maxRedirects: 0 })
    expect(answer.status()).toBe(307)
    expect(answer.headers()['location']).toContain('/sign-in')
  }
  await context.clearCookies({ name: SESSION_COOKIE })
  const demo = Buffer.from(JSON.stringify({ offsetMs: 86_400_000 * 400, country: 'PL' })).toString('base64url')
  for (const name of ['sorento-demo', 'sorento-visit', 'sorento-consent']) await put(name, `${demo}.forged`)
  await shopper.page.goto('/demo')
  await see(shopper.page, 'Not moved')
  await shopper.page.goto('/')
  await see(shopper.page, 'Free shipping in the United States')
})

test('cookies are written so that no script reads them', async ({ shopper }) => {
  await shopper.page.goto('/')
  for (const { name, httpOnly, sameSite } of await shopper.context.cookies()) {
    expect([httpOnly, sameSite], name).toEqual([true, 'Lax'])
  }
  expect(await shopper.page.evaluate(() => document.cookie)).toBe('')
})
