import type { PricedCart } from '@/lib/cart/schema'
import { isMessageKey, type MessageKey } from '@/lib/core/messages'
import type { Say } from './say'

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
    reason: to.country === 'US' ? t('cart.shipping.us') : t('cart.shipping.abroad', { country: to.countryName }),
  })
  return { lines, total: { label: t('cart.total'), amount: money(priced.total) } }
}

/** A discount's reason in words, from the key that the rule or the order carries; empty for a key without words. */
export function discountWords(key: string, values: Readonly<Record<string, string | number>>, { t }: Say): string {
  return isMessageKey(key) ? t(key as MessageKey, values) : ''
}
