import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { ModeratedReview } from '@/components/reviews/moderated'
import { valuesIn } from '@/lib/catalog/listing'
import { translator } from '@/lib/core/messages'
import { verdictAction } from '@/lib/flows/review-actions'
import { moderatedView } from '@/lib/flows/review-view-staff'
import { readShopper } from '@/lib/experience/read-shopper'
import { readModerated } from '@/lib/reviews/moderation'
import { openStudio } from '../door'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('studio.reviews'), robots: { index: false } }
}

/** The newest reviews, for staff to look through: what should not stand is hidden with a reason, or shown again. */
export default async function StudioReviewsPage({ searchParams }: PageProps<'/studio/reviews'>) {
  const [{ request }, params] = await Promise.all([openStudio(), searchParams])
  const [stated] = valuesIn(params, 'before')
  const before = stated !== undefined && /^\d{1,18}$/.test(stated) ? stated : null
  const [{ shopper }, { reviews, more }] = await Promise.all([
    readShopper(),
    readModerated({ asOf: request.now, before }),
  ])
  const { say, catalogue } = shopper
  const { t } = say
  const last = reviews.at(-1)
  return (
    <>
      <PageHead title={t('studio.reviews')} line={t('studio.reviews.line')} />
      {reviews.length === 0 && <p className="pb-12 text-muted">{t('studio.reviews.none')}</p>}
      <ul className="review-list">
        {reviews.map((review) => (
          <ModeratedReview
            key={`${review.id} ${review.verdict?.at.getTime() ?? ''}`}
            action={verdictAction}
            {...moderatedView(review, catalogue, say)}
          />
        ))}
      </ul>
      <nav className="flex gap-6 pt-6 pb-12" aria-label={t('review.pages')}>
        {before !== null && (
          <a className="link alone caption" href="/studio/reviews">
            {t('studio.reviews.newest')}
          </a>
        )}
        {more && last && (
          <a className="link alone caption" href={`/studio/reviews?before=${last.seq}`}>
            {t('review.older')}
          </a>
        )}
      </nav>
    </>
  )
}
