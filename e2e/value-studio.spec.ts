import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { newBronze, newCustomer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { overflowing } from './support/layout'
import { fieldsOf, post } from './support/posting'
import { shopNow, type Shop } from './support/shop'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

const VALUE = '/studio/value'
const COMPARE = `${VALUE}/compare`

/** A member of the house's staff. */
async function newStaff(shop: Shop) {
  const staff = await newCustomer(shop, 'Sela Winter')
  await shop.database.rows(`update customer set role = 'staff' where id = $1`, [staff.id])
  return staff
}

/** The two customers of the newest batch with the greatest scores. */
const greatest = async (shop: Shop) =>
  shop.database.rows<{ id: string; name: string; email: string }>(
    `select c.id, c.name, c.email from value_row v join customer c on c.id = v.customer_id and c.email is not null
     where v.run_id = (select id from value_run where as_of <= $1 order by as_of desc limit 1)
     order by v.score desc, c.id limit 2`,
    [await shopNow(shop)],
  )

test.describe('the door', () => {
  test('a customer finds no such pages, and its forms do nothing in their hands', async ({ open, shop, faults }) => {
    const staff = await open({ as: await newStaff(shop), browser: { javaScriptEnabled: false } })
    await staff.page.goto(VALUE)
    const form = staff.page.locator('form', { has: staff.page.getByLabel('Who is a VIP') })
    const fields = { ...(await fieldsOf(form)), share: '49' }
    faults.expect(NOT_FOUND)
    const customer = await open({ as: await newBronze(shop) })
    for (const path of [VALUE, COMPARE]) {
      const answer = await customer.page.goto(path)
      expect(answer?.status(), path).toBe(404)
      await seeNone(customer.page, 'Who brings the spend', 'Compare two customers')
    }
    expect((await post(customer, VALUE, fields)).status()).toBe(404)
    const held = await shop.database.rows(`select 1 from setting where key = 'valueVipRule' and value like '%0.49%'`)
    expect(held).toEqual([])
  })
})

test.describe('the base', () => {
  test('is told in sentences, charts and tables', async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop), browser: { javaScriptEnabled: false } })
    await page.goto(VALUE)
    await see(page, 'How scores are spread', 'Who brings the spend', 'Segments over time', 'By tier')
    await expect(
      page.getByText(/^The top 20% of the [\d,]+ who spent anything account for \d+% of all spend\.$/),
    ).toBeVisible()
    for (const name of [
      /^Customers by score: /,
      /^Share of spend by share of customers/,
      /^Customers by segment from /,
    ]) {
      await expect(page.getByRole('img', { name })).toBeVisible()
    }
    const tables = page.getByRole('table', { name: 'As a table' })
    await expect(tables).toHaveCount(0)
    for (const summary of await page.locator('summary', { hasText: 'As a table' }).all()) await summary.click()
    expect(await tables.count()).toBeGreaterThanOrEqual(4)
    await expect(tables.filter({ hasText: 'End of' }).getByRole('row')).toHaveCount(13)
    const moves = page.getByRole('table', { name: /^Rows: where customers stood on / })
    await expect(moves.getByRole('rowheader')).toHaveText(['Not here yet', 'Prospect', 'One order', 'Repeat', 'VIP'])
    await see(
      page,
      'What goes with more spend',
      'What goes with spend need not cause it: who buys more also visits more.',
    )
    await see(page, 'What predictions rest on')
  })

  test('is nothing before the first batch', async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop), days: -3_000 })
    await page.goto(VALUE)
    await see(page, 'No numbers yet')
    await expect(page.getByText(/npm run value:run/)).toBeVisible()
    await page.goto(COMPARE)
    await see(page, 'There is nothing to compare before the first batch.')
  })

  test('is computed when it is asked for', async ({ open, shop }) => {
    test.setTimeout(120_000)
    const { page, setCookie } = await open({ as: await newStaff(shop) })
    // Browsers here are a minute ahead of the shop, and a moved clock is refused.
    await setCookie('demo', { offsetMs: 0, country: null, source: null, journey: null, forced: {} })
    await page.goto(VALUE)
    await page.getByRole('button', { name: 'Compute now' }).click()
    await expect(page.getByText('Computed', { exact: true })).toBeVisible({ timeout: 90_000 })
    await expect(page).toHaveURL(/computed=[\da-f-]{36}$/)
  })
})

test('no batch is computed under a moved clock', async ({ open, shop }) => {
  const { page } = await open({ as: await newStaff(shop), days: 30 })
  // Others compute at the same time as of the present: only a batch of that other day would be this browser's.
  const runs = () =>
    shop.database.rows(
      `select id from value_run
       where as_of > (select value::timestamptz from setting where key = 'seedNow') + interval '20 days'`,
    )
  await page.goto(VALUE)
  await page.getByRole('button', { name: 'Compute now' }).click()
  await expect(page.getByText(/^The clock of this browser was moved\./)).toBeVisible()
  expect(await runs()).toEqual([])
})

test.describe('how value is counted', () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`a wrong share is told at its field, script ${javaScriptEnabled}`, async ({ open, shop }) => {
      const { page } = await open({ as: await newStaff(shop), browser: { javaScriptEnabled } })
      await page.goto(VALUE)
      await page.getByLabel('Who is a VIP').selectOption('score')
      await page.getByLabel('Top share, in per cent').fill('five')
      await page.getByRole('button', { name: 'Save' }).click()
      const field = page.getByLabel('Top share, in per cent')
      await expect(field).toHaveAccessibleDescription(/Write a number from 0\.1 to 50, such as 5\.$/)
      await expect(field).toHaveValue('five')
      await see(page, 'Nothing was saved.')
    })
  }
})

test.describe('two customers', () => {
  test('are chosen by search, drawn in one chart, and each look is logged', async ({ open, shop }) => {
    const staff = await newStaff(shop)
    const { page } = await open({ as: staff, browser: { javaScriptEnabled: false } })
    const [first, second] = await greatest(shop)
    if (!first || !second) throw new Error('the seed has many customers')
    await page.goto(COMPARE)
    await choose(page, 'First customer', first)
    await choose(page, 'Second customer', second)
    await expect(page).toHaveURL(new RegExp(`a=${first.id}`))
    await expect(page.getByRole('img', { name: /^Value score over ten weeks: / })).toBeVisible()
    const table = page.getByRole('table', { name: 'Side by side' })
    await expect(table.getByRole('columnheader')).toHaveText(['What', first.name, second.name])
    await expect(table.getByRole('row', { name: /^Spend, net of returns/ })).toContainText('$')
    const looks = await shop.database.rows<{ customer_id: string }>(
      `select customer_id from staff_look where staff_id = $1 and what = 'compare'`,
      [staff.id],
    )
    expect(new Set(looks.map((look) => look.customer_id))).toEqual(new Set([first.id, second.id]))
  })

  test('nobody, the same one twice, and what is no customer are told in words', async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop) })
    const [first] = await greatest(shop)
    await page.goto(`${COMPARE}?find-a=zzqqxx`)
    await see(page, 'Nobody is found by “zzqqxx”.')
    await page.goto(`${COMPARE}?a=${first?.id}&b=${first?.id}`)
    await see(page, 'That is the same customer twice. Choose another.')
    await page.goto(`${COMPARE}?a=00000000-0000-4000-8000-000000000000&b=<script>`)
    await see(page, 'Whoever this was is not in the newest batch.')
  })
})

for (const [size, browser] of Object.entries(SIZES)) {
  test(`the pages are accessible and fit a ${size}`, async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop), browser })
    const [first, second] = await greatest(shop)
    for (const path of [VALUE, COMPARE, `${COMPARE}?a=${first?.id}&b=${second?.id}`]) {
      await page.goto(path)
      for (const summary of await page.locator('main summary').all()) await summary.click()
      expect(await overflowing(page), path).toEqual([])
      await expectAccessible(page, `${path}, ${size}`)
    }
  })
}

/** Finds somebody by e-mail and chooses them. */
async function choose(page: Page, place: string, { name, email }: { name: string; email: string }): Promise<void> {
  const search = page.locator('section', { has: page.getByLabel(place) })
  await page.getByLabel(place).fill(email)
  await search.getByRole('button', { name: 'Find' }).click()
  await page
    .locator('section', { has: page.getByLabel(place) })
    .getByRole('link', { name, exact: true })
    .click()
}
