import { expect, test } from './fixtures'
import { addToCart } from './support/acts'
import { fillCart } from './support/cart'
import { newBronze } from './support/customers'
import { listedNames, listedPieces } from './support/listing'
import { see, seeNone } from './support/words'

const GOWN = 'rapace-off-shoulder-gown:scarlet:4'
const RING = 'bejewelled-snake-ring:gold:6'
const NUDGE = 'Spend $500.00 more to reach Bronze'

test.describe('the nudge', () => {
  test('says how far Bronze is, what it gives and what would lead there', async ({ shopper, shop }) => {
    const { page } = shopper
    await fillCart(shopper, { [GOWN]: 1, [RING]: 1 })
    await page.goto('/cart')
    await see(page, '$3,500.00', NUDGE, 'What Bronze gives', '10% off your next order', 'Bronze, $4,000.00')

    const progress = page.getByRole('progressbar', { name: 'Way to Bronze' })
    await expect(progress).toHaveAttribute('aria-valuenow', '350000')
    await expect(progress).toHaveAttribute('aria-valuemin', '0')
    await expect(progress).toHaveAttribute('aria-valuemax', '400000')
    await expect(progress).toHaveAttribute('aria-valuetext', '$3,500.00 of $4,000.00')

    const pieces = await listedPieces(page)
    const { category } = await shop.database.row<{ category: string }>(
      'select category_slug as category from product where name = $1',
      [pieces[0]?.name],
    )
    expect(category, 'she has no shoes, so they come first').toBe('shoes')
    const prices = pieces.map(({ price }) => Number(price.replace(/[$,]/g, '')))
    expect(prices.filter((price) => price >= 500 && price <= 1000).length).toBeGreaterThan(0)
    const names = await listedNames(page)
    expect(names).not.toContain('Rapace gown')
    expect(names).not.toContain('Bejewelled snake ring')
  })

  test('leaves at once, and one line says what this order makes her', async ({ shopper }) => {
    const { page } = shopper
    await fillCart(shopper, { [GOWN]: 1, [RING]: 1 })
    await page.goto('/cart')
    await see(page, NUDGE)
    let loads = 0
    page.on('load', () => (loads += 1))
    await page.getByRole('combobox', { name: 'Size of Via 95 pump' }).selectOption('EU 38')
    await page.getByRole('button', { name: 'Add Via 95 pump' }).click()
    await see(page, '$4,190.00', 'This order makes you Bronze', 'Cart (3)')
    await seeNone(page, NUDGE, 'What Bronze gives')
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    expect(loads).toBe(0)

    await page.getByRole('button', { name: 'Remove Via 95 pump' }).click()
    await see(page, '$3,500.00', NUDGE, 'Cart (2)')
    await seeNone(page, 'This order makes you Bronze')
  })

  test('counts what a member has bought already', async ({ open, shop }) => {
    const customer = await newBronze(shop)
    const { page, ...rest } = await open({ as: customer })
    await fillCart({ page, ...rest }, { 'beaded-necklace:silver:one': 1 }, customer)
    await page.goto('/cart')
    await see(page, 'Spend $3,250.00 more to reach Silver', '$4,750.00', 'Silver, $8,000.00')
    const progress = page.getByRole('progressbar', { name: 'Way to Silver' })
    await expect(progress).toHaveAttribute('aria-valuetext', '$4,750.00 of $8,000.00')
  })

  test('is not there for an empty cart', async ({ shopper: { page } }) => {
    await page.goto('/cart')
    await see(page, 'Your cart is empty')
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await seeNone(page, 'to reach Bronze')
  })
})

test('a cart changes under one’s hands', async ({ shopper }) => {
  const { page } = shopper
  await page.goto('/p/beaded-necklace')
  await addToCart(page, 'one')
  await see(page, 'Cart (1)')
  await page.getByRole('link', { name: 'View cart' }).click()
  await expect(page).toHaveURL('/cart')
  await page.getByRole('button', { name: 'One more of Beaded necklace' }).click()
  await see(page, '$1,120.00', '$560.00 each', 'Cart (2)')
  await page.getByRole('button', { name: 'One fewer of Beaded necklace' }).click()
  await see(page, '$560.00', 'Cart (1)')
  await seeNone(page, '$1,120.00')
  await page.getByRole('button', { name: 'Remove Beaded necklace' }).click()
  await see(page, 'Your cart is empty', 'Cart (0)')
})

test('a size has to be chosen, and the page says so', async ({ shopper: { page } }) => {
  await page.goto('/p/rapace-off-shoulder-gown')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Choose a size first.' })).toBeVisible()
  await expect(page.getByRole('radio', { name: '0', exact: true })).toBeFocused()
  await expect(page.getByRole('radio', { name: '10, sold out' })).toBeDisabled()
})
