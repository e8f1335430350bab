import { expect, test } from './fixtures'
import { signIn } from './support/acts'
import { expectAccessible } from './support/axe'
import { newBronze, newCustomer, PASSWORD } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { overflowing } from './support/layout'
import { CART_LEFT, giveMessage, marksOf } from './support/messages'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

// What the shop wrote to somebody, in their account: read and put away for all their devices, and nobody else's.

const LINK = (id: string, path = '/cart') => `${path}?utm_source=message&utm_campaign=${id}`

for (const [size, browser] of Object.entries(SIZES)) {
  test(`is read and answers to everybody who reads, on a ${size}`, async ({ open, shop }) => {
    const customer = await newCustomer(shop)
    const { page } = await open({ as: customer, browser })
    await page.goto('/account/inbox')
    await see(page, 'Nothing has come yet')
    await expectAccessible(page, 'an empty inbox')
    for (let i = 0; i < 13; i += 1) await giveMessage(shop, customer, { hoursAgo: i + 1 })

    await page.goto('/account/inbox')
    await see(page, '13 unread', '1 to 12 of 13')
    await expect(page.getByRole('navigation', { name: 'Your account' })).toContainText('Messages (13)')
    expect(await overflowing(page)).toEqual([])
    await expectAccessible(page, 'an inbox')
    await page.getByRole('link', { name: 'Older messages' }).click()
    await see(page, '13 to 13 of 13')
    await page.getByRole('link', { name: CART_LEFT.subject }).click()

    await expect(page.getByRole('heading', { level: 1, name: CART_LEFT.headline })).toBeVisible()
    await see(page, ...CART_LEFT.paragraphs, 'Two years together', '10% off your next order.', 'It is in your cart')
    // The pieces cost what they cost in the shop, whatever the letter said.
    await see(page, 'Rapace gown', '$3,120.00')
    await see(page, 'Why am I getting this?', 'Choose what we write to you about')
    await expect(page.getByText(/^Rapace gown was put into the cart on/)).toBeVisible()
    // It is read by now, and the page says so itself.
    await expect(page.getByRole('navigation', { name: 'Your account' })).toContainText('Messages (12)')
    expect(await overflowing(page)).toEqual([])
    await expectAccessible(page, 'a message')
  })
}

test('tells in the bar of every page that something waits', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const id = await giveMessage(shop, customer)
  const { page } = await open({ as: customer })
  await page.goto('/c/dresses')
  const waiting = page.getByRole('banner').getByRole('link', { name: 'Messages (1)' })
  await waiting.click()
  await expect(page).toHaveURL('/account/inbox')
  await see(page, 'New', 'One unread')
  await page.getByRole('link', { name: CART_LEFT.subject }).click()
  await expect(page.getByRole('heading', { level: 1, name: CART_LEFT.headline })).toBeVisible()
  await expect(waiting).toHaveCount(0)
  expect(await marksOf(shop, id)).toEqual(['read'])
  await page.goto('/account/inbox')
  await see(page, 'All read')
  await seeNone(page, 'New')
})

test('what is put away in one browser is put away in every other', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const [first, second] = [await giveMessage(shop, customer), await giveMessage(shop, customer, { hoursAgo: 2 })]
  const here = await open({ as: customer })
  const there = await open({ as: customer, browser: SIZES.phone })
  await there.page.goto('/account/inbox')
  await see(there.page, '2 unread')

  await here.page.goto('/account/inbox')
  await here.page
    .getByRole('button', { name: `Put away: ${CART_LEFT.subject}` })
    .first()
    .click()
  await see(here.page, 'The message is put away, here and on your other devices.', 'One unread')
  expect(await marksOf(shop, first)).toEqual(['dismissed'])

  // Its page was open there all the while: it is put away once.
  await there.page.goto(`/account/inbox/${first}`)
  await see(there.page, 'You put this message away.')
  await expect(there.page.getByRole('button', { name: 'Put away' })).toHaveCount(0)
  await there.page.goto(`/account/inbox/${second}`)
  await there.page.getByRole('button', { name: 'Put away' }).click()
  await see(there.page, 'Everything is read and put away. What comes next will stand here.')
  await here.page.goto('/account/inbox')
  await see(here.page, 'Nothing has come yet')
  await seeNone(here.page, CART_LEFT.subject)
})

test('another’s message is not there, whoever asks and however', async ({ open, shop, faults }) => {
  faults.expect(NOT_FOUND)
  const [alice, vera] = [await newCustomer(shop), await newBronze(shop, 'Vera Lind')]
  const [hers, held] = [
    await giveMessage(shop, alice),
    await giveMessage(shop, vera, { status: 'queued', hoursAgo: -5 }),
  ]
  const own = await giveMessage(shop, vera)
  const { page } = await open({ as: vera })
  for (const id of [hers, held, 'nothing', '5e0a0001-0000-4000-8000-00000000dead']) {
    await page.goto(`/account/inbox/${id}`)
    await see(page, 'This page is not here')
  }
  await page.goto('/account/inbox')
  await page
    .locator('form input[name=id]')
    .evaluate((field, value) => ((field as HTMLInputElement).value = value), hers)
  await page.getByRole('button', { name: /^Put away/ }).click()
  await see(page, 'This page is not here')
  expect([await marksOf(shop, hers), await marksOf(shop, own)]).toEqual([[], []])

  const stranger = await open()
  await stranger.page.goto(`/account/inbox/${hers}`)
  await expect(stranger.page).toHaveURL(/\/sign-in\?next=/)
  await stranger.page.getByLabel('E-mail').fill(alice.email)
  await stranger.page.getByLabel('Password').fill(PASSWORD)
  await stranger.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(stranger.page).toHaveURL(`/account/inbox/${hers}`)
  await expect(stranger.page.getByRole('heading', { level: 1, name: CART_LEFT.headline })).toBeVisible()
})

test('is read by who opens it, and by no prefetch or crawler', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const id = await giveMessage(shop, customer)
  const { page } = await open({ as: customer })
  await page.goto('/account')
  const silent: Record<string, string>[] = [{ 'sec-purpose': 'prefetch' }, { 'user-agent': 'Googlebot/2.1' }]
  for (const headers of silent) {
    for (const path of [`/account/inbox/${id}`, LINK(id)]) {
      expect((await page.request.get(path, { headers })).status()).toBe(200)
    }
  }
  expect(await marksOf(shop, id)).toEqual([])
})

test('works without a script', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const id = await giveMessage(shop, customer)
  const { page } = await open({ browser: { javaScriptEnabled: false } })
  await signIn(page, customer)
  await page.getByRole('navigation', { name: 'Your account' }).getByRole('link', { name: 'Messages (1)' }).click()
  await page.getByRole('link', { name: CART_LEFT.subject }).click()
  await expect(page.getByRole('heading', { level: 1, name: CART_LEFT.headline })).toBeVisible()
  await page.getByRole('button', { name: 'Put away' }).click()
  await expect(page.getByText('The message is put away, here and on your other devices.')).toBeVisible()
  expect(await marksOf(shop, id)).toEqual(['dismissed', 'read'])
})

test('speaks Polish around what was written in English, and says which is which', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  await giveMessage(shop, customer)
  const { page } = await open({ as: customer })
  await page.goto('/account/inbox')
  await page.getByRole('contentinfo').getByRole('button', { name: 'Polski', exact: true }).click()
  await see(page, 'Wiadomości (1)', 'Nowa', 'Odłóż', 'Jedna nieprzeczytana')
  const title = page.getByRole('link', { name: CART_LEFT.subject })
  await expect(title).toHaveAttribute('lang', 'en')
  await title.click()
  await see(page, 'Dlaczego to do mnie przyszło?', 'Wybierz, o czym mamy pisać')
  await expect(page.getByRole('article')).toHaveAttribute('lang', 'en')
  await expectAccessible(page, 'a message in another language')
})

test('a message that comes later is not there yet', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  await giveMessage(shop, customer, { hoursAgo: -48 })
  const shopper = await open({ as: customer })
  await shopper.page.goto('/account/inbox')
  await see(shopper.page, 'Nothing has come yet')
  await shopper.moveClock(3)
  await shopper.page.goto('/account/inbox')
  await see(shopper.page, 'One unread')
})

test.describe('where its link leads', () => {
  test('home goes on with it, in whichever browser, and tells nobody whose it is', async ({ open, shop }) => {
    const customer = await newBronze(shop, 'Philippa Oakes')
    const id = await giveMessage(shop, customer)
    const stranger = await open()
    await stranger.page.goto(LINK(id))
    await see(stranger.page, 'From our message: As it was left')
    await expectAccessible(stranger.page, 'a cart that a message led to')
    await stranger.page.goto('/')
    await expect(stranger.page.getByRole('heading', { level: 1, name: 'As it was left' })).toBeVisible()
    await see(stranger.page, 'From your message', 'From the message', 'Rapace gown', 'Bejewelled snake ring')
    await seeNone(stranger.page, 'From our message: As it was left')
    expect(await stranger.page.content()).not.toContain('Philippa')
    expect(await marksOf(shop, id)).toEqual(['clicked'])
    await stranger.page.goto('/?why=home.hero')
    await expect(stranger.page.getByRole('dialog')).toContainText('You followed a message about pieces left in a cart')

    const { page } = await open({ as: customer })
    await page.goto(LINK(id, '/'))
    await expect(page.getByRole('heading', { level: 1, name: 'As it was left' })).toBeVisible()
    // She owns both pieces by now: her own shelf stands there.
    await see(page, 'Bronze', 'To go with your Rapace gown')
    expect(await marksOf(shop, id)).toEqual(['clicked', 'read'])
    await expectAccessible(page, 'home after a message')
  })

  test('after a no the page is everybody’s, and nothing is noted', async ({ open, shop }) => {
    const customer = await newCustomer(shop)
    const id = await giveMessage(shop, customer)
    const { page } = await open()
    await page.goto('/')
    await page
      .getByRole('contentinfo')
      .getByRole('button', { name: /^Switch personalisation off/ })
      .click()
    await expect(
      page.getByRole('contentinfo').getByRole('button', { name: /^Switch personalisation on/ }),
    ).toBeVisible()
    await page.goto(LINK(id, '/'))
    await see(page, 'Evening wear, one piece at a time')
    expect(await marksOf(shop, id)).toEqual([])
  })
})
