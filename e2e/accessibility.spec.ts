import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { addedPanel, addToCart, fillCheckout, placeOrder, placeOrderButton } from './support/acts'
import { expectAccessible } from './support/axe'
import { fillCart } from './support/cart'
import { newBronze, newCustomer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { DRESS, GOWN } from './support/looks'
import { SIZES } from './support/sizes'

/** Opens the sheet of facets: there is one on a phone only. */
async function openFilter(page: Page): Promise<void> {
  const filter = page.getByRole('button', { name: /^Filter/ })
  if (!(await filter.isVisible())) return
  await filter.click()
  await expect(page.getByRole('dialog', { name: /^Filter/ })).toBeVisible()
}

for (const [size, options] of Object.entries(SIZES)) {
  test.describe(`no violation on a ${size}`, () => {
    const browser = { ...options, reducedMotion: 'reduce' } as const

    test('home, rooms and houses, of a stranger', async ({ open }) => {
      const { page } = await open({ browser })
      for (const path of ['/', '/c/dresses', '/c/jewellery?sort=price-asc', '/houses/corvane', '/loyalty', '/care']) {
        await page.goto(path)
        await expectAccessible(page, path)
      }
      await page.goto('/c/dresses?house=corvane&neckline=off-shoulder')
      await openFilter(page)
      await expectAccessible(page, 'a room with facets and their sheet')
      await page.goto('/c/dresses?house=ondreil&neckline=off-shoulder')
      await expectAccessible(page, 'a room where nothing fits')
      await page.goto('/')
      const menu = page.getByRole('button', { name: 'Menu' })
      if (await menu.isVisible()) {
        await menu.click()
        await expectAccessible(page, 'the menu')
      }
    })

    test('a piece, the panel of an addition, the cart', async ({ open }) => {
      const { page } = await open({ browser })
      await page.goto('/cart')
      await expectAccessible(page, 'the empty cart')
      await page.goto('/p/bejewelled-snake-ring?colour=gold')
      await page.getByRole('button', { name: 'Add to cart' }).click()
      await expect(page.getByText('Choose a size first.')).toBeVisible()
      await expectAccessible(page, 'a piece without a size')
      await addToCart(page, '6')
      await expectAccessible(page, 'the panel of an addition')
      await page.goto(GOWN)
      await addToCart(page, '4')
      await page.goto('/cart')
      await expectAccessible(page, 'the cart with its nudge')
      await page.getByRole('button', { name: 'One more of Rapace gown' }).click()
      await expect(page.getByText('This order makes you Bronze')).toBeVisible()
      await expectAccessible(page, 'the cart that makes her Bronze')
      await page.goto('/cart?problem=sold-out')
      await expectAccessible(page, 'the cart with a problem')
    })

    test('what a shopper reads who is known', async ({ open, shop }) => {
      const { page } = await open({ browser, as: await newBronze(shop) })
      for (const path of [DRESS, GOWN]) await page.goto(path)
      for (const path of ['/', '/c/dresses', GOWN]) {
        await page.goto(path)
        await expectAccessible(page, `${path} of a member`)
        await page.getByRole('link', { name: 'Why am I seeing this?' }).first().click()
        await expect(page.getByRole('dialog', { name: 'Why am I seeing this?' })).toBeVisible()
        await expectAccessible(page, `${path} with its reasons`)
      }
    })

    test('the checkout, its faults and the confirmation', async ({ open, shop }) => {
      const shopper = await open({ browser })
      const { page } = shopper
      await fillCart(shopper, { 'rapace-off-shoulder-gown:scarlet:4': 1, 'via-95-patent-pump:noir:38': 2 })
      await page.goto('/checkout')
      await expectAccessible(page, 'the checkout')
      await placeOrderButton(page).click()
      await expect(page.getByText('Look at the marked fields. Nothing was ordered yet.')).toBeVisible()
      await expectAccessible(page, 'the checkout with faults')
      const { email } = await newCustomer(shop)
      const account = { email: `other.${email}`, password: 'a long evening out' }
      await fillCheckout(page, { name: 'Alice Hartwell', account })
      await placeOrder(page)
      await expect(page.getByRole('heading', { name: 'You are Bronze' })).toBeVisible()
      await expectAccessible(page, 'the confirmation')
    })

    test('the account and its doors', async ({ open, shop, faults }) => {
      faults.expect(NOT_FOUND)
      const stranger = await open({ browser })
      for (const path of ['/sign-in', '/register', '/account/personalisation', '/nowhere']) {
        await stranger.page.goto(path)
        await expectAccessible(stranger.page, path)
      }
      await stranger.page.goto('/sign-in')
      await stranger.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
      await expect(stranger.page.getByText('Look at the marked fields.')).toBeVisible()
      await expectAccessible(stranger.page, 'signing in with faults')

      const customer = await newBronze(shop)
      const member = await open({ browser, as: customer })
      const { number } = await shop.database.row<{ number: string }>(
        'select number from "order" where customer_id = $1',
        [customer.id],
      )
      for (const path of ['/account', '/account/orders', '/account/loyalty', '/loyalty', `/order/${number}`]) {
        await member.page.goto(path)
        await expectAccessible(member.page, path)
      }
    })

    test('search, consent and the presenter’s page', async ({ open }) => {
      const { page } = await open({ browser, country: 'PL' })
      for (const path of ['/search', '/search?q=gown', '/search?q=nothing+like+it', '/demo']) {
        await page.goto(path)
        await expectAccessible(page, path)
      }
      await page.getByRole('button', { name: 'Start', exact: true }).first().click()
      await expect(page.getByRole('region', { name: 'Journey' })).toBeVisible()
      await expectAccessible(page, 'a page with the bar of a journey')
    })
  })
}

test.describe('by keyboard', () => {
  test('the first stop leads past the header', async ({ shopper: { page } }) => {
    await page.goto('/c/dresses')
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to content' })
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    await page.keyboard.press('Tab')
    const within = await page.getByRole('main').evaluate((main) => main.contains(document.activeElement))
    expect(within).toBe(true)
  })

  test('a piece is added, and the panel closed, without a pointer', async ({ shopper: { page } }) => {
    await page.goto(GOWN)
    const first = page.getByRole('radio', { name: '0', exact: true })
    await first.focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByText('Size: US 2')).toBeVisible()
    const add = page.getByRole('button', { name: 'Add to cart' })
    while (!(await add.evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const panel = addedPanel(page)
    await expect(panel).toBeVisible()
    expect(await panel.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
    // Tab stays within the panel: the page behind it is inert.
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab')
      const outside = await panel.evaluate(
        (dialog) => document.activeElement !== document.body && !dialog.contains(document.activeElement),
      )
      expect(outside).toBe(false)
    }
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await expect(add).toBeFocused()
    await expect(page.getByText('Size: US 2')).toBeVisible()
  })

  test('facets drop down, and Escape goes back', async ({ shopper: { page } }) => {
    await page.goto('/c/dresses')
    const bar = page.getByRole('group', { name: 'Filter and sort' })
    const house = bar.getByText('House', { exact: true })
    await house.focus()
    await page.keyboard.press('Enter')
    const corvane = bar.getByRole('link', { name: /^Corvane/ })
    await expect(corvane).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    await expect(corvane).toBeHidden()
    await expect(house).toBeFocused()
  })
})
