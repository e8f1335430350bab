import { dayOf, type Day } from '@/lib/core/days'
import { MINOR_PER_UNIT } from '@/lib/core/money'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { tierOf } from '@/lib/loyalty/standing'
import { loyaltyFactsOf, type LoyaltyFacts } from '@/lib/loyalty/transactions'
import { keptOf } from '../kept'
import { spendingOf } from '../prediction/summary'
import { valueFactsOf } from '../purchases'
import type { ValueFacts, VipRule, Weights } from '../schema'
import { flowsOf, scoreOn, SCORES_SHOWN, scoresUntil } from '../score'
import { statsOf } from '../stats'
import { Column, columns } from './columns'
import type { DayEnd } from './moments'
import type { BaseCustomer } from './row'

/** What is worked out for, the same for everybody. */
export type Asked = {
  programme: LoyaltyProgram
  asOf: Date
  weights: Weights
  vip: VipRule
  /** Earlier days at whose end segments are told, by what was known then. */
  moments: readonly DayEnd[]
}

/** How a moment found somebody: not there yet, or with so many purchases kept (2 stands for more). */
export const ABSENT = -1

/**
 * What is kept of everybody while the base goes by: numbers, in the order of ids, a few hundred bytes each. What needs
 * all of them (ranks, cut-offs, fits) is worked out afterwards.
 */
export class Gathered {
  readonly ids: string[] = []
  readonly score = columns(SCORES_SHOWN)
  readonly orders = new Column()
  readonly spend = new Column()
  /** Milliseconds; NaN without one. */
  readonly lastAt = new Column()
  /** NaN without one. */
  readonly rhythm = new Column()
  /** Place of the tier in the programme; -1 without one. */
  readonly tier = new Column()
  /** Days with a purchase, all customers' one after the other; from `daysFrom` of one on to that of the next. */
  readonly days = new Column()
  readonly daysFrom = new Column()
  /** Repeat purchases and their mean in units of the currency, for Gamma-Gamma; NaN without one. */
  readonly spendingX = new Column()
  readonly spendingMean = new Column()
  readonly then: { score: Column; orders: Column; tier: Column }[]
  readonly today: Day

  constructor(readonly asked: Asked) {
    this.today = dayOf(asked.asOf, asked.programme.timeZone)
    this.then = asked.moments.map(() => ({ score: new Column(), orders: new Column(), tier: new Column() }))
  }

  add(customer: BaseCustomer): void {
    const { programme, asOf, weights } = this.asked
    const { timeZone } = programme
    const facts = valueFactsOf(programme, customer)
    const loyalty = loyaltyFactsOf(programme, { ...customer, redemptions: [] })
    const { orders, spend, last, rhythmDays } = statsOf(facts, asOf, timeZone)
    const flows = flowsOf(facts, asOf, timeZone)

    this.ids.push(customer.id)
    scoresUntil(flows, this.today, weights).forEach((score, i) => this.score[i]?.push(score))
    this.orders.push(orders)
    this.spend.push(spend)
    this.lastAt.push(last?.getTime() ?? NaN)
    this.rhythm.push(rhythmDays ?? NaN)
    this.tier.push(tierIndex(programme, loyalty, asOf))

    const kept = keptOf(facts, asOf).map(({ purchase, net }) => {
      return { day: dayOf(purchase.at, timeZone), amount: net / MINOR_PER_UNIT }
    })
    this.daysFrom.push(this.days.length)
    for (const { day } of kept) this.days.push(day)
    const spending = spendingOf(kept)
    this.spendingX.push(spending?.x ?? NaN)
    this.spendingMean.push(spending?.zbar ?? NaN)

    this.addThen(customer, facts, loyalty)
  }

  /** The days of one customer with a purchase that was kept, earlier to later. */
  daysOf(index: number): Float64Array {
    const next = index + 1 < this.daysFrom.length ? this.daysFrom.at(index + 1) : this.days.length
    return this.days.all().subarray(this.daysFrom.at(index), next)
  }

  private addThen(customer: BaseCustomer, facts: ValueFacts, loyalty: LoyaltyFacts): void {
    const { programme, weights, vip, asOf } = this.asked
    const { timeZone } = programme
    // Of who never brought anything back an earlier day is the same money, as far as it had been paid.
    const settled = facts.otherReturns.length === 0 && facts.purchases.every(({ returns }) => returns.length === 0)
    const flows = settled ? flowsOf(facts, asOf, timeZone) : null
    this.asked.moments.forEach(({ day, at }, i) => {
      const column = this.then[i]
      if (!column) return
      const known = customer.since <= at || facts.purchases.some((purchase) => purchase.at <= at)
      const orders = settled ? facts.purchases.filter((purchase) => purchase.at <= at).length : keptOf(facts, at).length
      column.orders.push(known ? orders : ABSENT)
      column.score.push(scoreOn(flows ?? flowsOf(facts, at, timeZone), day, weights))
      column.tier.push(vip.by === 'tier' ? tierIndex(programme, loyalty, at) : -1)
    })
  }
}

function tierIndex(programme: LoyaltyProgram, facts: LoyaltyFacts, asOf: Date): number {
  const result = tierOf({ programme, ...facts, asOf })
  return result.member ? result.tierIndex : -1
}
