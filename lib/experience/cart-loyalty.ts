import type { Minor } from '@/lib/core/money'
import { weigh, type Decision } from './decision'
import type { CartLoyalty } from './nudge'
import type { Shopper } from './schema'

/**
 * Why the cart's nudge, or "This order makes you Bronze", stands there: its sentence as a decision. Null where the cart
 * says nothing of a next tier. What it says is owed: the same with personalisation on or off, where only the panel is.
 * @param merchandise what `cartLoyalty` was asked with.
 */
export function explainCartLoyalty(
  shopper: Shopper,
  merchandise: Minor,
  { nudge, reached }: CartLoyalty,
): Decision<string> | null {
  const { say, standing, now } = shopper
  const { t, money } = say
  const tier = nudge?.tier ?? reached?.tier
  const sentence = nudge?.headline ?? reached?.text
  if (!tier || !sentence) return null
  const cart = money(merchandise)
  return {
    slot: 'cart.loyalty',
    arm: reached ? 'reached' : 'nudge',
    value: sentence,
    rule: t('rule.cartLoyalty'),
    reasons: weigh([
      t('reason.cartCounts', { amount: cart }),
      ...(standing ? [t('reason.countsAlready', { amount: money(standing.qualifyingSpend) })] : []),
      t('reason.tierBegins', { tier: tier.name, amount: money(tier.threshold) }),
    ]),
    facts: [
      { id: 'cart', text: t('fact.cart', { amount: cart }), at: now },
      ...(standing ? [{ id: 'membership', text: t('fact.joined'), at: standing.memberSince }] : []),
    ],
    personal: shopper.personalised,
  }
}
