import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { cloneDatabase, withDatabase } from '../scripts/lib/database.mjs'
import { expect, test } from './fixtures'
import { listedNames } from './support/listing'
import { GOWN, LOOKS } from './support/looks'
import { serveWith } from './support/serve'
import { see, seeNone } from './support/words'

// Right after a start over a large log, or after it was lost, nothing is known of anybody: the shop stays a shop.

test('without a line in the log the shop still shows, orders and explains', async ({ open }) => {
  const server = process.env.E2E_DATABASE_URL ?? ''
  const name = `sorento_silent_${randomUUID().slice(0, 8)}`
  const url = await cloneDatabase(withDatabase(server, 'postgres'), 'sorento_filled', name)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('truncate event')
  await client.end()
  const silent = await serveWith({ DATABASE_URL: url })
  try {
    const { page } = await open()
    await page.goto(silent.url)
    await see(page, 'Trending now')
    expect((await listedNames(page)).length).toBeGreaterThanOrEqual(4)

    await page.goto(`${silent.url}/c/dresses`)
    await see(page, 'Trending now')
    const anybodys = await listedNames(page)
    expect(anybodys.length).toBeGreaterThanOrEqual(12)

    await page.goto(`${silent.url}${GOWN}`)
    await see(page, 'Compare with', 'Complete the look')
    await seeNone(page, 'Clients also chose')

    for (const path of LOOKS) await page.goto(`${silent.url}${path}`)
    await page.goto(`${silent.url}/c/dresses`)
    await see(page, 'For you', 'Because you viewed Rapace gown')
    expect(await listedNames(page)).not.toEqual(anybodys)
  } finally {
    silent.stop()
  }
})
