import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { fillCart } from './support/cart'
import { newBronze, newCustomer, type Customer } from './support/customers'
import { overflowing } from './support/layout'
import { shopNow, type Shop } from './support/shop'
import { see, seeNone } from './support/words'

const PUMP = 'via-95-patent-pump:noir:38'
const KEEP = /^Keep Bronze: spend \$4,000\.00 by /

/** A day as the pages write it. */
const dateOf = (at: Date) =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' }).format(at)

/** The day so many days after a Bronze customer's order, which was five days ago. */
const afterOrder = async (shop: Shop, days: number) =>
  dateOf(new Date((await shopNow(shop)).getTime() + (days - 5) * 86_400_000))

const joins = (shop: Shop, customer: Customer) =>
  shop.database.rows(
    `insert into membership_fact (id, customer_id, kind, reason, at)
     select $1, id, 'join', 'request', created_at from customer where id = $2`,
    [randomUUID(), customer.id],
  )

test.describe('a member’s own page', () => {
  test('says what counts, what keeps the tier and until when, what is due, and how it came', async ({ open, shop }) => {
    const { page } = await open({ as: await newBronze(shop) })
    await page.goto('/account/loyalty')
    await expect(page.getByRole('heading', { level: 1, name: 'Bronze' })).toBeVisible()
    await see(page, '$3,810.00 more to reach Silver', 'counts today', 'pending', 'Bronze is yours until then')
    const last = await afterOrder(shop, 365)
    await see(page, `more to keep Bronze, by ${last}`)
    const outlook = page.getByText('A purchase counts for 365 days from its day.')
    await expect(outlook).toContainText(
      'If the Rapace gown came back, $1,070.00 would count and Bronze would end. Nothing else is due to change before ' +
        `${last}. On that day, as things stand, $4,190.00 no longer counts and Bronze ends.`,
    )
    const benefits = page.getByRole('table', { name: 'Benefits' })
    await expect(benefits.getByRole('columnheader', { name: 'Bronze, yours' })).toBeVisible()
    await expect(benefits.getByRole('row', { name: /^Points for each dollar/ })).toHaveText(/123$/)
    await expect(page.getByText(/^Bronze, by order .* of \$4,190\.00$/)).toBeVisible()
    await see(page, 'Joined, with an order')
  })

  test('lists the points with their running balance; on a phone without the state', async ({ open, shop }) => {
    const { page } = await open({ as: await newBronze(shop) })
    await page.goto('/account/loyalty')
    await expect(page.getByText(/^4,190 active, 0 pending\. The first to expire: 4,190 on /)).toBeVisible()
    await see(page, 'At checkout they pay for $83.80.')
    const statement = page.getByRole('table', { name: 'Points' })
    const row = statement.getByRole('row').nth(1)
    await expect(row.getByRole('cell')).toHaveCount(5)
    await expect(row.getByRole('cell').last()).toHaveText('4,190')
    await row.getByRole('link', { name: /^Rapace gown and 2 more pieces, order / }).click()
    await page.waitForURL('**/order/*')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/account/loyalty')
    await expect(statement.getByRole('columnheader', { name: 'State' })).toBeHidden()
    await expect(row.getByRole('cell').last()).toHaveText('4,190')
  })

  test('tells ahead that a membership is about to end, and lets details be confirmed', async ({ open, shop }) => {
    const { page } = await open({ as: await newBronze(shop), days: 3 * 365 - 60 })
    await page.goto('/account/loyalty')
    const notice = page.getByRole('status').filter({ hasText: 'Your membership is about to end' })
    await expect(notice).toContainText('To extend it by 3 years, confirm your details by then.')
    await notice.getByRole('button', { name: 'Confirm your details' }).click()
    await see(page, 'Thank you. Your details are confirmed.', 'Details confirmed')
    await expect(notice).toHaveCount(0)
    await expect(page.getByText(/and will then be extended by 3 years\.$/)).toBeVisible()
  })

  test('is the programme’s page for who is no member', async ({ open, shop }) => {
    const { page } = await open({ as: await newCustomer(shop) })
    await page.goto('/account/loyalty')
    await expect(page).toHaveURL(/\/loyalty$/)
    await see(page, 'You join by asking or by one order that reaches Bronze.', 'One point pays for $0.02 at checkout.')
    await page.getByRole('button', { name: 'Join the programme' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Member' })).toBeVisible()
    await see(page, '$4,000.00 more to reach Bronze')
  })
})

test.describe('a tier in danger', () => {
  test('reads on home and in the cart what keeps it; the cart counts', async ({ open, shop }) => {
    const customer = await newBronze(shop)
    const shopper = await open({ as: customer, days: 330 })
    const { page } = shopper
    await page.goto('/')
    await expect(page.getByRole('heading', { name: KEEP })).toBeVisible()
    await page.goto('/account/loyalty')
    await expect(page.getByText(/^To keep Bronze, spend \$4,000\.00 more by /)).toBeVisible()

    await fillCart(shopper, { [PUMP]: 1 }, customer)
    await page.goto('/cart')
    await expect(page.getByRole('heading', { name: /^Keep Bronze: spend \$3,310\.00 more by / })).toBeVisible()
    await page.getByRole('link', { name: 'Why am I seeing this?' }).first().click()
    const panel = page.getByRole('dialog', { name: 'Why am I seeing this?' })
    await expect(panel).toContainText('Bronze is kept from $4,000.00')
  })

  test('is owed: the same with personalisation off, and gone when the cart earns it', async ({ open, shop }) => {
    const customer = await newBronze(shop)
    const shopper = await open({ as: customer, days: 330 })
    const { page } = shopper
    await page.goto('/account/personalisation')
    await page.getByRole('button', { name: 'Turn personalisation off' }).click()
    await see(page, 'Personalisation is off')
    await page.goto('/')
    await expect(page.getByRole('heading', { name: KEEP })).toBeVisible()
    await seeNone(page, 'Why am I seeing this?')
    await fillCart(shopper, { 'rapace-off-shoulder-gown:scarlet:4': 1, [PUMP]: 2 }, customer)
    await page.goto('/cart')
    await see(page, 'This order makes you Silver')
    await expect(page.getByRole('heading', { name: /^Keep / })).toHaveCount(0)
  })

  test('is not told while there is time', async ({ open, shop }) => {
    const { page } = await open({ as: await newBronze(shop), days: 290 })
    await page.goto('/')
    await expect(page.getByRole('heading', { name: /^Keep / })).toHaveCount(0)
  })
})

test('the pages of the programme hold at every width and for everybody', async ({ open, shop }) => {
  const { page } = await open({ as: await newBronze(shop), days: 330 })
  const member = await newCustomer(shop, 'Mira Lund')
  await joins(shop, member)
  for (const path of ['/account/loyalty', '/account/loyalty/leave', '/loyalty', '/']) {
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(path)
      expect(await overflowing(page), `${path} at ${width}`).toEqual([])
    }
    await expectAccessible(page, path)
  }
  const { page: other } = await open({ as: member, browser: { viewport: { width: 390, height: 844 } } })
  await other.goto('/account/loyalty')
  await see(other, '$4,000.00 more to reach Bronze')
  await expectAccessible(other, 'a member without a tier')
})
