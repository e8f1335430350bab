import type { LoyaltyProgram, Standing, TierChange } from '@/lib/loyalty/schema'
import type { Say } from './say'

/** A line of the tier history in words: when, what became of the tier, and by what. */
export type HistoryLine = { date: string; change: string; by: string }

const BY = {
  purchase: 'loyalty.history.byOrder',
  return: 'loyalty.history.byReturn',
  hold: 'loyalty.history.byHold',
  date: 'loyalty.history.byDate',
  cycle: 'loyalty.history.byCycle',
  validity: 'loyalty.history.byValidity',
  membership: 'loyalty.history.byMembership',
} as const satisfies Record<TierChange['by'], string>

/** How a member's tier came to be, newest first, down to the joining that the present membership began with. */
export function tierHistory(standing: Standing, programme: LoyaltyProgram, { t, date }: Say): HistoryLine[] {
  const changes = standing.history.toReversed().map(({ at, from, to, by }) => {
    const rises = to !== null && (from === null || to.threshold > from.threshold)
    const change = rises
      ? t('loyalty.history.reached', { tier: to.name })
      : to
        ? t('loyalty.history.left', { tier: to.name })
        : t('loyalty.history.base', { tier: programme.tiers[0]?.name ?? '' })
    return { date: date(at), change, by: t(BY[by]) }
  })
  return [...changes, { date: date(standing.memberSince), change: t('loyalty.history.joined'), by: '' }]
}
