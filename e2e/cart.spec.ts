import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import { addToCart, CARDS, fillCheckout, placeOrder, placeOrderButton } from './support/acts'
import { fillCart } from './support/cart'
import { newBronze, newCustomer } from './support/customers'
import { listedNames, listedPieces } from './support/listing'
import { see, seeNone } from './support/words'

const GOWN = 'rapace-off-shoulder-gown:scarlet:4'
const RING = 'bejewelled-snake-ring:gold:6'
const PUMP = 'via-95-patent-pump:noir:38'
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

test.describe('checking out', () => {
  test('a form with faults says all of them, and keeps what was typed', async ({ shopper }) => {
    const { page } = shopper
    await fillCart(shopper, { [RING]: 1 })
    await page.goto('/checkout')
    await page.getByLabel('Name', { exact: true }).fill('Alice Hartwell')
    await page.getByLabel('Card number').fill('4242 4242 4242 4241')
    await placeOrderButton(page).click()
    const summary = page.getByRole('alert').filter({ hasText: 'Look at the marked fields. Nothing was ordered yet.' })
    await expect(summary).toBeFocused()
    for (const [label, message] of [
      ['E-mail', 'Write your e-mail like name@example.com.'],
      ['Street and number', 'Write street and number.'],
      ['City', 'Write the town or city.'],
      ['State', 'Choose a state.'],
      ['ZIP code', 'Write the ZIP code with five digits.'],
      ['Card number', 'A digit of the card number is missing or wrong.'],
    ] as const) {
      await expect(page.getByLabel(label)).toHaveAccessibleDescription(new RegExp(message.replaceAll('.', '\\.')))
      await expect(page.getByLabel(label)).toHaveAttribute('aria-invalid', 'true')
      await summary.getByRole('link', { name: message }).click()
      await expect(page.getByLabel(label)).toBeFocused()
    }
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Alice Hartwell')
  })

  test('a declined card loses nothing: cart, offer and stock stay', async ({ shopper, shop }) => {
    const { page } = shopper
    const sku = 'ancora-link-bracelet:gold:one'
    const stock = async () =>
      (await shop.database.row<{ stock: number }>('select stock from variant where sku = $1', [sku])).stock
    const before = await stock()
    await fillCart(shopper, { [sku]: 1 })
    const email = `alice.${randomUUID()}@example.com`
    await page.goto('/checkout')
    await fillCheckout(page, {
      card: CARDS.declined,
      name: 'Alice Hartwell',
      account: { email, password: 'a long evening out' },
    })
    await placeOrderButton(page).click()
    await expect(page.getByRole('alert').filter({ hasText: 'declined' })).toBeFocused()
    expect(await stock()).toBe(before)
    await expect(page.getByLabel('Street and number')).toHaveValue('12 Mercer Street')
    await page.goto('/cart')
    await see(page, 'Ancora link bracelet', '10% off your first order', '−$52.00', 'Cart (1)')

    // The account that was opened on the way is there, so the second try needs a card only.
    await page.goto('/checkout')
    await fillCheckout(page)
    await placeOrder(page)
    await see(page, 'Thank you, Alice', '10% off your first order', '$468.00')
    expect(await stock()).toBe(before - 1)
  })

  test('a bank that does not answer keeps the pieces for a while and says so', async ({ open, shop }) => {
    const customer = await newCustomer(shop)
    const shopper = await open({ as: customer })
    await fillCart(shopper, { [RING]: 1 }, customer)
    await shopper.page.goto('/checkout')
    await fillCheckout(shopper.page, { card: CARDS.unanswered })
    await placeOrder(shopper.page)
    await see(
      shopper.page,
      'The bank has not answered yet. Your pieces are kept for 15 minutes; without an answer they',
    )
    await seeNone(shopper.page, 'Thank you, Alice')
  })

  test('the same form sent twice is one order', async ({ shopper, shop }) => {
    const { page, context } = shopper
    await fillCart(shopper, { [RING]: 1 })
    const email = `alice.${randomUUID()}@example.com`
    await page.goto('/checkout')
    await fillCheckout(page, { name: 'Alice Hartwell', account: { email, password: 'a long evening out' } })

    // Twice at the same moment, and once more when the order is placed.
    let sent: { url: string; headers: Record<string, string>; data: Buffer } | undefined
    await page.route('**/checkout', async (route) => {
      const request = route.request()
      const data = request.postDataBuffer()
      if (request.method() !== 'POST' || !data) return route.continue()
      sent = { url: request.url(), headers: await request.allHeaders(), data }
      const [answer] = await Promise.all([route.fetch({ maxRedirects: 0 }), route.fetch({ maxRedirects: 0 })])
      return route.fulfill({ response: answer })
    })
    await placeOrder(page)
    const number = new URL(page.url()).pathname.split('/').pop()
    if (!sent) throw new Error('no form was sent')
    const again = await context.request.post(sent.url, {
      headers: sent.headers,
      data: sent.data,
      maxRedirects: 0,
    })
    expect(again.headers()['x-action-redirect']).toContain(`/order/${number}`)

    const orders = await shop.database.rows<{ number: string; status: string }>(
      'select o.number, o.status from "order" o join customer c on c.id = o.customer_id where c.email = $1',
      [email],
    )
    expect(orders).toEqual([{ number, status: 'confirmed' }])
    await page.goto('/account/orders')
    await expect(page.getByRole('link', { name: number })).toBeVisible()
  })

  test('abroad it costs shipping, and the total says so before it is charged', async ({ open, shop }) => {
    const customer = await newCustomer(shop)
    const shopper = await open({ as: customer })
    const { page } = shopper
    await fillCart(shopper, { [PUMP]: 1 }, customer)
    await page.goto('/checkout')
    await see(page, '$621.00')
    await page.getByLabel('Deliver to').selectOption('Poland')
    await page.getByRole('button', { name: 'Change' }).click()
    await expect(page).toHaveURL('/checkout?country=PL')
    await see(page, '$25.00', '$646.00', 'To your address in Poland.')
    await page.getByLabel('Street and number').fill('Nowy Świat 12')
    await page.getByLabel('City').fill('Warszawa')
    await page.getByLabel('Postcode').fill('00-373')
    await placeOrder(page)
    await see(page, '$25.00', '$646.00', 'Warszawa, 00-373', 'Poland')
  })
})
