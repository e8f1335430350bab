import { expect } from '@playwright/test'
import { CONFIRMATION, INBOX, MESSAGE, type Act, type Journey, type Step } from '@/lib/demo/journeys/schema'
import { skuOf } from '@/lib/catalog/sku'
import { addToCart, fillCheckout, placeOrder, signIn } from './acts'
import type { Shopper, ShopperOptions } from './browser'
import { see, seeNone } from './words'

export type Walker = {
  /** Who walks; at another browser after she returned. */
  shopper: Shopper
  open: (options: ShopperOptions) => Promise<Shopper>
  /** The account she opens on the way. */
  account: { email: string; password: string }
  /** Takes a piece from where the shop proposes it, where it does, instead of going to the piece's own page. */
  takesProposals: boolean
}

/** Checks that a step ended where it should, with all that must be readable there and nothing that must be gone. */
export async function expectStep({ page }: Pick<Shopper, 'page'>, step: Step): Promise<void> {
  const { at, see: phrases, gone = [] } = step
  await expectStop({ page }, at)
  await see(page, ...phrases)
  await seeNone(page, ...gone)
}

/** Carries a step out through the pages, by clicking and filling, and checks how it ends. */
export async function walkThroughPages(walker: Walker, step: Journey['steps'][number]): Promise<void> {
  for (const act of step.acts) await perform(walker, act)
  await expectStep(walker.shopper, step)
}

async function perform(walker: Walker, act: Act): Promise<void> {
  const { page } = walker.shopper
  switch (act.do) {
    case 'arrive':
    case 'open':
      await page.goto(act.path)
      return
    case 'add':
      return add(walker, act)
    case 'order':
      return order(walker, act)
    case 'return':
      walker.shopper = await walker.open({ days: act.days })
      return signIn(walker.shopper.page, walker.account)
    case 'write':
      await walker.shopper.moveClock(act.hours / 24)
      await page.goto('/demo')
      await page.getByRole('button', { name: /^Run messages now for / }).click()
      await see(page, 'written for')
      await page.goto(INBOX)
      return
    case 'read':
      await page.goto(INBOX)
      await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click()
      await expect(page.getByRole('article')).toBeVisible()
      return
    case 'follow':
      await page.getByRole('article').getByRole('paragraph').getByRole('link').click()
      await page.waitForURL((url) => url.pathname === act.path)
      return
    case 'become-staff':
      await page.goto('/demo')
      await page.getByRole('button', { name: 'Become Staff' }).click()
      await page.waitForURL('**/studio/**')
      await page.goto(act.path)
      return
  }
}

async function add({ shopper, takesProposals }: Walker, act: Extract<Act, { do: 'add' }>): Promise<void> {
  const { page, shop } = shopper
  const { name, colour } = await shop.database.row<{ name: string; colour: string }>(
    `select p.name, w.name as colour from product p join colourway w on w.product_slug = p.slug
     where p.slug = $1 and w.slug = $2`,
    [act.product, act.colour],
  )
  const sizes = page.getByRole('combobox', { name: `Size of ${name}` })
  const sku = skuOf(act.product, act.colour, act.size)
  if (takesProposals && (await sizes.locator(`option[value="${sku}"]`).count()) > 0) {
    await sizes.selectOption(sku)
    // Leaving before the shop has answered would take the addition along.
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.locator('form').filter({ has: sizes }).getByRole('button').click()
    await answered
  } else {
    if (new URL(page.url()).pathname !== `/p/${act.product}`) await page.goto(`/p/${act.product}`)
    const swatch = page.getByRole('main').getByRole('link', { name: colour, exact: true })
    if ((await swatch.getAttribute('aria-current')) === null) await swatch.click()
    await expect(page.getByText(`Colour: ${colour}`)).toBeVisible()
    await addToCart(page, act.size)
  }
}

async function order({ shopper, account }: Walker, act: Extract<Act, { do: 'order' }>): Promise<void> {
  const { page } = shopper
  await page.goto('/cart')
  await page.getByRole('main').getByRole('link', { name: 'Check out' }).first().click()
  await page.waitForURL('**/checkout')
  const isNew = (await page.getByLabel('E-mail').count()) > 0
  await fillCheckout(page, { card: act.card, ...(isNew ? { name: act.name, account } : {}) })
  await placeOrder(page)
}

/** Where the presenter's "Next" stops within a step: wherever there is something to see. */
export function stopsOf(step: Step): string[] {
  return step.acts.flatMap((act, position) => {
    switch (act.do) {
      case 'arrive':
      case 'open':
        return [act.path]
      case 'order':
        return [CONFIRMATION]
      case 'add':
        return position === step.acts.length - 1 ? [`/p/${act.product}`] : []
      case 'follow':
      case 'become-staff':
        return [act.path]
      case 'write':
        return [INBOX]
      case 'read':
        return [MESSAGE]
      case 'return':
        return []
    }
  })
}

/** Waits for the page that a stop means. */
export async function expectStop({ page }: Pick<Shopper, 'page'>, stop: string): Promise<void> {
  const wanted = stop.split('?')[0]
  await expect(page).toHaveURL(({ pathname }) =>
    wanted?.endsWith('/*') ? pathname.startsWith(wanted.slice(0, -1)) && !pathname.endsWith('/') : pathname === wanted,
  )
}
