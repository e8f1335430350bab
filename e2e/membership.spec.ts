import { expect, test } from './fixtures'
import { newBronze, newCustomer } from './support/customers'
import { see, seeNone } from './support/words'

const JOIN = { name: 'Join the programme' }

test('joining is asked for once, and told in whichever window it comes second', async ({ open, shop }) => {
  const alice = await newCustomer(shop)
  const [one, other] = [await open({ as: alice }), await open({ as: alice })]
  for (const { page } of [one, other]) await page.goto('/loyalty')
  await one.page.getByRole('button', JOIN).click()
  await expect(one.page).toHaveURL('/account/loyalty?said=joined')
  await see(one.page, 'You are a member of Sorento loyalty.', 'Joined')
  await other.page.getByRole('button', JOIN).click()
  await expect(other.page).toHaveURL('/account/loyalty?said=already')
  await see(other.page, 'You are a member already.')
  await other.page.goto('/loyalty')
  await see(other.page, 'The Sorento loyalty programme')
  await expect(other.page.getByRole('button', JOIN)).toHaveCount(0)
  const facts = await shop.database.rows('select kind from membership_fact where customer_id = $1', [alice.id])
  expect(facts).toEqual([{ kind: 'join' }])
})

test('leaving tells what it ends before it ends, and coming back restores what counts', async ({ open, shop }) => {
  const alice = await newBronze(shop)
  const shopper = await open({ as: alice })
  const { page } = shopper
  await page.goto('/account/loyalty')
  await see(page, 'Bronze, yours')
  await page.getByRole('link', { name: 'Leave the programme' }).click()
  await see(
    page,
    ...['What ends', 'You are no longer Bronze.', 'The 10% off your next order ends.'],
    ...['4,190 points expire and do not come back.', 'If you come back'],
  )
  await page.getByRole('link', { name: 'Stay a member' }).click()
  await see(page, 'Bronze, yours')

  await page.getByRole('link', { name: 'Leave the programme' }).click()
  await page.getByRole('button', { name: 'Leave the programme' }).click()
  await see(page, 'You have left the programme. You can come back whenever you ask to.')
  await page.goto('/')
  await see(page, 'Welcome back, Alice')
  await seeNone(page, '10% off your next order')
  await page.goto('/account/loyalty')
  await expect(page).toHaveURL('/loyalty')

  await shopper.moveClock(1)
  await page.goto('/loyalty')
  await see(page, 'If you came back today, $4,190.00 would count and you would be Bronze at once.')
  await page.getByRole('button', { name: 'Come back to the programme' }).click()
  await see(page, 'You are a member again. What you bought since you first joined counts.', 'Bronze, yours')
  const facts = await shop.database.rows('select kind from membership_fact where customer_id = $1 order by at', [
    alice.id,
  ])
  expect(facts).toEqual([{ kind: 'join' }, { kind: 'resign' }, { kind: 'join' }])
})

test('details are confirmed once, without JavaScript too', async ({ open, shop }) => {
  const { page } = await open({ as: await newCustomer(shop), browser: { javaScriptEnabled: false } })
  await page.goto('/loyalty')
  await page.getByRole('button', JOIN).click()
  await see(page, 'You are a member of Sorento loyalty.')
  await page.getByRole('button', { name: 'Confirm your details' }).click()
  await see(page, 'Thank you. Your details are confirmed.')
  await expect(page.getByRole('button', { name: 'Confirm your details' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Leave the programme' }).click()
  await page.getByRole('button', { name: 'Leave the programme' }).click()
  await see(page, 'You have left the programme. You can come back whenever you ask to.')
})

test('who is not signed in is asked to be, and an invented notice says nothing', async ({ shopper: { page } }) => {
  await page.goto('/loyalty?said=toString')
  await page.getByRole('link', { name: 'Sign in to join' }).click()
  await expect(page).toHaveURL('/sign-in?next=/loyalty')
})
