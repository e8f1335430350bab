import type { Benefit, Tier } from '@/lib/loyalty/schema'
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
  }
}

/** Benefits side by side: a row for each kind that any tier gives, a value for each tier, a dash where it gives none. */
export function benefitMatrix(tiers: readonly Tier[], say: Say): { label: string; values: string[] }[] {
  const { t } = say
  const rows: { label: string; value: (benefit: Benefit) => string | null }[] = [
    {
      label: t('benefit.row.nextOrder'),
      value: (one) => (one.kind === 'percent-off' && one.on === 'next-order' ? percent(one.percent, say) : null),
    },
    {
      label: t('benefit.row.everyOrder'),
      value: (one) => (one.kind === 'percent-off' && one.on === 'every-order' ? percent(one.percent, say) : null),
    },
    {
      label: t('benefit.row.shipping'),
      value: (one) => (one.kind === 'free-shipping' ? t('benefit.yes') : null),
    },
    {
      label: t('benefit.row.points'),
      value: (one) => (one.kind === 'points-multiplier' ? say.number(one.factor) : null),
    },
    {
      label: t('benefit.row.earlyAccess'),
      value: (one) => (one.kind === 'early-access' ? t('benefit.hours', { hours: one.hours }) : null),
    },
    {
      label: t('benefit.alterations'),
      value: (one) => (one.kind === 'service' && one.service === 'alterations' ? t('benefit.yes') : null),
    },
    {
      label: t('benefit.set-aside'),
      value: (one) => (one.kind === 'service' && one.service === 'set-aside' ? t('benefit.yes') : null),
    },
  ]
  return rows
    .map(({ label, value }) => ({
      label,
      values: tiers.map((tier) => tier.benefits.map(value).find((words) => words !== null) ?? t('benefit.none')),
    }))
    .filter(({ values }) => values.some((words) => words !== t('benefit.none')))
}

const percent = (value: number, { t }: Say): string => t('benefit.percent', { percent: value })
