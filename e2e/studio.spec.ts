import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { newBronze, newCustomer, PASSWORD } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { fieldsOf, post } from './support/posting'
import type { Shop } from './support/shop'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

const PROGRAMME = '/studio/programme'

/** A member of the house's staff. */
async function newStaff(shop: Shop) {
  const staff = await newCustomer(shop, 'Sela Winter')
  await shop.database.rows(`update customer set role = 'staff' where id = $1`, [staff.id])
  return staff
}

/** How many versions of the programme there are. */
async function versionsOf({ database }: Shop): Promise<number> {
  return Number((await database.row<{ count: string }>('select count(*) from programme_version')).count)
}

/** Chooses a setting, says what it should be, and works it out. */
async function ask(page: Page, setting: string, value: string): Promise<void> {
  const form = page.getByRole('main')
  await form.getByLabel('Setting').selectOption({ label: setting })
  await form.getByLabel('What if', { exact: true }).fill(value)
  await form.getByRole('button', { name: 'Work it out' }).click()
}

test.describe('the door', () => {
  test('staff who sign in come to the programme', async ({ open, shop }) => {
    const { page } = await open()
    const { email } = await newStaff(shop)
    const wanted = `${PROGRAMME}?setting=hold.days&value=x`
    await page.goto(wanted)
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(wanted)}`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(wanted)
    await page.goto('/studio')
    await expect(page).toHaveURL(PROGRAMME)
    await expect(page.getByRole('heading', { level: 1, name: 'Programme' })).toBeVisible()
  })

  test('a customer finds no studio, and nothing that names it', async ({ open, shop, faults }) => {
    faults.expect(NOT_FOUND)
    const { page } = await open({ as: await newBronze(shop) })
    for (const path of ['/studio', PROGRAMME]) {
      const answer = await page.goto(path)
      expect(answer?.status(), path).toBe(404)
      await see(page, 'This page is not here')
      await seeNone(page, 'Studio', 'Programme')
      expect(await page.title()).not.toContain('Programme')
    }
  })

  test('the form of staff does nothing in the hands of a customer', async ({ open, shop }) => {
    const staff = await open({ as: await newStaff(shop), browser: { javaScriptEnabled: false } })
    await staff.page.goto(`${PROGRAMME}?setting=hold.days&value=30`)
    const fields = await fieldsOf(staff.page.locator('form', { has: staff.page.getByLabel('In force from') }))
    const customer = await open({ as: await newCustomer(shop) })
    const answer = await post(customer, `${PROGRAMME}?setting=hold.days&value=30`, fields)
    expect(answer.status()).toBe(404)
    const held = await shop.database.rows(
      `select 1 from programme_version where definition -> 'hold' ->> 'days' = '30'`,
    )
    expect(held).toEqual([])
  })
})

test.describe('the programme', () => {
  test('says its rules, counts its members and names who changes tier', async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop) })
    await page.goto(PROGRAMME)
    await see(
      page,
      'The rules, in words',
      'Members by tier',
      'What if',
      'Who changes tier in the next 30 days',
      'Versions',
    )
    await see(page, 'Bronze from $4,000.00, Silver from $8,000.00 and Gold from $15,000.00')
    const chart = page.getByRole('img', { name: /^Members by tier over 24 months: Bronze from \d/ })
    await expect(chart).toBeVisible()
    await page.getByText('The numbers, month by month').click()
    await expect(page.getByRole('table', { name: 'The numbers, month by month' }).getByRole('row')).toHaveCount(26)
    const changes = page.getByRole('table', { name: 'Who changes tier in the next 30 days' }).getByRole('row')
    expect(await changes.count()).toBeGreaterThan(1)
    await expect(changes.nth(1)).toContainText(/ to /)
  })

  test('follows the clock', async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop), days: 400 })
    await page.goto(PROGRAMME)
    await see(page, '2027.')
    await page.getByText('The numbers, month by month').click()
    const numbers = page.getByRole('table', { name: 'The numbers, month by month' })
    await expect(numbers.getByRole('row').nth(1)).toContainText('2027')
  })
})

test.describe('what if, without a script', () => {
  const browser = { javaScriptEnabled: false }

  test('is told in a sentence and a table beside today', async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop), browser })
    await page.goto(PROGRAMME)
    await ask(page, 'Threshold of Bronze', '$3,500.00')
    await expect(page).toHaveURL(/setting=tiers\.bronze\.threshold&value=%243%2C500\.00#what-if$/)
    const sentence = page.getByRole('status').filter({ hasText: 'Discounts over the last year would have cost' })
    await expect(sentence).toHaveText(/^\d+ members would become Bronze.* more\.$/)
    const table = page.getByRole('table', { name: 'What would be different, beside today' })
    await expect(table.getByRole('row', { name: /^Bronze/ })).toContainText('+')
    await expect(table.getByRole('row', { name: /^No tier/ })).toContainText('−')
  })

  test('a wrong value is told at its field', async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop), browser })
    await page.goto(PROGRAMME)
    await ask(page, 'Threshold of Bronze', '9,000')
    const field = page.getByLabel('What if', { exact: true })
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(/tiers\.1\.threshold: must be above Bronze/)
    await expect(field).toHaveValue('9,000')
    await ask(page, 'Hold, in days', 'a while')
    await expect(page.getByLabel('What if', { exact: true })).toHaveAccessibleDescription('Write a number such as 30.')
    await page.goto(`${PROGRAMME}?setting=<script>&value=1`)
    await see(page, 'This programme has no such setting. Choose one from the list.')
  })

  test('a version is put in force, once, from no earlier than today', async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop), browser })
    const versions = await versionsOf(shop)
    await page.goto(PROGRAMME)
    await ask(page, 'Hold, in days', '31')
    await see(page, 'Hold: 31 days instead of 0 days. From that day on')
    await page.getByLabel('In force from').fill('2020-01-01')
    await page.getByRole('button', { name: 'Put in force' }).click()
    await expect(page.getByLabel('In force from')).toHaveAccessibleDescription(/^A version begins today or later/)
    await see(page, 'The programme was not changed.')
    // So far ahead that no other test sees it.
    await page.getByLabel('In force from').fill('2035-05-05')
    await page.getByRole('button', { name: 'Put in force' }).click()
    try {
      await see(page, `Version ${versions + 1} was put in force`, 'In force from May 5, 2035.')
      await see(page, `${versions + 1}, planned`, `${versions}, in force`)
    } finally {
      await shop.database.rows(`delete from programme_version where effective_from = '2035-05-05T00:00:00Z'`)
    }
  })
})

test('today follows the setting that is chosen, by keyboard too', async ({ open, shop }) => {
  const { page } = await open({ as: await newStaff(shop) })
  await page.goto(PROGRAMME)
  const today = page.getByRole('status', { name: 'Today' })
  await expect(today).toHaveText('$4,000.00')
  const setting = page.getByLabel('Setting')
  await setting.focus()
  await page.keyboard.press('W')
  await expect(today).toHaveText('365')
  await expect(page.getByLabel('What if', { exact: true })).toHaveValue('365')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('What if', { exact: true })).toBeFocused()
  await page.keyboard.type('180')
  await page.keyboard.press('Enter')
  await see(page, 'Window: 180 days, rolling instead of 365 days, rolling. From that day on')
})

for (const [size, options] of Object.entries(SIZES)) {
  test(`no violation, and nothing wider than the screen, on a ${size}`, async ({ open, shop }) => {
    const { page } = await open({ as: await newStaff(shop), browser: { ...options, reducedMotion: 'reduce' } })
    for (const query of ['', '?setting=tiers.bronze.threshold&value=3500', '?setting=hold.days&value=x']) {
      await page.goto(PROGRAMME + query)
      for (const fold of await page.locator('main summary').all()) {
        if (!(await fold.evaluate((summary) => (summary.parentElement as HTMLDetailsElement).open))) await fold.click()
      }
      await expectAccessible(page, PROGRAMME + query)
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wider, PROGRAMME + query).toBe(0)
    }
  })
}
