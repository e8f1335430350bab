import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures'
import { addToCart, signIn } from './support/acts'
import { expectAccessible } from './support/axe'
import { fillCart } from './support/cart'
import { newBronze, newCustomer, PASSWORD } from './support/customers'
import { NOT_FOUND } from './support/faults'
import { GOWN, LOOKS } from './support/looks'
import { see, seeNone } from './support/words'

// One person never meets another.

test('two people at the same time', async ({ open, shop, faults }) => {
  faults.expect(NOT_FOUND)
  const anna = await newBronze(shop, 'Annabel Unmistakable')
  const [one, other] = [await open({ as: anna }), await open({ as: await newCustomer(shop, 'Bertram Someone') })]
  for (const path of LOOKS) await one.page.goto(path)
  await addToCart(one.page, '6')
  const { number } = await shop.database.row<{ number: string }>('select number from "order" where customer_id = $1', [
    anna.id,
  ])
  await Promise.all([one.page.goto('/'), other.page.goto('/')])
  await see(one.page, 'Welcome back, Annabel')
  await see(other.page, 'Welcome back, Bertram')
  for (const path of ['/', '/c/dresses', GOWN, '/cart', '/account', '/account/loyalty', `/order/${number}`]) {
    await Promise.all([one.page.goto(path), other.page.goto(path)])
    const [hers, his] = [await one.page.content(), await other.page.content()]
    expect(hers, path).toContain('Annabel')
    expect(hers, path).not.toContain('Bertram')
    expect(his, path).not.toContain('Annabel')
    expect(his, path).not.toContain(anna.email)
    expect(his, path).not.toContain('Because you viewed')
  }
  await see(other.page, 'This page is not here')
  await other.page.goto('/cart')
  await see(other.page, 'Your cart is empty')
})

test('two people at one browser, one after the other', async ({ shopper, shop }) => {
  const { page } = shopper
  const first = await newBronze(shop, 'Annabel Unmistakable')
  await signIn(page, first)
  for (const path of LOOKS) await page.goto(path)
  await addToCart(page, '6')
  await page.goto('/c/dresses')
  await see(page, 'For you', 'Annabel')
  const visitor = await shopper.visitorId()

  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  for (const path of ['/', '/c/dresses', '/c/shoes', '/cart', '/account/personalisation', '/search?q=gown']) {
    await page.goto(path)
    const content = await page.content()
    for (const trace of ['Annabel', first.email, 'Because you', 'For you', 'Welcome back', 'To go with your']) {
      expect(content, `${trace} on ${path}`).not.toContain(trace)
    }
    await see(page, 'Cart (0)')
  }
  expect(await shopper.visitorId()).not.toBe(visitor)
  await page.goto('/account')
  await expect(page).toHaveURL('/sign-in?next=/account')

  // Whoever signs in next brings their own, and finds nothing of hers.
  await signIn(page, await newCustomer(shop, 'Bertram Someone'))
  // What is his is what was looked for in this browser since she left it, and no more.
  await page.goto('/c/dresses')
  await see(page, 'Cart (0)')
  expect(await page.content()).not.toMatch(/Annabel|Because you viewed|To go with your/)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  await signIn(page, first)
  await page.goto('/c/dresses')
  await see(page, 'For you', 'Cart (1)')
})

test('what she looked at before signing in is hers afterwards', async ({ shopper, open, shop }) => {
  const customer = await newCustomer(shop)
  for (const path of LOOKS) await shopper.page.goto(path)
  await fillCart(shopper, { 'bejewelled-snake-ring:gold:6': 1 })
  await signIn(shopper.page, customer)
  await shopper.page.goto('/c/dresses')
  await see(shopper.page, 'For you', 'Because you viewed Rapace gown', 'Cart (1)')

  const elsewhere = await open()
  await signIn(elsewhere.page, customer)
  await elsewhere.page.goto('/c/dresses')
  await see(elsewhere.page, 'For you', 'Because you viewed Rapace gown', 'Cart (1)')
})

const PHONE = { viewport: { width: 390, height: 844 } }

test.describe('a phone and a laptop of one shopper', () => {
  test('what she does on one is known on the other once she has signed in there', async ({ open, shop }) => {
    const anna = await newCustomer(shop, 'Annabel Unmistakable')
    const [phone, laptop] = [await open({ browser: PHONE }), await open()]
    for (const path of LOOKS) await phone.page.goto(path)
    await laptop.page.goto('/c/dresses')
    await see(laptop.page, 'Trending now')
    await signIn(laptop.page, anna)
    await laptop.page.goto('/c/dresses')
    await see(laptop.page, 'Trending now')

    await signIn(phone.page, anna)
    await laptop.page.goto('/c/dresses')
    await see(laptop.page, 'For you', 'Because you viewed Rapace gown')
    await laptop.page.goto('/p/still-cape-gown')
    await phone.page.goto('/c/dresses?show=240')
    await see(phone.page, 'For you', 'Because you viewed Rapace gown')
  })

  test('says of the phone that it was not her, and is rid of what happened there', async ({ open, shop }) => {
    const anna = await newCustomer(shop, 'Annabel Unmistakable')
    const [phone, laptop] = [await open({ as: anna, browser: PHONE }), await open({ as: anna })]
    for (const path of LOOKS) await phone.page.goto(path)
    await laptop.page.goto('/c/dresses')
    await see(laptop.page, 'For you')
    await laptop.page.goto('/account/data')
    const table = laptop.page.getByRole('table', { name: 'Browsers linked to your account' })
    await expect(table.getByRole('row')).toHaveCount(3)
    await expect(table).toContainText('This browser')
    await expectAccessible(laptop.page, 'the page of her data')
    await table.getByRole('button', { name: /^This was not me: Another browser/ }).click()
    await see(laptop.page, 'What happened in that browser is no longer counted as yours')
    await expect(table.getByRole('row')).toHaveCount(2)
    await laptop.page.goto('/c/dresses')
    await see(laptop.page, 'Trending now')

    // The phone is signed out with it, and shows nothing of her.
    await phone.page.goto('/')
    await see(phone.page, 'Evening wear, one piece at a time')
    expect(await phone.page.content()).not.toContain('Annabel')
    await phone.page.goto('/account')
    await expect(phone.page).toHaveURL('/sign-in?next=/account')
    const before = await phone.visitorId()
    await signIn(phone.page, anna)
    expect(await phone.visitorId()).not.toBe(before)
    await phone.page.goto('/c/dresses')
    await see(phone.page, 'Trending now')

    // Nor does a session go on where the browser loses the cookie of the visitor, or brings another's.
    const visitor = await phone.visitorId()
    await laptop.page.goto('/account/data')
    await table.getByRole('button', { name: /^This was not me: Another browser/ }).click()
    await expect(table.getByRole('row')).toHaveCount(2)
    for (const other of [null, randomUUID()]) {
      await phone.context.clearCookies({ name: 'sorento-visitor' })
      if (other) await phone.setCookie('visitor', { id: other })
      await phone.page.goto('/account')
      await expect(phone.page).toHaveURL('/sign-in?next=/account')
      expect(await phone.page.content()).not.toContain('Annabel')
      expect(await phone.visitorId()).toBe(visitor)
    }
    await laptop.page.goto('/account/data')
    await expect(table.getByRole('row')).toHaveCount(2)
  })

  test('says of the browser she sits at that it was not her, and stays signed in as a new visitor', async ({
    shopper,
    shop,
  }) => {
    const { page } = shopper
    await signIn(page, await newCustomer(shop, 'Annabel Unmistakable'))
    const before = await shopper.visitorId()
    await page.goto('/account/data')
    await page.getByRole('button', { name: /^This was not me/ }).click()
    await see(page, 'What happened in that browser is no longer counted as yours')
    expect(await shopper.visitorId()).not.toBe(before)
    await page.goto('/account')
    await see(page, 'Annabel')
    await expect(page).toHaveURL('/account')
  })
})

test.describe('what is one’s own', () => {
  test('can be taken along, and is nobody else’s', async ({ open, shop }) => {
    const anna = await newBronze(shop, 'Annabel Unmistakable')
    const [hers, his] = [await open({ as: anna }), await open({ as: await newCustomer(shop, 'Bertram Someone') })]
    for (const path of LOOKS) await hers.page.goto(path)
    await hers.page.goto('/account/data')
    const [download] = await Promise.all([
      hers.page.waitForEvent('download'),
      hers.page.getByRole('link', { name: 'Download my data' }).click(),
    ])
    const file = JSON.parse(readFileSync(await download.path(), 'utf8'))
    expect(file).toMatchObject({ of: 'customer', profile: { name: anna.name, email: anna.email } })
    expect(file.orders).toHaveLength(1)
    expect(file.events.filter(({ kind }: { kind: string }) => kind === 'view')).toHaveLength(LOOKS.length)

    const answer = await his.context.request.get('/account/data/export')
    expect(answer.headers()).toMatchObject({ 'cache-control': 'private, no-store' })
    expect(answer.headers()['content-disposition']).toContain('attachment')
    expect(await answer.text()).not.toContain('Annabel')
    const stranger = await (await open()).context.request.get('/account/data/export')
    expect(await stranger.json()).toMatchObject({ of: 'browser', events: [] })
  })

  test('can be forgotten, signed in and signed out', async ({ open, shop }) => {
    for (const shopper of [await open({ as: await newCustomer(shop) }), await open({ browser: PHONE })]) {
      const { page } = shopper
      for (const path of LOOKS) await page.goto(path)
      await page.goto('/c/dresses')
      await see(page, 'Because you viewed Rapace gown')
      await page.goto('/account/data')
      await expectAccessible(page, 'the page of one’s data')
      await page.getByRole('button', { name: 'Forget it' }).click()
      await see(page, 'What was learned is forgotten')
      const views = await shop.database.rows(`select 1 from event where visitor_id = $1 and kind = 'view'`, [
        await shopper.visitorId(),
      ])
      expect(views).toEqual([])
      await page.goto('/c/dresses')
      await seeNone(page, 'Because you viewed Rapace gown')
    }
  })

  test('can be erased with the account: she is nobody at once, everywhere', async ({ open, shop, faults }) => {
    faults.expect(NOT_FOUND)
    const anna = await newBronze(shop, 'Annabel Unmistakable')
    const [laptop, phone] = [await open({ as: anna }), await open({ as: anna, browser: PHONE })]
    for (const path of LOOKS) await phone.page.goto(path)
    const { number } = await shop.database.row<{ number: string }>(
      'select number from "order" where customer_id = $1',
      [anna.id],
    )
    const { page } = laptop
    const before = await laptop.visitorId()
    await page.goto('/account/data')
    await page.getByRole('link', { name: 'Erase my account' }).click()
    await see(page, 'What goes', 'What stays', 'Your tier, Bronze, and the offers that come with it')
    await expectAccessible(page, 'erasing')
    await page.getByLabel('Password').fill('not her password')
    await page.getByRole('button', { name: 'Erase my account for good' }).click()
    await see(page, 'This is not the password of this account.')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Erase my account for good' }).click()
    await see(page, 'Your account is erased')
    expect(await laptop.visitorId()).not.toBe(before)
    for (const one of [laptop, phone]) {
      for (const path of ['/', '/c/dresses', '/cart', `/order/${number}`, '/account/personalisation']) {
        await one.page.goto(path)
        const content = await one.page.content()
        for (const trace of ['Annabel', anna.email, 'Because you', 'Welcome back']) {
          expect(content, `${trace} on ${path}`).not.toContain(trace)
        }
      }
      await one.page.goto('/account')
      await expect(one.page).toHaveURL('/sign-in?next=/account')
      await one.page.getByLabel('E-mail').fill(anna.email)
      await one.page.getByLabel('Password').fill(PASSWORD)
      await one.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
      await expect(one.page.getByRole('alert').first()).toBeVisible()
    }
    const left = await shop.database.rows(
      `select 1 from customer where email = $1 or (id = $3 and name = $2)
       union all select 1 from visitor_link where customer_id = $3
       union all select 1 from event where customer_id = $3 and kind not in ('purchase', 'return')`,
      [anna.email, anna.name, anna.id],
    )
    expect(left).toEqual([])
    // The same e-mail begins anew.
    await page.goto('/register')
    await page.getByLabel('Name').fill('Annabel Again')
    await page.getByLabel('E-mail').fill(anna.email)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('main').getByRole('button', { name: 'Open the account' }).click()
    await page.waitForURL('**/account')
    await see(page, 'When you order, it is kept here with its pieces and its standing.')
  })
})

test.describe('where a yes is needed', () => {
  test('the banner is quiet, reachable by keyboard, and no is as near as yes', async ({ open }) => {
    for (const browser of [PHONE, {}]) {
      const { page } = await open({ country: 'PL', browser })
      await page.goto('/')
      const banner = page.getByRole('region', { name: 'May we remember your taste?' })
      const [yes, no] = ['Yes, remember', 'No, thank you'].map((name) => banner.getByRole('button', { name }))
      const boxes = await Promise.all([yes?.boundingBox(), no?.boundingBox()])
      expect(boxes[0]?.height).toBe(boxes[1]?.height)
      expect(boxes[0]?.y).toBe(boxes[1]?.y)
      // It pushes the page down and lies over none of it.
      const [own, main] = [await banner.boundingBox(), await page.getByRole('main').boundingBox()]
      expect((own?.y ?? 0) + (own?.height ?? 0)).toBeLessThanOrEqual((main?.y ?? 0) + 1)
      await no?.focus()
      await page.keyboard.press('Enter')
      await expect(banner).toBeHidden()
    }
  })

  test('nothing outlasts the browser before a yes, nor after a no', async ({ open, shop }) => {
    const shopper = await open({ country: 'PL' })
    const { page, context } = shopper
    const lasting = async () =>
      (await context.cookies(shop.url)).flatMap(({ name, expires }) =>
        expires > 0 && /visit/.test(name) ? [name] : [],
      )
    await context.clearCookies({ name: 'sorento-visitor' })
    await page.goto('/?utm_source=facebook')
    await page.goto(GOWN)
    expect(await lasting()).toEqual([])
    expect(await shopper.cookie('visit')).toMatchObject({ number: 1, arrival: null })
    await page.getByRole('button', { name: 'Yes, remember' }).click()
    await expect(page.getByRole('button', { name: 'Yes, remember' })).toBeHidden()
    await page.goto('/')
    expect((await lasting()).sort()).toEqual(['sorento-visit', 'sorento-visitor'])
    await page.goto('/account/personalisation')
    await page.getByRole('button', { name: 'Turn off and forget what was learned' }).click()
    await see(page, 'Personalisation is off')
    await page.goto('/')
    expect(await lasting()).toEqual([])
    const facts = await shop.database.rows('select 1 from event where visitor_id = $1', [await shopper.visitorId()])
    expect(facts).toEqual([])
  })
})
