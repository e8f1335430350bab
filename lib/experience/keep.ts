import { dayOf } from '@/lib/core/days'
import type { Minor } from '@/lib/core/money'
import { prospect } from '@/lib/loyalty/prospect'
import type { Keep, Standing, Tier } from '@/lib/loyalty/schema'
import { weigh, type Decision } from './decision'
import type { Shopper } from './schema'

/** How many days ahead somebody is told what would keep their tier. */
export const KEEP_TOLD_DAYS = 60

/** "Keep Silver: spend $1,200.00 by December 10, 2026." */
export type KeepNudge = {
  tier: Tier
  /** Minor units still to be spent; always positive. */
  amount: Minor
  /** The start of the last day on which they still count in time. */
  by: Date
  headline: string
  link: { href: string; label: string }
}

/**
 * What keeps a tier that is in danger: something is still to be spent for it, and its last day is near. Null otherwise,
 * and for who is no member. It is owed, so it is the same with personalisation on or off.
 * @param cartMerchandise the cart before discounts and shipping, minor units: what is left to be spent after it. A cart
 *   that earns the tier, or a higher one, ends the danger.
 */
export function decideKeep(
  shopper: Shopper,
  slot: 'home.keep' | 'cart.keep',
  cartMerchandise: Minor = 0,
): Decision<KeepNudge> | null {
  const { say, standing, now } = shopper
  const { t } = say
  if (!standing) return null
  const after = cartMerchandise > 0 ? withCart(shopper, cartMerchandise) : standing
  const { keep } = after
  if (!keep || keep.amount <= 0) return null
  if (!isNear(keep, shopper)) return null
  const { tier, amount, from, by } = keep
  const values = { tier: tier.name, amount: say.money(amount), date: say.date(by) }
  const words = cartMerchandise > 0 ? 'keep.more' : from > now ? 'keep.spendFrom' : 'keep.spend'
  return {
    slot,
    arm: tier.key,
    value: {
      ...{ tier, amount, by },
      headline: t(words, { ...values, from: say.date(from) }),
      link: { href: '/account/loyalty', label: t('promise.loyalty.yours') },
    },
    rule: t('rule.keep', { days: KEEP_TOLD_DAYS }),
    reasons: weigh([
      endsBy(after, shopper),
      t('reason.keep.needs', { tier: tier.name, amount: say.money(tier.keep ?? tier.threshold) }),
    ]),
    facts: standing.reached
      ? [
          {
            id: standing.reached.orderId ?? 'tier',
            text: t('fact.reached', { tier: tier.name }),
            at: standing.reached.at,
          },
        ]
      : [],
    personal: shopper.personalised,
  }
}

/** Whether the last day on which somebody can keep their tier is near. */
export const isNear = ({ by }: Keep, { programme, now }: Pick<Shopper, 'programme' | 'now'>): boolean =>
  dayOf(by, programme.timeZone) - dayOf(now, programme.timeZone) <= KEEP_TOLD_DAYS

/** Whether the present tier is no longer earned, and held on as a grace. */
export const isInGrace = ({ changes }: Pick<Standing, 'changes'>): boolean =>
  changes.find(({ kind }) => kind === 'guard-ends' || kind === 'grace-ends')?.kind === 'grace-ends'

/** By what the tier would end. */
function endsBy(standing: Standing, { say: { t, date } }: Shopper): string {
  const tier = standing.tier?.name ?? ''
  const { guardedUntil } = standing
  if (!guardedUntil) return t('reason.keep.leaves', { tier })
  return t(isInGrace(standing) ? 'reason.keep.grace' : 'reason.keep.guard', { tier, date: date(guardedUntil) })
}

const withCart = ({ programme, memberships, transactions, redemptions, now }: Shopper, cartMerchandise: Minor) =>
  prospect({ programme, memberships, transactions, redemptions, asOf: now, cartMerchandise }).after
