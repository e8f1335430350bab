import { expect, test } from './fixtures'
import { fillCart } from './support/cart'
import { newCustomer } from './support/customers'
import { see, seeNone } from './support/words'

// A version that is put in force changes the programme for everybody: this has the shop to itself.

test('staff lower a threshold, and the shop’s pages follow', async ({ open, shop }) => {
  const staff = await newCustomer(shop, 'Sela Winter')
  await shop.database.rows(`update customer set role = 'staff' where id = $1`, [staff.id])
  const { page } = await open({ as: staff })
  const before = await shop.database.rows<{ id: string }>('select id from programme_version')
  try {
    await page.goto('/studio/programme?setting=tiers.bronze.threshold&value=3000')
    await page.getByRole('button', { name: 'Put in force' }).click()
    await see(
      page,
      `Version ${before.length + 1} was put in force`,
      'Threshold of Bronze: $3,000.00 instead of $4,000.00',
    )

    // Their clock stands after the moment of publishing, as everybody's does a minute later.
    const shopper = await open({ days: 1 })
    await fillCart(shopper, { 'rapace-off-shoulder-gown:scarlet:4': 1 })
    await shopper.page.goto('/cart')
    await see(shopper.page, 'This order makes you Bronze')
    await shopper.page.goto('/loyalty')
    await see(shopper.page, 'From $3,000.00')
    await seeNone(shopper.page, 'From $4,000.00')

    // A form that was opened before says that it has been overtaken.
    await page.goBack()
    await page.getByRole('button', { name: 'Put in force' }).click()
    await expect(page.getByText(/^Somebody put another version in force meanwhile/)).toBeVisible()
  } finally {
    await shop.database.rows('delete from programme_version where not id = any($1::uuid[])', [
      before.map(({ id }) => id),
    ])
  }
})
