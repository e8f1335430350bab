import type { Minor } from '@/lib/core/money'
import { prospect } from '@/lib/loyalty/prospect'
import type { Benefit, Tier } from '@/lib/loyalty/schema'
import type { Say } from './say'
import type { Shopper } from './schema'

/** "Spend $500.00 more to reach Bronze": all or nothing. */
export type Nudge = {
  tier: Tier
  /** Minor units still missing; always positive. */
  gap: Minor
  headline: string
  have: Minor
  haveText: string
  goalText: string
  /** "$3,500.00 of $4,000.00", for assistive technology. */
  valueText: string
  label: string
  gives: string[]
}

/** What the cart says about loyalty: how far the next tier is, or that this order reaches one; never both. */
export type CartLoyalty = { nudge: Nudge | null; reached: { tier: Tier; text: string } | null }

/**
 * The cart's loyalty words, from the same fold as the tier itself: the cart is fed into it as one more purchase.
 * Someone who is no member counts this cart alone; an empty cart says nothing; at exactly the threshold the tier is
 * reached and the nudge is gone.
 * @param merchandise the cart before discounts and shipping, minor units.
 */
export function cartLoyalty(shopper: Shopper, merchandise: Minor): CartLoyalty {
  const { say, programme, memberships, transactions, now } = shopper
  const { t, money } = say
  const { nudge, reachesTier, before } = prospect({
    programme,
    memberships,
    transactions,
    asOf: now,
    cartMerchandise: merchandise,
  })
  if (reachesTier) {
    return { nudge: null, reached: { tier: reachesTier, text: t('cart.reaches', { tier: reachesTier.name }) } }
  }
  if (!nudge) return { nudge: null, reached: null }
  return {
    reached: null,
    nudge: {
      tier: nudge.tier,
      gap: nudge.amount,
      headline: t('cart.nudge', { amount: money(nudge.amount), tier: nudge.tier.name }),
      have: nudge.have,
      haveText: t(before ? 'cart.nudge.haveMember' : 'cart.nudge.have', { amount: money(nudge.have) }),
      goalText: t('cart.nudge.goal', { tier: nudge.tier.name, amount: money(nudge.threshold) }),
      valueText: t('progress.value', { have: money(nudge.have), goal: money(nudge.threshold) }),
      label: t('progress.label', { tier: nudge.tier.name }),
      gives: benefitWords(nudge.tier, say),
    },
  }
}

/** A tier's benefits as short lines, in the programme's order. */
export function benefitWords(tier: Tier, { t }: Say): string[] {
  return tier.benefits.map((benefit) => benefitWord(benefit, t))
}

function benefitWord(benefit: Benefit, t: Say['t']): string {
  switch (benefit.kind) {
    case 'percent-off':
      return t(benefit.on === 'next-order' ? 'offer.nextOrder' : 'offer.everyOrder', { percent: benefit.percent })
    case 'free-shipping':
      return t('benefit.freeShipping')
    case 'points-multiplier':
      return t('benefit.points', { factor: benefit.factor })
    case 'early-access':
      return t('benefit.earlyAccess', { hours: benefit.hours })
    case 'service':
      return t(`benefit.${benefit.service}`)
  }
}
