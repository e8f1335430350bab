import { expect, test } from './fixtures'
import { addToCart } from './support/acts'
import { factsOf } from './support/facts'
import { DRESS, GOWN, LOOKS } from './support/looks'
import { see, seeNone } from './support/words'

// What is written down of whom, by a look into the log.

test('views, categories, searches and additions, each once per visit', async ({ shopper, shop }) => {
  const { page } = shopper
  await page.goto('/?utm_source=facebook')
  await page.goto(GOWN)
  await page.reload()
  await page.goto('/c/dresses')
  await page.goto('/search?q=Gold%20Ring')
  await page.goto(GOWN)
  await addToCart(page, '4')
  const facts = await factsOf(shop, await shopper.visitorId())
  const of = (kind: string) => facts.filter((fact) => fact.kind === kind)
  expect(of('arrival')).toHaveLength(1)
  expect(of('view').map(({ product }) => product)).toEqual(['rapace-off-shoulder-gown'])
  expect(of('category-view').map(({ category }) => category)).toEqual(['dresses'])
  expect(of('search').map(({ query }) => query)).toEqual(['gold ring'])
  expect(of('cart-add').map(({ product, place }) => [product, place])).toEqual([
    ['rapace-off-shoulder-gown', 'product'],
  ])
  expect(of('exposure').map(({ place }) => place)).toContain('home.hero')
})

test('nothing of a page that a browser fetches ahead', async ({ shopper, shop }) => {
  await shopper.page.goto('/')
  await shopper.context.request.get(GOWN, { headers: { 'sec-purpose': 'prefetch' } })
  const facts = await factsOf(shop, await shopper.visitorId())
  expect(facts.filter(({ kind }) => kind === 'view')).toEqual([])
})

test('nothing of a crawler', async ({ open, shop }) => {
  const userAgent = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
  const crawler = await open({ browser: { userAgent } })
  const visitor = await crawler.visitorId()
  for (const path of ['/', '/c/dresses', ...LOOKS]) await crawler.page.goto(path)
  await see(crawler.page, 'Rapace gown')
  expect(await factsOf(shop, visitor)).toEqual([])
})

test('nothing of a browser that asks for privacy', async ({ open, shop }) => {
  const shopper = await open({ browser: { extraHTTPHeaders: { 'sec-gpc': '1' } } })
  for (const path of ['/', ...LOOKS, '/c/dresses']) await shopper.page.goto(path)
  await see(shopper.page, 'Trending now')
  expect(await factsOf(shop, await shopper.visitorId())).toEqual([])
})

test('nothing once personalisation is off, and again once it is on', async ({ shopper, shop }) => {
  const { page } = shopper
  await page.goto(DRESS)
  await page.goto('/account/personalisation')
  await page.getByRole('button', { name: 'Turn personalisation off' }).click()
  await see(page, 'Personalisation is off')
  const visitor = await shopper.visitorId()
  const before = await factsOf(shop, visitor)
  await page.goto(GOWN)
  await addToCart(page, '4')
  await page.goto('/search?q=gown')
  await page.goto('/c/dresses')
  await see(page, 'Trending now')
  expect(await factsOf(shop, visitor)).toEqual(before)

  await page.goto('/account/personalisation')
  await page.getByRole('button', { name: 'Turn personalisation on' }).click()
  await see(page, 'Personalisation is on')
  await page.goto(GOWN)
  expect((await factsOf(shop, visitor)).filter(({ kind }) => kind === 'view')).toHaveLength(2)
})

test('nothing from Poland before a yes, and then what follows', async ({ open, shop }) => {
  const shopper = await open({ country: 'PL' })
  const { page } = shopper
  await page.goto('/?utm_source=facebook')
  await see(page, 'May we remember your taste?', 'Welcome to our Facebook friends', '10% off your first order')
  await seeNone(page, 'Free shipping in the United States')
  await page.goto(GOWN)
  await see(page, 'Shipping $25.00, four to seven days')
  await seeNone(page, 'Free shipping in the United States, two to four days')
  await addToCart(page, '4')
  const visitor = await shopper.visitorId()
  expect(await factsOf(shop, visitor)).toEqual([])

  await page.goto('/c/dresses')
  await page.getByRole('button', { name: 'Yes, remember' }).click()
  await expect(page.getByText('May we remember your taste?')).toBeHidden()
  await page.goto(DRESS)
  const facts = await factsOf(shop, visitor)
  expect(facts.filter(({ kind }) => kind === 'view').map(({ product }) => product)).toEqual([
    'nerium-off-shoulder-dress',
  ])
})

test('nothing from Poland after a no', async ({ open, shop }) => {
  const shopper = await open({ country: 'PL' })
  await shopper.page.goto('/')
  await shopper.page.getByRole('button', { name: 'No, thank you' }).click()
  await expect(shopper.page.getByText('May we remember your taste?')).toBeHidden()
  for (const path of LOOKS) await shopper.page.goto(path)
  expect(await factsOf(shop, await shopper.visitorId())).toEqual([])
})
