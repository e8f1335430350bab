import { dayOf, type Day } from '@/lib/core/days'
import { MINOR_PER_UNIT } from '@/lib/core/money'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { tierOf } from '@/lib/loyalty/standing'
import { loyaltyFactsOf, type LoyaltyFacts } from '@/lib/loyalty/transactions'
import { keptOf, type KeptPurchase } from '../kept'
import { spendingOf } from '../prediction/summary'
import { valueFactsOf } from '../purchases'
import type { ValueFacts, VipRule, Weights } from '../schema'
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
    const loyalty = mayHoldTier(programme, customer)
      ? loyaltyFactsOf(programme, { ...customer, redemptions: [] })
      : null
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
    this.addThen(customer, { facts, kept, flows, loyalty })
  }

  /** The days of one customer with a purchase that was kept, earlier to later. */
  daysOf(index: number): Day[] {
    const next = index + 1 < this.daysFrom.length ? this.daysFrom.at(index + 1) : this.days.length
    const days: Day[] = []
    for (let i = this.daysFrom.at(index); i < next; i++) days.push(this.days.at(i))
    return days
  }

  private addThen(customer: BaseCustomer, of: Folded): void {
    const { facts, kept, flows, loyalty } = of
    const { programme, weights, vip } = this.asked
    const began = facts.purchases[0]?.at ?? null
    for (const [i, { day, at }] of this.asked.moments.entries()) {
      const column = this.then[i]
      if (!column) continue
      const bought = began !== null && began <= at
      const same = isSettled(facts, at)
      const orders = !bought ? 0 : same ? countUntil(kept, at) : keptOf(facts, at).length
      column.orders.push(bought || customer.since <= at ? orders : ABSENT)
      column.score.push(scoreOn(same ? flows : flowsOf(facts, at, programme.timeZone), day, weights))
      column.tier.push(vip.by === 'tier' ? tierIndex(programme, loyalty, at) : -1)
    }
  }
}

/** What was worked out of a customer as of the as-of. `loyalty`: null for whoever cannot hold a tier. */
type Folded = {
  facts: ValueFacts
  kept: readonly KeptPurchase[]
  flows: readonly Flow[]
  loyalty: LoyaltyFacts | null
}

/** Whether what was known at an earlier moment of the purchases until then is what is known of them today. */
function isSettled({ purchases, otherReturns }: ValueFacts, at: Date): boolean {
  if (otherReturns.length > 0) return false
  const until = at.getTime()
  for (const { at: boughtAt, returns } of purchases) {
    if (returns.length === 0 || boughtAt.getTime() > until) continue
    for (const back of returns) if (back.at.getTime() > until) return false
  }
  return true
}

/** How many of these, earlier to later, are not later than a moment. */
function countUntil(kept: readonly KeptPurchase[], at: Date): number {
  const until = at.getTime()
  let count = kept.length
  for (let last = kept[count - 1]; last && last.purchase.at.getTime() > until; last = kept[--count - 1]);
  return count
}

/**
 * Whether somebody ever bought enough for any tier. Qualifying spend is never more than all that they ever bought, so
 * that of most customers nothing else has to be folded to know that they hold none.
 */
function mayHoldTier({ tiers }: LoyaltyProgram, { orders, entries }: BaseCustomer): boolean {
  let bought = 0
  for (const { merchandise } of orders) bought += merchandise
  for (const { kind, amount } of entries) if (kind === 'purchase') bought += amount
  return bought >= (tiers[0]?.threshold ?? Infinity)
}

/** Place of the tier that is held; -1 for none. */
function tierIndex(programme: LoyaltyProgram, facts: LoyaltyFacts | null, asOf: Date): number {
  if (!facts) return -1
  const result = tierOf({ programme, ...facts, asOf })
  return result.member ? result.tierIndex : -1
}
