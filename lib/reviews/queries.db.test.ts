import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { daysAgo, emptyDatabase, TEST_NOW } from '@/test/database'
import { readModerated } from './moderation'
import { readOwnReviews, readReviews, reviewsStatement } from './queries'
import { ratingOf } from './schema'

// A shop of 60,000 reviews by 3,000 clients of 300 pieces, one in fifty hidden.
const PIECES = 300
const CLIENTS = 3_000

beforeAll(async () => {
  await emptyDatabase()
  await db.$executeRaw`
    insert into customer (id, email, name, created_at)
    select gen_random_uuid(), i || '@example.test', 'Client ' || i, ${daysAgo(800)} from generate_series(1, ${CLIENTS}) i`
  await db.$executeRaw`
    insert into review (id, at, customer_id, product, rating, title, body, author)
    select gen_random_uuid(), ${TEST_NOW}::timestamptz - (i % 700) * interval '1 day', c.id, 'piece-' || (i % ${PIECES}),
      1 + i % 5, 'Title ' || i, repeat('A plain sentence. ', 10), 'Client N.'
    from (select id, row_number() over (order by email) as number from customer) c
    join generate_series(0, 59999) i on c.number = 1 + (i / ${PIECES} * 13 + i) % ${CLIENTS}`
  await db.$executeRaw`
    insert into review_verdict (id, review_id, verdict, reason, by, at)
    select gen_random_uuid(), id, 'hidden', 'A reason', customer_id, at from review where seq % 50 = 0`
  await db.$executeRaw`analyze`
}, 120_000)

const asked = { product: 'piece-7', viewer: null, asOf: TEST_NOW, page: 1 }

describe('the reviews of one piece among many', () => {
  it('are read by its index, with their summary', async () => {
    const [plan] = await db.$queryRaw<[{ 'QUERY PLAN': unknown }]>`explain (format json) ${reviewsStatement(asked)}`
    const text = JSON.stringify(plan['QUERY PLAN'])
    expect(text).toContain('"Index Name":"review_product_at_idx"')
    expect(text).not.toMatch(/"Node Type":"Seq Scan"[^{}]*"Relation Name":"review"/)
  })

  it('cost milliseconds', async () => {
    const took: number[] = []
    for (let i = 0; i < 20; i++) {
      const began = performance.now()
      const { ratings, reviews } = await readReviews({ ...asked, product: `piece-${i}` })
      took.push(performance.now() - began)
      expect(reviews).toHaveLength(10)
      expect(ratingOf(ratings)?.count).toBeGreaterThan(150)
    }
    took.sort((a, b) => a - b)
    console.info(`200 reviews of a piece among 60,000: p50 ${took[10]?.toFixed(1)} ms, p90 ${took[18]?.toFixed(1)} ms`)
    expect(took[10]).toBeLessThan(100)
  })

  it('are as many on their pages as their summary counts, newest first, each once', async () => {
    const { ratings } = await readReviews(asked)
    const count = ratingOf(ratings)?.count ?? 0
    const seen: { id: string; at: Date }[] = []
    for (let page = 1; page <= Math.ceil(count / 10); page++)
      seen.push(...(await readReviews({ ...asked, page })).reviews)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(count)
    expect(seen.map(({ at }) => at.getTime())).toEqual(seen.map(({ at }) => at.getTime()).sort((a, b) => b - a))
    expect((await readReviews({ ...asked, page: 999 })).reviews).toEqual([])
  })
})

it('staff read the newest in pages that neither repeat nor miss', async () => {
  const first = await readModerated({ asOf: TEST_NOW })
  const second = await readModerated({ asOf: TEST_NOW, before: first.reviews.at(-1)?.seq })
  const seqs = [...first.reviews, ...second.reviews].map(({ seq }) => Number(seq))
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => b - a))
  expect(first).toMatchObject({ more: true, reviews: { length: 20 } })
})

it('a client’s own are read by the client’s index, one of each piece', async () => {
  const { customerId } = await db.review.findFirstOrThrow({ where: { product: 'piece-7' } })
  const own = await readOwnReviews(customerId, TEST_NOW)
  expect(new Set(own.map(({ product }) => product)).size).toBe(own.length)
  expect(own.length).toBeGreaterThan(0)
})
