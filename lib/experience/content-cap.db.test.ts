import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { contentSchema, MOST_CAPPED } from '@/lib/content/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import { db } from '@/lib/core/db'
import { contentOf } from '@/prisma/seed/content'
import { daysAgo, emptyDatabase, TEST_NOW } from '@/test/database'
import { readShopperFacts } from './queries'

beforeEach(emptyDatabase)

/** What a page of home and two of a category show. */
const SLOTS = [
  ...['home.hero', 'home.shelf-1', 'home.shelf-2', 'home.tile-1', 'home.tile-2', 'home.band'],
  ...['category.order', 'category.edit', 'category.order', 'category.edit'],
]

it('the longest cap that content may have is held: of as many visits in as many days each is read', async () => {
  const visitorId = randomUUID()
  const visits = Array.from({ length: MOST_CAPPED.visits + 3 }, (_, i) => {
    // The last that counts lies at the very edge of the days.
    const days = i < MOST_CAPPED.visits ? 1 + (i * (MOST_CAPPED.days - 1)) / (MOST_CAPPED.visits - 1) : 61 + i
    return { visitId: `visit ${i}`, at: daysAgo(days) }
  })
  await db.event.createMany({
    data: visits.flatMap(({ visitId, at }) =>
      SLOTS.map((place) => {
        const data = { arm: 'content', content: place === 'home.band' ? 'winter' : place, products: [] }
        return { id: randomUUID(), kind: 'exposure', visitorId, visitId, at, place, data }
      }),
    ),
  })
  // The running visit began a day ago, which is as long as one lasts.
  const asOf = new Date(TEST_NOW.getTime() + MS_PER_DAY)
  const { impressions } = await readShopperFacts({ visitorId, customerId: null, visitId: 'running', asOf })
  const shown = impressions.filter(({ content }) => content === 'winter').map(({ visitId }) => visitId)
  expect(new Set(shown)).toEqual(new Set(visits.slice(0, MOST_CAPPED.visits).map(({ visitId }) => visitId)))
})

it('what the shop is seeded with stays within it', () => {
  for (const { slug, definition } of contentOf('sorento'))
    expect(contentSchema.safeParse(definition).success, slug).toBe(true)
})
