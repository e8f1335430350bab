import { expect, test } from './fixtures'
import { fillCheckout, placeOrder } from './support/acts'
import { expectAccessible } from './support/axe'
import { fillCart } from './support/cart'
import { giveOrder, newBronze, newCustomer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { see, seeNone } from './support/words'

const GOWN = 'rapace-off-shoulder-gown:scarlet:4'
const RING = 'bejewelled-snake-ring:gold:6'
const PUMP = 'via-95-patent-pump:noir:38'

test('a ring that comes back is refunded, and its buyer reads why Bronze ended', async ({ open, shop }) => {
  const alice = await newCustomer(shop)
  const shopper = await open({ as: alice })
  const { page } = shopper
  await fillCart(shopper, { [GOWN]: 1, [RING]: 1, [PUMP]: 1 }, alice)
  await page.goto('/checkout')
  await fillCheckout(page)
  await placeOrder(page)
  await see(page, 'You are Bronze', 'Return pieces')
  const order = new URL(page.url()).pathname

  await shopper.moveClock(20)
  await page.goto(order)
  await page.getByRole('checkbox', { name: 'Bejewelled snake ring, Yellow gold, US 6' }).check()
  await page.getByRole('button', { name: 'Look at the return' }).click()
  await see(
    page,
    ...['Your return', 'You get $342.00 back.', 'To the demo card ending in 4242.'],
    ...['$3,810.00 would count, and Bronze ends.'],
    ...['380 points that these pieces earned would go; your balance would be 3,810.'],
  )
  // Looking changes nothing.
  await page.goto('/account')
  await see(page, 'Bronze')
  await page.goBack()
  await page.getByRole('button', { name: 'Return and get $342.00 back' }).click()
  await page.waitForURL((url) => url.pathname === order && url.searchParams.has('returned'))
  const fall = 'You are no longer Bronze: $3,810.00 counts, $190.00 less than Bronze asks.'
  await see(
    page,
    ...['Your return is noted, and $342.00 was paid back to the demo card ending in 4242.', fall],
    ...['One returned', '$342.00'],
  )
  await expect(page.getByRole('checkbox', { name: /ring/ })).toHaveCount(0)

  // The page says so whenever it is read, until the tier is back.
  await page.goto(order)
  await see(page, fall)
  await page.goto('/account/orders')
  await see(page, 'Rapace gown, Bejewelled snake ring (returned), Via 95 pump', '$342.00 returned')
})

test('of several alike some can come back, now and later, without JavaScript', async ({ open, shop }) => {
  const alice = await newCustomer(shop)
  const shopper = await open({ as: alice, browser: { javaScriptEnabled: false } })
  const { page } = shopper
  await fillCart(shopper, { [RING]: 3 }, alice)
  await page.goto('/checkout')
  await fillCheckout(page)
  await placeOrder(page)
  const order = new URL(page.url()).pathname

  const howMany = page.getByRole('combobox', { name: 'Bejewelled snake ring, Yellow gold, US 6: how many' })
  await expect(howMany.getByRole('option')).toHaveText(['None', '1', '2', '3'])
  await page.getByRole('button', { name: 'Look at the return' }).click()
  await see(page, 'Choose at least one piece to return.')
  await howMany.selectOption('2')
  await page.getByRole('button', { name: 'Look at the return' }).click()
  await see(page, 'You get $684.00 back.', '2 pieces')
  await seeNone(page, 'would count')
  await page.getByRole('button', { name: 'Return and get $684.00 back' }).click()
  await see(page, 'Bejewelled snake ring (2)', '3 pieces. 2 returned')

  await page.getByRole('checkbox', { name: 'Bejewelled snake ring, Yellow gold, US 6' }).check()
  await page.getByRole('button', { name: 'Look at the return' }).click()
  await page.getByRole('button', { name: 'Return and get $342.00 back' }).click()
  await see(page, 'All of this order has come back.')
  const owed = await shop.database.rows<{ paid: string; units: string }>(
    `select r.refund_status as paid, sum(l.quantity)::text as units from "return" r join return_line l on l.return_id = r.id
     join "order" o on o.id = r.order_id where o.customer_id = $1 group by r.id order by r.at`,
    [alice.id],
  )
  expect(owed).toEqual([
    { paid: 'paid', units: '2' },
    { paid: 'paid', units: '1' },
  ])
  await page.goto(`${order}/return?piece1=1`)
  await expect(page).toHaveURL(order)
})

test('30 days after the order it is too late, and said so', async ({ open, shop }) => {
  const alice = await newCustomer(shop)
  const number = await giveOrder(shop, alice, { skus: [RING], daysAgo: 5 })
  const shopper = await open({ as: alice, days: 24 })
  const { page } = shopper
  await page.goto(`/order/${number}`)
  await expect(page.getByRole('button', { name: 'Look at the return' })).toBeVisible()
  await shopper.moveClock(3)
  await page.goto(`/order/${number}`)
  await see(page, 'Pieces of this order could be returned until')
  await expect(page.getByRole('button', { name: 'Look at the return' })).toHaveCount(0)
  await page.goto(`/order/${number}/return?piece1=1`)
  await expect(page).toHaveURL(`/order/${number}`)
  await page.goto('/care')
  await see(page, 'Within 30 days of the order')
})

test('a form that was left open while the piece went back elsewhere returns nothing more', async ({ open, shop }) => {
  const alice = await newCustomer(shop)
  const number = await giveOrder(shop, alice, { skus: [RING, PUMP], daysAgo: 5 })
  const [one, other] = [await open({ as: alice }), await open({ as: alice })]
  for (const { page } of [one, other]) {
    await page.goto(`/order/${number}`)
    await page.getByRole('checkbox', { name: 'Bejewelled snake ring' }).check()
    await page.getByRole('button', { name: 'Look at the return' }).click()
    await see(page, 'You get $380.00 back.')
  }
  for (const { page } of [one, other]) await page.getByRole('button', { name: 'Return and get $380.00 back' }).click()
  await see(one.page, 'Your return is noted, and $380.00 was paid back.')
  await see(other.page, 'Fewer of these pieces can still be returned. Choose again.')
  const [{ count } = { count: '' }] = await shop.database.rows<{ count: string }>(
    'select count(*)::text as count from "return" r join "order" o on o.id = r.order_id where o.customer_id = $1',
    [alice.id],
  )
  expect(count).toBe('1')
})

test('an order of somebody else is not there to be returned', async ({ open, shop, faults }) => {
  faults.expect(NOT_FOUND)
  const number = await giveOrder(shop, await newCustomer(shop), { skus: [RING], daysAgo: 5 })
  const { page } = await open({ as: await newCustomer(shop) })
  for (const path of [`/order/${number}`, `/order/${number}/return?piece1=1`]) {
    await page.goto(path)
    await see(page, 'This page is not here')
  }
})

test('addresses that no page has are told or led back', async ({ open, shop }) => {
  const alice = await newCustomer(shop)
  const number = await giveOrder(shop, alice, { skus: [RING], daysAgo: 5 })
  const { page } = await open({ as: alice })
  for (const [query, phrase] of [
    ['', 'Choose at least one piece to return.'],
    ['?piece1=0', 'Choose at least one piece to return.'],
    ['?piece1=2', 'Fewer of these pieces can still be returned. Choose again.'],
    ['?piece1=-1', 'That piece is not part of this order. Choose again.'],
    ['?piece7=1', 'That piece is not part of this order. Choose again.'],
    ['?piece1=1&piece1=1', 'That piece is not part of this order. Choose again.'],
  ] as const) {
    await page.goto(`/order/${number}/return${query}`)
    await see(page, phrase)
  }
  await page.goto(`/order/${number}?problem=toString&returned=nothing`)
  await see(page, 'Return pieces')
})

test('is accessible', async ({ open, shop }) => {
  const alice = await newBronze(shop)
  const { page } = await open({ as: alice })
  const [row] = await shop.database.rows<{ number: string }>('select number from "order" where customer_id = $1', [
    alice.id,
  ])
  await page.goto(`/order/${row?.number}?problem=nothing`)
  await see(page, 'Choose at least one piece to return.')
  await expectAccessible(page, 'an order with the choice of what to return')
  await page.goto(`/order/${row?.number}/return?piece2=1`)
  await see(page, 'What this return does')
  await expectAccessible(page, 'the review of a return')
  await page.getByRole('button', { name: /^Return and get/ }).click()
  await see(page, 'You are no longer Bronze')
  await expectAccessible(page, 'an order after a return')
})
