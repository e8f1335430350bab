import type { Minor } from '@/lib/core/money'
import { prospect } from '@/lib/loyalty/prospect'
import type { Tier } from '@/lib/loyalty/schema'
import { benefitLines } from './benefits'
import type { Decision } from './decision'
import { decideKeep, type KeepNudge } from './keep'
import type { TierWay } from './relationship'
import type { Shopper } from './schema'

/** "Spend $500.00 more to reach Bronze": all or nothing. */
export type Nudge = {
  tier: Tier
  /** Minor units still missing; always positive. */
  gap: Minor
  headline: string
  progress: TierWay['progress']
  gives: { title: string; items: string[] }
}

/**
 * What the cart says about loyalty: how far the next tier is, or that this order reaches one, never both; and what is
 * still missing, after this cart, to keep a tier that is in danger.
 */
export type CartLoyalty = {
  nudge: Nudge | null
  reached: { tier: Tier; text: string } | null
  keep: Decision<KeepNudge> | null
}

/**
 * The cart's loyalty words, from the same fold as the tier itself: the cart is fed into it as one more purchase.
 * Someone who is no member counts this cart alone; an empty cart says nothing; at exactly the threshold the tier is
 * reached and the nudge is gone.
 * @param merchandise the cart before discounts and shipping, minor units.
 */
export function cartLoyalty(shopper: Shopper, merchandise: Minor): CartLoyalty {
  const { say, programme, memberships, transactions, redemptions, now } = shopper
  const { t, money } = say
  const { nudge, reachesTier, before, from } = prospect({
    programme,
    memberships,
    transactions,
    redemptions,
    asOf: now,
    cartMerchandise: merchandise,
  })
  const keep = merchandise > 0 ? decideKeep(shopper, 'cart.keep', merchandise) : null
  if (reachesTier) {
    const tier = reachesTier.name
    const text = from ? t('cart.reachesOn', { tier, date: say.date(from) }) : t('cart.reaches', { tier })
    return { nudge: null, reached: { tier: reachesTier, text }, keep }
  }
  if (!nudge) return { nudge: null, reached: null, keep }
  return {
    ...{ reached: null, keep },
    nudge: {
      tier: nudge.tier,
      gap: nudge.amount,
      headline: t('cart.nudge', { amount: money(nudge.amount), tier: nudge.tier.name }),
      progress: {
        metal: nudge.tier.accent,
        label: t('progress.label', { tier: nudge.tier.name }),
        valueText: t('progress.value', { have: money(nudge.have), goal: money(nudge.threshold) }),
        value: nudge.have,
        max: nudge.threshold,
        ...(before?.tier ? { tick: before.tier.threshold } : {}),
        counts: { amount: money(nudge.have), label: t(before ? 'cart.nudge.haveMember' : 'cart.nudge.have') },
        next: t('standing.tierAt', { tier: nudge.tier.name, amount: money(nudge.threshold) }),
      },
      gives: { title: t('cart.nudge.gives', { tier: nudge.tier.name }), items: benefitLines(nudge.tier, shopper) },
    },
  }
}
