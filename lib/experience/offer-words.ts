import { isMessageKey } from '@/lib/core/messages'
import type { Benefit } from '@/lib/offers/lifecycle/schema'
import type { Say } from './say'
import type { Shopper } from './schema'

/** Whom an offer is told: their language, and whether they are a member, who alone is given points. */
export type Told = Pick<Shopper, 'say' | 'standing'>

/** "15% off", "500 points as a member", "a silk pouch": what one benefit gives, inside a sentence. */
export function benefitWords(benefit: Benefit, { say: { t }, standing }: Told): string {
  switch (benefit.kind) {
    case 'percent':
      return t('offer.give.percent', { percent: benefit.percent })
    case 'points':
      return t(standing ? 'offer.give.points' : 'offer.give.pointsMember', { count: benefit.points })
    case 'shipping':
      return t('offer.give.shipping')
    case 'note':
      return t('offer.give.note')
    case 'gift':
      return t(`offer.gift.${benefit.gift}`)
  }
}

/** "A note written by hand and a silk pouch": what comes with an order, as it keeps it; what has no words is left out. */
export function extrasWords(extras: readonly string[], { t, list }: Say): string {
  const words = extras.flatMap((extra) => {
    const key = extra === 'note' ? 'offer.give.note' : `offer.gift.${extra.replace(/^gift:/, '')}`
    return isMessageKey(key) ? [t(key)] : []
  })
  return list(words)
}
