import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import type { Shopper } from './support/browser'
import { expectCalm, LONG, SCRIPT } from './support/calm'
import { fillCart } from './support/cart'
import { newCustomer } from './support/customers'
import { fieldsOf, post, type Fields } from './support/posting'
import { see } from './support/words'

/** The fields of a form on a page, without scripts. */
async function formOn({ page }: Shopper, path: string, button: string | RegExp): Promise<Record<string, string>> {
  await page.goto(path)
  return fieldsOf(
    page
      .locator('form')
      .filter({ has: page.getByRole('button', { name: button }) })
      .first(),
  )
}
const browser = { javaScriptEnabled: false }

test('quantities that cannot be are refused, and the cart stays', async ({ open, shop }) => {
  const shopper = await open({ browser })
  await fillCart(shopper, { 'beaded-necklace:gold:one': 2 })
  const fields = await formOn(shopper, '/cart', 'One more of Beaded necklace')
  const quantities = () =>
    shop.database.rows('select sku, quantity from cart_line l join cart c on c.id = l.cart_id where visitor_id = $1', [
      visitor,
    ])
  const visitor = await shopper.visitorId()
  const before = await quantities()
  for (const quantity of ['-1', '-99999999999', '', '1e9', '1.5', 'NaN', 'two', '0x10', '9'.repeat(400)]) {
    const answer = await post(shopper, '/cart', { ...fields, quantity })
    await expectCalm(answer, quantity)
    expect(answer.headers()['location'], quantity).toContain('/cart?problem=quantity')
    expect(await quantities(), quantity).toEqual(before)
  }
  await shopper.page.goto('/cart?problem=unknown')
  await expect(shopper.page.getByRole('alert')).toContainText('This piece is no longer in the collection.')
  const changes: Fields[] = [
    { sku: 'no:such:piece' },
    { sku: LONG },
    { sku: '' },
    { sku: "x' or '1'='1" },
    { shown: '=;=,,beaded-necklace:gold:one=-5,=99999999999999' },
  ]
  for (const change of changes) {
    await expectCalm(await post(shopper, '/cart', { ...fields, quantity: '2', ...change }), JSON.stringify(change))
    expect(await quantities()).toEqual(before)
  }
})

test('pieces that are not for sale cannot be added', async ({ open, shop }) => {
  const shopper = await open({ browser })
  const path = '/p/rapace-off-shoulder-gown'
  const fields = await formOn(shopper, path, 'Add to cart')
  for (const sku of [
    'rapace-off-shoulder-gown:scarlet:10',
    'rapace-off-shoulder-gown:scarlet:99',
    'no-such-gown:red:4',
    '../../etc/passwd',
    LONG,
    '',
  ]) {
    await expectCalm(await post(shopper, path, { ...fields, sku, place: 'nowhere', quantity: '50' }), sku)
  }
  const lines = await shop.database.rows(
    'select 1 from cart_line l join cart c on c.id = l.cart_id where visitor_id = $1',
    [await shopper.visitorId()],
  )
  expect(lines).toEqual([])
})

test('an order cannot name its own price, key or country', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const shopper = await open({ as: customer, browser })
  await fillCart(shopper, { 'rapace-off-shoulder-gown:scarlet:4': 1 }, customer)
  const typed = {
    ...(await formOn(shopper, '/checkout', /^Place the order/)),
    ...{ name: 'Alice', line1: '12 Mercer Street', city: 'New York', region: 'NY', postcode: '10013' },
  }
  const changes: Fields[] = [
    { shownTotal: '1' },
    { shownTotal: '-5' },
    { shownTotal: 'free' },
    { key: 'again' },
    { key: '' },
    { country: 'XX' },
    { country: LONG },
    { name: LONG },
    { line1: SCRIPT.repeat(200) },
    { postcode: 'ABCDE' },
    { cardNumber: '4111 1111 1111 1111' },
    { cardExpiry: '99/99' },
    { cardCvc: LONG },
  ]
  for (const change of changes) {
    await expectCalm(await post(shopper, '/checkout', { ...typed, ...change }), JSON.stringify(change))
  }
  expect(await shop.database.rows('select 1 from "order" where customer_id = $1', [customer.id])).toEqual([])
})

test('sign-in says the same for an unknown e-mail and a wrong password, and not for ever', async ({ open, shop }) => {
  const customer = await newCustomer(shop)
  const { page } = await open()
  const tried: string[] = []
  for (const email of [customer.email, `nobody.${randomUUID()}@example.com`]) {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    tried.push(await page.getByRole('main').getByRole('alert').innerText())
  }
  expect(tried[0]).toBe(tried[1])
  expect(tried[0]).toBe('This e-mail and this password do not go together. Check both and try again.')

  const tester = await open({ browser })
  const form = await formOn(tester, '/sign-in', 'Sign in')
  const again = { ...form, email: customer.email, password: 'not the password' }
  for (let tries = 1; tries < 10; tries++) await expectCalm(await post(tester, '/sign-in', again), 'sign-in')
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(customer.email)
  await page.getByLabel('Password').fill('a quiet evening in')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await see(page, 'That was one attempt too many. Try again in')
})

test('broken, foreign and forged requests are refused, and the cart stays', async ({ open, shop }) => {
  const shopper = await open({ browser })
  await fillCart(shopper, { 'beaded-necklace:gold:one': 1 })
  const fields = await formOn(shopper, '/cart', 'Remove Beaded necklace')
  const name = Object.keys(fields).find((field) => field.startsWith('$ACTION_ID_')) ?? ''
  const action = name.slice('$ACTION_ID_'.length)
  expect(action).toMatch(/^[0-9a-f]{40,}$/)
  const ours = { origin: shop.url }
  const part = (field: string) => `--b\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n`
  const form = { ...ours, 'content-type': 'multipart/form-data; boundary=b' }
  const called = { ...form, 'next-action': action }
  const text = { ...called, 'content-type': 'text/plain;charset=UTF-8' }

  const refused: [what: string, status: number[], headers: Fields, body: string][] = [
    ['from a foreign origin', [403], { ...form, origin: 'https://elsewhere.example' }, `${part(name)}\r\n--b--\r\n`],
    ['from an origin that is none', [403], { ...form, origin: 'null' }, `${part(name)}\r\n--b--\r\n`],
    ['from nowhere', [403], { 'next-action': action, 'content-type': 'text/plain' }, '["$K1"]'],
    [
      'with a malformed action',
      [400],
      { ...called, 'next-action': 'x'.repeat(40) },
      `${part('0')}["$K1"]\r\n--b--\r\n`,
    ],
    [
      'with an action that is not there',
      [404, 409],
      { ...called, 'next-action': 'ab'.repeat(21) },
      `${part('0')}["$K1"]\r\n--b--\r\n`,
    ],
    ['whose arguments are broken', [400], called, `${part('0')}{\r\n--b--\r\n`],
    ['whose arguments hold no form', [400], called, `${part('0')}["all",{}]\r\n--b--\r\n`],
    ['whose arguments are missing', [400], called, `${part('1_sku')}x\r\n--b--\r\n`],
    ['that call an action with nothing', [200, 303], text, '[]'],
    ['that call an action with something else', [200, 303], called, `${part('0')}[{},"$K1"]\r\n--b--\r\n`],
    ['whose arguments are text', [400], text, '{'],
    ['whose arguments are a number', [400], text, '[5]'],
    ['without a boundary', [400], { ...ours, 'content-type': 'multipart/form-data' }, 'x'],
    ['that end midway', [400], form, part(name)],
    ['that are empty', [400], form, ''],
    ['that are no form', [400], form, 'what is this?'],
    ['with a part that has no name', [400], form, '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n'],
    [
      'whose bound arguments are broken',
      [400],
      form,
      `${part('$ACTION_REF_1')}\r\n${part('$ACTION_1:0')}{\r\n--b--\r\n`,
    ],
    ['that are far too large', [413], form, `${part('shown')}${'x'.repeat(150_000)}\r\n--b--\r\n`],
  ]
  for (const [what, statuses, headers, data] of refused) {
    const answer = await shopper.context.request.post('/cart', { headers, data: Buffer.from(data), maxRedirects: 0 })
    const body = await expectCalm(answer, `requests ${what}`)
    expect(statuses, `requests ${what}: ${answer.status()} ${body.slice(0, 200)}`).toContain(answer.status())
  }
  await shopper.page.goto('/cart')
  await see(shopper.page, 'Beaded necklace', '$560.00')
})
