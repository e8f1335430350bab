import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { newBronze, newCustomer, type Customer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { shopNow, type Shop } from './support/shop'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

const OUTBOX = '/studio/outbox'
const CAMPAIGNS = '/studio/campaigns'

/** A member of the house's staff. */
async function newStaff(shop: Shop): Promise<Customer> {
  const staff = await newCustomer(shop, 'Sela Winter')
  await shop.database.rows(`update customer set role = 'staff' where id = $1`, [staff.id])
  return staff
}

/** A message that was kept, as a run writes one; its id. */
async function giveMessage(shop: Shop, customer: Customer): Promise<string> {
  const id = randomUUID()
  const headline = 'Your gown is waiting'
  const content = {
    ...{ language: 'en', subject: headline, preview: 'It is still in your cart', headline },
    ...{ paragraphs: ['You left it there yesterday.'], relation: null, rows: [], pieces: [], offer: null },
    ...{ action: { label: 'To your cart', path: '/cart' } },
    landing: { cause: 'cart-left', headline, line: 'Go on where you left.', pieces: [] },
  }
  const why = { reasons: [{ key: 'message.why.cart-left.2', values: { amount: 30_000, tier: 'Silver' }, facts: [] }] }
  const now = await shopNow(shop)
  await shop.database.rows(
    `insert into message (id, customer_id, cause, subject, kind, status, content, why, token, at, due_at, sent_at)
     values ($1, $2, 'cart-left', 'cart', 'reminders', 'kept', $3, $4, $6, $5, $5, $5)`,
    [id, customer.id, JSON.stringify(content), JSON.stringify(why), now, randomUUID()],
  )
  await shop.database.rows(`insert into message_mark (message_id, what, at) values ($1, 'read', $2)`, [id, now])
  return id
}

test.describe('the outbox', () => {
  test('is nobody’s but staff’s', async ({ open, shop, faults }) => {
    faults.expect(NOT_FOUND)
    const alice = await newBronze(shop)
    const id = await giveMessage(shop, alice)
    const { page } = await open({ as: alice })
    for (const path of [OUTBOX, `${OUTBOX}/${id}`, CAMPAIGNS, `${CAMPAIGNS}/new`]) {
      expect((await page.goto(path))?.status(), path).toBe(404)
    }
  })

  for (const [size, browser] of Object.entries(SIZES)) {
    test(`finds a message, says why, and shows its letter (${size})`, async ({ open, shop, faults }) => {
      // The test's own scripts: they may not run in the letter's frames either.
      faults.expect(/Blocked script execution in 'about:srcdoc'/)
      const alice = await newBronze(shop)
      const id = await giveMessage(shop, alice)
      const staff = await newStaff(shop)
      const { page } = await open({ as: staff, browser })
      await page.goto(OUTBOX)
      await page.getByLabel('To: name, e-mail or the till’s reference').fill(alice.email)
      await page.getByLabel('Cause').selectOption('Cart left')
      await page.getByLabel('Status', { exact: true }).selectOption('Kept')
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await expect(page).toHaveURL(/status=kept.*cause=cart-left|cause=cart-left/)
      await expectAccessible(page, 'the outbox')
      await page.getByRole('link', { name: 'Your gown is waiting' }).click()
      await see(page, 'Why did they get this', '$300.00 from Silver', 'Read in the inbox', 'The letter')
      await see(page, 'No more than one message a day and 3 a week, over all causes.')
      for (const title of ['The letter on a phone', 'The letter in a larger window']) {
        const frame = page.frameLocator(`iframe[title="${title}"]`)
        await expect(frame.getByRole('heading', { name: 'Your gown is waiting' })).toBeVisible()
        // No link leads anywhere: not to the shop, as a click of hers, and not to her saying no.
        await expect(frame.locator('a[href]')).toHaveCount(0)
      }
      await expectAccessible(page, 'a message')
      const looks = await shop.database.rows(`select 1 from staff_look where staff_id = $1 and what = 'message'`, [
        staff.id,
      ])
      expect(looks).toHaveLength(1)
      await page.getByRole('link', { name: alice.name, exact: true }).click()
      await page.getByRole('link', { name: 'Message: Cart left. Kept' }).click()
      await expect(page).toHaveURL(`${OUTBOX}/${id}`)
    })
  }
})

test.describe('a campaign', () => {
  test('is drafted, looked at, sent once, and found in the outbox', async ({ open, shop }) => {
    const { page, setCookie } = await open({ as: await newStaff(shop) })
    // A campaign is everybody's: it is sent by the shop's own clock.
    await setCookie('demo', { offsetMs: 0, country: null, source: null, journey: null, forced: {} })
    const name = `First look ${randomUUID().slice(0, 8)}`
    await page.goto(CAMPAIGNS)
    await page.getByRole('link', { name: 'New campaign' }).click()
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await see(page, 'It was not saved: some fields need another look')
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Gold').check()
    await page.getByLabel('VIP').check()
    await page.getByLabel('Value score, from percentile').fill('99.7')
    await page.getByLabel('to percentile').fill('100')
    await page.getByLabel('Subject').first().fill('The new pieces')
    await page.getByLabel('Headline').first().fill('A first look, for you')
    await page.getByLabel('Text').first().fill('They are in the shop from today.')
    await page.getByLabel('Left out to measure it').fill('20')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await see(page, 'The draft is saved', 'Who gets it, and why others don’t')
    await expectAccessible(page, 'a draft')
    const table = page.getByRole('table', { name: 'Who gets it, and why others don’t' })
    await table.getByRole('link', { name: 'Not of the audience' }).click()
    await expect(page.getByRole('table', { name: 'Some of them: Not of the audience' }).getByRole('row')).toHaveCount(
      21,
    )

    await page.getByRole('link', { name: 'Send it', exact: true }).click()
    await see(page, 'It cannot be taken back, and is not sent a second time.')
    await expectAccessible(page, 'the confirmation')
    const sendPage = page.url()
    await page.getByRole('button', { name: 'Send it now' }).click()
    await see(page, 'It is sent', 'What became of it')
    await expectAccessible(page, 'a sent campaign')
    const id = page.url().match(/campaigns\/([0-9a-f-]{36})/)?.[1] ?? ''
    await page.goto(sendPage)
    await expect(page).toHaveURL(`${CAMPAIGNS}/${id}`)
    await seeNone(page, 'Send it now')

    const twice = await shop.database.rows(
      `select customer_id from message where campaign_id = $1 group by customer_id having count(*) > 1`,
      [id],
    )
    expect(twice).toEqual([])
    await page.goto(`${OUTBOX}?cause=campaign`)
    await see(page, `Campaign: ${name}`)
  })
})
