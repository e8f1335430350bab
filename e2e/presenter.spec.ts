import { PERSONAS } from '@/lib/demo/personas'
import { expect, test } from './fixtures'
import { asPersona, signIn } from './support/acts'
import { fillCart } from './support/cart'
import { newCustomer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { see, seeNone } from './support/words'

// The presenter's tools, but for the journey: that is in presenter.alone.spec.ts.

test.describe('becomes', () => {
  for (const [key, ...phrases] of [
    ['vera', 'Welcome back, Vera', 'Bronze'],
    ['helena', 'Welcome back, Helena'],
    ['maren', 'Welcome back, Maren', '$180.00 more to reach Silver'],
    ['ines', 'Welcome back, Ines'],
    ['claire', 'Welcome back, Claire'],
  ] as const) {
    test(`${key} in a click`, async ({ shopper }) => {
      const { page } = shopper
      await asPersona(shopper, key)
      await see(page, ...phrases)
      await page.goto('/demo')
      const { name, line } = PERSONAS.find((persona) => persona.key === key) ?? { name: '', line: '' }
      await see(page, line)
      await expect(page.getByRole('button', { name: `Become ${name}` })).toHaveCount(0)
      await page.goto('/account')
      await see(page, `Signed in as ${key}@example.com`)
    })
  }

  test('a newcomer again, with nothing left', async ({ shopper, shop }) => {
    const { page } = shopper
    await signIn(page, await newCustomer(shop))
    await page.goto('/p/rapace-off-shoulder-gown')
    await asPersona(shopper, 'newcomer')
    await see(page, 'Evening wear, one piece at a time', 'Sign in', 'Cart (0)')
    await page.goto('/c/dresses')
    await see(page, 'Trending now')
  })

  test('nobody but the seeded people', async ({ open, shop, faults }) => {
    faults.expect(NOT_FOUND)
    const { id } = await newCustomer(shop)
    const { page, context } = await open()
    for (const forged of [id, 'somebody', '', '5e0a0001-0000-4000-8000-000000000008']) {
      await page.goto('/demo')
      const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Become Vera' }) })
      await form
        .locator('input[name=id]')
        .evaluate((field, value) => ((field as HTMLInputElement).value = value), forged)
      await form.getByRole('button').click()
      await see(page, 'This page is not here')
      expect((await context.cookies()).filter(({ name }) => name.includes('session-token'))).toEqual([])
    }
  })

  test('by the printed password too', async ({ shopper: { page }, shop }) => {
    await signIn(page, { email: 'vera@example.com', password: shop.personaPassword })
    await see(page, 'Signed in as vera@example.com')
  })
})

test('moves the clock of this browser, forward, to a date and back', async ({ shopper, open }) => {
  const { page } = shopper
  const move = async (button: string, told: string) => {
    await page.getByRole('button', { name: button, exact: true }).click()
    await see(page, told)
  }
  await page.goto('/demo')
  await see(page, 'Not moved')
  await move('+1 day', 'Moved by one day')
  await move('+5 days', 'Moved by 6 days')
  await move('+30 days', 'Moved by 36 days')
  await move('Back to now', 'Not moved')
  await page.getByLabel('Go to a date').fill('2026-12-24')
  await page.getByRole('button', { name: 'Go', exact: true }).click()
  await see(page, 'December 24, 2026')

  const other = await open()
  await other.page.goto('/demo')
  await see(other.page, 'Not moved')
  await seeNone(other.page, 'December 24, 2026')
})

test('five days later an offer is still hers, and after a year Bronze has lapsed', async ({ shopper }) => {
  const { page } = shopper
  await asPersona(shopper, 'vera')
  await see(page, 'Bronze')
  await shopper.moveClock(5)
  await page.reload()
  await see(page, 'Welcome back, Vera', 'Bronze')
  await shopper.moveClock(400)
  await page.goto('/account/loyalty')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Member')
})

test('sets where this browser comes from, and the country', async ({ shopper: { page } }) => {
  await page.goto('/demo')
  await page.getByLabel('Comes from').selectOption('Facebook')
  await page.getByLabel('Country').selectOption('Poland')
  // The address stays the same, so only the answer says that it is done.
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Arrive so' }).click()
  await answered
  await page.goto('/')
  await see(page, 'Welcome to our Facebook friends', 'May we remember your taste?')
  await seeNone(page, 'Free shipping in the United States')
})

test('starts this browser afresh', async ({ shopper }) => {
  const { page } = shopper
  await page.goto('/p/rapace-off-shoulder-gown')
  await fillCart(shopper, { 'beaded-necklace:gold:one': 1 })
  const visitor = await shopper.visitorId()
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Start this browser afresh' }).click()
  await expect(page).toHaveURL('/')
  await see(page, 'Cart (0)', 'Evening wear, one piece at a time')
  expect(await shopper.visitorId()).not.toBe(visitor)
})

for (const [link, path] of [
  ['All results', '/studio/results'],
  ['The relationship on the home page: result', '/studio/results/relation-on-home'],
  ['Outbox', '/studio/outbox'],
] as const) {
  test(`leads a customer to “${link}” as staff`, async ({ shopper }) => {
    const { page } = shopper
    await asPersona(shopper, 'vera')
    await page.goto('/demo')
    await page.getByRole('button', { name: link, exact: true }).click()
    await expect(page).toHaveURL(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await seeNone(page, 'This page is not here')
  })
}
