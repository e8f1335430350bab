import { redirect } from 'next/navigation'
import { ButtonLink } from '@/components/button'
import { HeadingRow, PageHead } from '@/components/page-head'
import { OwnReviewItem } from '@/components/reviews/own'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { ownReviewView } from '@/lib/flows/review-view'
import { ownedPieces } from '@/lib/ranking/purchases'
import { readOwnReviews } from '@/lib/reviews/queries'

export const generateMetadata = titled('review.yoursTitle')

/** Pieces still to review that the page names: the newest. */
const WAITING = 12

/** What a customer said of their pieces, with what staff said of it, and the pieces that they have not reviewed. */
export default async function AccountReviewsPage() {
  const { shopper } = await readShopper()
  const { customer, say, catalogue, orders } = shopper
  const { t } = say
  if (!customer) redirect('/sign-in?next=/account/reviews')
  const reviews = await readOwnReviews(customer.id, shopper.now)
  const reviewed = new Set(reviews.map(({ product }) => product))
  const waiting = ownedPieces(orders)
    .flatMap((slug) => catalogue.bySlug.get(slug) ?? [])
    .filter(({ slug }) => !reviewed.has(slug))
    .slice(0, WAITING)
  return (
    <>
      <PageHead title={t('review.yoursTitle')} line={t('review.yoursCount', { count: reviews.length })} />
      {reviews.length > 0 && (
        <ul className="review-list">
          {reviews.map((review) => (
            <OwnReviewItem key={review.id} {...ownReviewView(review, shopper)} />
          ))}
        </ul>
      )}
      {waiting.length > 0 ? (
        <section className="part">
          <HeadingRow title={t('review.waiting')} line={t('review.waitingLine')} />
          <ul className="lines">
            {waiting.map(({ slug, name, house }) => (
              <li key={slug}>
                <a className="link" href={`/p/${slug}#write-review`}>
                  {t('review.pieceOf', { piece: name, house: house.name })}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : (
        reviews.length === 0 && (
          <section className="part">
            <p className="max-w-[56ch] text-muted">{t('review.nothing')}</p>
            <p>
              <ButtonLink href="/c/dresses">{t('cart.empty.link')}</ButtonLink>
            </p>
          </section>
        )
      )}
    </>
  )
}
