import { expect, test } from './fixtures'
import { addToCart, signIn } from './support/acts'
import { fillCart } from './support/cart'
import { newBronze, newCustomer } from './support/customers'
import { eraseFacts, factsOf } from './support/facts'
import { NOT_FOUND } from './support/faults'
import { listedNames, listedPieces } from './support/listing'
import { see, seeNone } from './support/words'

const GOWN = '/p/rapace-off-shoulder-gown'
const DRESS = '/p/nerium-off-shoulder-dress'
/** Both of the house of Corvane. */
const LOOKS = [DRESS, GOWN]
const ALL_DRESSES = '/c/dresses?show=240'

test.describe('what a view teaches', () => {
  test('a house and a colour that she looked at rise, and say why', async ({ shopper: { page } }) => {
    await page.goto(ALL_DRESSES)
    await see(page, 'Trending now')
    const before = await listedPieces(page)
    for (const path of LOOKS) await page.goto(path)
    await page.goto(ALL_DRESSES)
    await see(page, 'For you', 'Led by two Corvane pieces you viewed.')
    const after = await listedPieces(page)

    expect(after.map(({ name }) => name).sort()).toEqual(before.map(({ name }) => name).sort())
    const placesOf = (pieces: typeof before, house: string) =>
      pieces.flatMap((piece, place) => (piece.house === house ? [place] : []))
    const mean = (places: number[]) => places.reduce((sum, place) => sum + place, 0) / places.length
    expect(mean(placesOf(after, 'Corvane'))).toBeLessThan(mean(placesOf(before, 'Corvane')))

    const told = after.filter(({ reason }) => reason?.startsWith('Because you viewed '))
    expect(told.length).toBeGreaterThan(0)
    for (const piece of told) {
      const was = before.findIndex(({ name }) => name === piece.name)
      expect(after.indexOf(piece), `${piece.name} says why it moved up`).toBeLessThan(was)
      expect(['Because you viewed Rapace gown', 'Because you viewed Nerium dress']).toContain(piece.reason)
    }
    expect(before.every(({ reason }) => reason === null)).toBe(true)
  })

  test('a reason is gone with the fact that it names', async ({ shopper, shop }) => {
    const { page } = shopper
    for (const path of LOOKS) await page.goto(path)
    await page.goto('/c/dresses')
    await see(page, 'Because you viewed Rapace gown')
    await eraseFacts(shop, await shopper.visitorId(), 'rapace-off-shoulder-gown')
    await page.reload()
    await see(page, 'For you')
    await seeNone(page, 'Because you viewed Rapace gown')
    await eraseFacts(shop, await shopper.visitorId(), 'nerium-off-shoulder-dress')
    await page.reload()
    await see(page, 'Trending now')
    await seeNone(page, 'For you', 'Because you viewed Nerium dress')
  })

  test('every personal place opens its reasons', async ({ open, shop }) => {
    const { page } = await open({ as: await newBronze(shop) })
    for (const path of LOOKS) await page.goto(path)
    for (const [path, places] of [
      ['/', 4],
      ['/c/dresses', 1],
      [GOWN, 1],
    ] as const) {
      await page.goto(path)
      const links = page.getByRole('link', { name: 'Why am I seeing this?' })
      const count = await links.count()
      expect(count, `personal places of ${path}`).toBeGreaterThanOrEqual(places)
      for (let place = 0; place < count; place++) {
        await links.nth(place).click()
        const panel = page.getByRole('dialog', { name: 'Why am I seeing this?' })
        await expect(panel.getByRole('heading', { name: 'The rule' })).toBeVisible()
        await expect(panel.getByRole('heading', { name: 'The reasons, strongest first' })).toBeVisible()
        await expect(panel.getByRole('heading', { name: 'The facts it used' })).toBeVisible()
        await panel.getByRole('button', { name: 'Close' }).click()
        await expect(panel).toBeHidden()
        await expect(page).toHaveURL(path)
        await expect(links.nth(place)).toBeFocused()
      }
    }
  })
})

test.describe('what is written down', () => {
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
})

test.describe('what is said at the door', () => {
  test('nothing about Facebook without a word of it', async ({ shopper: { page } }) => {
    await page.goto('/')
    await see(page, 'Evening wear, one piece at a time')
    expect(await page.content()).not.toMatch(/facebook/i)
  })

  test('the same greeting by the link that led here', async ({ shopper: { page } }) => {
    await page.goto('/', { referer: 'https://l.facebook.com/' })
    await see(page, 'Welcome to our Facebook friends')
  })

  test('no US shipping to Poland, and no promise that is not true there', async ({ open }) => {
    const { page } = await open({ country: 'PL' })
    await page.goto('/')
    await see(page, '10% off your first order', 'Sorento loyalty begins at $4,000.00')
    await seeNone(page, 'Free shipping in the United States')
  })

  test('the same order for everybody with personalisation off', async ({ open, shop }) => {
    const stranger = await open()
    const member = await open({ as: await newBronze(shop) })
    await stranger.page.goto('/p/still-cape-gown')
    for (const path of LOOKS) await member.page.goto(path)
    const orders: string[][] = []
    for (const { page } of [stranger, member]) {
      await page.goto('/account/personalisation')
      await page.getByRole('button', { name: 'Turn personalisation off' }).click()
      await see(page, 'Personalisation is off')
      await page.goto(ALL_DRESSES)
      await see(page, 'Trending now')
      orders.push(await listedNames(page))
      await page.goto('/')
      await see(page, 'Evening wear, one piece at a time')
      await seeNone(page, 'Why am I seeing this?', 'Welcome back, Alice')
    }
    expect(orders[0]).toEqual(orders[1])
    await see(member.page, '10% off your next order')
  })
})

test.describe('one never meets another', () => {
  test('two people at the same time', async ({ open, shop, faults }) => {
    faults.expect(NOT_FOUND)
    const anna = await newBronze(shop, 'Annabel Unmistakable')
    const [one, other] = [await open({ as: anna }), await open({ as: await newCustomer(shop, 'Bertram Someone') })]
    for (const path of LOOKS) await one.page.goto(path)
    await addToCart(one.page, '6')
    const { number } = await shop.database.row<{ number: string }>(
      'select number from "order" where customer_id = $1',
      [anna.id],
    )
    for (const path of ['/', '/c/dresses', GOWN, '/cart', '/account', '/account/loyalty', `/order/${number}`]) {
      await Promise.all([one.page.goto(path), other.page.goto(path)])
      const [hers, his] = [await one.page.content(), await other.page.content()]
      expect(hers, path).toContain('Annabel')
      expect(hers, path).not.toContain('Bertram')
      expect(his, path).not.toContain('Annabel')
      expect(his, path).not.toContain(anna.email)
      expect(his, path).not.toContain('Because you viewed')
    }
    await see(other.page, 'This page is not here')
    await other.page.goto('/cart')
    await see(other.page, 'Your cart is empty')
  })

  test('two people at one browser, one after the other', async ({ shopper, shop }) => {
    const { page } = shopper
    const first = await newBronze(shop, 'Annabel Unmistakable')
    await signIn(page, first)
    for (const path of LOOKS) await page.goto(path)
    await addToCart(page, '6')
    await page.goto('/c/dresses')
    await see(page, 'For you', 'Annabel')
    const visitor = await shopper.visitorId()

    await page.goto('/account')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL('/')
    for (const path of ['/', '/c/dresses', '/c/shoes', '/cart', '/account/personalisation', '/search?q=gown']) {
      await page.goto(path)
      const content = await page.content()
      for (const trace of ['Annabel', first.email, 'Because you', 'For you', 'Welcome back', 'To go with your']) {
        expect(content, `${trace} on ${path}`).not.toContain(trace)
      }
      await see(page, 'Cart (0)')
    }
    expect(await shopper.visitorId()).not.toBe(visitor)
    await page.goto('/account')
    await expect(page).toHaveURL('/sign-in?next=/account')

    // Whoever signs in next brings their own, and finds nothing of hers.
    await signIn(page, await newCustomer(shop, 'Bertram Someone'))
    await page.goto('/c/dresses')
    await see(page, 'Trending now', 'Cart (0)')
    await page.goto('/account')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL('/')
    await signIn(page, first)
    await page.goto('/c/dresses')
    await see(page, 'For you', 'Cart (1)')
  })

  test('what she looked at before signing in is hers afterwards', async ({ shopper, open, shop }) => {
    const customer = await newCustomer(shop)
    for (const path of LOOKS) await shopper.page.goto(path)
    await fillCart(shopper, { 'bejewelled-snake-ring:gold:6': 1 })
    await signIn(shopper.page, customer)
    await shopper.page.goto('/c/dresses')
    await see(shopper.page, 'For you', 'Because you viewed Rapace gown', 'Cart (1)')

    const elsewhere = await open()
    await signIn(elsewhere.page, customer)
    await elsewhere.page.goto('/c/dresses')
    await see(elsewhere.page, 'For you', 'Because you viewed Rapace gown', 'Cart (1)')
  })
})
