import { randomUUID } from 'node:crypto'
import { JOURNEYS } from '@/lib/demo/journeys'
import { expect, test } from './fixtures'
import { addToCart, fillCheckout, placeOrder } from './support/acts'
import { newBronze } from './support/customers'
import { walkThroughPages, type Walker } from './support/journey'
import { SIZES } from './support/sizes'
import { see, seeNone } from './support/words'

// Each journey in full, as its shopper would walk it. The presenter's way through the same definition is in
// presenter.alone.spec.ts.

for (const journey of JOURNEYS) {
  for (const [size, browser] of Object.entries(SIZES)) {
    test(`${journey.title}, through the pages, on a ${size}`, async ({ open }) => {
      const walker: Walker = {
        shopper: await open({ browser }),
        open: (options) => open({ ...options, browser }),
        account: { email: `alice.${randomUUID()}@example.com`, password: 'five evenings in a row' },
        takesProposals: size === 'desktop',
      }
      for (const step of journey.steps) await test.step(step.title, () => walkThroughPages(walker, step))
    })
  }
}

test('her next order uses the 10%, once', async ({ open, shop }) => {
  const customer = await newBronze(shop)
  const { page } = await open({ as: customer })
  const order = async (slug: string, size: string) => {
    await page.goto(`/p/${slug}`)
    await addToCart(page, size)
    await page.goto('/checkout')
    await fillCheckout(page)
  }

  await order('beaded-necklace', 'one')
  await see(page, '10% off your next order', '−$56.00', 'Because you reached Bronze.')
  await placeOrder(page)
  await see(page, '10% off your next order', '−$56.00', '$504.00')

  await order('beaded-necklace', 'one')
  await see(page, '$560.00')
  await seeNone(page, 'Because you reached Bronze.', '−$56.00')
  await placeOrder(page)
  await see(page, '$560.00')
  await seeNone(page, '−$56.00')
  // The tier's percentage, and the note that came with it.
  const used = await shop.database.rows<{ offer: string }>(
    'select offer from offer_use where customer_id = $1 order by offer',
    [customer.id],
  )
  expect(used.map(({ offer }) => offer.replace(/:[^:]*$/, ''))).toEqual(['life:tier-reached:bronze', 'tier:bronze'])
})
