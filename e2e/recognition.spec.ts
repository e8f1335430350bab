import { expect, test } from './fixtures'
import { newBronze } from './support/customers'
import { eraseFacts } from './support/facts'
import { listedNames, listedPieces } from './support/listing'
import { GOWN, LOOKS } from './support/looks'
import { see, seeNone } from './support/words'

const ALL_DRESSES = '/c/dresses?show=240'

test.describe('what a view teaches', () => {
  test('a house and a colour that she looked at rise, and say why', async ({ shopper: { page } }) => {
    await page.goto(ALL_DRESSES)
    await see(page, 'Trending now')
    const before = await listedPieces(page)
    for (const path of LOOKS) await page.goto(path)
    await page.goto(ALL_DRESSES)
    await see(page, 'For you', 'Led by two Corvane pieces you viewed.')
    const after = await listedPieces(page)

    expect(after.map(({ name }) => name).sort()).toEqual(before.map(({ name }) => name).sort())
    const placesOf = (pieces: typeof before, house: string) =>
      pieces.flatMap((piece, place) => (piece.house === house ? [place] : []))
    const mean = (places: number[]) => places.reduce((sum, place) => sum + place, 0) / places.length
    expect(mean(placesOf(after, 'Corvane'))).toBeLessThan(mean(placesOf(before, 'Corvane')))

    const told = after.filter(({ reason }) => reason?.startsWith('Because you viewed '))
    expect(told.length).toBeGreaterThan(0)
    for (const piece of told) {
      const was = before.findIndex(({ name }) => name === piece.name)
      expect(after.indexOf(piece), `${piece.name} says why it moved up`).toBeLessThan(was)
      expect(['Because you viewed Rapace gown', 'Because you viewed Nerium dress']).toContain(piece.reason)
    }
    expect(before.every(({ reason }) => reason === null)).toBe(true)
  })

  test('a reason is gone with the fact that it names', async ({ shopper, shop }) => {
    const { page } = shopper
    for (const path of LOOKS) await page.goto(path)
    await page.goto('/c/dresses')
    await see(page, 'Because you viewed Rapace gown')
    await eraseFacts(shop, await shopper.visitorId(), 'rapace-off-shoulder-gown')
    await page.reload()
    await see(page, 'For you')
    await seeNone(page, 'Because you viewed Rapace gown')
    await eraseFacts(shop, await shopper.visitorId(), 'nerium-off-shoulder-dress')
    await page.reload()
    await see(page, 'Trending now')
    await seeNone(page, 'For you', 'Because you viewed Nerium dress')
  })

  test('every personal place opens its reasons', async ({ open, shop }) => {
    const { page } = await open({ as: await newBronze(shop) })
    for (const path of LOOKS) await page.goto(path)
    for (const [path, places] of [
      ['/', 4],
      ['/c/dresses', 1],
      [GOWN, 1],
    ] as const) {
      await page.goto(path)
      const links = page.getByRole('link', { name: 'Why am I seeing this?' })
      const count = await links.count()
      expect(count, `personal places of ${path}`).toBeGreaterThanOrEqual(places)
      for (let place = 0; place < count; place++) {
        await links.nth(place).click()
        const panel = page.getByRole('dialog', { name: 'Why am I seeing this?' })
        await expect(panel.getByRole('heading', { name: 'The rule' })).toBeVisible()
        await expect(panel.getByRole('heading', { name: 'The reasons, strongest first' })).toBeVisible()
        await expect(panel.getByRole('heading', { name: 'The facts it used' })).toBeVisible()
        await panel.getByRole('button', { name: 'Close' }).click()
        await expect(panel).toBeHidden()
        await expect(page).toHaveURL(path)
        await expect(links.nth(place)).toBeFocused()
      }
    }
  })
})

test.describe('what is said at the door', () => {
  test('nothing about Facebook without a word of it', async ({ shopper: { page } }) => {
    await page.goto('/')
    await see(page, 'Evening wear, one piece at a time')
    expect(await page.content()).not.toMatch(/facebook/i)
  })

  test('the same greeting by the link that led here', async ({ shopper: { page } }) => {
    await page.goto('/', { referer: 'https://l.facebook.com/' })
    await see(page, 'Welcome to our Facebook friends')
  })

  test('no US shipping to Poland, and no promise that is not true there', async ({ open }) => {
    const { page } = await open({ country: 'PL' })
    await page.goto('/')
    await see(page, '10% off your first order', 'Sorento loyalty begins at $4,000.00')
    await seeNone(page, 'Free shipping in the United States')
  })

  test('the same order for everybody with personalisation off', async ({ open, shop }) => {
    const stranger = await open()
    const member = await open({ as: await newBronze(shop) })
    await stranger.page.goto('/p/still-cape-gown')
    for (const path of LOOKS) await member.page.goto(path)
    const orders: string[][] = []
    for (const { page } of [stranger, member]) {
      await page.goto('/account/personalisation')
      await page.getByRole('button', { name: 'Turn personalisation off' }).click()
      await see(page, 'Personalisation is off')
      await page.goto(ALL_DRESSES)
      await see(page, 'Trending now')
      orders.push(await listedNames(page))
      await page.goto('/')
      await see(page, 'Evening wear, one piece at a time')
      await seeNone(page, 'Why am I seeing this?', 'Welcome back, Alice')
    }
    expect(orders[0]).toEqual(orders[1])
    await see(member.page, '10% off your next order')
  })
})
