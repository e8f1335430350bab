import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import { CARDS, fillCheckout, placeOrder, placeOrderButton } from './support/acts'
import { fillCart } from './support/cart'
import { newCustomer } from './support/customers'
import { see, seeNone } from './support/words'

const RING = 'bejewelled-snake-ring:gold:6'
const PUMP = 'via-95-patent-pump:noir:38'

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
  await see(shopper.page, 'The bank has not answered yet. Your pieces are kept for 15 minutes; without an answer they')
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
