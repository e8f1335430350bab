import { tierIndexOf } from './programme'
import type { Benefit, LoyaltyProgram, Tier } from './schema'

/** All that a tier gives, its own and what it inherits. */
export type TierBenefits = {
  /** Percentages off each order, lowest tier first; the cart takes the best one. */
  everyOrder: readonly { percent: number; tier: Tier }[]
  /** ISO countries, without repetition. */
  freeShippingTo: readonly string[]
  pointsFactor: number
  /** Hours before everybody; 0 for none. */
  earlyAccessHours: number
  services: readonly ('alterations' | 'set-aside')[]
  /** What is put into the box of each order, as it is shown. */
  gifts: readonly string[]
}

/** One kind of benefit, narrowed. */
type Of<K extends Benefit['kind']> = Extract<Benefit, { kind: K }>

const benefitsOfKind = <K extends Benefit['kind']>(tier: Tier, kind: K): Of<K>[] =>
  tier.benefits.filter((benefit): benefit is Of<K> => benefit.kind === kind)

/**
 * What holding `tier` gives. A tier gives everything that the tiers below it give; of the points multiplier the nearest
 * one counts, of early access the longest. Offers for the next order are not here: they belong to reaching a tier, not
 * to holding it (lib/offers/rules.ts). Null: what everybody has, which is nothing and points at the plain rate.
 */
export function benefitsOf(programme: LoyaltyProgram, tier: Tier | null): TierBenefits {
  const index = tierIndexOf(programme, tier)
  const held = programme.tiers.slice(0, index + 1)
  const all = <K extends Benefit['kind']>(kind: K) => held.flatMap((each) => benefitsOfKind(each, kind))
  return {
    everyOrder: held.flatMap((each) =>
      benefitsOfKind(each, 'percent-off')
        .filter(({ on }) => on === 'every-order')
        .map(({ percent }) => ({ percent, tier: each })),
    ),
    freeShippingTo: [...new Set(all('free-shipping').flatMap(({ countries }) => countries))],
    pointsFactor: pointsFactorAt(programme, index),
    earlyAccessHours: Math.max(0, ...all('early-access').map(({ hours }) => hours)),
    services: [...new Set(all('service').map(({ service }) => service))],
    gifts: [...new Set(all('gift').map(({ gift }) => gift))],
  }
}

/** The points multiplier of the tier at `index` of the programme (-1: none), by itself: a fold asks for it often. */
export function pointsFactorAt(programme: LoyaltyProgram, index: number): number {
  for (let i = index; i >= 0; i--) {
    const own = programme.tiers[i]?.benefits.find((benefit) => benefit.kind === 'points-multiplier')
    if (own) return own.factor
  }
  return 1
}

/** Percentage off the order after the one that reaches `tier`; null when the tier itself gives none. */
export function nextOrderPercent(tier: Tier): number | null {
  return benefitsOfKind(tier, 'percent-off').find(({ on }) => on === 'next-order')?.percent ?? null
}
