import { expect, test } from './fixtures'
import { listedPieces } from './support/listing'
import { see, seeNone } from './support/words'

test('a search that fails leaves a page with pieces on it, and suggestions that are none', async ({
  shopper,
  shop: { database },
}) => {
  const { page, context } = shopper
  await database.rows('alter table search_document rename to search_document_away')
  try {
    for (const query of ['/search?q=gown', '/search?q=gown&house=corvane&sort=new&show=24']) {
      const answer = await page.goto(query)
      expect(answer?.status()).toBe(200)
      await see(page, 'The search does not answer at the moment. Look around meanwhile, or try again in a minute.')
      await seeNone(page, 'Nothing found')
      expect((await listedPieces(page)).length).toBeGreaterThan(1)
      await expect(page.getByRole('combobox', { name: 'Search the collection' })).toHaveValue('gown')
    }
    const answer = await context.request.get('/api/suggest?q=gown')
    expect(answer.status()).toBe(503)
    expect(await answer.json()).toEqual({ message: 'The search does not answer at the moment.' })
  } finally {
    await database.rows('alter table search_document_away rename to search_document')
  }
  await page.goto('/search?q=gown')
  await see(page, 'Best match')
})
