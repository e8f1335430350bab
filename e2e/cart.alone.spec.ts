import { expect, test } from './fixtures'
import { fillCheckout, placeOrderButton } from './support/acts'
import { fillCart } from './support/cart'
import { withBronzeAt, withPrice, withStock } from './support/changes'
import { newBronze, newCustomer } from './support/customers'
import { see, seeNone } from './support/words'

// Prices, thresholds and last pieces: what everybody sees changes here.

const GOWN = 'rapace-off-shoulder-gown:scarlet:4'
const RING = 'bejewelled-snake-ring:gold:6'
const REACHED = 'This order makes you Bronze'
/** The ring costs 38,000 cents: with it in the cart, a gown of this price makes exactly 400,000. */
const EXACTLY = 400_000 - 38_000

test.describe('at the threshold', () => {
  test('exactly there, the tier is reached and the nudge is gone', async ({ shopper, shop }) => {
    const { page } = shopper
    await withPrice(shop, 'rapace-off-shoulder-gown', EXACTLY, async () => {
      await fillCart(shopper, { [GOWN]: 1, [RING]: 1 })
      await page.goto('/cart')
      await see(page, '$4,000.00', REACHED)
      await seeNone(page, 'more to reach Bronze')
      await expect(page.getByRole('progressbar')).toHaveCount(0)
      await page.goto('/checkout')
      await see(page, REACHED)
    })
  })

  test('one cent below, a cent is missing', async ({ shopper, shop }) => {
    const { page } = shopper
    await withPrice(shop, 'rapace-off-shoulder-gown', EXACTLY - 1, async () => {
      await fillCart(shopper, { [GOWN]: 1, [RING]: 1 })
      await page.goto('/cart')
      await see(page, '$3,999.99', 'Spend $0.01 more to reach Bronze')
      await seeNone(page, REACHED)
      await page.goto('/checkout')
      await see(page, '$3,999.99')
      await seeNone(page, REACHED)
    })
  })
})

test.describe('words follow', () => {
  test('a threshold, everywhere', async ({ shopper, open, shop }) => {
    const { page } = shopper
    await fillCart(shopper, { [GOWN]: 1, [RING]: 1 })
    const customer = await newBronze(shop)
    const member = await open({ as: customer })
    await withBronzeAt(shop, 500_000, async () => {
      await page.goto('/')
      await see(page, 'Sorento loyalty begins at $5,000.00', 'From $5,000.00')
      expect(await page.content()).not.toContain('$4,000.00')
      await page.goto('/loyalty')
      await see(page, 'From $5,000.00')
      expect(await page.content()).not.toContain('$4,000.00')
      await page.goto('/p/rapace-off-shoulder-gown')
      await see(page, 'Counts $3,120.00 of the $5,000.00 for Bronze.')
      await page.goto('/cart')
      await see(page, 'Spend $1,500.00 more to reach Bronze', 'Bronze, $5,000.00')
      await expect(page.getByRole('progressbar', { name: 'Way to Bronze' })).toHaveAttribute(
        'aria-valuetext',
        '$3,500.00 of $5,000.00',
      )
      expect(await page.content()).not.toContain('$4,000.00')

      await member.page.goto('/account')
      await see(member.page, '$810.00 more to reach Bronze')
      await member.page.goto('/')
      await see(member.page, 'Welcome back, Alice')
      await seeNone(member.page, '10% off your next order')
    })
    await page.reload()
    await see(page, 'Spend $500.00 more to reach Bronze')
    // What she was promised meanwhile, for a second order, stays promised: only the tier's own words come back.
    await member.page.goto('/account')
    await see(member.page, '$3,810.00 more to reach Silver')
  })

  test('a price, everywhere', async ({ shopper, open, shop }) => {
    const { page } = shopper
    await withPrice(shop, 'rapace-off-shoulder-gown', 300_000, async () => {
      await page.goto('/p/rapace-off-shoulder-gown')
      await see(page, '$3,000.00', 'Counts $3,000.00 of the $4,000.00 for Bronze.')
      expect(await page.content()).not.toContain('$3,120.00')
      await page.goto('/houses/corvane?show=240')
      await see(page, '$3,000.00')
      expect(await page.content()).not.toContain('$3,120.00')
      await page.goto('/search?q=rapace')
      await see(page, '$3,000.00')

      const other = await open()
      await fillCart(other, { [GOWN]: 1, [RING]: 1 })
      await other.page.goto('/cart')
      await see(other.page, '$3,380.00', 'Spend $620.00 more to reach Bronze')
    })
  })
})

test.describe('what changed since it was put into the cart is told', () => {
  test('a price, until it is acted on, and never charged unseen', async ({ open, shop }) => {
    const customer = await newCustomer(shop)
    const shopper = await open({ as: customer })
    const { page } = shopper
    await fillCart(shopper, { [GOWN]: 1, [RING]: 1 }, customer)
    await page.goto('/checkout')
    await see(page, '$3,150.00')
    await fillCheckout(page)
    await withPrice(shop, 'rapace-off-shoulder-gown', 300_000, async () => {
      await placeOrderButton(page).click()
      const told = 'The total changed from $3,150.00 to $3,042.00. Look at it again; nothing was charged.'
      await expect(page.getByRole('alert').filter({ hasText: told })).toBeFocused()
      await expect(page.getByRole('button', { name: 'Place the order, $3,042.00' })).toBeVisible()

      const notice = 'The price changed from $3,120.00 to $3,000.00 since you last saw it.'
      await page.goto('/cart')
      await see(page, notice, '$3,380.00')
      await page.reload()
      await see(page, notice)
      await page.getByRole('button', { name: 'One more of Bejewelled snake ring' }).click()
      await see(page, '$3,760.00')
      await seeNone(page, notice)
      const orders = await shop.database.rows('select 1 from "order" where customer_id = $1', [customer.id])
      expect(orders).toEqual([])
    })
  })

  test('a piece that is sold out, and the way on', async ({ open, shop }) => {
    const customer = await newCustomer(shop)
    const shopper = await open({ as: customer })
    const { page } = shopper
    await fillCart(shopper, { [GOWN]: 1, [RING]: 1 }, customer)
    await withStock(shop, GOWN, 0, async () => {
      await page.goto('/cart')
      await see(page, 'Sold out', 'Rapace gown', 'Bejewelled snake ring')
      // What cannot be bought is not counted.
      await see(page, '$380.00', 'Spend $3,620.00 more to reach Bronze')
      await page.goto('/checkout')
      await see(page, 'Something in your cart has changed. Look at it before you go on.')
      await page.goto('/p/rapace-off-shoulder-gown')
      await expect(page.getByRole('radio', { name: '4, sold out' })).toBeDisabled()
      await page.goto('/cart')
      await page.getByRole('button', { name: 'Remove Rapace gown' }).click()
      await see(page, 'Cart (1)')
      await seeNone(page, 'Sold out')
    })
  })

  test('fewer than the cart holds', async ({ open, shop }) => {
    const customer = await newCustomer(shop)
    const shopper = await open({ as: customer })
    await fillCart(shopper, { [RING]: 3 }, customer)
    await withStock(shop, RING, 2, async () => {
      await shopper.page.goto('/cart')
      await see(shopper.page, 'Only 2 left')
    })
  })
})

test('of two shoppers after the last piece one gets it, the other reads “just sold”', async ({ open, shop }) => {
  const sku = 'via-95-patent-pump:noir:38'
  await withStock(shop, sku, 1, async () => {
    const pages = await Promise.all(
      ['Alice Hartwell', 'Bettina Moor'].map(async (name) => {
        const customer = await newCustomer(shop, name)
        const shopper = await open({ as: customer })
        await fillCart(shopper, { [sku]: 1 }, customer)
        await shopper.page.goto('/checkout')
        await fillCheckout(shopper.page)
        return shopper.page
      }),
    )
    await Promise.all(pages.map((page) => placeOrderButton(page).click()))
    const justSold = 'Via 95 pump was just sold. Take it out of your cart to go on; nothing was charged.'
    const told = await Promise.all(
      pages.map((page) =>
        Promise.race([
          page.waitForURL('**/order/*').then(() => 'ordered'),
          page
            .getByRole('alert')
            .filter({ hasText: justSold })
            .waitFor()
            .then(() => 'just sold'),
        ]),
      ),
    )
    expect(told.sort()).toEqual(['just sold', 'ordered'])
    const { stock } = await shop.database.row<{ stock: number }>('select stock from variant where sku = $1', [sku])
    expect(stock).toBe(0)
  })
})
