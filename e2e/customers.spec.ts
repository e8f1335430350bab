import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { newBronze, newCustomer, type Customer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import type { Shop } from './support/shop'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

const LIST = '/studio/customers'

/** A member of the house's staff. */
async function newStaff(shop: Shop): Promise<Customer> {
  const staff = await newCustomer(shop, 'Sela Winter')
  await shop.database.rows(`update customer set role = 'staff' where id = $1`, [staff.id])
  return staff
}

/** What each table holds that looking at the shop could write to. */
const written = ({ database }: Shop, { id }: Customer) =>
  database.row<Record<string, string>>(
    `select (select count(*) from visitor_link where customer_id = $1) as links,
      (select count(*) from event where customer_id = $1 or visitor_id = $1) as events,
      (select count(*) from offer_grant where customer_id = $1) as grants,
      (select count(*) from cart c join cart_line l on l.cart_id = c.id where c.customer_id = $1) as lines,
      (select count(*) from consent_choice where customer_id = $1) as choices`,
    [id],
  )

test.describe('customers in the studio', () => {
  test('a customer finds none of it', async ({ open, shop, faults }) => {
    faults.expect(NOT_FOUND)
    const alice = await newBronze(shop)
    const { page } = await open({ as: alice })
    for (const path of [LIST, `${LIST}/${alice.id}`]) {
      const answer = await page.goto(path)
      expect(answer?.status(), path).toBe(404)
      await seeNone(page, 'Studio', 'Customers by value')
    }
  })

  test('staff finds Helena, narrows the list, and turns its pages', async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop) })
    await page.goto(LIST)
    const table = page.getByRole('table', { name: 'Customers by value' })
    await expect(table.getByRole('row')).toHaveCount(51)
    await page.getByRole('link', { name: 'Smaller values' }).click()
    await page.getByRole('link', { name: 'Greater values' }).click()
    await page.getByLabel('Name, e-mail or the till’s reference').fill('helen')
    await page.getByLabel('Segment').selectOption('VIP')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(page).toHaveURL(/q=helen.*segment=vip/)
    await expect(table.getByRole('link', { name: /^Helena/ })).toBeVisible()
    await page.getByLabel('Name, e-mail or the till’s reference').fill('nobody is called so')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await see(page, 'Nobody is like that.')
    await page.getByRole('link', { name: 'Show everybody' }).click()
    await expect(page).toHaveURL(LIST)
  })

  for (const [size, browser] of Object.entries(SIZES)) {
    test(`the list and a person can be read by everybody (${size})`, async ({ open, shop }) => {
      const { page } = await open({ as: await newStaff(shop), browser })
      await page.goto(`${LIST}?q=helena`)
      await expectAccessible(page, 'the list')
      await page.getByRole('link', { name: /^Helena/ }).click()
      await see(page, 'The relationship in numbers', 'Value score', 'What the shop decides for them now')
      await expectAccessible(page, 'a person')
    })
  }
})

test.describe('a person', () => {
  test('is told with reasons, and who looked is logged', async ({ open, shop }) => {
    const staff = await newStaff(shop)
    const { page } = await open({ as: staff })
    await page.goto(`${LIST}?q=helena`)
    await page.getByRole('link', { name: /^Helena/ }).click()
    await see(page, 'Standing', 'Offers', 'The next 90 days', 'Sela Winter opened this page')
    await page.getByRole('group').filter({ hasText: 'Home, banner' }).locator('summary').click()
    await see(page, 'The reasons, strongest first')
    await page.reload()
    const looks = await shop.database.rows(`select 1 from staff_look where staff_id = $1`, [staff.id])
    expect(looks).toHaveLength(1)
  })

  test('is nobody under an unknown address', async ({ open, shop, faults }) => {
    faults.expect(NOT_FOUND)
    const { page } = await open({ as: await newStaff(shop) })
    for (const id of [randomUUID(), 'helena']) {
      expect((await page.goto(`${LIST}/${id}`))?.status()).toBe(404)
    }
  })
})

test.describe('the shop as a customer', () => {
  test('is seen, changes nothing, and ends', async ({ open, shop }) => {
    const alice = await newBronze(shop)
    const staff = await newStaff(shop)
    const { page } = await open({ as: staff })
    const before = await written(shop, alice)
    await page.goto(`${LIST}/${alice.id}`)
    await page.getByRole('button', { name: 'View the shop as this customer' }).click()
    await page.waitForURL('/')
    await see(page, `You see the shop as ${alice.name}`)
    for (const path of ['/account', '/cart', '/p/rapace-off-shoulder-gown', '/c/dresses']) {
      await page.goto(path)
      await see(page, `You see the shop as ${alice.name}`)
    }
    await page
      .getByRole('contentinfo')
      .getByRole('button', { name: /personalisation/i })
      .click()
    await see(page, 'Nothing was changed: you only look.')
    expect(await written(shop, alice)).toEqual(before)

    await page.getByRole('button', { name: 'Stop' }).click()
    await page.waitForURL(`${LIST}/${alice.id}`)
    await see(page, 'Sela Winter saw the shop as them')
    await page.goto('/')
    await seeNone(page, 'You see the shop as')
    await expect(page.getByRole('banner').getByRole('link', { name: 'Sela' })).toBeVisible()
  })

  test('ends with the role', async ({ open, shop }) => {
    const alice = await newBronze(shop)
    const staff = await newStaff(shop)
    const { page } = await open({ as: staff })
    await page.goto(`${LIST}/${alice.id}`)
    await page.getByRole('button', { name: 'View the shop as this customer' }).click()
    await page.waitForURL('/')
    await shop.database.rows(`update customer set role = 'customer' where id = $1`, [staff.id])
    await page.goto('/account')
    await see(page, 'You no longer see the shop as a customer')
    await seeNone(page, alice.name)
  })
})
