import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectAccessible } from './support/axe'
import { expectCalm, LONG, SCRIPT } from './support/calm'
import { factsOf } from './support/facts'
import { overflowing } from './support/layout'
import { listedNames, listedPieces } from './support/listing'
import { GOWN } from './support/looks'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search the collection' })
const list = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' })
const options = (page: Page) => list(page).getByRole('option')
const status = (page: Page) => page.getByRole('search').getByRole('status')

/** Opens the search and types, once its scripts have come. */
async function typed(page: Page, text: string): Promise<void> {
  await page.goto('/search')
  await field(page).focus()
  await page.keyboard.type(text)
}

/** The suggestion that the field says is active. */
async function activeOption(page: Page): Promise<string | null> {
  const id = await field(page).getAttribute('aria-activedescendant')
  if (id === null) return null
  const option = page.locator(`[id="${id}"]`)
  await expect(option).toHaveAttribute('aria-selected', 'true')
  return (await option.innerText()).split('\n')[0] ?? ''
}

test.describe('what is found', () => {
  test('slips of the pen are put right, and it says so', async ({ shopper: { page } }) => {
    await page.goto('/search?q=sequn+gwon')
    await see(page, 'Nothing is written “sequn gwon”. These pieces are for what you may have meant.')
    expect(await listedNames(page)).toContain('Notte gown')
    await page.getByRole('link', { name: 'Did you mean “sequinned gown”?' }).click()
    await expect(page).toHaveURL('/search?q=sequinned+gown')
    await expect(page).toHaveTitle(/^“sequinned gown”, search/)
    await see(page, '5 pieces for “sequinned gown”')
    await seeNone(page, 'Did you mean')
  })

  test('a colour that is asked for is the one that is shown', async ({ shopper: { page } }) => {
    await page.goto('/search?q=red+off+shoulder')
    const card = page.getByRole('listitem').filter({ hasText: 'Vesper gown' })
    await expect(card.getByRole('link')).toHaveAttribute('href', '/p/vesper-flounce-gown?colour=scarlet')
  })

  test('facets, sort and more keep what was asked for, and lead to pieces', async ({ shopper: { page } }) => {
    await page.goto('/search?q=gown')
    const bar = page.getByRole('group', { name: 'Filter and sort' })
    await bar.getByText('House', { exact: true }).click()
    const corvane = bar.getByRole('link', { name: /^Corvane/ })
    const count = Number((await corvane.innerText()).match(/\d+/)?.[0])
    await corvane.click()
    await expect(page).toHaveURL('/search?q=gown&house=corvane')
    expect(await listedPieces(page)).toHaveLength(count)
    await expect(page.getByRole('combobox', { name: 'Search the collection' })).toHaveValue('gown')
    for (const option of await bar.locator('a.opt[href]:has(.n)').all()) {
      const href = (await option.getAttribute('href')) ?? ''
      expect(href).toMatch(/^\/search\?q=gown/)
      await expect(option.locator('.n')).not.toHaveText('0')
    }
    await bar.getByText('Sort', { exact: true }).click()
    await bar.getByRole('link', { name: 'Price, low to high' }).click()
    await expect(page).toHaveURL('/search?q=gown&house=corvane&sort=price-asc')
    const prices = (await listedPieces(page)).map(({ price }) => Number(price.replace(/[$,]/g, '')))
    expect(prices).toEqual([...prices].sort((a, b) => a - b))
    await page.getByRole('link', { name: 'Remove Corvane' }).click()
    await page.getByRole('link', { name: 'Show 12 more' }).click()
    await expect(page).toHaveURL('/search?q=gown&sort=price-asc&show=24')
    expect(await listedPieces(page)).toHaveLength(24)
  })

  test('the filter of a phone keeps what was asked for', async ({ open }) => {
    const { page } = await open({ browser: SIZES.phone })
    await page.goto('/search?q=gown')
    await page.getByRole('button', { name: 'Filter' }).click()
    const sheet = page.getByRole('dialog', { name: 'Filter' })
    await sheet.getByRole('checkbox', { name: /^Corvane/ }).check()
    await sheet.getByRole('button', { name: 'Apply' }).click()
    await expect(page).toHaveURL(/\/search\?(?=.*\bq=gown\b)(?=.*\bhouse=corvane\b)/)
    for (const { house } of await listedPieces(page)) expect(house).toBe('Corvane')
  })

  test('where nothing is, the nearest is offered, and that is said', async ({ shopper: { page } }) => {
    await page.goto('/search?q=rapace+zzz')
    await see(page, 'Nothing found for “rapace zzz”', 'No piece has all of it. These come nearest.', 'The nearest')
    expect((await listedNames(page))[0]).toBe('Rapace gown')
    await page.goto('/search?q=qqqqqqq')
    await see(page, 'Nothing found for “qqqqqqq”', 'Trending now')
    expect((await listedPieces(page)).length).toBeGreaterThan(0)
  })

  test('words that ask for nothing lead to the beginning', async ({ shopper, shop }) => {
    const { page } = shopper
    for (const q of ['', '   ', 'of the', '%', '😀']) {
      await page.goto(`/search?q=${encodeURIComponent(q)}`)
      await see(page, 'Trending now')
      await seeNone(page, 'Nothing found')
    }
    const facts = await factsOf(shop, await shopper.visitorId())
    expect(facts.filter(({ kind }) => kind === 'search')).toEqual([])
  })

  test('the order is the shopper’s own among equals, and says why', async ({ shopper: { page } }) => {
    await page.goto('/search?q=gown')
    const before = await listedNames(page)
    for (const path of [GOWN, '/p/nerium-off-shoulder-dress', '/p/lamia-velvet-gown']) await page.goto(path)
    await page.goto('/search?q=gown')
    expect(await listedNames(page)).not.toEqual(before)
    await page.getByRole('link', { name: 'Why am I seeing this?' }).click()
    await see(page, 'Search, order of the pieces', 'The words you searched for', 'Viewed Lamia gown, Noir')
    await page.goto('/search?q=melisande+gown')
    expect((await listedNames(page))[0]).toBe('Melisande gown')
  })
})

test.describe('suggestions', () => {
  test('come while typing: houses, pieces with price and picture, and how the words go on', async ({
    shopper,
    shop,
  }) => {
    const { page } = shopper
    await typed(page, 'corv')
    await expect(options(page).filter({ hasText: 'House' })).toHaveText(/Corvane/)
    const gown = options(page).filter({ hasText: 'Rapace gown' })
    await expect(gown).toHaveText(/\$3,120\.00/)
    await expect
      .poll(() => gown.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(0)
    await expect(status(page)).toHaveText(`${await options(page).count()} suggestions`)
    await field(page).fill('red off sh')
    await options(page).filter({ hasText: 'red off shoulder' }).click()
    await expect(page).toHaveURL('/search?q=red+off+shoulder')
    const facts = await factsOf(shop, await shopper.visitorId())
    expect(facts.filter(({ kind }) => kind === 'search').map(({ query }) => query)).toEqual(['red off shoulder'])
  })

  test('are chosen by keyboard', async ({ shopper: { page } }) => {
    await typed(page, 'corv')
    await expect(list(page)).toBeVisible()
    await expect(field(page)).toHaveAttribute('aria-expanded', 'true')
    const all = (await options(page).allInnerTexts()).map((text) => text.split('\n')[0] ?? '')
    expect(all.length).toBeGreaterThan(3)
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return activeOption(page)
    }
    expect(await activeOption(page)).toBeNull()
    expect(await press('ArrowDown')).toBe(all[0])
    expect(await press('ArrowDown')).toBe(all[1])
    expect(await press('End')).toBe(all.at(-1))
    expect(await press('ArrowDown'), 'past the end, the field itself').toBeNull()
    expect(await press('ArrowUp')).toBe(all.at(-1))
    expect(await press('Home')).toBe(all[0])
    expect(await press('ArrowLeft'), 'the caret moves').toBeNull()
    await page.keyboard.press('Escape')
    await expect(list(page)).toBeHidden()
    await expect(field(page)).toHaveAttribute('aria-expanded', 'false')
    await expect(field(page), 'closing the list keeps the words').toHaveValue('corv')
    await page.keyboard.press('ArrowDown')
    await expect(list(page)).toBeVisible()
    for (const text of all) {
      await page.keyboard.press('ArrowDown')
      if (text === 'Rapace gown') break
    }
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/p\/rapace-off-shoulder-gown/)
  })

  test('are left by Enter without a choice, and by leaving the field', async ({ shopper: { page } }) => {
    await typed(page, 'ring')
    await expect(list(page)).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(list(page)).toBeHidden()
    await field(page).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/search?q=ring')
  })

  test('of words that are typed no more are aborted, and never shown', async ({ shopper: { page } }) => {
    const late: (() => Promise<void>)[] = []
    await page.route('**/api/suggest?q=co', (route) => {
      late.push(() => route.continue())
    })
    const first = page.waitForRequest('**/api/suggest?q=co')
    const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('?q=co'))
    await typed(page, 'co')
    await first
    await field(page).fill('pump')
    expect((await failed).failure()?.errorText).toMatch(/ABORTED/)
    await expect(list(page).getByRole('option', { name: 'Pumps Category' })).toBeVisible()
    for (const answer of late) await answer().catch(() => {})
    await expect(options(page).filter({ hasText: 'Corvane' }).filter({ hasText: 'House' })).toHaveCount(0)
  })

  test('that come after all are not looked at', async ({ shopper: { page } }) => {
    // A browser that knows no abort: the answer comes whatever was asked since.
    await page.addInitScript(() => {
      const real = window.fetch
      window.fetch = (input, init) => {
        const answer = real(input, { ...init, signal: undefined })
        const old = String(input).endsWith('?q=co')
        return old
          ? answer.then((it) => new Promise((come) => Object.assign(window, { come: () => come(it) })))
          : answer
      }
    })
    const asked = page.waitForResponse('**/api/suggest?q=co')
    await typed(page, 'co')
    await asked
    await field(page).fill('pump')
    await expect(list(page).getByRole('option', { name: 'Pumps Category' })).toBeVisible()
    const shown = await options(page).allInnerTexts()
    await page.waitForFunction(() => 'come' in window)
    await page.evaluate(async () => {
      ;(window as unknown as { come: () => void }).come()
      for (let frame = 0; frame < 3; frame++) await new Promise((next) => requestAnimationFrame(next))
    })
    expect(await options(page).allInnerTexts()).toEqual(shown)
  })

  test('that cannot be had are none', async ({ shopper: { page } }) => {
    await page.route('**/api/suggest?*', (route) => route.fulfill({ status: 200, body: '<html>' }))
    const answered = page.waitForResponse('**/api/suggest?*')
    await typed(page, 'ring')
    await answered
    await expect(list(page)).toBeHidden()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/search?q=ring')
  })

  for (const [size, browser] of Object.entries(SIZES)) {
    test(`move nothing and have no violation on a ${size}`, async ({ open }) => {
      const { page } = await open({ browser: { ...browser, reducedMotion: 'reduce' } })
      await page.goto('/search')
      const shelf = page.getByRole('heading', { level: 2 }).first()
      const before = await shelf.boundingBox()
      await field(page).focus()
      await page.keyboard.type('off sh')
      await expect(list(page)).toBeVisible()
      expect(await shelf.boundingBox()).toEqual(before)
      expect(await overflowing(page)).toEqual([])
      await page.keyboard.press('ArrowDown')
      await expectAccessible(page, `suggestions on a ${size}`)
      await page.goto('/search?q=sequn+gwon')
      await expectAccessible(page, `a search put right on a ${size}`)
      await page.goto('/search?q=rapace+zzz')
      await expectAccessible(page, `the nearest on a ${size}`)
    })
  }

  test('are for the shop’s own pages, and calm whatever is asked', async ({ shopper: { context } }) => {
    const ask = (q: string, headers: Record<string, string> = {}) =>
      context.request.get(`/api/suggest?q=${encodeURIComponent(q)}`, { headers })
    const answer = await ask('corv')
    expect(answer.headers()['cache-control']).toBe('no-store')
    expect((await answer.json()).items.length).toBeLessThanOrEqual(8)
    expect((await ask('corv', { 'sec-fetch-site': 'cross-site' })).status()).toBe(403)
    expect((await ask(LONG)).status()).toBe(400)
    for (const q of [SCRIPT, '%', "'", '\\', '   ', '(*', '\u0000', '😀'.repeat(50), "' | '", ':*']) {
      const calm = await ask(q)
      expect(calm.status(), q).toBe(200)
      expect(JSON.parse(await expectCalm(calm, q)), q).toHaveProperty('items')
    }
    expect((await context.request.get('/api/suggest')).status()).toBe(200)
  })
})

test('without scripts it is a search field and a form', async ({ open }) => {
  const { page } = await open({ browser: { javaScriptEnabled: false } })
  await page.goto('/search')
  await expect(page.getByRole('combobox', { name: 'Search the collection' })).toHaveCount(0)
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search the collection' }).fill('velvit')
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL('/search?q=velvit')
  await page.getByRole('link', { name: 'Did you mean “velvet”?' }).click()
  await expect(page).toHaveURL('/search?q=velvet')
  await page.getByRole('group', { name: 'Filter and sort' }).getByText('House', { exact: true }).click()
  await page
    .getByRole('link', { name: /^Soirelle/ })
    .first()
    .click()
  await expect(page).toHaveURL('/search?q=velvet&house=soirelle')
})
