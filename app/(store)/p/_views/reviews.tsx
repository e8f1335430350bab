import { Notice } from '@/components/notice'
import { Reviews } from '@/components/reviews'
import { ReviewForm } from '@/components/reviews/form'
import type { Product } from '@/lib/catalog/schema'
import type { Shopper } from '@/lib/experience/schema'
import { reviewAction } from '@/lib/flows/review-actions'
import { mayReview, reviewFormWords, reviewsView } from '@/lib/flows/review-view'
import { REVIEWS_PER_PAGE } from '@/lib/reviews/queries'
import type { Reviews as ReviewsRead } from '@/lib/reviews/schema'

/** What those who bought a piece say of it; to them, the form, and what became of their own review. */
export function PieceReviews({
  piece,
  shopper,
  reviews,
  page,
  path,
  kept,
}: {
  piece: Product
  shopper: Shopper
  reviews: ReviewsRead
  page: number
  /** The page's own address, with its colour. */
  path: string
  /** The asker has just sent a review. */
  kept: boolean
}) {
  const { say } = shopper
  const { t } = say
  const { own } = reviews
  const may = mayReview(piece.slug, shopper)
  return (
    <Reviews
      {...reviewsView(reviews, { page, perPage: REVIEWS_PER_PAGE, path }, say)}
      aside={
        <div className="grid gap-4 pt-4">
          {own?.hidden ? (
            <Notice kind="info" title={t('review.hidden')} text={t('review.hiddenWhy', { reason: own.hidden })} />
          ) : (
            own && kept && <Notice kind="success" title={t('review.kept')} />
          )}
          {may && (
            <ReviewForm
              key={own?.id ?? 'first'}
              action={reviewAction}
              product={piece.slug}
              before={own ?? undefined}
              summary={t(own ? 'review.edit' : 'review.write')}
              {...reviewFormWords(piece, shopper, own !== null)}
            />
          )}
          {!may && <p className="caption text-muted">{t('review.who')}</p>}
        </div>
      }
    />
  )
}
