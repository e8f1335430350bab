import { dayOf, type Day } from '@/lib/core/days'
import { MINOR_PER_UNIT } from '@/lib/core/money'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { tierOf } from '@/lib/loyalty/standing'
import { loyaltyFactsOf, type LoyaltyFacts } from '@/lib/loyalty/transactions'
import { keptOf } from '../kept'
import { spendingOf } from '../prediction/summary'
import { valueFactsOf } from '../purchases'
import type { Purchase, ValueFacts, VipRule, Weights } from '../schema'
import { flowsOf, scoreOn, SCORES_SHOWN, scoresUntil, type Flow } from '../score'
import { rhythmOf, spendOf } from '../stats'
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
    const kept = keptOf(facts, asOf)
    const flows = flowsOf(facts, asOf, timeZone)
    const byDay = kept.map(({ purchase, net }) => {
      return { day: dayOf(purchase.at, timeZone), amount: net / MINOR_PER_UNIT }
    })
    const spending = spendingOf(byDay)

    this.ids.push(customer.id)
    scoresUntil(flows, this.today, weights).forEach((score, i) => this.score[i]?.push(score))
    this.orders.push(kept.length)
    this.spend.push(spendOf(facts, asOf))
    this.lastAt.push(kept.at(-1)?.purchase.at.getTime() ?? NaN)
    this.rhythm.push(rhythmOf(byDay.map(({ day }) => day)) ?? NaN)
    this.tier.push(tierIndex(programme, loyalty, asOf))
    this.daysFrom.push(this.days.length)
    for (const { day } of byDay) this.days.push(day)
    this.spendingX.push(spending?.x ?? NaN)
    this.spendingMean.push(spending?.zbar ?? NaN)
    this.addThen(customer, { facts, flows, loyalty })
  }

  /** The days of one customer with a purchase that was kept, earlier to later. */
  daysOf(index: number): Float64Array {
    const next = index + 1 < this.daysFrom.length ? this.daysFrom.at(index + 1) : this.days.length
    return this.days.all().subarray(this.daysFrom.at(index), next)
  }

  private addThen(customer: BaseCustomer, of: { facts: ValueFacts; flows: Flow[]; loyalty: LoyaltyFacts }): void {
    const { facts, flows, loyalty } = of
    const { purchases } = facts
    const { programme, weights, vip } = this.asked
    const { timeZone } = programme
    // Of who never brought anything back an earlier day is the same money, as far as it had been paid.
    const settled = facts.otherReturns.length === 0 && purchases.every(({ returns }) => returns.length === 0)
    const [first] = purchases
    for (const [i, { day, at }] of this.asked.moments.entries()) {
      const column = this.then[i]
      if (!column) continue
      const began = first !== undefined && first.at <= at
      const orders = !began ? 0 : settled ? countUntil(purchases, at) : keptOf(facts, at).length
      column.orders.push(began || customer.since <= at ? orders : ABSENT)
      const money = settled || facts.purchases.length === 0 ? flows : flowsOf(facts, at, timeZone)
      column.score.push(scoreOn(money, day, weights))
      column.tier.push(vip.by === 'tier' ? tierIndex(programme, loyalty, at) : -1)
    }
  }
}

/** How many of these, earlier to later, are not later than a moment. */
function countUntil(purchases: readonly Purchase[], at: Date): number {
  let count = purchases.length
  for (let last = purchases[count - 1]; last && last.at > at; last = purchases[--count - 1]);
  return count
}

function tierIndex(programme: LoyaltyProgram, facts: LoyaltyFacts, asOf: Date): number {
  const result = tierOf({ programme, ...facts, asOf })
  return result.member ? result.tierIndex : -1
}
