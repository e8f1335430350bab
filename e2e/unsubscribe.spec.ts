import { randomBytes } from 'node:crypto'
import { request } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { newCustomer, type Customer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { overflowing } from './support/layout'
import { giveMessage, marksOf } from './support/messages'
import type { Shop } from './support/shop'
import { SIZES } from './support/sizes'
import { see } from './support/words'

// How one says no to what the shop writes: by a letter's link, by a mail program's own button, and in the account.

const choicesOf = ({ database }: Shop, { id }: Customer) =>
  database.rows<{ kind: string; choice: string; source: string }>(
    'select kind, choice, source from message_choice where customer_id = $1 order by seq',
    [id],
  )

/** A letter to somebody, and the address at its foot. */
async function givenLetter(shop: Shop, customer: Customer): Promise<{ id: string; path: string }> {
  const id = await giveMessage(shop, customer)
  const token = randomBytes(16).toString('base64url')
  await shop.database.rows('update message set token = $1 where id = $2', [token, id])
  return { id, path: `/unsubscribe/${token}` }
}

const REMINDERS_OFF = { kind: 'reminders', choice: 'off', source: 'unsubscribe-page' }

for (const [size, browser] of Object.entries(SIZES)) {
  test(`a letter’s link changes nothing by being looked at, on a ${size}`, async ({ open, shop }) => {
    const customer = await newCustomer(shop, 'Annabel Unmistakable')
    const { id, path } = await givenLetter(shop, customer)
    // Somebody's browser in which nobody is signed in.
    const { page } = await open({ browser })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: 'Say no to these e-mails' })).toBeVisible()
    expect(await overflowing(page)).toEqual([])
    await expectAccessible(page, 'a letter’s link')
    const content = await page.content()
    for (const trace of ['Annabel', customer.email]) expect(content).not.toContain(trace)
    expect(await choicesOf(shop, customer)).toEqual([])

    await page.getByRole('button', { name: 'No more of the kind “Reminders”' }).click()
    await expect(
      page.getByRole('heading', { level: 1, name: /^You get no more of the kind “Reminders”/ }),
    ).toBeVisible()
    expect(await choicesOf(shop, customer)).toEqual([REMINDERS_OFF])
    expect(await marksOf(shop, id)).toContain('unsubscribed')
    await page.getByRole('button', { name: 'Write to me again' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Say no to these e-mails' })).toBeVisible()
    await page.getByRole('button', { name: 'No more of any kind' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'You get no more of these e-mails' })).toBeVisible()
    await expectAccessible(page, 'a letter’s link that was used')
    expect(await choicesOf(shop, customer)).toHaveLength(6)
  })
}

test('works without a script, and in Polish', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const { path } = await givenLetter(shop, customer)
  const { page } = await open({ browser: { javaScriptEnabled: false } })
  await page.goto(path)
  await page.getByRole('contentinfo').getByRole('button', { name: 'Polski' }).click()
  await page.goto(path)
  await see(page, 'Rezygnacja z tych e-maili')
  await page.getByRole('button', { name: 'Nie chcę więcej e-maili rodzaju „Przypomnienia”' }).click()
  await see(page, 'Nie będzie więcej e-maili rodzaju „Przypomnienia”')
  expect(await choicesOf(shop, customer)).toEqual([REMINDERS_OFF])
})

test('a mail program’s one click works at once, from anywhere, without cookies', async ({ shop }) => {
  const customer = await newCustomer(shop)
  const { id, path } = await givenLetter(shop, customer)
  const machine = await request.newContext({ baseURL: shop.url, extraHTTPHeaders: { origin: 'https://mail.example' } })
  const post = (to: string, form: Record<string, string>) => machine.post(to, { form, maxRedirects: 0 })
  // Nothing else that comes from another site is carried out.
  for (const form of [{ 'List-Unsubscribe': 'No' }, { what: 'all' }] as Record<string, string>[]) {
    expect((await post(path, form)).status()).toBe(403)
  }
  expect((await post('/cart', { 'List-Unsubscribe': 'One-Click' })).status()).toBe(403)
  expect(await choicesOf(shop, customer)).toEqual([])

  const answer = await post(path, { 'List-Unsubscribe': 'One-Click' })
  expect([answer.status(), await answer.text()]).toEqual([200, 'Unsubscribed.\n'])
  expect(answer.headers()).not.toHaveProperty('set-cookie')
  expect(answer.headers()).not.toHaveProperty('location')
  const inParts = await machine.post(path, { multipart: { 'List-Unsubscribe': 'One-Click' }, maxRedirects: 0 })
  expect(inParts.status()).toBe(200)
  expect(await choicesOf(shop, customer)).toEqual([{ kind: 'reminders', choice: 'off', source: 'one-click' }])
  expect(await marksOf(shop, id)).toContain('unsubscribed')
  expect((await post('/unsubscribe/of-nothing', { 'List-Unsubscribe': 'One-Click' })).status()).toBe(404)
  await machine.dispose()
})

test('a link that leads nowhere says so', async ({ shopper }) => {
  await shopper.page.goto('/unsubscribe/of-nothing')
  await see(shopper.page, 'This link leads nowhere any more')
  await expectAccessible(shopper.page, 'a link that leads nowhere')
})

test('each kind is chosen in the account, with when and where it was said', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const { page } = await open({ as: customer })
  await page.goto('/account/letters')
  await see(page, 'You have not said. For your account’s country, United States, that means yes, until you say no.')
  await expectAccessible(page, 'e-mail settings')
  const news = page.getByRole('group', { name: 'News of the house' })
  await news.getByRole('radio', { name: 'No' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await see(page, 'Your choices are saved')
  await expect(news.getByRole('radio', { name: 'No' })).toBeChecked()
  await expect(news.getByText(/^You said no here, /)).toBeVisible()
  expect(await choicesOf(shop, customer)).toEqual([{ kind: 'news', choice: 'off', source: 'account' }])
  await page.getByRole('button', { name: 'Save' }).click()
  await see(page, 'Your choices are saved')
  expect(await choicesOf(shop, customer)).toHaveLength(1)
})

test('an account is opened with a box where a yes has to come first, and a sentence elsewhere', async ({
  open,
  faults,
}) => {
  faults.expect(NOT_FOUND)
  const [here, there] = [await open(), await open({ country: 'PL' })]
  await here.page.goto('/register')
  await expect(here.page.getByText(/^We write now and then:/)).toBeVisible()
  await there.page.goto('/register')
  const box = there.page.getByRole('checkbox', { name: 'Write to me' })
  await expect(box).not.toBeChecked()
  await expect(there.page.getByText(/^We write now and then:/)).toHaveCount(0)
  await there.page.getByRole('textbox', { name: 'Name' }).fill('Nadia Newcomer')
  await there.page.getByRole('textbox', { name: 'E-mail' }).fill(`${randomBytes(6).toString('hex')}@example.test`)
  await there.page.getByLabel('Password').fill('a long enough secret')
  await box.check()
  await there.page.getByRole('button', { name: 'Open the account' }).click()
  await expect(there.page).toHaveURL(/\/account/)
  await there.page.goto('/account/letters')
  await expect(there.page.getByText(/^You said yes when you opened your account, /)).toHaveCount(4)
})
