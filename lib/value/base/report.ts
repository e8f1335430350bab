import { isoDay } from '@/lib/core/days'
import { SEGMENTS, TRENDS, type BaseValue, type Segment } from '../schema'
import type { Fitted } from './fit'
import type { Gathered } from './gather'
import { segmentsThen, type Placed } from './learn'
import { FORMER, type BaseReport, type Former, type SegmentCounts } from './schema'
import { bucketsOf, concentrationOf } from './spread'

const none = (): SegmentCounts => counts(SEGMENTS)
const counts = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number> // each of the names, as they were given

/**
 * What the studio draws of a base, while each of its customers goes by once, in the order of ids. The last of the base's
 * moments is where movement is counted from, those before it are month ends.
 */
export class Reporting {
  private readonly segments = none()
  private readonly trends = counts(TRENDS)
  private readonly movement = Object.fromEntries(FORMER.map((former) => [former, none()])) as Record<
    Former,
    SegmentCounts
  > // each of the names
  private readonly tiers: Omit<BaseReport['tiers'][number], 'tier' | 'name'>[]
  private readonly before: Iterator<Segment | null, void, void>
  private atRisk = 0
  private buyers = 0
  private spend = 0

  constructor(private readonly base: Gathered) {
    this.before = segmentsThen(base, base.asked.moments.length - 1)
    const { tiers } = base.asked.programme
    this.tiers = [null, ...tiers].map(() => ({ customers: 0, active: 0, vip: 0, atRisk: 0, spend: 0, score: 0 }))
  }

  add({ segment, score, trend, atRisk, orders, spend, tier }: Placed): void {
    const active = score > 0
    this.segments[segment] += 1
    this.movement[this.before.next().value ?? 'new'][segment] += 1
    if (active) this.trends[trend] += 1
    if (atRisk) this.atRisk += 1
    if (orders > 0) this.buyers += 1
    this.spend += spend
    const row = this.tiers[tier + 1]
    if (!row) return
    row.customers += 1
    row.active += active ? 1 : 0
    row.vip += segment === 'vip' ? 1 : 0
    row.atRisk += atRisk ? 1 : 0
    row.spend += spend
    row.score += score
  }

  result(value: BaseValue, { customers, logLikelihood }: Fitted): BaseReport {
    const { moments, programme } = this.base.asked
    const ends = moments.slice(0, -1).map(({ day }, i) => ({ day: isoDay(day), segments: this.countedThen(i) }))
    return {
      ...{ currency: programme.currency, customers: value.customers, buyers: this.buyers, active: value.active },
      ...{ spend: this.spend, atRisk: this.atRisk, trends: this.trends },
      scores: bucketsOf(this.base.score.at(-1)?.all() ?? new Float64Array()),
      concentration: concentrationOf(this.base.spend.all()),
      ...{ segments: this.segments, months: ends },
      movement: { since: isoDay(moments.at(-1)?.day ?? this.base.today), from: this.movement },
      tiers: this.tiers.map((row, i) => {
        const tier = programme.tiers[i - 1]
        const score = row.customers > 0 ? row.score / row.customers : 0
        return { tier: tier?.key ?? null, name: tier?.name ?? null, ...row, score }
      }),
      fitted: { customers, logLikelihood },
    }
  }

  private countedThen(moment: number): SegmentCounts {
    const counted = none()
    for (const segment of segmentsThen(this.base, moment)) if (segment) counted[segment] += 1
    return counted
  }
}
