import { expect, test } from './fixtures'
import { fillCheckout, placeOrder, signIn } from './support/acts'
import { fillCart } from './support/cart'
import { newCustomer } from './support/customers'
import { factsOf } from './support/facts'
import { listedPieces } from './support/listing'
import { see, seeNone } from './support/words'

const browser = { javaScriptEnabled: false }

test('browses rooms, houses and pieces', async ({ open }) => {
  const { page } = await open({ browser })
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Shop' }).getByRole('link', { name: 'Dresses' }).click()
  await expect(page).toHaveURL('/c/dresses')
  await page.getByRole('link', { name: 'Show 12 more' }).click()
  await expect(page).toHaveURL('/c/dresses?show=24')
  expect(await listedPieces(page)).toHaveLength(24)
  await page.getByRole('main').getByRole('link', { name: 'Rapace gown' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Rapace gown' })).toBeVisible()
  await page.getByRole('link', { name: 'Noir' }).click()
  await see(page, 'Colour: Noir')
  await page.getByRole('main').getByRole('link', { name: 'Corvane' }).first().click()
  await expect(page).toHaveURL('/houses/corvane')
})

test('chooses by facets and sorts, by address', async ({ open }) => {
  const { page } = await open({ browser })
  await page.goto('/c/dresses')
  const bar = page.getByRole('group', { name: 'Filter and sort' })
  await bar.getByText('Neckline', { exact: true }).click()
  await bar.getByRole('link', { name: /^Off[ -]shoulder/i }).click()
  await expect(page).toHaveURL('/c/dresses?neckline=off-shoulder')
  await bar.getByText('House', { exact: true }).click()
  await bar.getByRole('link', { name: /^Corvane/ }).click()
  await expect(page).toHaveURL('/c/dresses?house=corvane&neckline=off-shoulder')
  const found = await listedPieces(page)
  expect(found.length).toBeGreaterThan(1)
  expect(found.every(({ house }) => house === 'Corvane')).toBe(true)

  await bar.getByText('Sort', { exact: true }).click()
  await bar.getByRole('link', { name: 'Price, low to high' }).click()
  await expect(page).toHaveURL('/c/dresses?house=corvane&neckline=off-shoulder&sort=price-asc')
  const prices = (await listedPieces(page)).map(({ price }) => Number(price.replace(/[$,]/g, '')))
  expect(prices).toEqual([...prices].sort((a, b) => a - b))
  await page.getByRole('link', { name: 'Remove Corvane' }).click()
  await expect(page).toHaveURL('/c/dresses?neckline=off-shoulder&sort=price-asc')
  await page.getByRole('main').getByRole('link', { name: 'Clear', exact: true }).first().click()
  await expect(page).toHaveURL('/c/dresses?sort=price-asc')
})

test('adds, takes the reminder, changes the quantity, removes', async ({ open }) => {
  const { page } = await open({ browser })
  await page.goto('/p/rapace-off-shoulder-gown')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await see(page, 'Choose a size first.')

  await page.getByRole('radio', { name: '4', exact: true }).check()
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await see(page, 'Added to your cart', 'It is worn with this', 'Bejewelled snake ring', 'Cart (1)')
  const panel = page.getByRole('dialog', { name: 'Added to your cart' })
  await panel.getByRole('combobox').selectOption('US 6')
  await panel.getByRole('button', { name: 'Add the ring' }).click()
  await expect(page).toHaveURL('/cart')
  await see(page, '$3,500.00', 'Spend $500.00 more to reach Bronze', 'Cart (2)')

  await page.getByRole('combobox', { name: 'Size of Via 95 pump' }).selectOption('EU 38')
  await page.getByRole('button', { name: 'Add Via 95 pump' }).click()
  await see(page, '$4,190.00', 'This order makes you Bronze', 'Cart (3)')
  await page.getByRole('button', { name: 'One more of Bejewelled snake ring' }).click()
  await see(page, '$760.00', '$380.00 each', 'Cart (4)')
  await page.getByRole('button', { name: 'Remove Rapace gown' }).click()
  await see(page, '$1,450.00', 'Cart (3)')
  await expect(page.getByRole('button', { name: 'Remove Rapace gown' })).toHaveCount(0)
})

test('opens an account and places an order', async ({ open, shop }) => {
  const shopper = await open({ browser })
  const { page } = shopper
  await fillCart(shopper, { 'bejewelled-snake-ring:gold:7': 1 })
  await page.goto('/cart')
  await page.getByRole('main').getByRole('link', { name: 'Check out' }).first().click()
  const email = `alice.${await shopper.visitorId()}@example.com`
  await fillCheckout(page, { name: 'Alice Hartwell', account: { email, password: 'short' } })
  await page.getByRole('button', { name: /^Place the order/ }).click()
  await see(page, 'Look at the marked fields. Nothing was ordered yet.')
  await expect(page.getByLabel('Street and number')).toHaveValue('12 Mercer Street')

  await fillCheckout(page, { account: { email, password: 'a long evening out' } })
  await placeOrder(page)
  await see(page, 'Thank you, Alice', '10% off your first order', '$342.00')
  const orders = await shop.database.rows(
    'select 1 from "order" o join customer c on c.id = o.customer_id where c.email = $1',
    [email],
  )
  expect(orders).toHaveLength(1)
})

test('signs in, signs out, searches', async ({ open, shop }) => {
  const { page } = await open({ browser })
  const customer = await newCustomer(shop)
  await page.goto('/sign-in')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await see(page, 'Look at the marked fields.', 'Write your e-mail like name@example.com.')
  await signIn(page, customer)
  await see(page, 'Alice Hartwell', 'When you order, it is kept here with its pieces and its standing.')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  await page.getByRole('link', { name: 'Search' }).first().click()
  await page.getByRole('searchbox', { name: 'Search the collection' }).fill('snake')
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
  await see(page, 'Bejewelled snake ring')
})

test('turns personalisation off', async ({ open, shop }) => {
  const shopper = await open({ browser })
  const { page } = shopper
  await page.goto('/p/rapace-off-shoulder-gown')
  await page.goto('/c/dresses')
  await see(page, 'For you')
  await page.getByRole('link', { name: 'Why am I seeing this?' }).first().click()
  await see(page, 'The rule', 'The reasons, strongest first', 'Viewed Rapace gown, Scarlet')
  await page.goto('/account/personalisation')
  await page.getByRole('button', { name: 'Turn personalisation off' }).click()
  await see(page, 'Personalisation is off')
  const before = await factsOf(shop, await shopper.visitorId())
  await page.goto('/c/dresses')
  await see(page, 'Trending now')
  expect(await factsOf(shop, await shopper.visitorId())).toEqual(before)
})

test('keeps a size that was chosen before the scripts came', async ({ shopper: { page } }) => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  await page.route('**/_next/static/**/*.js', async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto('/p/rapace-off-shoulder-gown', { waitUntil: 'commit' })
  await page.getByRole('radio', { name: '4', exact: true }).check()
  arrive()
  await see(page, 'Size: US 4')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await see(page, 'Added to your cart', 'Scarlet, US 4')
  await expect(page.getByRole('radio', { name: '4', exact: true })).toBeChecked()
})

test('answers the question of consent', async ({ open }) => {
  const { page } = await open({ browser, country: 'PL' })
  await page.goto('/c/dresses')
  await page.getByRole('button', { name: 'Yes, remember' }).click()
  await seeNone(page, 'May we remember your taste?')
  await page.goto('/p/rapace-off-shoulder-gown')
  await page.goto('/c/dresses')
  await see(page, 'For you')
})
