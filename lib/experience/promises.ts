import { lowestPaidTier } from '@/lib/loyalty/programme'
import { ownedOffer } from './hero'
import { leftAt } from './membership-view'
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
  if (entitlements.freeShippingTo.includes(country)) {
    const [title, text] =
      country === 'US'
        ? [t('promise.shipping.us'), t('promise.shipping.text')]
        : [t('promise.shipping.to', { country: say.country(country) }), t('promise.shipping.toText')]
    promises.push({ key: 'shipping', title, text, link: null })
  }
  const begins = beginning(shopper)
  if (begins) {
    const link = leftAt(shopper)
      ? t('promise.loyalty.back')
      : t('promise.loyalty.link', { tiers: say.list(programme.tiers.map((tier) => tier.name)) })
    promises.push({ key: 'loyalty', title: begins, text: null, link: { href: '/loyalty', text: link } })
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

/** By what somebody who is no member begins, or what became of who was one; null for members. */
function beginning(shopper: Shopper): string | null {
  const { say, programme, standing } = shopper
  const { byFirstPurchase, byTierOrder, byRequest } = programme.joining
  const lowest = lowestPaidTier(programme)
  if (standing) return null
  if (leftAt(shopper)) return say.t('promise.loyalty.left')
  if (byFirstPurchase) return say.t('promise.loyalty.firstPurchase')
  if (byTierOrder && lowest) return say.t('promise.loyalty.begins', { amount: say.money(lowest.threshold) })
  return byRequest ? say.t('promise.loyalty.byRequest') : null
}
