import { expect, type Page } from '@playwright/test'
import { personaByKey, type PersonaKey } from '@/lib/demo/personas'
import type { Shopper } from './browser'
import { PASSWORD } from './customers'

/** What people do on a page, in the words that stand there. */

export const CARDS = {
  accepted: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  unanswered: '4000 0000 0000 0119',
} as const

/** The panel that opens after an addition. */
export const addedPanel = (page: Page) => page.getByRole('dialog', { name: 'Added to your cart' })

/** Chooses a size on a piece's page; "one" is no choice. */
export async function chooseSize(page: Page, size: string): Promise<void> {
  if (size === 'one') return
  await page.getByRole('radio', { name: size, exact: true }).check()
  await expect(page.getByText(new RegExp(`^Size: (US|EU) ${size}$`))).toBeVisible()
}

/** Adds the piece whose page is open, and waits for the panel. */
export async function addToCart(page: Page, size: string): Promise<void> {
  await chooseSize(page, size)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await expect(addedPanel(page)).toBeVisible()
}

export type Signing = { email: string; password?: string }

/** Signs in by the form and waits for the account. */
export async function signIn(page: Page, { email, password = PASSWORD }: Signing): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/account')
}

export type OrderForm = { name?: string; card?: string; account?: { email: string; password: string } }

/** Fills the checkout that is open with an address in New York. */
export async function fillCheckout(
  page: Page,
  { name, card = CARDS.accepted, account }: OrderForm = {},
): Promise<void> {
  if (account) {
    await page.getByLabel('E-mail').fill(account.email)
    await page.getByLabel('Password').fill(account.password)
  }
  if (name) await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Street and number').fill('12 Mercer Street')
  await page.getByLabel('City').fill('New York')
  await page.getByLabel('State').selectOption('New York')
  await page.getByLabel('ZIP code').fill('10013')
  await page.getByLabel('Card number').fill(card)
}

export const placeOrderButton = (page: Page) => page.getByRole('button', { name: /^Place the order, \$/ })

/** Sends the checkout and waits for the order's own page. */
export async function placeOrder(page: Page): Promise<void> {
  await placeOrderButton(page).click()
  await page.waitForURL('**/order/*')
}

/**
 * Becomes a persona by the presenter's page, and puts the clock a minute ahead again: the tools start a browser afresh at
 * now, where what it does would count for everybody.
 */
export async function asPersona(shopper: Shopper, key: PersonaKey): Promise<void> {
  const { page } = shopper
  const name = personaByKey(key)?.name ?? key
  await page.goto('/demo')
  await page.getByRole('button', { name: `Become ${name}` }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await shopper.standAside()
}
