import type { BaseValue, Segment, VipRule } from './schema'

/** The twentieth part of those with a score. */
export const DEFAULT_VIP: VipRule = { by: 'score', share: 0.05 }

/**
 * How far a relationship has come. Who kept nothing is a prospect, whatever else; a VIP is who has the score, or holds
 * the tier or a higher one, that the rule in data asks for.
 * @param of.held keys of the tier held and of those below it
 * @param of.base null before the first batch: then nobody is a VIP, for the rule comes with it
 */
export function segmentOf(of: {
  orders: number
  score: number
  held: readonly string[]
  base: Pick<BaseValue, 'vip' | 'vipCutOff'> | null
}): Segment {
  const { orders, base } = of
  if (orders === 0) return 'prospect'
  if (base && isVip(base, of)) return 'vip'
  return orders === 1 ? 'one-timer' : 'repeat'
}

function isVip(
  { vip, vipCutOff }: Pick<BaseValue, 'vip' | 'vipCutOff'>,
  { score, held }: { score: number; held: readonly string[] },
): boolean {
  if (vip.by === 'tier') return held.includes(vip.tier)
  return vipCutOff !== null && score > 0 && score >= vipCutOff
}

/**
 * Share of the base with a smaller score, 0 to 100, read from the scores at its percentiles 0 to 100: exact at each of
 * them, in between in proportion. Who has the smallest score has 0, who passes the greatest 100.
 */
export function percentileIn(percentiles: readonly number[], score: number): number {
  const above = percentiles.findIndex((each) => each >= score)
  if (above === -1) return 100
  if (above === 0) return 0
  const low = percentiles[above - 1] ?? score
  const high = percentiles[above] ?? score
  return above - 1 + (high > low ? (score - low) / (high - low) : 0)
}
