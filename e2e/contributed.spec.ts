import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { signIn } from './support/acts'
import { expectAccessible } from './support/axe'
import { giveOrder, newCustomer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { factsOf } from './support/facts'
import { GOWN } from './support/looks'
import { fieldsOf, post } from './support/posting'
import type { Shop } from './support/shop'
import { see, seeNone } from './support/words'

// What people say of their own accord: wishes, opinions, houses, tastes, reviews.

const saysOf = async (shop: Shop, visitor: string) =>
  (await factsOf(shop, visitor)).filter(({ kind }) => /^(un)?(wish|like|dislike|follow|prefer|rate)$/.test(kind))
const kindsOf = async (shop: Shop, visitor: string) => (await saysOf(shop, visitor)).map(({ kind }) => kind)
const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name })

test.describe('a wishlist', () => {
  test('is kept signed out, comes along when signing in, and is nobody else’s', async ({ open, shop }) => {
    const { page, visitorId } = await open()
    await page.goto(`${GOWN}?colour=noir`)
    await button(page, 'Add to wishlist').click()
    await see(page, 'In your wishlist.', 'Wishlist (1)')
    expect(await saysOf(shop, await visitorId())).toMatchObject([
      { kind: 'wish', product: 'rapace-off-shoulder-gown', place: 'product' },
    ])

    const customer = await newCustomer(shop)
    await signIn(page, customer)
    await page.goto('/wishlist')
    await see(page, 'Wishlist (1)', 'Noir', '$3,120.00', 'In stock', 'One piece, on every device where you sign in')
    await expect(page.getByRole('main').getByRole('img')).toHaveAttribute('alt', /black/)
    const elsewhere = await open({ as: customer })
    await elsewhere.page.goto('/wishlist')
    await see(elsewhere.page, 'Wishlist (1)', 'Rapace gown')

    const stranger = await open({ as: await newCustomer(shop, 'Bertram Someone') })
    await stranger.page.goto('/wishlist')
    await see(stranger.page, 'Nothing wished for yet', 'Wishlist')
    expect(await stranger.page.content()).not.toContain('Rapace')

    await elsewhere.page.getByRole('button', { name: 'Remove Rapace gown from your wishlist' }).click()
    await see(elsewhere.page, 'Nothing wished for yet')
    await page.reload()
    await see(page, 'Nothing wished for yet')
  })

  test('is left behind by signing out', async ({ open, shop }) => {
    const { page } = await open({ as: await newCustomer(shop) })
    await page.goto(GOWN)
    await button(page, 'Add to wishlist').click()
    await see(page, 'Wishlist (1)')
    await page.goto('/account')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL('/')
    await page.goto('/wishlist')
    await see(page, 'Nothing wished for yet')
    expect(await page.content()).not.toContain('Rapace')
  })

  test('by keyboard: the focus and the place stay, and it is said', async ({ shopper, shop }) => {
    const { page } = shopper
    await page.goto(GOWN)
    const wish = button(page, /wishlist/)
    await wish.focus()
    const before = await page.evaluate(() => window.scrollY)
    await page.keyboard.press('Enter')
    await expect(button(page, 'Remove from wishlist')).toBeFocused()
    await expect(page.getByRole('status').filter({ hasText: 'In your wishlist.' })).toBeVisible()
    expect(await page.evaluate(() => window.scrollY)).toBe(before)
    await page.keyboard.press('Enter')
    await expect(button(page, 'Add to wishlist')).toBeFocused()
    expect(await kindsOf(shop, await shopper.visitorId())).toEqual(['wish', 'unwish'])
  })

  test('without a script: back at the button, and a reload says nothing again', async ({ open, shop }) => {
    const shopper = await open({ browser: { javaScriptEnabled: false } })
    const { page } = shopper
    await page.goto(`${GOWN}?colour=noir`)
    await button(page, 'Add to wishlist').click()
    await expect(page).toHaveURL(`${GOWN}?colour=noir#wish`)
    await see(page, 'In your wishlist.', 'Colour: Noir')
    await page.reload()
    expect(await kindsOf(shop, await shopper.visitorId())).toEqual(['wish'])
    await page.goto('/wishlist')
    await page.getByRole('button', { name: 'Remove Rapace gown from your wishlist' }).click()
    await see(page, 'Nothing wished for yet')
  })

  test('is kept before a yes in Poland, and teaches nothing', async ({ open, shop }) => {
    const shopper = await open({ country: 'PL' })
    const { page } = shopper
    await page.goto(GOWN)
    await button(page, 'Add to wishlist').click()
    await see(page, 'In your wishlist.', 'May we remember your taste?')
    await button(page, 'Not for me').click()
    await see(page, 'Not for you. While personalisation is off it changes nothing that you see.')
    expect(await kindsOf(shop, await shopper.visitorId())).toEqual(['wish', 'dislike'])
    expect((await factsOf(shop, await shopper.visitorId())).length).toBe(2)
    await page.goto('/c/dresses')
    await see(page, 'Trending now', 'Wishlist (1)')
    await page.goto('/account/taste')
    await see(page, 'Nothing is learned here: personalisation is off.', 'Not for you: Rapace gown')
  })

  test('a crawler that presses the button leaves nothing', async ({ open, shop }) => {
    const userAgent = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
    const crawler = await open({ browser: { userAgent } })
    const visitor = await crawler.visitorId()
    await crawler.page.goto(GOWN)
    await button(crawler.page, 'Add to wishlist').click()
    await see(crawler.page, 'Add to wishlist')
    expect(await factsOf(shop, visitor)).toEqual([])
  })

  test('a form that names nothing of ours is told so', async ({ open, shop }) => {
    const shopper = await open({ browser: { javaScriptEnabled: false } })
    await shopper.page.goto(GOWN)
    const fields = await fieldsOf(shopper.page.locator('form', { has: shopper.page.locator('#wish') }))
    const answer = await post(shopper, GOWN, { ...fields, product: 'nothing-of-ours' })
    expect(answer.status()).toBe(303)
    await shopper.page.goto(answer.headers().location ?? '')
    await see(shopper.page, 'That is not in the collection any more.')
    expect(await kindsOf(shop, await shopper.visitorId())).toEqual([])
  })
})

test('likes, says not for me, follows, and takes all of it back in the account', async ({ shopper, shop }) => {
  const { page } = shopper
  await page.goto(GOWN)
  await button(page, 'Like Rapace gown').click()
  await see(page, 'You like this. We show more like it.')
  await expect(button(page, 'Like Rapace gown')).toHaveAttribute('aria-pressed', 'true')
  await button(page, 'Not for me: Rapace gown').click()
  await see(page, 'Not for you. We show fewer like this.')
  await expect(button(page, 'Like Rapace gown')).toHaveAttribute('aria-pressed', 'false')
  await button(page, 'Follow Corvane').click()
  await expect(button(page, 'Following Corvane')).toBeVisible()
  expect(await kindsOf(shop, await shopper.visitorId())).toEqual(['like', 'dislike', 'follow'])

  await page.goto('/account/taste')
  await see(page, 'Following Corvane', 'Not for you: Rapace gown')
  await button(page, 'Remove: Following Corvane').click()
  await expect(button(page, 'Follow Corvane')).toBeVisible()
  await button(page, 'Remove: Not for you: Rapace gown').click()
  await see(page, 'You have told us nothing yet.')
  expect(await kindsOf(shop, await shopper.visitorId())).toEqual(['like', 'dislike', 'follow', 'unfollow', 'unlike'])
})

for (const javaScriptEnabled of [true, false]) {
  test(`says her taste ${javaScriptEnabled ? 'with' : 'without'} a script, and finds her size marked`, async ({
    open,
  }) => {
    const { page } = await open({ browser: { javaScriptEnabled } })
    await page.goto('/account/taste')
    await see(page, 'You have told us nothing yet.')
    await page.getByRole('combobox', { name: 'Dresses' }).selectOption('US 6')
    await page.getByRole('checkbox', { name: 'Red', exact: true }).check()
    await page.getByRole('checkbox', { name: 'Edgy' }).check()
    await button(page, 'Save your taste').click()
    await see(page, 'Size in Dresses: US 6', 'Colour: Red', 'Style: Edgy', 'You have told us 3 things.')
    await expect(page.getByRole('combobox', { name: 'Dresses' })).toHaveValue('6')
    await expect(page.getByRole('checkbox', { name: 'Red', exact: true })).toBeChecked()
    await page.goto(GOWN)
    await see(page, 'Your size is US 6.')
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
    await expect(page.getByRole('radio', { name: '6', exact: true })).toHaveAccessibleDescription('Your size is US 6.')
    await page.goto('/account/taste')
    await button(page, 'Remove: Colour: Red').click()
    await see(page, 'You have told us 2 things.')
    await expect(page.getByRole('checkbox', { name: 'Red', exact: true })).not.toBeChecked()
  })
}

test('what was learned is told with the facts behind it', async ({ shopper }) => {
  const { page } = shopper
  for (const path of [GOWN, '/p/nerium-off-shoulder-dress']) await page.goto(path)
  await page.goto('/account/taste')
  const row = page.getByRole('listitem').filter({ hasText: 'Corvane' }).filter({ hasText: 'pieces viewed' })
  await expect(row).toContainText('2 pieces viewed')
})

test.describe('a review', () => {
  // Pieces that no other test looks at: their pages show what everybody wrote.
  const SKU = 'ode-halter-gown:noir:8'
  const PIECE = '/p/ode-halter-gown'
  const unmoved = { offsetMs: 0, country: null, source: null, journey: null, forced: {} }

  /** Somebody who bought the piece a week ago, at a browser of their own whose clock was not moved. */
  async function newBuyer(
    open: Parameters<Parameters<typeof test>[2]>[0]['open'],
    shop: Shop,
    name: string,
    script = true,
  ) {
    const customer = await newCustomer(shop, name)
    await giveOrder(shop, customer, { skus: [SKU], daysAgo: 7 })
    const shopper = await open({ as: customer, browser: { javaScriptEnabled: script } })
    await shopper.setCookie('demo', unmoved)
    return { ...shopper, customer }
  }
  async function fill(page: Page, rating: string, title: string, body: string) {
    await page.goto(PIECE)
    await page.getByText(/^(Write a|Edit your) review$/).click()
    await page.getByLabel(rating).check()
    await page.getByLabel('Title').fill(title)
    await page.getByLabel('Your review').fill(body)
    await button(page, /^(Send|Save) the review$/).click()
  }

  test('is written by who bought the piece, read by all, edited, hidden by staff and shown again', async ({
    open,
    shop,
    faults,
  }) => {
    faults.expect(NOT_FOUND)
    const mark = crypto.randomUUID().slice(0, 8)
    const author = await newBuyer(open, shop, 'Annabel Unmistakable')
    const { page } = author
    await fill(page, '4, very good', `First ${mark}`, 'It falls well and the lining is soft.')
    await see(page, 'Thank you. Your review is here.', `First ${mark}`)
    await fill(
      page,
      '5, excellent',
      `<b>Second</b> ${mark}`,
      'Worn twice.\n\n<script>alert(1)</script> http://example.test',
    )
    await see(page, `<b>Second</b> ${mark}`)
    await seeNone(page, `First ${mark}`)

    const reader = await open()
    await reader.setCookie('demo', unmoved)
    await reader.page.goto(PIECE)
    await see(
      reader.page,
      `<b>Second</b> ${mark}`,
      'Verified purchase',
      'Clients who bought this piece, and kept it, can review it.',
    )
    const review = reader.page.getByRole('article').filter({ hasText: mark })
    await expect(review).toContainText('Annabel U.')
    await expect(review).toContainText('<script>alert(1)</script>')
    await expect(review.getByRole('link')).toHaveCount(0)
    expect(await reader.page.content()).not.toContain('Unmistakable')
    await expectAccessible(reader.page, 'a piece with reviews')

    const staff = await open({ as: await newCustomer(shop, 'Sela Winter') })
    await staff.setCookie('demo', unmoved)
    await staff.page.goto('/studio/reviews')
    await see(staff.page, 'This page is not here')
    await shop.database.rows(`update customer set role = 'staff' where name = 'Sela Winter'`)
    await staff.page.goto('/studio/reviews')
    const entry = staff.page.getByRole('listitem').filter({ hasText: mark })
    await entry.getByRole('button', { name: 'Hide' }).click()
    await see(staff.page, 'Look at the marked field. The review was not hidden.')
    await entry.getByLabel('Reason').fill('It names an address')
    await expectAccessible(staff.page, 'reviews in the studio')
    await entry.getByRole('button', { name: 'Hide' }).click()
    await expect(entry).toContainText('Hidden by Sela Winter')

    await reader.page.reload()
    expect(await reader.page.content()).not.toContain(mark)
    await page.goto(PIECE)
    await see(page, 'Your review is hidden', 'Only you can know of it. The reason: It names an address')
    await page.goto('/account/reviews')
    await see(page, `<b>Second</b> ${mark}`, 'Your review is hidden')

    await entry.getByRole('button', { name: 'Show again' }).click()
    await expect(entry).toContainText('Shown again by Sela Winter')
    await reader.page.reload()
    await see(reader.page, `<b>Second</b> ${mark}`)
  })

  test('without a script: what is wrong is told at its field, what was typed stays', async ({ open, shop }) => {
    const { page } = await newBuyer(open, shop, 'Bertram Someone', false)
    await fill(page, '3, good', 'x', 'Too short')
    await see(page, 'Look at the marked fields.')
    await expect(page.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel('Your review')).toHaveValue('Too short')
    await page.getByLabel('Title').fill('Long enough')
    await page.getByLabel('Your review').fill('Now it is long enough to be kept.')
    await button(page, 'Send the review').click()
    await expect(page).toHaveURL(`${PIECE}?review=kept#reviews`)
    await see(page, 'Thank you. Your review is here.')
    const { count } = await shop.database.row<{ count: string }>(
      `select count(*) from event where kind = 'rate' and value = '3' and customer_id = (select id from customer where name = 'Bertram Someone' order by created_at desc limit 1)`,
    )
    expect(Number(count)).toBe(1)
  })

  test('is not offered to others, and their form is refused', async ({ open, shop }) => {
    const buyer = await newBuyer(open, shop, 'Clara Bought', false)
    await buyer.page.goto(PIECE)
    const fields = await fieldsOf(buyer.page.locator('form', { has: buyer.page.locator('#title') }))
    const other = await open({ as: await newCustomer(shop, 'Dora Looked') })
    await other.page.goto(PIECE)
    await see(other.page, 'Clients who bought this piece, and kept it, can review it.')
    await seeNone(other.page, 'Write a review')
    const words = { rating: '1', title: 'Never bought it', body: 'And yet I have an opinion.' }
    const answer = await post(other, PIECE, { ...fields, ...words })
    expect(await answer.text()).toContain('Only clients who bought this piece and kept it can review it.')
    const rows = await shop.database.rows(`select 1 from review where title = 'Never bought it'`)
    expect(rows).toEqual([])
  })
})

test('the pages are accessible, empty and full', async ({ shopper }) => {
  const { page } = shopper
  for (const path of ['/wishlist', '/account/taste']) {
    await page.goto(path)
    await expectAccessible(page, `${path}, empty`)
  }
  await page.goto(GOWN)
  await button(page, 'Add to wishlist').click()
  await see(page, 'In your wishlist.')
  await button(page, 'Follow Corvane').click()
  await expect(button(page, 'Following Corvane')).toBeVisible()
  for (const path of ['/wishlist', '/account/taste', GOWN]) {
    await page.goto(path)
    await expectAccessible(page, `${path}, full`)
  }
})
