import type { BrowserContextOptions } from '@playwright/test'
import { PERSONAS, type PersonaKey } from '@/lib/demo/personas'
import { expect, test } from './fixtures'
import { addToCart, fillCheckout, placeOrder } from './support/acts'
import { expectAccessible } from './support/axe'
import type { Shopper, ShopperOptions } from './support/browser'
import { giveOrder, newCustomer } from './support/customers'
import { countShifts, overflowing, shiftsOf } from './support/layout'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

// What the shop says of its relationship with each of the demo's people, counted again in the database.

const persona = (key: PersonaKey) => {
  const found = PERSONAS.find((one) => one.key === key)
  if (!found?.id || !found.email) throw new Error(`${key} has no account`)
  return { id: found.id, name: found.name, email: found.email }
}

type Open = (options?: ShopperOptions) => Promise<Shopper>
type Counted = { orders: number; spend: number; first: Date }
/** Orders that stand, what was paid for their pieces and not paid back, and when the first one was. */
async function countOrders({ shop }: Shopper, customerId: string): Promise<Counted> {
  return shop.database.row<Counted>(
    `select count(*)::int as orders, min(o.placed_at) as first,
       (sum(o.merchandise - o.discount - o.points_discount)
         - coalesce(sum((select sum(l.refund) from "return" r join return_line l on l.return_id = r.id where r.order_id = o.id)), 0))::int as spend
     from "order" o where o.customer_id = $1 and o.status = 'confirmed'`,
    [customerId],
  )
}

const money = (cents: number, locale: 'en-US' | 'pl-PL') =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(cents / 100)
/** Somebody whose browser chose Polish before they signed in: the demo's people themselves go on in English. */
async function inPolish(open: Open, key: PersonaKey, browser: BrowserContextOptions): Promise<Shopper> {
  const shopper = await open({ browser })
  const { page } = shopper
  await page.goto('/')
  await page.getByRole('contentinfo').getByRole('button', { name: 'Polski', exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl')
  await shopper.signIn(persona(key))
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl')
  return shopper
}
const broken = /undefined|NaN|Invalid Date|\{[a-z]+\}|\b0 (orders?|months?|years?|zamówień|miesięcy|lat)\b/

for (const [size, device] of Object.entries(SIZES)) {
  test.describe(`at the size of a ${size}`, () => {
    test('Helena is thanked: three years, 47 orders and the exact amount, in both languages', async ({ open }) => {
      const shopper = await open({ as: persona('helena'), browser: device })
      const { page } = shopper
      const { orders, spend } = await countOrders(shopper, persona('helena').id)
      expect(orders).toBe(47)
      await countShifts(page)
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 2, name: '3 years together, 47 orders' })).toBeVisible()
      await see(page, `${money(spend, 'en-US')} invested in your style. Thank you.`, 'See your account')
      expect((await shiftsOf(page)).sum).toBeLessThan(0.01)
      expect(await overflowing(page)).toEqual([])
      await page.goto('/account')
      await expect(page.getByRole('heading', { level: 2, name: '3 years together, 47 orders' })).toBeVisible()
      const polish = await inPolish(open, 'helena', device)
      await see(
        polish.page,
        '3 lata razem, 47 zamówień',
        `Inwestycja w Twój styl: ${money(spend, 'pl-PL')}. Dziękujemy.`,
      )
      expect(await overflowing(polish.page)).toEqual([])
    })

    test('Maren is told how close Silver is, and what it unlocks', async ({ open }) => {
      const { page } = await open({ as: persona('maren'), browser: device })
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 2, name: '$180.00 more to reach Silver' })).toBeVisible()
      await see(page, 'This year’s 3 orders have earned 7,820 points.', 'What Silver unlocks')
      await see(page, 'One more order, of $180.00 or more, reaches Silver.')
      const polish = await inPolish(open, 'maren', device)
      await see(polish.page, 'Tegoroczne 3 zamówienia przyniosły 7820 punktów.', 'Co daje poziom Silver')
      expect(await overflowing(polish.page)).toEqual([])
    })

    test('Ines is told of her first order, and Claire of what there is to come back for', async ({ open }) => {
      for (const [key, told] of [
        ['ines', /^It began with the |^\d+ months? together, 1 order$/],
        ['claire', /^\d+ months together, 14 orders$/],
      ] as const) {
        const shopper = await open({ as: persona(key), browser: device })
        const { page } = shopper
        await page.goto('/')
        await expect(page.getByRole('heading', { level: 2, name: told })).toBeVisible()
        await expect(page.getByRole('main')).not.toContainText(broken)
        expect(await overflowing(page)).toEqual([])
        const polish = await inPolish(open, key, device)
        await expect(polish.page.getByRole('main')).not.toContainText(broken)
        expect(await overflowing(polish.page)).toEqual([])
      }
    })

    test('who has not ordered reads what is promised, at home and in the account', async ({ open, shop }) => {
      const { page } = await open({ as: await newCustomer(shop), browser: device })
      for (const path of ['/', '/account']) {
        await page.goto(path)
        await see(page, '10% off your first order', 'Sorento loyalty begins at $4,000.00')
        await seeNone(page, 'See what membership gives')
        expect(await overflowing(page)).toEqual([])
      }
    })
  })
}

test('can be asked why, and answers with numbers', async ({ open }) => {
  const { page } = await open({ as: persona('maren') })
  await page.goto('/?why=home.relation')
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('Home, your relationship')
  await expect(panel).toContainText('$180.00 from Silver, and at most $300.00 is near')
  await expect(panel).toContainText('Joined Sorento loyalty')
})

test('is gone with personalisation off, and what is earned stays', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const skus = ['rapace-off-shoulder-gown:scarlet:4', 'bejewelled-snake-ring:gold:6', 'via-95-patent-pump:noir:38']
  await giveOrder(shop, customer, { skus, daysAgo: 5 })
  const { page } = await open({ as: customer })
  await page.goto('/')
  await see(page, 'It began with the Rapace gown', '$3,810.00 more to reach Silver')
  await page.getByRole('contentinfo').getByRole('button', { name: 'Switch personalisation off' }).click()
  await seeNone(page, 'It began with the Rapace gown')
  await see(page, '10% off your next order', '$3,810.00 more to reach Silver')
  await page.goto('/account')
  await see(page, '$3,810.00 more to reach Silver', 'Bronze')
})

test('is as of the order on its confirmation, and only there', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  await giveOrder(shop, customer, { skus: ['bejewelled-snake-ring:gold:6'], daysAgo: 40 })
  const old = await giveOrder(shop, customer, { skus: ['via-95-patent-pump:noir:38'], daysAgo: 20 })
  const { page } = await open({ as: customer })
  await page.goto('/p/rapace-off-shoulder-gown')
  await addToCart(page, '4')
  await page.goto('/checkout')
  await fillCheckout(page, {})
  await placeOrder(page)
  await see(page, 'Your third order', '1 month together, 3 orders')
  await expectAccessible(page, 'the confirmation')
  await page.goto(`/order/${old}`)
  await see(page, `Order ${old}`)
  await seeNone(page, 'Your third order', 'Your second order')
})

for (const key of ['helena', 'maren', 'claire'] as const) {
  test(`can be read by everybody: ${key}`, async ({ open }) => {
    const { page } = await open({ as: persona(key) })
    await page.goto('/')
    await expectAccessible(page, `home of ${key}`)
    await page.goto('/account')
    await expectAccessible(page, `account of ${key}`)
  })
}
