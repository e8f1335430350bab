import { expect, test } from './fixtures'
import { addToCart, fillCheckout, placeOrder } from './support/acts'
import { expectAccessible } from './support/axe'
import { giveOrder, newCustomer } from './support/customers'
import { overflowing } from './support/layout'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

// An offer that is shown is one that is granted: the same on home, at the account, in the cart and at checkout, once.

const PUMP = 'via-95-patent-pump:noir:38'

for (const [size, device] of Object.entries(SIZES)) {
  test(`a second order has what home and the account had said, once, at the size of a ${size}`, async ({
    open,
    shop,
  }) => {
    const customer = await newCustomer(shop)
    await giveOrder(shop, customer, { skus: [PUMP], daysAgo: 40 })
    const { page } = await open({ as: customer, browser: device })
    await page.goto('/account')
    // The relationship says it there, and then no band says it again.
    await expect(page.getByText(/Your next order unlocks 15% off/)).toBeVisible()
    expect(await overflowing(page)).toEqual([])
    await expectAccessible(page, 'an account with an offer')
    const [grant] = await shop.database.rows<{ offer: string }>(
      'select offer from offer_grant where customer_id = $1',
      [customer.id],
    )
    expect(grant?.offer).toBe('second-order')

    await page.goto('/p/bejewelled-snake-ring')
    await addToCart(page, '6')
    await page.goto('/cart')
    await see(page, '15% off your second order', '15% off is taken here. It is promised to you until')
    expect(await overflowing(page)).toEqual([])
    await page.goto('/cart?why=cart.offer')
    await expect(page.getByRole('dialog')).toContainText('You have bought once, on')
    await page.goto('/checkout')
    await see(page, '15% off your second order', '15% off is taken here.')
    await fillCheckout(page)
    await placeOrder(page)
    await see(page, '15% off your second order')

    await page.goto('/p/bejewelled-snake-ring')
    await addToCart(page, '6')
    await page.goto('/cart')
    await seeNone(page, '15% off your second order')
  })
}

test('what ended is told, not dropped', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  await giveOrder(shop, customer, { skus: [PUMP], daysAgo: 40 })
  await shop.database.rows(
    `insert into offer_grant (id, customer_id, offer, stage, subject, visitor_id, benefits, at, until)
     select gen_random_uuid(), id, 'second-order', 'second-order', 'earlier', gen_random_uuid(),
       '[{"kind": "percent", "percent": 15}]', created_at, (select max(placed_at) from "order" o where o.customer_id = c.id) + interval '38 days'
     from customer c where id = $1`,
    [customer.id],
  )
  const { page } = await open({ as: customer })
  await page.goto('/account')
  await see(page, 'This offer ended on')
})
