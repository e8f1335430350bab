import type { Benefit, Tier } from '@/lib/loyalty/schema'
import type { Say } from './say'

/** A tier's benefits as short lines, in the programme's order. */
export const benefitLines = (tier: Tier, { t }: Say): string[] =>
  tier.benefits.map((benefit) => benefitLine(benefit, t))

/** A tier's benefits as one sentence: "10% off your next order, free shipping and one point for each dollar." */
export function tierSentence(tier: Tier, say: Say): string {
  const lines = benefitLines(tier, say).map((line, i) =>
    i === 0 ? line : line.charAt(0).toLowerCase() + line.slice(1),
  )
  return lines.length === 0 ? '' : `${say.list(lines)}.`
}

function benefitLine(benefit: Benefit, t: Say['t']): string {
  switch (benefit.kind) {
    case 'percent-off':
      return t(benefit.on === 'next-order' ? 'offer.nextOrder' : 'offer.everyOrder', { percent: benefit.percent })
    case 'free-shipping':
      return t('benefit.freeShipping')
    case 'points-multiplier':
      return t('benefit.points', { factor: benefit.factor })
    case 'early-access':
      return t('benefit.earlyAccess', { hours: benefit.hours })
    case 'service':
      return t(`benefit.${benefit.service}`)
  }
}
