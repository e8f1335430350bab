import type { Catalogue } from '@/lib/catalog/schema'
import type { Say } from '@/lib/experience/say'
import type { Moderated } from '@/lib/reviews/moderation'

/** A review in the words that staff read. */
export function moderatedView(review: Moderated, catalogue: Pick<Catalogue, 'bySlug'>, say: Say) {
  const { t, date, stamp } = say
  const { id, rating, title, body, author, at, product, movedClock, verdict } = review
  const decided = verdict && { by: verdict.by || t('studio.reviews.somebody'), at: stamp(verdict.at) }
  return {
    ...{ id, rating, title, body },
    piece: { href: `/p/${product}`, name: catalogue.bySlug.get(product)?.name ?? product },
    ratingLabel: t('review.rating', { rating }),
    by: t('review.by', { author: author || t('review.anonymous'), date: date(at) }),
    dateTime: at.toISOString(),
    hidden: verdict?.hidden ?? false,
    notes: [
      ...(decided && verdict?.hidden ? [t('studio.reviews.hidden', { ...decided, reason: verdict.reason })] : []),
      ...(verdict?.hidden && verdict.earlier ? [t('studio.reviews.edited')] : []),
      ...(decided && !verdict?.hidden ? [t('studio.reviews.shown', decided)] : []),
      ...(movedClock ? [t('studio.reviews.moved')] : []),
    ],
    words: {
      reason: t('studio.reviews.reason'),
      hint: t('studio.reviews.reasonHint'),
      hide: t('studio.reviews.hide'),
      show: t('studio.reviews.show'),
      pending: t('studio.reviews.pending'),
    },
  }
}
