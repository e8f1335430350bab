import { formatMoney } from '@/lib/core/money'
import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram, MembershipFact, Redemption, Standing, Transaction } from '@/lib/loyalty/schema'
import { standingOf } from '@/lib/loyalty/standing'
import type { NotReturnable, ReturnPlan } from '@/lib/orders/return-rules'
import type { Said } from './words'

/** Why nothing of an order can be returned. */
export function whyNotWords(why: NotReturnable, lastDay: Date, timeZone: string): Said {
  switch (why) {
    case 'not-paid':
      return { code: 'returns.notPaid' }
    case 'not-yet':
      return { code: 'returns.notYet' }
    case 'all-back':
      return { code: 'returns.all' }
    case 'too-late':
      return { code: 'returns.tooLate', values: { date: { day: lastDay, timeZone } } }
  }
}

/** One customer's facts as of a moment. */
export type Facts = {
  programme: LoyaltyProgram
  memberships: readonly MembershipFact[]
  transactions: readonly Transaction[]
  redemptions: readonly Redemption[]
}

/** Where a member stands before and after a return. */
export type ReturnEffect = { before: Standing; after: Standing }

/**
 * What a return would do to somebody's standing if it happened now: the same fold, fed with one return more. Null for
 * somebody who is no member.
 */
export function returnEffect(
  facts: Facts,
  { orderId, plan, now }: { orderId: string; plan: ReturnPlan; now: Date },
): ReturnEffect | null {
  const amount = facts.programme.qualifying === 'paid' ? plan.refund : plan.merchandise
  const given = { at: now, points: plan.pointsBack }
  const later: Facts = {
    ...facts,
    transactions: [...facts.transactions, { kind: 'return', at: now, amount, orderId }],
    redemptions: facts.redemptions.map((use) =>
      use.orderId === orderId && plan.pointsBack > 0 ? { ...use, back: [...use.back, given] } : use,
    ),
  }
  const [before, after] = [facts, later].map((known) => standingOf({ ...known, asOf: now }))
  return before?.member && after?.member ? { before: before.standing, after: after.standing } : null
}

/** What a return gives back, and what it does to tier and points: a sentence for each. */
export function reviewWords(
  order: { currency: string; last4: string | null },
  plan: ReturnPlan,
  effect: ReturnEffect | null,
  say: Say,
): { gives: string[]; does: string[] } {
  const { t } = say
  const amount = formatMoney(plan.refund, order.currency, say.locale)
  const points = plan.pointsBack
  const gives = [
    points === 0
      ? t('returns.review.refund', { amount })
      : t(plan.refund === 0 ? 'returns.review.pointsOnly' : 'returns.review.refundPoints', { amount, points }),
  ]
  if (plan.refund > 0 && order.last4) gives.push(t('returns.review.card', { last4: order.last4 }))
  return { gives, does: effect ? [tierWords(effect, say), ...pointsWords(effect, say)] : [] }
}

function tierWords({ before, after }: ReturnEffect, { t, money }: Say): string {
  const amount = money(after.qualifyingSpend)
  if (!before.tier) return t('returns.review.counts', { amount })
  const tier = before.tier.name
  if (after.tier?.key === before.tier.key) return t('returns.review.stays', { amount, tier })
  return after.tier
    ? t('returns.review.falls', { amount, tier, to: after.tier.name })
    : t('returns.review.ends', { amount, tier })
}

function pointsWords({ before, after }: ReturnEffect, { t, number }: Say): string[] {
  const points = after.points.reversed - before.points.reversed
  return points > 0 ? [t('returns.review.points', { points, balance: number(after.points.active) })] : []
}

/**
 * Why a tier was lost by returning pieces, for as long as that is the last thing that happened to the tier; null when it
 * was not these returns.
 * @param returns of one order.
 */
export function fallWords(
  shopper: Facts & { standing: Standing | null; say: Say },
  returns: readonly { at: Date }[],
): string | null {
  const { standing, say } = shopper
  const { t, money } = say
  const change = standing?.history.at(-1)
  if (!change?.from || change.by !== 'return') return null
  const at = change.at.getTime()
  if (!returns.some((back) => back.at.getTime() === at)) return null
  const then = standingOf({ ...shopper, asOf: change.at })
  if (!then.member) return null
  const { qualifyingSpend } = then.standing
  const missing = change.from.threshold - qualifyingSpend
  const values = { tier: change.from.name, amount: money(qualifyingSpend) }
  if (missing <= 0) return t('returns.fellPlain', values)
  const all = { ...values, missing: money(missing) }
  return change.to ? t('returns.fellTo', { ...all, to: change.to.name }) : t('returns.fell', all)
}
