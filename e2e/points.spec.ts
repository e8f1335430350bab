import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { addToCart, fillCheckout, placeOrder, placeOrderButton } from './support/acts'
import { fillCart } from './support/cart'
import { giveOrder, newBronze, newCustomer, type Customer } from './support/customers'
import { shopNow, type Shop } from './support/shop'
import { see, seeNone } from './support/words'

const RING = 'bejewelled-snake-ring:gold:6'
const PUMP = 'via-95-patent-pump:noir:38'
const USE = 'Use 4,190 points, −$83.80'

/** What the customer's newest order holds of points. */
const newestOrder = (shop: Shop, { id }: Customer) =>
  shop.database.row<{ points_used: number; points_discount: number; total: number }>(
    'select points_used, points_discount, total from "order" where customer_id = $1 order by placed_at desc limit 1',
    [id],
  )

test('points pay for a part of the order: the cart says so, the checkout shows it, the order keeps it', async ({
  open,
  shop,
}) => {
  const customer = await newBronze(shop)
  const shopper = await open({ as: customer })
  const { page } = shopper
  await fillCart(shopper, { [PUMP]: 1 }, customer)
  await page.goto('/cart')
  await see(page, 'Your 4,190 points would pay for $83.80 of this order.')
  await page.getByRole('link', { name: 'Use them at checkout' }).click()
  await expect(page.getByRole('checkbox', { name: USE })).toBeChecked()
  // $690.00 less the tier's 10%, less the points.
  await see(page, 'You have 4,190 points to spend.', 'Points', '−$83.80', '4,190 points, $0.02 each.', '$537.20')
  await see(page, 'This order earns 690 points.')
  await expectAccessible(page, 'a checkout with points')
  await fillCheckout(page)
  await placeOrder(page)
  await see(page, 'Thank you, Alice', 'Points', '−$83.80', '$537.20')
  expect(await newestOrder(shop, customer)).toEqual({ points_used: 4_190, points_discount: 8_380, total: 53_720 })

  // They are spent; what this order earned is there.
  await page.goto('/p/bejewelled-snake-ring')
  await addToCart(page, '6')
  await page.goto('/cart')
  await see(page, 'Your 690 points would pay for $13.80 of this order.')
})

test('a tick is enough, the total follows, and what was typed stays', async ({ open, shop }) => {
  const customer = await newBronze(shop)
  const shopper = await open({ as: customer })
  const { page } = shopper
  await fillCart(shopper, { [PUMP]: 1 }, customer)
  await page.goto('/checkout')
  await see(page, '$621.00')
  await fillCheckout(page)
  await page.getByRole('checkbox', { name: USE }).check()
  await see(page, 'Place the order, $537.20')
  await expect(page.getByLabel('Street and number')).toHaveValue('12 Mercer Street')
  await page.getByRole('checkbox', { name: USE }).uncheck()
  await see(page, 'Place the order, $621.00')
  await seeNone(page, '4,190 points, $0.02 each.')
  await expect(page.getByLabel('Street and number')).toHaveValue('12 Mercer Street')
  await placeOrder(page)
  expect(await newestOrder(shop, customer)).toMatchObject({ points_used: 0, total: 62_100 })
})

test('without scripts, and beside another country', async ({ open, shop }) => {
  const customer = await newBronze(shop)
  const shopper = await open({ as: customer, browser: { javaScriptEnabled: false } })
  const { page } = shopper
  await fillCart(shopper, { [PUMP]: 1 }, customer)
  await page.goto('/checkout')
  await page.getByRole('checkbox', { name: USE }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
  await see(page, '−$83.80', 'Place the order, $537.20')
  await page.getByLabel('Deliver to').selectOption('Poland')
  await page.getByRole('button', { name: 'Change' }).click()
  // Points pay for no shipping.
  await see(page, '$25.00', '−$83.80', 'Place the order, $562.20')
  await page.getByLabel('Deliver to').selectOption('United States')
  await page.getByRole('button', { name: 'Change' }).click()
  await expect(page.getByRole('checkbox', { name: USE })).toBeChecked()
  await fillCheckout(page)
  await placeOrder(page)
  await see(page, '−$83.80', '$537.20')
  expect(await newestOrder(shop, customer)).toMatchObject({ points_used: 4_190, total: 53_720 })
})

test('points that another order has taken meanwhile are told, not charged', async ({ open, shop }) => {
  const customer = await newBronze(shop)
  const shopper = await open({ as: customer })
  const { page } = shopper
  await fillCart(shopper, { [PUMP]: 1 }, customer)
  await page.goto('/checkout?points=yes')
  await fillCheckout(page)
  await see(page, 'Place the order, $537.20')
  // At another browser of hers, where the bank has not answered yet.
  await shop.database.rows(
    `insert into "order" (id, number, customer_id, key, content_hash, status, channel, placed_at, reserved_at, currency,
       merchandise, discount, points_used, points_discount, shipping, total, country)
     values ($1::uuid, $2, $3, $2, 'test', 'reserved', 'web', $4, now(), 'USD', 10000, 0, 4190, 8380, 0, 1620, 'US')`,
    [randomUUID(), `E-${randomUUID().slice(0, 8).toUpperCase()}`, customer.id, await shopNow(shop)],
  )
  await placeOrderButton(page).click()
  await see(
    page,
    'Another order of yours took points a moment ago. None are left for this one, so the total is $621.00 now. Look at it again; nothing was charged.',
    'Place the order, $621.00',
  )
  await expect(page.getByRole('checkbox', { name: USE })).toHaveCount(0)
  await placeOrder(page)
  await see(page, 'Thank you, Alice', '$621.00')
})

test('a tier reached by an order that points pay for in part is announced, before and after', async ({
  open,
  shop,
}) => {
  const customer = await newBronze(shop)
  const shopper = await open({ as: customer })
  const { page } = shopper
  // $4,190.00 count; $3,810.00 are missing to Silver, and points lower no amount that counts.
  await fillCart(shopper, { 'rapace-off-shoulder-gown:scarlet:4': 1, [PUMP]: 1 }, customer)
  await page.goto('/checkout?points=yes')
  await see(page, '$3,810.00', '−$83.80', 'This order makes you Silver', 'This order earns 7,620 points.')
  await fillCheckout(page)
  await placeOrder(page)
  await see(page, 'Thank you, Alice', 'You are Silver')
})

test('nobody without points reads of them', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  await giveOrder(shop, customer, { skus: [RING], daysAgo: 5 })
  const shopper = await open({ as: customer })
  const { page } = shopper
  await fillCart(shopper, { [PUMP]: 1 }, customer)
  await page.goto('/cart')
  await see(page, '$690.00')
  await seeNone(page, 'points would pay')
  await page.goto('/checkout?points=yes')
  // Less the 15% of a second order.
  await see(page, 'Place the order, $586.50')
  await expect(page.getByRole('checkbox')).toHaveCount(0)
})
