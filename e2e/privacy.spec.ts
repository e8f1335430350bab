import { expect, test } from './fixtures'
import { addToCart, signIn } from './support/acts'
import { fillCart } from './support/cart'
import { newBronze, newCustomer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { GOWN, LOOKS } from './support/looks'
import { see } from './support/words'

// One person never meets another.

test('two people at the same time', async ({ open, shop, faults }) => {
  faults.expect(NOT_FOUND)
  const anna = await newBronze(shop, 'Annabel Unmistakable')
  const [one, other] = [await open({ as: anna }), await open({ as: await newCustomer(shop, 'Bertram Someone') })]
  for (const path of LOOKS) await one.page.goto(path)
  await addToCart(one.page, '6')
  const { number } = await shop.database.row<{ number: string }>('select number from "order" where customer_id = $1', [
    anna.id,
  ])
  await Promise.all([one.page.goto('/'), other.page.goto('/')])
  await see(one.page, 'Welcome back, Annabel')
  await see(other.page, 'Welcome back, Bertram')
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
