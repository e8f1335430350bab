import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { newBronze, newCustomer } from './support/customers'
import { NOT_FOUND } from './support/faults'
import type { Shop } from './support/shop'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

async function newStaff(shop: Shop) {
  const staff = await newCustomer(shop, 'Sela Winter')
  await shop.database.rows(`update customer set role = 'staff' where id = $1`, [staff.id])
  return staff
}

/** A piece of content that only this test knows of. */
const nameOf = () => `e2e-${Math.random().toString(36).slice(2, 10)}`
const remove = (shop: Shop, slug: string) => shop.database.rows('delete from content_piece where slug = $1', [slug])

/** Fills in what new content needs; `body` is what a shopper reads. */
async function write(page: Page, slug: string, { title, body }: { title: string; body: string }): Promise<void> {
  await page.goto('/studio/content/new')
  const main = page.getByRole('main')
  await main.getByLabel('Title').fill(title)
  await main.getByLabel('Address').fill(slug)
  await main.getByLabel('Line', { exact: true }).fill('One line, and no more.')
  await main.getByLabel('Paragraphs').fill(body)
  await main.getByLabel('Link', { exact: true }).fill('See the edit')
  await main.getByLabel('Picture').selectOption({ label: 'Gold' })
  await main.locator('summary', { hasText: 'Neckline' }).click()
  await main.getByRole('checkbox', { name: 'Off-shoulder' }).check()
  await main.getByRole('button', { name: 'Save' }).click()
}

test.describe('a page of content', () => {
  test('an edit is its words and its pieces, with facets, sort and the colours that it means', async ({ shopper }) => {
    const { page } = shopper
    await page.goto('/edits/red-for-the-opera')
    await expect(page.getByRole('heading', { level: 1, name: 'Red for the opera' })).toBeVisible()
    await see(page, 'Scarlet for the stairs, oxblood for the box.', 'pieces from', 'Trending now')
    const cards = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 3 }) })
    expect(await cards.count()).toBeGreaterThanOrEqual(6)
    const alts = await cards.getByRole('img').evaluateAll((all) => all.map((one) => one.getAttribute('alt') ?? ''))
    for (const alt of alts.filter((alt) => alt !== '')) expect(alt).toMatch(/scarlet|oxblood/i)
    await page.goto('/edits/red-for-the-opera?house=corvane&sort=price-desc')
    await see(page, 'Corvane', 'Price, high to low')
    await expect(page.getByRole('link', { name: 'Remove Corvane' })).toBeVisible()
  })

  test('a promotion says what the programme says', async ({ open, shop }) => {
    const { page } = await open({ as: await newBronze(shop) })
    await page.goto('/stories/after-bronze')
    await see(page, 'After Bronze comes Silver. It begins once $8,000.00 of pieces count for you')
    await expect(page.getByRole('link', { name: 'See the programme' })).toHaveAttribute('href', '/loyalty')
    await seeNone(page, '{', '}')
  })

  test('a story leads to its pieces', async ({ shopper }) => {
    const { page } = shopper
    await page.goto('/stories/the-serpent-twice-around')
    await page.getByRole('link', { name: /Serpe bracelet/ }).click()
    await expect(page).toHaveURL(/\/p\/serpe-coil-bracelet/)
  })

  test('what is unknown, a draft or under another address is not here', async ({ shopper, faults }) => {
    faults.expect(NOT_FOUND)
    const { page } = shopper
    const missing = [
      '/edits/never-was',
      '/edits/pale-satin-for-june',
      '/edits/one-room-one-light',
      '/stories/the-velvet-room',
    ]
    for (const path of [...missing, '/edits/%00', '/stories/__proto__']) {
      const answer = await page.goto(path)
      expect(answer?.status(), path).toBe(404)
      await see(page, 'This page is not here')
      await seeNone(page, 'Pale satin')
    }
  })

  test('that content was shown is written down once, and no view of a category', async ({ shopper, shop }) => {
    const { page } = shopper
    await page.goto('/edits/the-velvet-room')
    await page.reload()
    const facts = await shop.database.rows<{ kind: string; content: string | null }>(
      `select kind, data ->> 'content' as content from event
       where visitor_id = $1 and (kind <> 'exposure' or place = 'edit.page')`,
      [await shopper.visitorId()],
    )
    expect(facts).toEqual([{ kind: 'exposure', content: 'the-velvet-room' }])
  })
})

for (const browser of [{}, { javaScriptEnabled: false }]) {
  const how = 'javaScriptEnabled' in browser ? 'without a script' : 'with a script'

  test(`an edit made in the studio opens in the shop, ${how}`, async ({ open, shop, faults }) => {
    faults.expect(NOT_FOUND)
    const slug = nameOf()
    try {
      const { page } = await open({ as: await newStaff(shop), browser })
      const shopper = await open()
      await write(page, slug, { title: 'Shoulders at dusk', body: 'First <b>of</b> all.\n\nThen {tier:bronze}.' })
      await see(page, 'Saved', 'Nobody but the house sees it.')
      await see(page, 'pieces, among them Rapace gown')

      expect((await shopper.page.goto(`/edits/${slug}`))?.status()).toBe(404)
      await page.getByRole('link', { name: 'Look at the page' }).click()
      await see(page, 'Draft', 'Shoulders at dusk', 'First <b>of</b> all.', 'Then Bronze.')

      await page.goto(`/studio/content/${slug}`)
      await page.getByRole('button', { name: 'Put live' }).click()
      await see(page, 'It is live')
      expect((await shopper.page.goto(`/edits/${slug}`))?.status()).toBe(200)
      await see(shopper.page, 'Shoulders at dusk', 'First <b>of</b> all.', 'Then Bronze.')
      await seeNone(shopper.page, 'Draft', 'Open it in the studio')

      await page.getByRole('button', { name: 'Retire' }).click()
      await see(page, 'It is retired')
      expect((await shopper.page.goto(`/edits/${slug}`))?.status()).toBe(404)
    } finally {
      await remove(shop, slug)
    }
  })

  test(`two editors do not overwrite each other, ${how}`, async ({ open, shop }) => {
    const slug = nameOf()
    try {
      const staff = await newStaff(shop)
      const first = await open({ as: staff, browser })
      await write(first.page, slug, { title: 'Shoulders at dawn', body: 'As it was.' })
      await see(first.page, 'Saved')
      const second = await open({ as: await newStaff(shop), browser })
      await second.page.goto(`/studio/content/${slug}`)
      await first.page.getByLabel('Paragraphs').fill('As the first wrote it.')
      await first.page.getByRole('button', { name: 'Save' }).click()
      await expect(first.page.getByLabel('Paragraphs')).toHaveValue('As the first wrote it.')
      await second.page.getByLabel('Paragraphs').fill('As the second wrote it.')
      await second.page.getByRole('button', { name: 'Save' }).click()
      await see(second.page, 'Nothing of yours was saved.')
      await expect(second.page.getByLabel('Paragraphs')).toHaveValue('As the second wrote it.')
      await second.page.goto(`/studio/content/${slug}`)
      await expect(second.page.getByLabel('Paragraphs')).toHaveValue('As the first wrote it.')
    } finally {
      await remove(shop, slug)
    }
  })
}

test('what is wrong is told at its field, and nothing that was written is lost', async ({ open, shop }) => {
  const { page } = await open({ as: await newStaff(shop), browser: { javaScriptEnabled: false } })
  await page.goto('/studio/content/new')
  const main = page.getByRole('main')
  await main.getByLabel('Title').fill('Half an edit')
  await main.getByLabel('Paragraphs').fill('With {price} in it.')
  await main.getByRole('checkbox', { name: 'November' }).check()
  await main.getByLabel('Weight').fill('heavy')
  await main.getByRole('button', { name: 'Save' }).click()
  await see(page, 'Look at the marked fields. Nothing was saved.')
  await expect(main.getByLabel('Paragraphs')).toHaveAccessibleDescription(/Braces are kept for/)
  await expect(main.getByLabel('Paragraphs')).toHaveValue('With {price} in it.')
  await expect(main.getByLabel('Weight')).toHaveAccessibleDescription(/from 0\.1 to 10/)
  await expect(main.getByRole('checkbox', { name: 'November' })).toBeChecked()
  await expect(main.getByLabel('Title')).toHaveValue('Half an edit')
})

test('a customer finds neither the content’s desk nor that of the rules', async ({ open, shop, faults }) => {
  faults.expect(NOT_FOUND)
  const { page } = await open({ as: await newBronze(shop) })
  for (const path of ['content', 'content/new', 'content/the-velvet-room', 'merchandising', 'merchandising/new']) {
    expect((await page.goto(`/studio/${path}`))?.status(), path).toBe(404)
    await seeNone(page, 'Velvet', 'Merchandising')
  }
})

for (const [size, options] of Object.entries(SIZES)) {
  test(`no violation, and nothing wider than the screen, on a ${size}`, async ({ open, shop }) => {
    test.slow()
    const { page } = await open({ as: await newStaff(shop), browser: { ...options, reducedMotion: 'reduce' } })
    const paths = [
      ...['/edits/black-tie-in-winter', '/edits/pale-satin-for-june', '/stories/what-a-first-tier-gives'],
      ...['/studio/content', '/studio/content/the-velvet-room', '/studio/merchandising'],
      '/studio/merchandising/new?kind=pin&what=product%3Acorvo-opera-cape&where=outerwear&place=1&from=2030-01-01&note=x',
      '/studio/merchandising/new?kind=pin',
    ]
    for (const path of paths) {
      await page.goto(path)
      await expectAccessible(page, path)
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wider, path).toBe(0)
    }
  })
}
