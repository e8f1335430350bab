import { randomUUID } from 'node:crypto'
import { armOf } from '@/lib/experiments/assign'
import { experimentSchema, type Experiment } from '@/lib/experiments/schema'
import { codeOf } from '@/lib/studio/results/csv'
import { expect, test } from './fixtures'
import { addToCart, fillCheckout, placeOrder } from './support/acts'
import { newCustomer, type Customer } from './support/customers'
import { marksOf } from './support/messages'
import { serveWith } from './support/serve'
import { shopNow, type Shop } from './support/shop'
import { see } from './support/words'

// One message, from what gave cause to it to the metric. The clock of this browser is not moved: what a moved clock does is
// never measured. So the shop is its own.

const KEY = randomUUID()
const DAY_MS = 86_400_000
/** A run looks at everybody. */
const RUN_MS = 240_000

/** An experiment on reminders of a cart, in whose arm "message" this customer is. */
async function reminding(shop: Shop, { id }: Customer, treated = 'message'): Promise<Experiment> {
  const now = await shopNow(shop)
  const definition = (salt: string) =>
    experimentSchema.parse({
      ...{ key: `path-${id.slice(0, 8)}`, slot: 'message.cart-left', salt, control: 'none', holdout: 0 },
      arms: [
        { key: 'none', share: 0.5 },
        { key: 'message', share: 0.5 },
      ],
      ...{ from: new Date(now.getTime() - DAY_MS), until: new Date(now.getTime() + 30 * DAY_MS), windowDays: 7 },
      metrics: [{ key: 'spend', worth: { relative: 0.1 } }],
    })
  const salt = Array.from({ length: 100 }, (_, i) => `path.${i}`).find((one) => armOf(definition(one), id) === treated)
  const experiment = definition(salt ?? '')
  await shop.database.together(async (client) => {
    await client.query(`update experiment set status = 'paused' where key like 'path-%'`)
    await client.query(
      `insert into experiment (key, status, definition, simulated, updated_at) values ($1, 'live', $2, false, $3)`,
      [experiment.key, experiment, now],
    )
    await client.query(
      `update setting set value = nextval('editorial_version_seq')::text where key = 'editorialVersion'`,
    )
  })
  return experiment
}

test('from a cart that was left to the inbox, to an order, to the result', async ({ open, shop, request }) => {
  test.setTimeout(2 * RUN_MS)
  const customer = await newCustomer(shop, 'Alice Hartwell')
  const held = await newCustomer(shop, 'Vera Lind')
  const experiment = await reminding(shop, customer)
  expect(armOf(experiment, customer.id)).toBe('message')

  const shopper = await open({ as: customer })
  await shopper.setCookie('demo', { offsetMs: 0, country: null, source: null, journey: null, forced: {} })
  const { page } = shopper

  await test.step('she leaves a gown in her cart, and three hours go by', async () => {
    await page.goto('/p/rapace-off-shoulder-gown')
    await addToCart(page, '4')
    await shop.database.rows(
      `update cart_line set added_at = added_at - interval '3 hours' where cart_id in (select id from cart where customer_id = $1)`,
      [customer.id],
    )
    await page.goto('/account/inbox')
    await see(page, 'Nothing has come yet')
  })

  await test.step('a scheduler runs messages, twice', async () => {
    const run = await serveWith({
      ...{ MESSAGES_API_KEY: KEY, DEMO: '1', DATABASE_URL: process.env.E2E_ALONE_DATABASE_URL ?? '' },
    })
    try {
      for (const _ of ['once', 'again']) {
        const answer = await request.post(`${run.url}/api/messages/run`, {
          ...{ headers: { authorization: `Bearer ${KEY}` }, timeout: RUN_MS },
        })
        expect(answer.status()).toBe(200)
        expect(await answer.json()).toMatchObject({ run: { failed: 0 } })
      }
    } finally {
      run.stop()
    }
    expect(await messagesOf(shop, customer)).toMatchObject([{ cause: 'cart-left', status: 'kept', arm: 'message' }])
  })

  const [message] = await messagesOf(shop, customer)
  const id = message?.id ?? ''

  await test.step('it waits in her inbox', async () => {
    await page.goto('/')
    await page.getByRole('banner').getByRole('link', { name: 'Messages (1)' }).click()
    await page.getByRole('link', { name: 'One piece is in your cart' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Your cart is as you left it' })).toBeVisible()
    await expect(page.getByText(/^Rapace gown was put into the cart on/)).toBeVisible()
    expect(await marksOf(shop, id)).toEqual(['read'])
  })

  await test.step('she follows it, and the shop goes on with it', async () => {
    await page.getByRole('link', { name: 'See your cart' }).click()
    await expect(page).toHaveURL(`/cart?utm_source=message&utm_campaign=${id}`)
    await see(page, 'From our message: As it was left', '$3,120.00')
    expect(await marksOf(shop, id)).toEqual(['clicked', 'read'])
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1, name: 'As it was left' })).toBeVisible()
    await see(page, 'From your message', 'Rapace gown')
    const arrivals = await shop.database.rows<{ data: object; moved_clock: boolean }>(
      `select data, moved_clock from event where kind = 'arrival' and visitor_id = $1`,
      [await shopper.visitorId()],
    )
    expect(arrivals).toEqual([{ data: { source: 'message', campaign: id }, moved_clock: false }])
  })

  await test.step('she orders', async () => {
    await page.goto('/checkout')
    await fillCheckout(page)
    await placeOrder(page)
  })

  await test.step('and is in the result, with what she spent, once her window is over', async () => {
    // The other one left no cart: neither told nor measured.
    expect(await messagesOf(shop, held)).toEqual([])
    const order = await shop.database.row<{ paid: number }>(
      `select merchandise - discount - points_discount as paid from "order" where customer_id = $1 and status = 'confirmed'`,
      [customer.id],
    )
    const staff = await open()
    await staff.page.goto('/demo')
    await staff.page.getByRole('button', { name: 'Become Staff' }).click()
    await staff.page.waitForURL('**/studio/**')
    await staff.moveClock(8)
    await staff.page.goto(`/studio/results/${experiment.key}`)
    await see(staff.page, 'The message “Cart left”')
    const answer = await staff.page.request.get(`/studio/results/${experiment.key}/csv/customers`)
    const lines = (await answer.text()).trim().split('\r\n')
    const own = lines.find((line) => line.startsWith(codeOf(experiment.key, customer.id, shop.cookieSecret)))
    const [, arm, , , crossed, spend, before] = own?.split(',') ?? []
    expect({ arm, crossed, spend, before }).toEqual({
      ...{ arm: 'message', crossed: 'false', spend: String(order.paid), before: '0' },
    })
  })
})

test('the control of an experiment is told nothing, and is measured all the same', async ({ open, shop }) => {
  const customer = await newCustomer(shop, 'Ines Roth')
  const experiment = await reminding(shop, customer, 'none')
  const shopper = await open({ as: customer })
  await shopper.setCookie('demo', { offsetMs: 0, country: null, source: null, journey: null, forced: {} })
  const { page } = shopper
  await page.goto('/p/rapace-off-shoulder-gown')
  await addToCart(page, '4')
  await shop.database.rows(
    `update cart_line set added_at = added_at - interval '3 hours' where cart_id in (select id from cart where customer_id = $1)`,
    [customer.id],
  )
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Run messages now for Ines' }).click()
  await see(page, 'Nothing was written for Ines', 'Held: the control of an experiment')
  expect(await messagesOf(shop, customer)).toMatchObject([{ cause: 'cart-left', status: 'held', arm: 'none' }])
  await page.goto('/account/inbox')
  await see(page, 'Nothing has come yet')
  const exposed = await shop.database.rows<object>(
    'select arm, counterfactual from experiment_exposure where experiment = $1 and customer_id = $2',
    [experiment.key, customer.id],
  )
  expect(exposed).toEqual([{ arm: 'none', counterfactual: true }])
})

const messagesOf = ({ database }: Shop, { id }: Customer) =>
  database.rows<{ id: string; cause: string; status: string; arm: string | null }>(
    `select id, cause, status, arm from message where customer_id = $1 and kind <> 'transactional'`,
    [id],
  )
