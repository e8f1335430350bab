import type { Benefit } from '@/lib/offers/lifecycle/schema'
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
    case 'early-access':
      return t('offer.give.early', { days: benefit.days })
  }
}
