import { expect, test as base } from '@playwright/test'
import { openShopper, type Shopper, type ShopperOptions } from './support/browser'
import { createFaults, type Faults } from './support/faults'
import { shopOf, type Shop } from './support/shop'

export { expect }

type Each = {
  /** What the browsers of this test complained of: the test fails for anything it did not expect. */
  faults: Faults
  /** Opens one more browser, for somebody else or for the same person elsewhere. */
  open: (options?: ShopperOptions) => Promise<Shopper>
  /** Somebody who has never been here. */
  shopper: Shopper
}

/** Every test has shoppers of its own: nothing that one does is known to another. */
export const test = base.extend<Each, { shop: Shop }>({
  shop: [
    async ({}, provide, info) => {
      const shop = shopOf(info.project.name)
      await provide(shop)
      await shop.database.close()
    },
    { scope: 'worker' },
  ],
  faults: [
    async ({}, provide) => {
      const faults = createFaults()
      await provide(faults)
      expect(faults.told, 'what the browser complained of').toEqual([])
    },
    { auto: true },
  ],
  open: async ({ browser, shop, faults }, provide) => {
    const opened: Shopper[] = []
    await provide(async (options) => {
      const shopper = await openShopper(browser, shop, faults, options)
      opened.push(shopper)
      return shopper
    })
    await Promise.all(opened.map(({ context }) => context.close()))
  },
  shopper: async ({ open }, provide) => provide(await open()),
})
