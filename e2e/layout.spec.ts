import { expect, test } from './fixtures'
import { addedPanel, addToCart } from './support/acts'
import type { Shopper } from './support/browser'
import { fillCart } from './support/cart'
import { newBronze } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { countShifts, lookThrough, overflowing, platesOf, shiftsOf } from './support/layout'
import { GOWN } from './support/looks'
import { SIZES } from './support/sizes'

const WIDTHS = [390, 768, 1024, 1440, 1680]
const LINES = { 'rapace-off-shoulder-gown:scarlet:4': 1, 'bejewelled-snake-ring:gold:6': 1 }

/** Looks at the page that is open in every width. */
async function expectNothingWider({ page }: Shopper, what: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    expect(await overflowing(page), `${what} at ${width} px`).toEqual([])
  }
}

test.describe('nothing is wider than the window', () => {
  test('for a stranger', async ({ open, faults }) => {
    faults.expect(NOT_FOUND)
    const shopper = await open({ country: 'PL' })
    await fillCart(shopper, LINES)
    for (const path of [
      ...[
        '/',
        '/c/dresses',
        '/c/dresses?house=corvane&neckline=off-shoulder',
        '/houses/corvane',
        GOWN,
        '/search?q=gown',
      ],
      ...['/cart', '/checkout', '/sign-in', '/register', '/loyalty', '/care', '/demo', '/nowhere'],
    ]) {
      await shopper.page.goto(path)
      await expectNothingWider(shopper, path)
    }
    await shopper.page.goto(GOWN)
    await addToCart(shopper.page, '4')
    await expectNothingWider(shopper, 'the panel of an addition')
    await expect(addedPanel(shopper.page)).toBeVisible()
  })

  test('for a member', async ({ open, shop }) => {
    const customer = await newBronze(shop, 'Maximiliana-Alexandrina Featherstonehaugh-Cholmondeley')
    const shopper = await open({ as: customer })
    await fillCart(shopper, { 'beaded-necklace:gold:one': 99 }, customer)
    const { number } = await shop.database.row<{ number: string }>(
      'select number from "order" where customer_id = $1',
      [customer.id],
    )
    const own = ['/account', '/account/orders', '/account/loyalty', '/account/personalisation', `/order/${number}`]
    for (const path of ['/', '/?why=home.hero', '/c/dresses', '/cart', '/checkout', ...own]) {
      await shopper.page.goto(path)
      await expectNothingWider(shopper, path)
    }
  })
})

for (const [size, browser] of Object.entries(SIZES)) {
  test(`nothing moves while a page comes, and every picture has its place, on a ${size}`, async ({ open, shop }) => {
    const customer = await newBronze(shop)
    const stranger = await open({ browser })
    await fillCart(stranger, LINES)
    const member = await open({ browser, as: customer })
    for (const [{ page }, paths] of [
      [stranger, ['/', '/c/dresses', GOWN, '/cart', '/checkout']],
      [member, ['/', '/c/dresses', '/account']],
    ] as const) {
      await countShifts(page)
      for (const path of paths) {
        await page.goto(path)
        const first = await platesOf(page)
        for (const plate of first) {
          expect(Number(plate.width), `${plate.src} has a width`).toBeGreaterThan(0)
          expect(Number(plate.height), `${plate.src} has a height`).toBeGreaterThan(0)
          if (plate.seen && !plate.lazy) expect(plate.natural, `${plate.src} has come`).toBeGreaterThan(0)
        }
        await lookThrough(page)
        const { sum, told } = await shiftsOf(page)
        expect(sum, `${path}: ${told.join('\n')}`).toBeLessThan(0.01)
      }
    }
  })
}
