import { expect, test } from './fixtures'
import { newCustomer } from './support/customers'
import { see } from './support/words'

// A rule that is put in force changes the order for everybody: this has the shop to itself.

test('staff pin a piece after seeing what changes; the shop follows, and follows back', async ({ open, shop }) => {
  const staff = await newCustomer(shop, 'Sela Winter')
  await shop.database.rows(`update customer set role = 'staff' where id = $1`, [staff.id])
  const { page } = await open({ as: staff, browser: { javaScriptEnabled: false } })
  const shopper = await open()
  const first = shopper.page.locator('.listing .card').first().getByRole('heading')
  await shopper.page.goto('/c/outerwear')
  const before = (await first.textContent()) ?? ''
  expect(before).not.toBe('')
  try {
    await page.goto('/studio/merchandising')
    await page.getByRole('link', { name: 'New rule' }).click()
    const main = page.getByRole('main')
    // A piece that does not stand first by itself.
    const pieces = await main.locator('optgroup[label="Outerwear"] option').allTextContents()
    const pinned = pieces.find((name) => name !== before) ?? ''
    await main.getByLabel('What it is about').selectOption({ label: pinned })
    await main.getByLabel('Where').selectOption({ label: 'Outerwear' })
    await main.getByLabel('Reason').fill('New season')
    await main.getByRole('button', { name: 'See what changes' }).click()
    await expect(main.getByLabel('Place')).toHaveAccessibleDescription(/Write the place for the pin/)
    await main.getByLabel('Place').fill('1')
    await main.getByRole('button', { name: 'See what changes' }).click()
    await see(
      page,
      `Pin the ${pinned} to place 1 in Outerwear, from`,
      'First row without the rule',
      `${pinned}: place 1 instead of`,
    )
    await expect(first).toHaveText(before)

    await main.getByRole('button', { name: 'Put in force' }).click()
    await see(page, 'The rule was put in force', `Pin the ${pinned} to place 1 in Outerwear`)
    await shopper.page.goto('/c/outerwear')
    await expect(first).toHaveText(pinned)
    // A stranger is told too.
    await shopper.page.getByRole('link', { name: 'Why am I seeing this?' }).click()
    await expect(shopper.page.getByRole('dialog').getByText('Chosen by the house: New season')).toBeVisible()

    await page.getByRole('button', { name: `Take back: Pin the ${pinned}` }).click()
    await see(page, 'The rule was taken back')
    await shopper.page.goto('/c/outerwear')
    await expect(first).toHaveText(before)
  } finally {
    await shop.database.rows('delete from merchandising_rule where created_by = $1', [staff.id])
  }
})
