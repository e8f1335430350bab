import type { PricedCart } from '@/lib/cart/schema'
import { SHIPPING } from '@/lib/cart/shipping'
import { isMessageKey, type MessageKey } from '@/lib/core/messages'
import { tierIndexOf } from '@/lib/loyalty/programme'
import type { Say } from './say'
import type { Shopper } from './schema'

/**
 * The lines of a summary: subtotal, the one discount with its reason, what points pay for, shipping with its condition,
 * the total.
 */
export type SummaryView = {
  lines: { label: string; amount: string; reason?: string }[]
  total: { label: string; amount: string }
}

/** A priced cart in words. `country` is where it would be sent, `countryName` what that country is called. */
export function summaryOf(priced: PricedCart, to: { country: string; countryName: string }, say: Say): SummaryView {
  const { t, money } = say
  const { discount, pointsUsed, pointsDiscount, shipping } = priced
  const lines: SummaryView['lines'] = [{ label: t('cart.subtotal'), amount: money(priced.merchandise) }]
  if (discount) {
    lines.push({
      label: discountWords(discount.entitlement.reason, discount.entitlement.values, say),
      amount: `−${money(discount.amount)}`,
      reason: discountWords(`${discount.entitlement.reason}.why`, discount.entitlement.values, say) || undefined,
    })
  }
  if (pointsUsed > 0) {
    const worth = money(pointsDiscount / pointsUsed)
    lines.push({
      label: t('cart.points'),
      amount: `−${money(pointsDiscount)}`,
      reason: t('cart.points.why', { count: pointsUsed, worth }),
    })
  }
  lines.push({
    label: t('cart.shipping'),
    amount: shipping === 0 ? t('cart.shipping.free') : money(shipping),
    reason: shippingWords(priced, to, say),
  })
  return { lines, total: { label: t('cart.total'), amount: money(priced.total) } }
}

/** Why shipping is free, or where it goes. "The" United States is the one name among ours with an article. */
function shippingWords(
  { shipping, currency }: PricedCart,
  { country, countryName }: { country: string; countryName: string },
  { t }: Say,
): string {
  const us = country === 'US'
  if (shipping > 0) return us ? t('cart.shipping.toUs') : t('cart.shipping.abroad', { country: countryName })
  if (!SHIPPING[currency]?.freeTo.includes(country)) return t('cart.shipping.tier', { country: countryName })
  return us ? t('cart.shipping.us') : t('cart.shipping.home', { country: countryName })
}

/** What a member's tier puts into the box of this order; null where it puts in nothing. */
export function giftWords({
  programme,
  standing,
  say,
}: Pick<Shopper, 'programme' | 'standing' | 'say'>): string | null {
  const tier = standing?.tier
  if (!tier) return null
  const held = programme.tiers.slice(0, tierIndexOf(programme, tier) + 1)
  const gifts = held.flatMap(({ benefits }) => benefits.flatMap((each) => (each.kind === 'gift' ? [each.gift] : [])))
  return gifts.length > 0 ? say.t('cart.gift', { gifts: say.list([...new Set(gifts)]), tier: tier.name }) : null
}

/** A discount's reason in words, from the key that the rule or the order carries; empty for a key without words. */
export function discountWords(key: string, values: Readonly<Record<string, string | number>>, { t }: Say): string {
  return isMessageKey(key) ? t(key as MessageKey, values) : ''
}
