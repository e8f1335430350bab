import { benefitsOf, nextOrderPercent } from '@/lib/loyalty/benefits'
import type { Benefit, LoyaltyProgram, Tier } from '@/lib/loyalty/schema'
import type { Say } from './say'

/** A tier's benefits as short lines, in the programme's order. */
export const benefitLines = (tier: Tier, say: Say): string[] =>
  tier.benefits.map((benefit) => benefitLine(benefit, say))

/** A tier's benefits as one sentence: "10% off your next order, free shipping and one point for each dollar." */
export function tierSentence(tier: Tier, say: Say): string {
  const lines = benefitLines(tier, say).map((line, i) =>
    i === 0 ? line : line.charAt(0).toLowerCase() + line.slice(1),
  )
  return lines.length === 0 ? '' : `${say.list(lines)}.`
}

function benefitLine(benefit: Benefit, { t, list, country }: Say): string {
  switch (benefit.kind) {
    case 'percent-off':
      return t(benefit.on === 'next-order' ? 'offer.nextOrder' : 'offer.everyOrder', { percent: benefit.percent })
    case 'free-shipping':
      return benefit.countries.join() === 'US'
        ? t('benefit.freeShipping.us')
        : t('benefit.freeShipping', { countries: list(benefit.countries.map(country)) })
    case 'points-multiplier':
      return t('benefit.points', { factor: benefit.factor })
    case 'early-access':
      return t('benefit.earlyAccess', { hours: benefit.hours })
    case 'service':
      return t(`benefit.${benefit.service}`)
    case 'gift':
      return benefit.gift
  }
}

/**
 * Benefits side by side: a row for each kind that any tier gives, a value for each tier, what it inherits included; a
 * dash where it gives none.
 */
export function benefitMatrix(programme: LoyaltyProgram, say: Say): { label: string; values: string[] }[] {
  const { t } = say
  const percent = (value: number) => t('benefit.percent', { percent: value })
  const service = (name: 'alterations' | 'set-aside') => (tier: Tier) =>
    benefitsOf(programme, tier).services.includes(name) ? t('benefit.yes') : null
  const rows: { label: string; value: (tier: Tier) => string | null }[] = [
    {
      label: t('benefit.row.nextOrder'),
      value: (tier) => {
        const value = nextOrderPercent(tier)
        return value === null ? null : percent(value)
      },
    },
    {
      label: t('benefit.row.everyOrder'),
      value: (tier) => {
        const best = Math.max(0, ...benefitsOf(programme, tier).everyOrder.map((one) => one.percent))
        return best > 0 ? percent(best) : null
      },
    },
    {
      label: t('benefit.row.shipping'),
      value: (tier) => (benefitsOf(programme, tier).freeShippingTo.length > 0 ? t('benefit.yes') : null),
    },
    { label: t('benefit.row.points'), value: (tier) => say.number(benefitsOf(programme, tier).pointsFactor) },
    {
      label: t('benefit.row.earlyAccess'),
      value: (tier) => {
        const hours = benefitsOf(programme, tier).earlyAccessHours
        return hours > 0 ? t('benefit.hours', { hours }) : null
      },
    },
    { label: t('benefit.alterations'), value: service('alterations') },
    { label: t('benefit.set-aside'), value: service('set-aside') },
  ]
  return rows
    .map(({ label, value }) => ({ label, values: programme.tiers.map((tier) => value(tier) ?? t('benefit.none')) }))
    .filter(({ values }) => values.some((words) => words !== t('benefit.none')))
}
