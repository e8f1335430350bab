import { benefitsOf, nextOrderPercent } from '@/lib/loyalty/benefits'
import type { Benefit, LoyaltyProgram, Tier } from '@/lib/loyalty/schema'
import type { Say } from './say'

/** The programme, and how to speak of it. */
export type Speaking = { say: Say; programme: LoyaltyProgram }

/** A tier's benefits as short lines, in the programme's order. A points factor says nothing where there are no points. */
export const benefitLines = (tier: Tier, speaking: Speaking): string[] =>
  tier.benefits.flatMap((benefit) => benefitLine(benefit, speaking) ?? [])

/** A tier's benefits as one sentence: "10% off your next order, free shipping and one point for each dollar." */
export function tierSentence(tier: Tier, speaking: Speaking): string {
  const lines = benefitLines(tier, speaking).map((line, i) =>
    i === 0 ? line : line.charAt(0).toLowerCase() + line.slice(1),
  )
  return lines.length === 0 ? '' : `${speaking.say.list(lines)}.`
}

function benefitLine(benefit: Benefit, { say, programme }: Speaking): string | null {
  const { t } = say
  switch (benefit.kind) {
    case 'percent-off':
      return t(benefit.on === 'next-order' ? 'offer.nextOrder' : 'offer.everyOrder', { percent: benefit.percent })
    case 'free-shipping':
      return shippingWords(benefit.countries, say)
    case 'points-multiplier': {
      if (!programme.points) return null
      const rate = pointsRate(programme, benefit.factor)
      return t('benefit.points', { rate, points: say.number(rate), unit: say.unit })
    }
    case 'early-access':
      return t('benefit.earlyAccess', { hours: benefit.hours })
    case 'service':
      return t(`benefit.${benefit.service}`)
    case 'gift':
      return benefit.gift
  }
}

/** Points for each whole currency unit; binary fractions lose what they add in the sixteenth digit. */
export const pointsRate = ({ points }: Pick<LoyaltyProgram, 'points'>, factor: number): number =>
  Number(((points?.perUnit ?? 0) * factor).toPrecision(12))

const shippingWords = (countries: readonly string[], { t, list, country }: Say): string =>
  countries.join() === 'US'
    ? t('benefit.freeShipping.us')
    : t('benefit.freeShipping', { countries: list(countries.map(country)) })

/** "From $4,000"; a tier that has no threshold is every member's. */
export const tierFrom = ({ threshold }: Tier, { t, money }: Say): string =>
  threshold > 0 ? t('loyalty.from', { amount: money(threshold) }) : t('benefit.everyMember')

export type BenefitRow = { label: string; values: string[] }

/** Where each tier begins, as a row above its benefits. */
export function thresholdRow(programme: LoyaltyProgram, { t, moneyShort }: Say): BenefitRow {
  return {
    label: t('benefit.row.from'),
    values: programme.tiers.map(({ threshold }) => (threshold > 0 ? moneyShort(threshold) : t('benefit.everyMember'))),
  }
}

/**
 * Benefits side by side: a row for each kind that any tier gives, a value for each tier, what it inherits included; a
 * dash where it gives none.
 */
export function benefitMatrix(programme: LoyaltyProgram, say: Say): BenefitRow[] {
  const { t, unit } = say
  const percent = (value: number) => t('benefit.percent', { percent: value })
  const service = (name: 'alterations' | 'set-aside') => (tier: Tier) =>
    benefitsOf(programme, tier).services.includes(name) ? t('benefit.yes') : null
  const freeTo = (tier: Tier) => benefitsOf(programme, tier).freeShippingTo
  // Where every tier that ships freely does so to the same countries, the row's name says them once.
  const ways = [...new Set(programme.tiers.map((tier) => freeTo(tier).join()).filter(Boolean))]
  const [only] = ways.length === 1 ? ways : []
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
      label: only ? shippingWords(only.split(','), say) : t('benefit.row.shipping'),
      value: (tier) => {
        const countries = freeTo(tier)
        if (countries.length === 0) return null
        return only ? t('benefit.yes') : say.list(countries.map(say.country))
      },
    },
    {
      label: t('benefit.row.points', { unit }),
      value: (tier) =>
        programme.points ? say.number(pointsRate(programme, benefitsOf(programme, tier).pointsFactor)) : null,
    },
    {
      label: t('benefit.row.earlyAccess'),
      value: (tier) => {
        const hours = benefitsOf(programme, tier).earlyAccessHours
        return hours > 0 ? t('benefit.hours', { hours }) : null
      },
    },
    { label: t('benefit.alterations'), value: service('alterations') },
    { label: t('benefit.set-aside'), value: service('set-aside') },
    { label: t('benefit.row.gift'), value: (tier) => giftsUpTo(programme, tier, say) },
  ]
  return rows
    .map(({ label, value }) => ({ label, values: programme.tiers.map((tier) => value(tier) ?? t('benefit.none')) }))
    .filter(({ values }) => values.some((words) => words !== t('benefit.none')))
}

/** What is put into the box of an order at a tier, that of the tiers below it included. */
function giftsUpTo({ tiers }: LoyaltyProgram, tier: Tier, say: Say): string | null {
  const held = tiers.slice(0, tiers.findIndex(({ key }) => key === tier.key) + 1)
  const gifts = held.flatMap(({ benefits }) =>
    benefits.flatMap((benefit) => (benefit.kind === 'gift' ? [benefit.gift] : [])),
  )
  return gifts.length > 0 ? say.list([...new Set(gifts)]) : null
}
