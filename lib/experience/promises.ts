import { lowestPaidTier } from '@/lib/loyalty/programme'
import { ownedOffer } from './hero'
import type { Shopper } from './schema'

export type VisitPromise = {
  key: string
  title: string
  text: string | null
  link: { href: string; text: string } | null
}

/**
 * What this visit can count on: the percentage that is hers, free shipping where it is true, and the programme.
 * A sentence that is not true for this shopper is absent, not softened. The same with personalisation on or off.
 */
export function promisesFor(shopper: Shopper): VisitPromise[] {
  const { say, entitlements, country, programme, standing } = shopper
  const { t, money } = say
  const promises: VisitPromise[] = []
  const offer = ownedOffer(shopper)
  if (offer) promises.push({ key: 'offer', title: offer, text: t('promise.offer.text'), link: null })
  if (country === 'US' && entitlements.freeShippingTo.includes('US')) {
    promises.push({ key: 'shipping', title: t('promise.shipping.us'), text: t('promise.shipping.text'), link: null })
  }
  const lowest = lowestPaidTier(programme)
  if (!standing && lowest) {
    promises.push({
      key: 'loyalty',
      title: t('promise.loyalty.begins', { amount: money(lowest.threshold) }),
      text: null,
      link: {
        href: '/loyalty',
        text: t('promise.loyalty.link', { tiers: say.list(programme.tiers.map((tier) => tier.name)) }),
      },
    })
  } else if (standing?.next && standing.amountToNext !== null) {
    promises.push({
      key: 'loyalty',
      title: t('standing.toNext', { amount: money(standing.amountToNext), tier: standing.next.name }),
      text: null,
      link: { href: '/account/loyalty', text: t('promise.loyalty.yours') },
    })
  }
  return promises
}
