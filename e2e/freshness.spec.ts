import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { newBronze } from './support/customers'
import { LOOKS } from './support/looks'
import { see, seeNone } from './support/words'

// What changes from one visit to the next, and what does not.

const ROW = 4
/** How far down an order a piece of a first row may come from. */
const NEAR = 24

/** What stands in each place of the page that is open: pieces by their slugs, content by its link, the banner's picture. */
async function standing(page: Page) {
  const places = await page
    .locator('main [data-place]')
    .evaluateAll((sections) => sections.map((section) => (section as HTMLElement).dataset.place ?? ''))
  const found: Record<string, string[]> = {}
  for (const place of new Set(places)) {
    const section = page.locator(`main [data-place="${place}"]`)
    found[place] = await section.locator('[data-piece], [data-content]').evaluateAll((links) =>
      links.map((link) => {
        const { piece, content } = (link as HTMLElement).dataset
        return piece ?? content ?? ''
      }),
    )
  }
  const pictures = page.locator('main [data-place="home.hero"] img')
  const [hero = null] = await pictures.evaluateAll((images) => images.map((image) => image.getAttribute('src')))
  return { places: found, hero }
}

async function visitHome(page: Page) {
  await page.goto('/')
  return standing(page)
}

async function visitDresses(page: Page): Promise<string[]> {
  // As far down as a first row may come from.
  await page.goto(`/c/dresses?show=${NEAR}`)
  return (await standing(page)).places['category.order'] ?? []
}

/** By the presenter's button, which does what half an hour without a click does. */
async function nextVisit(page: Page): Promise<void> {
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Next visit' }).click()
  await page.waitForURL((url) => url.pathname === '/')
}

const first = (slugs: readonly string[] | undefined) => (slugs ?? []).slice(0, ROW)
const asSet = (slugs: readonly string[] | undefined) => first(slugs).toSorted().join(' ')

test('two quiet visits of a stranger differ, and both are near to what everybody likes', async ({
  shopper: { page },
}) => {
  const one = { home: await visitHome(page), dresses: await visitDresses(page) }
  await seeNone(page, 'Why am I seeing this?')
  await nextVisit(page)
  await see(page, 'Evening wear, one piece at a time', 'Trending now', '10% off your first order')
  const two = { home: await visitHome(page), dresses: await visitDresses(page) }

  expect(two.home.hero).not.toBe(one.home.hero)
  expect(first(one.home.places['home.shelf-1'])).toHaveLength(ROW)
  expect(asSet(two.home.places['home.shelf-1'])).not.toBe(asSet(one.home.places['home.shelf-1']))
  expect(asSet(two.dresses)).not.toBe(asSet(one.dresses))
  for (const slug of first(two.dresses)) expect(one.dresses.slice(0, NEAR)).toContain(slug)
  for (const place of ['home.band', 'home.tile-1', 'home.tile-2'] as const) {
    const [before] = one.home.places[place] ?? []
    expect(before, place).toBeTruthy()
    expect(two.home.places[place]?.[0]).not.toBe(before)
  }

  // And it says why.
  await page.goto('/?why=home.shelf-1')
  const panel = page.getByRole('dialog', { name: 'Why am I seeing this?' })
  await expect(panel.getByText('Others than on your last visit')).toBeVisible()
  await expect(panel.getByText(/^Was shown /).first()).toBeVisible()
})

test('two quiet visits of somebody with a taste differ, and both suit it', async ({ shopper: { page } }) => {
  for (const path of LOOKS) await page.goto(path)
  await nextVisit(page)
  const one = { home: await visitHome(page), dresses: await visitDresses(page) }
  await see(page, 'For you')
  await nextVisit(page)
  await see(page, 'For you')
  const two = { home: await visitHome(page), dresses: await visitDresses(page) }
  await see(page, 'Led by two Corvane pieces you viewed.')
  expect(asSet(two.home.places['home.shelf-1'])).not.toBe(asSet(one.home.places['home.shelf-1']))
  expect(asSet(two.dresses)).not.toBe(asSet(one.dresses))
  for (const slug of first(two.dresses)) expect(one.dresses.slice(0, NEAR)).toContain(slug)
})

test('a member keeps greeting, tier and offer, and loses none of what she owns to chance', async ({ open, shop }) => {
  const { page } = await open({ as: await newBronze(shop) })
  const seen: (string | null)[] = []
  for (let visit = 0; visit < 3; visit++) {
    const { hero, places } = await visitHome(page)
    await see(page, 'Welcome back, Alice', 'Bronze', '10% off your next order', 'To go with your Rapace gown')
    expect(places['home.shelf-1']).not.toContain('rapace-off-shoulder-gown')
    expect(seen.at(-1)).not.toBe(hero)
    seen.push(hero)
    await nextVisit(page)
  }
})

test('a reload changes nothing, nor does coming back to a page within the visit', async ({ shopper: { page } }) => {
  await visitHome(page)
  await visitDresses(page)
  await nextVisit(page)
  const home = await standing(page)
  const dresses = await visitDresses(page)
  for (let i = 0; i < 2; i++) {
    expect(await visitHome(page)).toEqual(home)
    await page.reload()
    expect(await standing(page)).toEqual(home)
    expect(await visitDresses(page)).toEqual(dresses)
  }
})

test('with personalisation off two shoppers see the same page, on every visit', async ({ open, shop }) => {
  const pages: unknown[] = []
  for (const [options, visits] of [
    [{}, 1],
    [{ as: await newBronze(shop) }, 3],
  ] as const) {
    const { page } = await open(options)
    for (let visit = 0; visit < visits; visit++) {
      await visitHome(page)
      await visitDresses(page)
      await nextVisit(page)
    }
    await page.goto('/account/personalisation')
    await page.getByRole('button', { name: 'Turn personalisation off' }).click()
    await see(page, 'Personalisation is off')
    for (let visit = 0; visit < 2; visit++) {
      const { hero, places } = await visitHome(page)
      await see(page, 'Evening wear, one piece at a time')
      await seeNone(page, 'Why am I seeing this?')
      // What she is owed for her tier stays with her; all else is everybody's.
      delete places['home.offer']
      pages.push({ hero, places, dresses: await visitDresses(page) })
      await nextVisit(page)
    }
  }
  for (const other of pages) expect(other).toEqual(pages[0])
})
