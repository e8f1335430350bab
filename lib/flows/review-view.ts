import type { Product } from '@/lib/catalog/schema'
import type { Shopper } from '@/lib/experience/schema'
import type { Say } from '@/lib/experience/say'
import { ownedPieces } from '@/lib/ranking/purchases'
import { ratingOf, type OwnReview, type Review, type Reviews } from '@/lib/reviews/schema'
import { authorOf } from '@/lib/reviews/text'

/** From best to worst, as a form offers them and a summary counts them. */
const RATINGS = [5, 4, 3, 2, 1] as const

/** "4.6" */
const figureOf = (average: number, locale: string) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(average)

/** The line under the price: how those who bought the piece rate it; null while nobody has. */
export function ratingLine({ ratings }: Pick<Reviews, 'ratings'>, { t, locale }: Say) {
  const rating = ratingOf(ratings)
  if (!rating) return null
  const values = { average: figureOf(rating.average, locale), count: rating.count }
  return { average: rating.average, label: t('review.line', values), href: '#reviews' }
}

/** A review as it is read: "Alice H., November 2, 2026". */
export function reviewItem(review: Review, { t, date }: Say) {
  const { id, rating, title, body, author, at } = review
  const by = t('review.by', { author: author || t('review.anonymous'), date: date(at) })
  return {
    ...{ id, rating, title, body },
    ratingLabel: t('review.rating', { rating }),
    by: review.own ? t('review.yours', { by }) : by,
    dateTime: at.toISOString(),
    verified: t('review.verified'),
  }
}

/** The part of a piece's page that holds its reviews, in words. `base` is the page's address with its colour. */
export function reviewsView(reviews: Reviews, asked: { page: number; perPage: number; path: string }, say: Say) {
  const { t, locale, number } = say
  const { page, perPage, path } = asked
  const rating = ratingOf(reviews.ratings)
  const at = (to: number) => `${path}${path.includes('?') ? '&' : '?'}reviews=${to}#reviews`
  return {
    title: t('review.title'),
    none: rating ? undefined : t('review.none'),
    summary: rating
      ? {
          average: rating.average,
          figure: figureOf(rating.average, locale),
          line: t('review.count', { count: rating.count }),
          label: t('review.spread'),
          ratings: RATINGS.map((one) => ({
            label: t('review.rating', { rating: one }),
            count: number(reviews.ratings[one]),
            share: Math.round((100 * reviews.ratings[one]) / rating.count),
          })),
        }
      : undefined,
    items: reviews.reviews.map((review) => reviewItem(review, say)),
    ...(page > 1 && rating
      ? { newer: { href: page === 2 ? `${path}#reviews` : at(page - 1), label: t('review.newer') } }
      : {}),
    ...(rating && page * perPage < rating.count ? { older: { href: at(page + 1), label: t('review.older') } } : {}),
    pages: t('review.pages'),
  }
}

/** Whether the shopper may review a piece, as the page knows it: bought, and not all of it brought back. */
export const mayReview = (piece: string, { customer, orders }: Pick<Shopper, 'customer' | 'orders'>): boolean =>
  customer !== null && ownedPieces(orders).includes(piece)

/** What the form says, of which piece and as whom, and the ratings that it offers. */
export const reviewFormWords = (
  { name, house }: Pick<Product, 'name' | 'house'>,
  { say: { t }, customer }: Pick<Shopper, 'say' | 'customer'>,
  edits: boolean,
) => ({
  piece: t('review.pieceOf', { piece: name, house: house.name }),
  ratings: RATINGS.map((rating) => ({ value: String(rating), label: t(`review.rating.${rating}`) })),
  words: {
    rating: t('review.field.rating'),
    title: t('review.field.title'),
    body: t('review.field.body'),
    hint: t('review.field.hint', { author: authorOf(customer?.name ?? '') || t('review.anonymous') }),
    submit: t(edits ? 'review.save' : 'review.send'),
    pending: t('review.sending'),
  },
})

/** The page that an address asks for: a whole number from 1 to 1,000, else the first. */
export function reviewPage(stated: string | undefined): number {
  return stated !== undefined && /^\d{1,3}$/.test(stated) ? Math.max(1, Number(stated)) : 1
}

/** One of the shopper's own reviews as their account shows it. */
export function ownReviewView(review: OwnReview, { say, catalogue }: Pick<Shopper, 'say' | 'catalogue'>) {
  const { t, date } = say
  const { product, rating, title, body, at, hidden } = review
  const piece = catalogue.bySlug.get(product)
  const name = piece?.name ?? product
  return {
    ...{ rating, title, body },
    piece: piece ? t('review.pieceOf', { piece: name, house: piece.house.name }) : t('review.gone', { piece: name }),
    ...(piece
      ? {
          edit: {
            href: `/p/${product}#write-review`,
            label: t('review.editShort'),
            name: t('review.editName', { piece: name }),
          },
        }
      : {}),
    ratingLabel: t('review.rating', { rating }),
    date: date(at),
    dateTime: at.toISOString(),
    ...(hidden ? { hidden: { title: t('review.hidden'), text: t('review.hiddenWhy', { reason: hidden }) } } : {}),
  }
}
