import { randomUUID } from 'node:crypto'
import { armOf, isHeldOut } from '@/lib/experiments/assign'
import { experimentSchema, type Experiment } from '@/lib/experiments/schema'
import { expect, test } from './fixtures'
import type { Shopper } from './support/browser'
import { fillCart } from './support/cart'
import { giveOrder, newBronze, PASSWORD, type Customer } from './support/customers'
import type { Shop } from './support/shop'
import { see, seeNone } from './support/words'

// Who is shown which arm, and what is logged of it. Nothing is logged under a moved clock, so these browsers go by the
// shop's own: they only look at pages that teach nothing of everybody. So few are in these experiments, and held out, that
// nobody else is: the tests look for visitors who are.

const FEW = 0.0001
/** As few as can be held out. */
const HELD_OUT = 0.001
const ANYBODYS = 'Evening wear, one piece at a time'
const THEIRS = 'It began with the Rapace gown'
const PIECES = ['rapace-off-shoulder-gown:scarlet:4', 'bejewelled-snake-ring:gold:6', 'via-95-patent-pump:noir:38']

const block = (key: string): Experiment =>
  experimentSchema.parse({
    ...{ key, slot: 'home.relation', control: 'generic', salt: key, holdout: 0, share: FEW },
    arms: [
      { key: 'generic', share: 0.5 },
      { key: 'personal', share: 0.5 },
    ],
    ...{ from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' },
    metrics: [{ key: 'spend', worth: { relative: 0.1 } }],
  })

const visitorWho = (holds: (id: string) => boolean): string => {
  for (;;) {
    const id = randomUUID()
    if (holds(id)) return id
  }
}

/** As the studio does it: what every page reads with its next request. */
const anew = `insert into setting (key, value) values ('editorialVersion', nextval('editorial_version_seq')::text)
  on conflict (key) do update set value = excluded.value`

async function withExperiment<T>({ database }: Shop, work: (experiment: Experiment) => Promise<T>): Promise<T> {
  const experiment = block(`test-${randomUUID().slice(0, 8)}`)
  await database.rows(`insert into experiment (key, status, definition, updated_at) values ($1, 'live', $2, now())`, [
    experiment.key,
    JSON.stringify(experiment),
  ])
  await database.rows(anew)
  return work(experiment).finally(async () => {
    await database.rows('delete from experiment where key = $1', [experiment.key])
    await database.rows(anew)
  })
}

/** The shop's own clock, as a visitor has it who came by nothing of the presenter's. */
async function goBy(shopper: Shopper, visitorId?: string, forced: Record<string, string> = {}): Promise<void> {
  const wishes = await shopper.cookie('demo')
  if (wishes) await shopper.setCookie('demo', { ...wishes, offsetMs: 0, forced })
  if (visitorId) await shopper.setCookie('visitor', { id: visitorId })
}

/** Opens an account by the form, and is given an order of five days ago. */
async function becomeClient({ page, shop }: Shopper, name: string): Promise<Customer> {
  const email = `${name.toLowerCase()}.${randomUUID()}@example.com`
  await page.goto('/register')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('main').getByRole('button', { name: 'Open the account' }).click()
  await page.waitForURL('**/account')
  const { id } = await shop.database.row<{ id: string }>('select id from customer where email = $1', [email])
  const customer = { id, name, email }
  await giveOrder(shop, customer, { skus: PIECES, daysAgo: 5 })
  return customer
}

type Logged = { who: string; customer_id: string | null; arm: string; counterfactual: boolean }
const logged = ({ database }: Shop, experiment: string, whos: readonly string[]) =>
  database.rows<Logged>(
    'select who, customer_id, arm, counterfactual from experiment_exposure where experiment = $1 and who = any($2)',
    [experiment, whos],
  )

for (const arm of ['generic', 'personal']) {
  test(`who opens an account keeps the arm "${arm}" on every device, and it is logged once`, async ({ open, shop }) => {
    await withExperiment(shop, async (experiment) => {
      const visitorId = visitorWho((id) => armOf(experiment, id) === arm)
      const shopper = await open()
      await goBy(shopper, visitorId)
      await shopper.page.goto('/')
      await see(shopper.page, ANYBODYS)
      expect(await logged(shop, experiment.key, [visitorId]), 'nothing of theirs stands there yet').toEqual([])

      const customer = await becomeClient(shopper, 'Wren')
      const row = await shop.database.row<{ first: string }>(
        'select first_visitor_id as first from customer where id = $1',
        [customer.id],
      )
      expect(row.first).toBe(visitorId)
      const elsewhere = await open()
      await goBy(elsewhere)
      await elsewhere.signIn(customer)
      for (const { page } of [shopper, elsewhere]) {
        for (let look = 0; look < 2; look++) {
          await page.goto('/')
          // What is no part of the experiment is theirs in both arms.
          await see(
            page,
            'Welcome back, Wren',
            ...(arm === 'personal' ? [THEIRS] : ['Free shipping in the United States']),
          )
          if (arm === 'generic') await seeNone(page, THEIRS)
        }
      }
      const whos = [visitorId, await elsewhere.visitorId()]
      const rows = await logged(shop, experiment.key, whos)
      expect(rows.map(({ who }) => who).sort()).toEqual(whos.sort())
      for (const { customer_id, ...of } of rows) {
        expect(of).toMatchObject({ arm, counterfactual: arm === 'generic' })
        expect(customer_id).toBe(customer.id)
      }
    })
  })
}

test('who is held out meets what anybody does, at the prices that are theirs', async ({ open, shop }) => {
  await shop.database.rows(
    `insert into setting (key, value) values ('holdoutShare', $1) on conflict (key) do update set value = excluded.value`,
    [String(HELD_OUT)],
  )
  await shop.database.rows(anew)
  try {
    const held = await open()
    await goBy(
      held,
      visitorWho((id) => isHeldOut(HELD_OUT, id)),
    )
    const heldCustomer = await becomeClient(held, 'Ada')
    const other = await open({ as: await newBronze(shop, 'Ada') })
    await goBy(other)
    const shoppers = [held, other]

    await held.page.goto('/')
    await see(held.page, ANYBODYS, 'Trending now', '10% off your next order')
    await seeNone(held.page, 'Welcome back, Ada', THEIRS, 'To go with your Rapace gown', 'Why am I seeing this?')
    await other.page.goto('/')
    await see(other.page, 'Welcome back, Ada', THEIRS, 'To go with your Rapace gown')

    // They chose nothing: the switch says so, on every page and on its own.
    for (const { page } of shoppers) {
      await expect(page.getByRole('button', { name: 'Switch personalisation off' })).toBeVisible()
      await page.goto('/account/personalisation')
      await see(page, 'Personalisation is on')
    }
    const totals: string[][] = []
    for (const [i, shopper] of shoppers.entries()) {
      const { page } = shopper
      await page.goto('/')
      const { id } = await shop.database.row<{ id: string }>(
        'select customer_id as id from visitor_link where visitor_id = $1 and until is null',
        [await shopper.visitorId()],
      )
      await fillCart(shopper, { 'rapace-off-shoulder-gown:scarlet:4': 1 }, { id, name: 'Ada', email: '' })
      await page.goto('/cart')
      const summary = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Summary' }) })
      await expect(summary).toContainText('Total')
      const lines = (await summary.innerText()).split('\n')
      // Only where something was chosen for somebody can they ask why.
      totals[i] = lines.filter((line) => line !== '' && line !== 'Why am I seeing this?')
    }
    expect(totals[0]).toEqual(totals[1])

    const whos = await Promise.all(shoppers.map((shopper) => shopper.visitorId()))
    const rows = await logged(shop, 'everything-1', whos)
    expect(rows).toHaveLength(2)
    expect(rows.find(({ customer_id }) => customer_id === heldCustomer.id)).toMatchObject({
      arm: 'generic',
      counterfactual: true,
    })
    expect(rows.find(({ who }) => who === whos[1])).toMatchObject({ arm: 'personal', counterfactual: false })
  } finally {
    await shop.database.rows(`update setting set value = '0' where key = 'holdoutShare'`)
    await shop.database.rows(anew)
  }
})

test('the presenter shows either side to anybody, and nothing of it counts', async ({ open, shop }) => {
  await withExperiment(shop, async ({ key }) => {
    const shopper = await open({ as: await newBronze(shop, 'Ida') })
    const { page } = shopper
    const shows = async (forced: Record<string, string>, seen: readonly string[], unseen: readonly string[]) => {
      await goBy(shopper, undefined, forced)
      await page.goto('/')
      await see(page, ...seen)
      await seeNone(page, ...unseen)
    }
    await shows({ everything: 'generic' }, [ANYBODYS, 'Trending now'], ['Welcome back, Ida', THEIRS])
    await shows({ everything: 'personal' }, ['Welcome back, Ida', THEIRS], [ANYBODYS])
    await shows({ [key]: 'generic' }, ['Welcome back, Ida'], [THEIRS])
    await shows({ [key]: 'personal' }, ['Welcome back, Ida', THEIRS], [ANYBODYS])
    const whos = [await shopper.visitorId()]
    expect(await logged(shop, key, whos)).toEqual([])
    for (const each of ['everything', 'everything-0']) expect(await logged(shop, each, whos)).toEqual([])
  })
})
