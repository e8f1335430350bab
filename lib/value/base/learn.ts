import { predictionOf } from '../predict'
import type { BaseValue, Segment, Trend, VipRule } from '../schema'
import { segmentOf } from '../segment'
import { trendOf } from '../trend'
import type { Fitted } from './fit'
import { ABSENT, type Gathered } from './gather'
import { cutOffOf, middleHalf, percentilesOf, smallerThan, upTo } from './quantiles'

/** What requests need of a base. `active`: with a score above zero. */
export function baseValueOf(base: Gathered, { bgNbd, gammaGamma }: Fitted): BaseValue {
  const { weights, vip, asOf } = base.asked
  const weeks = base.score.map((scores) => scores.all().toSorted())
  const now = weeks.at(-1) ?? new Float64Array()
  const active = (sorted: Float64Array) => sorted.subarray(upTo(sorted, 0))
  return {
    ...{ asOf, customers: now.length, active: active(now).length, weights, vip },
    vipCutOff: vipCutOffIn(now, vip),
    band: weeks.map((sorted) => middleHalf(active(sorted))),
    percentiles: percentilesOf(now),
    ...{ bgNbd, gammaGamma },
  }
}

/** The smallest score of a VIP, where the rule goes by score. */
const vipCutOffIn = (sorted: Float64Array, vip: VipRule): number | null =>
  vip.by === 'score' ? cutOffOf(sorted, vip.share) : null

const NO_TIER: readonly string[] = []

/** By place of a tier in the programme its key and those of the tiers below it. */
const heldIn = ({ asked }: Gathered): string[][] =>
  asked.programme.tiers.map((_, place, tiers) => tiers.slice(0, place + 1).map(({ key }) => key))

/** One customer among all of them, as of the as-of. */
export type Placed = {
  id: string
  scores: number[]
  score: number
  rank: number
  percentile: number
  segment: Segment
  trend: Trend
  /** Place of the tier in the programme; -1 without one. */
  tier: number
  orders: number
  spend: number
  lastAt: number | null
  expected90: number | null
  atRisk: boolean
}

/** Everybody in the order of ids, one at a time. Fields are named one by one, here as in all that is made so often. */
export function* placedIn(base: Gathered, value: BaseValue): Generator<Placed, void, void> {
  const last = base.score.at(-1)
  const sorted = last?.all().toSorted() ?? new Float64Array()
  const held = heldIn(base)
  const { today } = base
  const { bgNbd } = value
  for (let i = 0; i < base.ids.length; i++) {
    const score = last?.at(i) ?? 0
    const orders = base.orders.at(i)
    const tier = base.tier.at(i)
    const lastAt = base.lastAt.at(i)
    const rhythm = base.rhythm.at(i)
    const scores = base.score.map((column) => column.at(i))
    const rhythmDays = Number.isNaN(rhythm) ? null : rhythm
    const { expected90, atRisk } = predictionOf({ days: base.daysOf(i), today, bgNbd, rhythmDays })
    yield {
      id: base.ids[i] ?? '',
      scores,
      score,
      tier,
      orders,
      spend: base.spend.at(i),
      expected90,
      rank: sorted.length - upTo(sorted, score) + 1,
      percentile: (100 * smallerThan(sorted, score)) / sorted.length,
      segment: segmentOf({ orders, score, held: held[tier] ?? NO_TIER, base: value }),
      trend: trendOf(scores),
      lastAt: Number.isNaN(lastAt) ? null : lastAt,
      atRisk: atRisk !== null,
    }
  }
}

/** Where everybody stood at the end of an earlier day, by what was known then; null for who was not there yet. */
export function* segmentsThen(base: Gathered, moment: number): Generator<Segment | null, void, void> {
  const then = base.then[moment]
  const { vip } = base.asked
  if (!then) return
  const scores = then.score.all().filter((_, i) => then.orders.at(i) !== ABSENT)
  const rule = { vip, vipCutOff: vipCutOffIn(scores.toSorted(), vip) }
  const held = heldIn(base)
  for (let i = 0; i < base.ids.length; i++) {
    const orders = then.orders.at(i)
    if (orders === ABSENT) yield null
    else yield segmentOf({ orders, score: then.score.at(i), held: held[then.tier.at(i)] ?? NO_TIER, base: rule })
  }
}
