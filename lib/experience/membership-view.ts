import { SHIPPING } from '@/lib/cart/shipping'
import { dayOf } from '@/lib/core/days'
import type { LoyaltyProgram, MembershipFact, Tier } from '@/lib/loyalty/schema'
import { courseOf, standingOf } from '@/lib/loyalty/standing'
import { benefitLines, type Speaking } from './benefits'
import { bestPercent } from './hero'
import type { Shopper } from './schema'

/** How many days ahead the end of a membership is told above everything else. */
export const VALIDITY_TOLD_DAYS = 90

export type ValidityView = {
  text: string
  /** Whether "Confirm your details" is still to be done. */
  confirm: boolean
  /** Whether it ends within the days above, and something is still missing. */
  soon: boolean
}

/** How long the membership lasts and what extends it; null where it has no end, and for who is no member. */
export function validityView({ say, standing, programme, now }: Shopper): ValidityView | null {
  const { validity: rule, timeZone } = programme
  const validity = standing?.validity
  if (!validity || !rule) return null
  const { until, needs } = validity
  const { t } = say
  const missing = [
    ...(needs.confirmation ? [t('validity.confirm')] : []),
    ...(needs.transactions > 0 ? [t('validity.buy', { count: needs.transactions })] : []),
  ]
  const values = { date: say.date(until), years: rule.years }
  return {
    text:
      missing.length > 0
        ? t('validity.unless', { ...values, missing: say.list(missing) })
        : t('validity.extended', values),
    confirm: needs.confirmation,
    soon: missing.length > 0 && dayOf(until, timeZone) - dayOf(now, timeZone) <= VALIDITY_TOLD_DAYS,
  }
}

/** What leaving ends, and what coming back would restore, one sentence each; null for who is no member. */
export function leavingView(shopper: Shopper): { ends: string[]; restores: string[] } | null {
  const { say, standing, programme, entitlements } = shopper
  if (!standing) return null
  const { t } = say
  const { tier, points } = standing
  const left = points.active + points.pending
  const offer = bestPercent(entitlements)
  const gives = tier ? heldLines(programme, tier, shopper) : []
  return {
    ends: [
      tier ? t('leave.tier', { tier: tier.name }) : t('leave.member'),
      ...(gives.length > 0 ? [t('leave.gives', { count: gives.length, gives: say.list(gives) })] : []),
      ...(offer?.offer?.startsWith('tier:') ? [t('leave.offer', { percent: offer.percent })] : []),
      ...(left > 0 ? [t('leave.points', { points: left })] : []),
    ],
    restores: restoredBy(shopper, [...shopper.memberships, resigning(shopper.now)]),
  }
}

/**
 * What holding a tier gives, its own first, as parts of a sentence; without the next order's percentage, which is an offer
 * of its own, and of points factors only the one that counts.
 */
export function heldLines(programme: LoyaltyProgram, tier: Tier, speaking: Speaking): string[] {
  const held = programme.tiers.slice(0, programme.tiers.findIndex(({ key }) => key === tier.key) + 1).reverse()
  const once = new Set<string>()
  // Where the house sends to everybody without charge, nothing ends.
  const freeAnyway = SHIPPING[programme.currency]?.freeTo ?? []
  const lines = held.flatMap((each) => {
    const benefits = each.benefits.filter((benefit) => {
      if (benefit.kind === 'percent-off' && benefit.on === 'next-order') return false
      if (benefit.kind === 'free-shipping') return benefit.countries.some((country) => !freeAnyway.includes(country))
      if (benefit.kind !== 'points-multiplier' && benefit.kind !== 'percent-off') return true
      const isFirst = !once.has(benefit.kind)
      once.add(benefit.kind)
      return isFirst
    })
    return benefitLines({ ...each, benefits }, speaking)
  })
  return lines.map((line) => line.charAt(0).toLowerCase() + line.slice(1))
}

export type LeftView = { title: string; restores: string[] }

/**
 * What coming back restores, for who was a member once. Null for members and for who never was one.
 * Only a request brings back: neither a purchase nor an order does.
 */
export function leftView(shopper: Shopper): LeftView | null {
  const { memberships, say } = shopper
  const until = leftAt(shopper)
  if (!until) return null
  const resigned = memberships.some(({ kind, at }) => kind === 'resign' && at.getTime() === until.getTime())
  const date = say.date(until)
  return {
    title: say.t(resigned ? 'left.title' : 'left.lapsed', { date }),
    restores: restoredBy(shopper, memberships),
  }
}

/** When somebody who is no member any more left, or lapsed; null for members and for who never was one. */
export function leftAt({ customer, standing, programme, memberships, transactions, redemptions, now }: Shopper) {
  if (!customer || standing) return null
  const course = courseOf({ programme, memberships, transactions, redemptions, asOf: now })
  return course.memberships.at(-1)?.until ?? null
}

/** Rejoining now, by the same fold as everything else: what would count, which tier it would be, and what stays lost. */
function restoredBy(
  { say, programme, transactions, redemptions, now }: Shopper,
  memberships: readonly MembershipFact[],
): string[] {
  const { t } = say
  const join = { kind: 'join' as const, at: now, reason: 'request' as const, orderId: null }
  const result = standingOf({ programme, memberships: [...memberships, join], transactions, redemptions, asOf: now })
  if (!result.member) return []
  const { qualifyingSpend, tier } = result.standing
  const amount = say.money(qualifyingSpend)
  return [
    tier && tier.threshold > 0 ? t('left.countsTier', { amount, tier: tier.name }) : t('left.counts', { amount }),
    t('left.meanwhile'),
    ...(programme.points ? [t('left.points')] : []),
  ]
}

const resigning = (at: Date): MembershipFact => ({ kind: 'resign', at, reason: 'request', orderId: null })
