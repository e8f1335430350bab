import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { db } from '@/lib/core/db'
import type { OwnReview, Ratings, Review, Reviews } from './schema'

export const REVIEWS_PER_PAGE = 10

type Asked = {
  product: string
  /** Who asks: the signed-in customer, or null. */
  viewer: string | null
  asOf: Date
  /** From 1. */
  page: number
}

type Json<T extends { at: Date }> = Omit<T, 'at'> & { at: string }
type Row = { ratings: Record<string, number> | null; reviews: Json<Review>[]; own: Json<OwnReview> | null }

const dated = <T extends { at: string }>(row: T) => ({ ...row, at: new Date(row.at) })

/**
 * What is said of a piece as of a moment, in one round trip: how many gave each rating, one page of reviews newest first,
 * and the asker's own. Of one customer the newest review counts. Reviews of moved clocks are their author's alone. What
 * staff last said of a customer's reviews of the piece holds for their later ones too, so that hiding cannot be undone by
 * writing again; hidden ones count for nobody, and only `own` shows them.
 */
export async function readReviews(asked: Asked): Promise<Reviews> {
  const [row] = await db.$queryRaw<Row[]>(reviewsStatement(asked))
  if (!row) throw new Error('the review query answered no row')
  const ratings = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, ...row.ratings } as Ratings
  return { ratings, reviews: row.reviews.map(dated), own: row.own && dated(row.own) }
}

/** The one statement of `readReviews`, by itself so that a test can hold its plan to the index. */
export function reviewsStatement({ product, viewer, asOf, page }: Asked): Prisma.Sql {
  const own = Prisma.sql`coalesce(r.customer_id = ${viewer}::uuid, false)`
  return Prisma.sql`
    with newest as materialized (
      select distinct on (r.customer_id) r.id, r.seq, r.at, r.rating, r.title, r.body, r.author, r.product, r.customer_id,
        ${own} as own
      from review r
      where r.product = ${product} and r.at <= ${asOf} and (not r.moved_clock or ${own})
      order by r.customer_id, r.at desc, r.seq desc),
    judged as (
      select distinct on (r.customer_id) r.customer_id, v.verdict, v.reason
      from review r join review_verdict v on v.review_id = r.id
      where r.product = ${product} order by r.customer_id, v.seq desc),
    told as (
      select n.*, case when j.verdict = 'hidden' then j.reason end as hidden
      from newest n left join judged j on j.customer_id = n.customer_id)
    select
      (select json_object_agg(rating, number) from (
        select rating, count(*) as number from told where hidden is null group by rating) counted) as ratings,
      coalesce((select json_agg(json_build_object('id', id, 'at', at, 'rating', rating, 'title', title, 'body', body,
          'author', author, 'own', own) order by at desc, seq desc) from (
        select * from told where hidden is null order by at desc, seq desc
        limit ${REVIEWS_PER_PAGE} offset ${(page - 1) * REVIEWS_PER_PAGE}) shown), '[]') as reviews,
      (select json_build_object('id', id, 'at', at, 'rating', rating, 'title', title, 'body', body, 'author', author,
          'own', own, 'product', product, 'hidden', hidden) from told where own) as own`
}

/** A customer's own newest reviews, one of each piece, newest first, with what staff said of those that are hidden. */
export async function readOwnReviews(customerId: string, asOf: Date): Promise<OwnReview[]> {
  return db.$queryRaw<OwnReview[]>`
    select * from (
      select distinct on (r.product) r.id, r.at, r.rating, r.title, r.body, r.author, r.product, true as own, (
        select case when v.verdict = 'hidden' then v.reason end from review b join review_verdict v on v.review_id = b.id
        where b.customer_id = r.customer_id and b.product = r.product order by v.seq desc limit 1) as hidden
      from review r where r.customer_id = ${customerId}::uuid and r.at <= ${asOf}
      order by r.product, r.at desc, r.seq desc) newest
    order by at desc, id limit 200`
}
