import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { newBronze, newCustomer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { overflowing } from './support/layout'
import { shopNow, type Shop } from './support/shop'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

const RESULTS = '/studio/results'
const DAY = 86_400_000

/** A member of the house's staff. */
async function newStaff(shop: Shop) {
  const staff = await newCustomer(shop, 'Sela Winter')
  await shop.database.rows(`update customer set role = 'staff' where id = $1`, [staff.id])
  return staff
}

/** Which of two even arms a subject is in, as the experiment's definition says it: the hash of salt and subject. */
const armOf = (salt: string, subject: string): 'generic' | 'personal' => {
  const digits = createHash('sha256').update(`${salt} ${subject}`).digest('hex').slice(0, 13)
  return Number.parseInt(digits, 16) / 16 ** 13 < 0.5 ? 'generic' : 'personal'
}

type Person = { customer: string; visitor: string; arm: 'generic' | 'personal'; orders: number[] }

/**
 * An experiment of this test's own: open from 200 to 100 days ago, everybody exposed 150 days ago. Half of each arm
 * bought 170 days ago; of them so many of `again` bought again.
 */
async function giveExperiment(shop: Shop, people: number, again: Record<Person['arm'], number>, lost = 0) {
  const key = `e2e-${randomUUID()}`
  const now = (await shopNow(shop)).getTime()
  const ago = (days: number) => new Date(now - days * DAY).toISOString()
  const counts = { generic: 0, personal: 0 }
  const all: Person[] = Array.from({ length: people }, () => {
    const visitor = randomUUID()
    const arm = armOf(key, visitor)
    const place = counts[arm]++
    return { customer: randomUUID(), visitor, arm, orders: place % 10 < again[arm] ? [170, 120] : [170] }
  })
  const logged = all.filter(({ arm }, i) => arm !== 'personal' || i % 100 >= lost)
  const definition = {
    ...{ key, slot: 'home.relation', salt: key, control: 'generic', holdout: 0, from: ago(200), until: ago(100) },
    arms: [
      { key: 'generic', share: 0.5 },
      { key: 'personal', share: 0.5 },
    ],
    metrics: [
      { key: 'retention', worth: { absolute: 0.1 } },
      { key: 'unsubscribe', worth: { absolute: 0.05 } },
      { key: 'spend', worth: { relative: 0.5 } },
    ],
    ...{ share: 1, windowDays: 90, tunedFor: 500 },
  }
  await shop.database.together(async (client) => {
    await client.query(
      `insert into experiment (key, status, definition, simulated, updated_at) values ($1, 'live', $2, true, $3)`,
      [key, definition, ago(200)],
    )
    await client.query(
      `insert into customer (id, email, name, country, created_at, first_visitor_id)
       select c, c || '@example.com', 'Nobody in Particular', 'US', $3, v
       from unnest($1::uuid[], $2::uuid[]) as t(c, v)`,
      [all.map(({ customer }) => customer), all.map(({ visitor }) => visitor), ago(300)],
    )
    const orders = all.flatMap(({ customer, orders: days }) => days.map((day) => [randomUUID(), customer, ago(day)]))
    await client.query(
      `insert into "order" (id, number, customer_id, key, content_hash, status, channel, placed_at, reserved_at,
         currency, merchandise, discount, shipping, total, country)
       select id, 'R-' || id, c, id, 'test', 'confirmed', 'web', at, at, 'USD', 10000, 0, 0, 10000, 'US'
       from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as t(id, c, at)`,
      [0, 1, 2].map((column) => orders.map((order) => order[column])),
    )
    await client.query(
      `insert into experiment_exposure (experiment, who, arm, customer_id, counterfactual, at)
       select $1, v, a, c, a = 'generic', $5 from unnest($2::uuid[], $3::text[], $4::uuid[]) as t(v, a, c)`,
      [
        ...[key, logged.map(({ visitor }) => visitor), logged.map(({ arm }) => arm)],
        ...[logged.map(({ customer }) => customer), ago(150)],
      ],
    )
  })
  return { key, path: `${RESULTS}/${key}` }
}

test.describe('the door', () => {
  test('customers find no such pages and no such files, strangers are asked to sign in', async ({
    open,
    shop,
    shopper,
    faults,
  }) => {
    const { path } = await giveExperiment(shop, 4, { generic: 0, personal: 0 })
    const paths = [RESULTS, path, `${path}/csv`, `${path}/csv/customers`]
    for (const each of paths) {
      const answer = await shopper.page.request.get(each, { maxRedirects: 0 })
      expect(answer.status(), each).toBe(307)
      expect(answer.headers().location, each).toContain('/sign-in')
    }
    faults.expect(NOT_FOUND)
    const customer = await open({ as: await newBronze(shop) })
    for (const each of paths) {
      expect((await customer.page.request.get(each)).status(), each).toBe(404)
    }
    await customer.page.goto(RESULTS)
    await seeNone(customer.page, 'Bought again')
  })

  test('what there is none of is an unknown page', async ({ open, shop, faults }) => {
    faults.expect(NOT_FOUND)
    const { page } = await open({ as: await newStaff(shop) })
    for (const each of ['none', 'campaign-none', `campaign-${randomUUID()}`, `${randomUUID()}/csv`]) {
      expect((await page.request.get(`${RESULTS}/${each}`)).status(), each).toBe(404)
    }
  })
})

test.describe('a result', () => {
  test('is a sentence, drawings, both intervals and who is in', async ({ open, shop }) => {
    const { path } = await giveExperiment(shop, 800, { generic: 3, personal: 6 })
    const { page } = await open({ as: await newStaff(shop), browser: { javaScriptEnabled: false } })
    await page.goto(path)
    const verdict =
      /^Of those shown “The personal page”, more of them bought again: 6\d(\.\d)?% against 3\d?(\.\d)?% of “The generic page”\./
    await expect(page.getByText(verdict).first()).toBeVisible()
    await see(page, 'Simulated: this past was made with an effect put in.', 'Which interval to trust')
    await expect(page.getByText(/^Yes: the counts are within what chance does/)).toBeVisible()
    await expect(
      page.getByRole('img', { name: /^Bought again: \+[\d.]+ points: better; Said no to messages: / }),
    ).toBeVisible()
    await expect(page.getByRole('img', { name: /^Spend per customer: \+\$/ })).toBeVisible()
    const retention = page.getByRole('table', { name: 'Bought again, “The personal page” against “The generic page”' })
    await expect(retention.getByRole('row')).toHaveCount(6)
    await expect(retention.getByRole('row', { name: /^Always valid, 95%/ })).toContainText('points to')
    const inside = page.getByRole('table', { name: 'Who is in, by arm' })
    await expect(inside.getByRole('row', { name: /^The generic page \(control\)/ })).toContainText(/\d{3}/)
    await see(page, 'Everybody who is in is a customer.', 'Nobody saw more than one arm.')
    await expect(page.getByRole('img', { name: /^Customers first exposed from/ })).toBeVisible()
    await expect(page.getByRole('img', { name: /^Bought again: on .* between / })).toBeVisible()
    await page.getByRole('navigation', { name: 'Metric' }).getByRole('link', { name: 'Spend per customer' }).click()
    await expect(page).toHaveURL(/metric=spend#course$/)
    await expect(page.getByRole('img', { name: /^Spend per customer: on / })).toBeVisible()
  })

  test('stands in the list with its sentence', async ({ open, shop }) => {
    const { path } = await giveExperiment(shop, 20, { generic: 0, personal: 0 })
    const { page } = await open({ as: await newStaff(shop) })
    await page.goto(RESULTS)
    const item = page.getByRole('listitem').filter({ has: page.locator(`a[href="${path}"]`) })
    await expect(item).toContainText(/^The relationship on the home page/)
    await expect(item).toContainText('Over since')
    await expect(item).toContainText('Too few to say anything')
    await item.getByRole('link').click()
    await expect(page).toHaveURL(new RegExp(`${path}$`))
  })

  test('is none while one arm is not logged as it should be', async ({ open, shop }) => {
    const { path } = await giveExperiment(shop, 800, { generic: 3, personal: 6 }, 40)
    const { page } = await open({ as: await newStaff(shop) })
    await page.goto(path)
    await expect(page.getByRole('alert').getByText(/^No \(chi-squared/)).toBeVisible()
    await expect(page.getByText(/^Nothing can be concluded: the arms do not have/)).toBeVisible()
    await seeNone(page, 'Metric by metric', 'Which interval to trust')
    await expect(page.getByRole('img', { name: /^Bought again/ })).toHaveCount(0)
  })

  test('is of an earlier day when the clock is an earlier one', async ({ open, shop }) => {
    const { path } = await giveExperiment(shop, 40, { generic: 3, personal: 6 })
    const { page } = await open({ as: await newStaff(shop), days: -100 })
    await page.goto(path)
    await see(page, 'Nobody has been measured yet: a customer is, 90 days after they first saw it.')
    await expect(page.getByRole('table', { name: 'Who is in, by arm' })).toBeVisible()
  })

  test('comes as files, without a name in them', async ({ open, shop }) => {
    const { key, path } = await giveExperiment(shop, 60, { generic: 3, personal: 6 })
    const { page } = await open({ as: await newStaff(shop) })
    await page.goto(path)
    const result = await page.request.get(`${path}/csv`)
    expect(result.headers()['content-disposition']).toBe(`attachment; filename="sorento-${key}.csv"`)
    expect(result.headers()['content-type']).toBe('text/csv; charset=utf-8')
    expect(result.headers()['cache-control']).toContain('no-store')
    const lines = (await result.text()).split('\r\n')
    expect(lines[0]).toBe('part,at,arm,metric,name,value')
    expect(lines).toContain(`definition,,,,key,${key}`)
    const customers = await (await page.request.get(`${path}/csv/customers`)).text()
    const rows = customers.trim().split('\r\n')
    expect(rows).toHaveLength(61)
    expect(rows[1]).toMatch(/^[\da-f]{20},(generic|personal),\d{4}-/)
    expect(customers).not.toContain('@')
  })
})

for (const [size, browser] of Object.entries(SIZES)) {
  test(`the pages are accessible and fit a ${size}`, async ({ open, shop }) => {
    const { path } = await giveExperiment(shop, 800, { generic: 3, personal: 6 })
    const { page } = await open({ as: await newStaff(shop), browser })
    for (const each of [RESULTS, path]) {
      await page.goto(each)
      for (const summary of await page.locator('main summary').all()) await summary.click()
      expect(await overflowing(page), each).toEqual([])
      await expectAccessible(page, `${each}, ${size}`)
    }
  })
}
