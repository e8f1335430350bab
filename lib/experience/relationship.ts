import type { Tier } from '@/lib/loyalty/schema'
import type { Shopper } from './schema'

/** The way to the next tier as a bar and its words. */
export type TierWay = {
  title: string
  line: string
  progress: {
    metal: Tier['accent']
    label: string
    valueText: string
    value: number
    /** What comes on top once its hold ends; absent when nothing is held. */
    pending?: number
    max: number
    tick?: number
    counts: { amount: string; label: string }
    present?: string
    next: string
  }
}

/** The way to the next tier; null for no member and at the top. The same numbers as the tier itself. */
export function tierWay({ say, standing, programme }: Pick<Shopper, 'say' | 'standing' | 'programme'>): TierWay | null {
  if (!standing?.next || standing.amountToNext === null) return null
  const { t, money } = say
  const { tier, next, qualifyingSpend, pendingSpend } = standing
  const { window } = programme
  return {
    title: t('standing.toNext', { amount: money(standing.amountToNext), tier: next.name }),
    line: t(`standing.window.${window.kind}`, window.kind === 'rolling' ? { days: window.days } : undefined),
    progress: {
      metal: (tier ?? next).accent,
      label: t('progress.label', { tier: next.name }),
      valueText: t('progress.value', { have: money(qualifyingSpend), goal: money(next.threshold) }),
      value: qualifyingSpend,
      ...(pendingSpend > 0 ? { pending: pendingSpend } : {}),
      max: next.threshold,
      ...(tier && tier.threshold > 0
        ? { tick: tier.threshold, present: t('standing.tierAt', { tier: tier.name, amount: money(tier.threshold) }) }
        : {}),
      counts: {
        amount: money(qualifyingSpend),
        label: pendingSpend > 0 ? t('standing.soFarPending', { pending: money(pendingSpend) }) : t('standing.soFar'),
      },
      next: t('standing.tierAt', { tier: next.name, amount: money(next.threshold) }),
    },
  }
}
