import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { signIn } from './support/acts'
import { expectAccessible } from './support/axe'
import { fillCart } from './support/cart'
import { newBronze, newCustomer, PASSWORD } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { overflowing } from './support/layout'
import { GOWN } from './support/looks'
import { see, seeNone } from './support/words'

// In which language somebody is spoken to: what they chose, and nothing else.

const WIDTHS = [390, 768, 1440]
const LINES = { 'rapace-off-shoulder-gown:scarlet:4': 1, 'bejewelled-snake-ring:gold:6': 1 }

const switchTo = (page: Page, language: 'English' | 'Polski') =>
  page.getByRole('contentinfo').getByRole('button', { name: language, exact: true }).click()
const expectSpoken = async (page: Page, language: 'en' | 'pl') => {
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await see(page, language === 'pl' ? 'Obsługa klienta' : 'Client care')
  await seeNone(page, language === 'pl' ? 'Client care' : 'Obsługa klienta')
}

for (const javaScriptEnabled of [true, false]) {
  test(`is switched at the foot of a page, ${javaScriptEnabled ? 'with' : 'without'} a script`, async ({
    open,
    faults,
  }) => {
    faults.expect(NOT_FOUND)
    const { page } = await open({ browser: { javaScriptEnabled } })
    await page.goto('/c/dresses?show=24')
    await expectSpoken(page, 'en')
    await switchTo(page, 'Polski')
    await expectSpoken(page, 'pl')
    await expect(page).toHaveURL('/c/dresses?show=24')
    await see(page, 'Dekolt', '24 z 44')
    await expect(page.getByRole('contentinfo').getByText('Polski', { exact: true })).toHaveAttribute(
      'aria-current',
      'true',
    )

    for (const [path, title, words] of [
      ['/', 'Sorento · Moda wieczorowa', 'Moda wieczorowa, rzecz po rzeczy'],
      [GOWN, /Rapace/, 'Dodaj do koszyka'],
      ['/sign-in', 'Logowanie · Sorento', 'Pierwszy raz u nas?'],
      ['/cart', 'Twój koszyk · Sorento', 'Twój koszyk jest pusty'],
      // Next writes a page that is not found in the browser.
      ...(javaScriptEnabled ? ([['/nowhere', /Sorento/, 'Nie ma tu takiej strony']] as const) : []),
    ] as const) {
      await page.goto(path)
      await expectSpoken(page, 'pl')
      await see(page, words)
      await expect(page).toHaveTitle(title)
    }

    await switchTo(page, 'English')
    await expectSpoken(page, 'en')
    await page.goto('/')
    await expectSpoken(page, 'en')
  })
}

test('is never guessed: neither from the country nor from what a browser prefers', async ({ open }) => {
  const { page } = await open({ country: 'PL', browser: { locale: 'pl-PL' } })
  await page.goto('/')
  await expectSpoken(page, 'en')
})

test('is each browser’s own, and the account’s for who is signed in', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const one = await open({ as: customer })
  await one.page.goto('/account')
  await switchTo(one.page, 'Polski')
  await expectSpoken(one.page, 'pl')

  const other = await open()
  await other.page.goto('/')
  await expectSpoken(other.page, 'en')
  await signIn(other.page, customer)
  await expectSpoken(other.page, 'pl')
  await see(other.page, `Zalogowano jako ${customer.email}`)
  // Signing out leaves the browser as it was.
  await other.page.getByRole('button', { name: 'Wyloguj' }).click()
  await expect(other.page).toHaveURL('/')
  await expectSpoken(other.page, 'en')
})

test('is what a form answers in', async ({ open }) => {
  const { page } = await open()
  await page.goto('/sign-in')
  await switchTo(page, 'Polski')
  await page.getByLabel('E-mail').fill('nobody@example.com')
  await page.getByLabel('Hasło').fill(PASSWORD)
  await page.getByRole('main').getByRole('button', { name: 'Zaloguj' }).click()
  await see(page, 'Ten e-mail i to hasło do siebie nie pasują. Prosimy sprawdzić oba i spróbować ponownie.')
})

test.describe('what the account asks', () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`is kept, and taken back, ${javaScriptEnabled ? 'with' : 'without'} a script`, async ({ open, shop }) => {
      const customer = await newCustomer(shop)
      const { page } = await open({ as: customer, browser: { javaScriptEnabled } })
      await page.goto('/account')
      await page.getByRole('link', { name: 'About you' }).click()
      await see(page, 'So that the month of your birthday begins and ends where you are.')
      await page.getByLabel('The month of your birthday').selectOption('April')
      await page.getByLabel('Your time zone').selectOption('Europe/Warsaw')
      await page.getByLabel('Your language').selectOption('Polski')
      await page.getByRole('button', { name: 'Save' }).click()
      await see(page, 'Twoje odpowiedzi są zapisane')
      await expectSpoken(page, 'pl')
      await expect(page.getByLabel('Miesiąc Twoich urodzin')).toHaveValue('4')
      await expect(page.getByLabel('Twoja strefa czasowa')).toHaveValue('Europe/Warsaw')

      await page.getByLabel('Miesiąc Twoich urodzin').selectOption('Bez odpowiedzi')
      await page.getByLabel('Twój język').selectOption('English')
      await page.getByRole('button', { name: 'Zapisz' }).click()
      await see(page, 'Your answers are saved')
      await expect(page.getByLabel('The month of your birthday')).toHaveValue('')
      const kept = await shop.database.rows<{ question: string; value: string | null }>(
        'select question, value from customer_answer where customer_id = $1 order by seq',
        [customer.id],
      )
      expect(kept.map(({ question, value }) => [question, value])).toEqual([
        ['birthday-month', '4'],
        ['time-zone', 'Europe/Warsaw'],
        ['language', 'pl'],
        ['birthday-month', null],
        ['language', 'en'],
      ])
    })
  }

  test('is asked of nobody who is not signed in', async ({ shopper }) => {
    await shopper.page.goto('/account/details')
    await expect(shopper.page).toHaveURL('/sign-in?next=/account/details')
  })
})

test('Polish fits where English does, and can be used by everybody', async ({ open, shop }) => {
  const customer = await newBronze(shop)
  const shopper = await open({ as: customer })
  const { page } = shopper
  await fillCart(shopper, LINES, customer)
  await page.goto('/')
  await switchTo(page, 'Polski')
  await expectSpoken(page, 'pl')
  const { number } = await shop.database.row<{ number: string }>('select number from "order" where customer_id = $1', [
    customer.id,
  ])
  for (const path of [
    ...['/', '/?why=home.hero', '/c/dresses', '/c/dresses?house=corvane', GOWN, '/search?q=gown', '/cart', '/checkout'],
    ...['/account', '/account/orders', '/account/loyalty', '/account/taste', '/account/details', '/account/data'],
    ...[`/order/${number}`, '/loyalty', '/care', '/wishlist'],
  ]) {
    await page.goto(path)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      expect(await overflowing(page), `${path} at ${width} px`).toEqual([])
    }
  }
  for (const path of ['/', '/cart', '/account/details']) {
    await page.goto(path)
    await expectAccessible(page, `${path} in Polish`)
  }
})
