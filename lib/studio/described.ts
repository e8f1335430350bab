import type { MessageKey } from '@/lib/core/messages'
import type { Say } from '@/lib/experience/say'
import type { Benefit, LoyaltyProgram, Tier } from '@/lib/loyalty/schema'

/** One setting of a programme in words: "Threshold of Bronze", "$4,000.00". */
export type Described = {
  /** Where it stands, tiers by key: "tiers.bronze.threshold". The same setting of two programmes has the same path. */
  path: string
  label: string
  value: string
}

/**
 * Every setting of a programme in words, in the order of its definition. What a null part of it (no cycle, no points)
 * would say is left out, but for one line that says that there is none.
 */
export function describeProgramme(programme: LoyaltyProgram, say: Say): Described[] {
  const { t } = say
  const line = (path: string, label: string, value: string): Described => ({ path, label, value })
  const yes = (value: boolean) => t(value ? 'studio.value.yes' : 'studio.value.no')
  const days = (count: number) => t('studio.value.days', { count })
  const { window, cycle, validity, points, joining } = programme
  const none = t('studio.value.none')
  return [
    line('name', t('studio.setting.name'), programme.name),
    line('currency', t('studio.setting.currency'), programme.currency),
    line('timeZone', t('studio.setting.timeZone'), programme.timeZone),
    line(
      'window',
      t('studio.setting.window'),
      window.kind === 'rolling' ? t('studio.value.rolling', { count: window.days }) : t(WINDOWS[window.kind]),
    ),
    line('countJoiningDay', t('studio.setting.countJoiningDay'), yes(programme.countJoiningDay)),
    line(
      'qualifying',
      t('studio.setting.qualifying'),
      t(programme.qualifying === 'paid' ? 'studio.value.paid' : 'studio.value.merchandise'),
    ),
    line('hold.days', t('studio.setting.hold'), days(programme.hold.days)),
    line('cycle.months', t('studio.setting.cycle'), cycle ? t('studio.value.months', { count: cycle.months }) : none),
    ...(cycle
      ? [
          line('cycle.downgrade', t('studio.setting.downgrade'), t(DOWNGRADES[cycle.downgrade])),
          line('cycle.graceDays', t('studio.setting.grace'), days(cycle.graceDays)),
        ]
      : []),
    line(
      'validity.years',
      t('studio.setting.validity'),
      validity ? t('studio.value.years', { count: validity.years }) : none,
    ),
    ...(validity
      ? [
          line(
            'validity.transactions',
            t('studio.setting.validityTransactions'),
            t('studio.value.purchases', { count: validity.transactions }),
          ),
        ]
      : []),
    line('joining.byRequest', t('studio.setting.byRequest'), yes(joining.byRequest)),
    line('joining.byFirstPurchase', t('studio.setting.byFirstPurchase'), yes(joining.byFirstPurchase)),
    line('joining.byTierOrder', t('studio.setting.byTierOrder'), yes(joining.byTierOrder)),
    line(
      'points.perUnit',
      t('studio.setting.pointsPerUnit', { unit: say.unit }),
      points ? say.number(points.perUnit) : none,
    ),
    ...(points
      ? [
          line('points.worth', t('studio.setting.pointsWorth'), say.money(points.worth)),
          line(
            'points.expireMonths',
            t('studio.setting.pointsExpire'),
            points.expireMonths === null
              ? t('studio.value.never')
              : t('studio.value.afterMonths', { count: points.expireMonths }),
          ),
          line(
            'points.afterReturn',
            t('studio.setting.pointsAfterReturn'),
            t(points.afterReturn === 'negative' ? 'studio.value.negative' : 'studio.value.withinBalance'),
          ),
        ]
      : []),
    ...programme.tiers.flatMap((tier, place) => describeTier(tier, place, say)),
  ]
}

const WINDOWS = {
  'calendar-year': 'studio.value.calendarYear',
  anniversary: 'studio.value.anniversary',
  lifetime: 'studio.value.lifetime',
} as const satisfies Record<string, MessageKey>

const DOWNGRADES = {
  'balance-based': 'studio.value.balanceBased',
  'one-down': 'studio.value.oneDown',
  none: 'studio.value.stays',
} as const satisfies Record<string, MessageKey>

function describeTier(tier: Tier, place: number, say: Say): Described[] {
  const { t } = say
  const at = (path: string) => `tiers.${tier.key}.${path}`
  const named = { tier: tier.name }
  return [
    { path: at('name'), label: t('studio.setting.tier', { place: place + 1 }), value: tier.name },
    { path: at('threshold'), label: t('studio.setting.threshold', named), value: say.money(tier.threshold) },
    ...(tier.keep === undefined
      ? []
      : [{ path: at('keep'), label: t('studio.setting.keep', named), value: say.money(tier.keep) }]),
    { path: at('accent'), label: t('studio.setting.accent', named), value: t(ACCENTS[tier.accent]) },
    ...tier.benefits.map((benefit) => {
      const { kind, value } = describeBenefit(benefit, say)
      return { path: at(kind), label: t('studio.setting.benefit', named), value }
    }),
  ]
}

const ACCENTS = {
  ink: 'studio.value.ink',
  bronze: 'studio.value.bronze',
  silver: 'studio.value.silver',
  gold: 'studio.value.gold',
  green: 'studio.value.green',
} as const satisfies Record<Tier['accent'], MessageKey>

/** A benefit in words, and what tells it from the other benefits of its tier. */
function describeBenefit(benefit: Benefit, say: Say): { kind: string; value: string } {
  const { t } = say
  const { kind } = benefit
  switch (kind) {
    case 'percent-off': {
      const { percent, on } = benefit
      const each = on === 'every-order'
      return { kind: `${kind}.${on}`, value: t(each ? 'studio.benefit.every' : 'studio.benefit.next', { percent }) }
    }
    case 'free-shipping':
      return { kind, value: t('studio.benefit.shipping', { countries: say.list(benefit.countries.map(say.country)) }) }
    case 'points-multiplier':
      return { kind, value: t('studio.benefit.points', { factor: benefit.factor }) }
    case 'early-access':
      return { kind, value: t('studio.benefit.early', { hours: benefit.hours }) }
    case 'service':
      return {
        kind: `${kind}.${benefit.service}`,
        value: t(benefit.service === 'alterations' ? 'studio.benefit.alterations' : 'studio.benefit.setAside'),
      }
    case 'gift':
      // A tier may give several.
      return { kind: `${kind}.${benefit.gift}`, value: t('studio.benefit.gift', { gift: benefit.gift }) }
  }
}
