import 'server-only'
import { db } from '@/lib/core/db'

/** How many reviews staff look through at once. */
export const MODERATED_PER_PAGE = 20

/** A review as staff see it: the newest of its author about the piece. */
export type Moderated = {
  id: string
  /** Grows with time; the next page begins before it. */
  seq: string
  at: Date
  product: string
  rating: number
  title: string
  body: string
  author: string
  movedClock: boolean
  /** What was last decided about this author's reviews of the piece; null while nothing was. */
  verdict: { hidden: boolean; reason: string; at: Date; by: string; earlier: boolean } | null
}

type Row = Omit<Moderated, 'verdict'> & {
  verdict: string | null
  reason: string | null
  decidedAt: Date | null
  by: string | null
  earlier: boolean | null
}

/**
 * The newest reviews as of a moment, in the order in which they were written, newest first. `before` is where the page
 * before ended.
 */
export async function readModerated({
  asOf,
  before = null,
}: {
  asOf: Date
  before?: string | null
}): Promise<{ reviews: Moderated[]; more: boolean }> {
  const rows = await db.$queryRaw<Row[]>`
    select r.id, r.seq::text as seq, r.at, r.product, r.rating, r.title, r.body, r.author, r.moved_clock as "movedClock",
      j.verdict, j.reason, j.at as "decidedAt", c.name as by, j.review_id <> r.id as earlier
    from review r
    left join lateral (
      select v.verdict, v.reason, v.at, v.by, v.review_id from review b join review_verdict v on v.review_id = b.id
      where b.customer_id = r.customer_id and b.product = r.product order by v.seq desc limit 1) j on true
    left join customer c on c.id = j.by
    where r.at <= ${asOf} and (${before}::bigint is null or r.seq < ${before}::bigint)
      and not exists (select 1 from review later where later.customer_id = r.customer_id and later.product = r.product
        and later.seq > r.seq and later.at <= ${asOf})
    order by r.seq desc limit ${MODERATED_PER_PAGE + 1}`
  const reviews = rows.slice(0, MODERATED_PER_PAGE).map(({ verdict, reason, decidedAt, by, earlier, ...review }) => ({
    ...review,
    verdict: decidedAt && {
      hidden: verdict === 'hidden',
      reason: reason ?? '',
      at: decidedAt,
      by: by ?? '',
      earlier: earlier ?? false,
    },
  }))
  return { reviews, more: rows.length > MODERATED_PER_PAGE }
}
