import { dayOf, startOfDay, type Day } from '@/lib/core/days'
import { pointsFactorAt } from './benefits'
import { HeldTier, type Decision } from './cycle'
import { membershipsOf, type Membership, type MembershipInput } from './membership'
import type { EarningPurchase } from './points'
import { addsAtOnce, countedFacts, QualifyingSpend, type Counted, type DayStart } from './qualifying-spend'
import { tierIndexFor } from './programme'
import type { LoyaltyProgram, Tier, TierChange, Transaction } from './schema'

type Edge = { at: Date; ms: number; day: Day; joins: boolean; ended: Membership['ended'] }
type Return = Extract<Transaction, { kind: 'return' }>

/** What the start of a day did: to the spend, to the tier by that, and by a guard or a grace period that ended. */
export type Dawn = {
  day: Day
  spend: DayStart
  /** Places of tiers: before, after what left and what began to count, and after a decision. */
  before: number
  counted: number
  decided: number
  decision: Decision | null
  /** It was a grace period that ended, not the guard before it. */
  ofGrace: boolean
}

/**
 * A customer's way through the programme: membership, spend and tier, swept side by side through time, each fact and
 * each start of a day in its order. At the start of a day a membership lapses first; then what leaves the window leaves
 * and what was held begins to count, at once; then a guard ends. Of facts of one moment a resignation is read first,
 * then a joining, then purchases, then returns.
 */
export class Course {
  readonly memberships: readonly Membership[]
  readonly spend: QualifyingSpend
  readonly held: HeldTier
  readonly history: TierChange[] = []
  /** Purchases that earn points, earlier to later. */
  readonly purchases: EarningPurchase[] = []
  readonly returns: Return[] = []
  /** The first joining day. Nothing before it counts. */
  readonly since: Day
  private readonly programme: LoyaltyProgram
  private readonly facts: readonly Counted[]
  private readonly edges: readonly Edge[]
  private nextFact = 0
  private nextEdge = 0
  private member = false

  /** Throws a RangeError for a transaction whose amount is no non-negative integer. */
  constructor(input: MembershipInput) {
    const { programme, transactions, asOf } = input
    const { timeZone } = programme
    this.programme = programme
    this.memberships = membershipsOf(input)
    this.edges = this.memberships.flatMap(({ from, until, ended }) => [
      edge(from, timeZone, true, null),
      ...(until ? [edge(until, timeZone, false, ended)] : []),
    ])
    this.since = this.edges[0]?.day ?? Infinity
    this.facts = this.edges.length === 0 ? [] : countedFacts(programme, this.since, transactions, asOf)
    this.spend = new QualifyingSpend(this.facts)
    this.held = new HeldTier(programme)
    this.sweep(dayOf(asOf, timeZone))
  }

  /** The membership that lasts; null for who is no member. */
  get present(): Membership | null {
    const last = this.memberships.at(-1)
    return last && !last.until ? last : null
  }

  tierAt(index: number): Tier | null {
    return this.programme.tiers[index] ?? null
  }

  /** The next day whose start changes something by itself; Infinity when none does. */
  nextDawn(): Day {
    return Math.min(this.spend.nextDay(), this.held.nextDecision())
  }

  /** The start of a day that `nextDawn` gave. */
  dawn(day: Day): Dawn {
    const { held } = this
    const before = held.index
    const spend = this.spend.startDay(day)
    held.count(day, this.spend.amount, spend.added, this.raisedBy(spend))
    const counted = held.index
    const ofGrace = held.guard?.inGrace ?? false
    const decision = held.nextDecision() === day ? held.decide(day, this.spend.amount, this.bestOf(day)) : null
    return { day, spend, before, counted, decided: held.index, decision, ofGrace }
  }

  private sweep(today: Day): void {
    const { facts, edges } = this
    for (;;) {
      const fact = facts[this.nextFact]
      const edge = edges[this.nextEdge]
      if (edge && (!fact || edge.ms <= fact.at)) this.cross(edge)
      else if (fact) this.happen(fact)
      else break
    }
    this.passDays(today)
  }

  /** Every start of a day that is to come, up to and with `day`'s. */
  private passDays(day: Day): void {
    for (let next = this.nextDawn(); next <= day; next = this.nextDawn()) {
      const { before, counted, decided } = this.dawn(next)
      if (before === decided || !this.member) continue
      const at = startOfDay(next, this.programme.timeZone)
      const byHold = counted > before && this.held.by !== null
      if (before !== counted) this.note(at, before, counted, byHold ? 'hold' : 'date')
      if (counted !== decided) this.note(at, counted, decided, 'cycle')
    }
  }

  private cross({ at, day, joins, ended }: Edge): void {
    // Who lapses does so before anything else of that day.
    this.passDays(ended === 'validity' ? day - 1 : day)
    this.nextEdge++
    this.member = joins
    const { held, spend } = this
    if (joins) {
      held.join(day, spend.amount)
      if (held.index >= 0) this.note(at, -1, held.index, 'membership')
      return
    }
    if (held.index >= 0) {
      const change = { at, from: this.tierAt(held.index), to: null, orderId: null }
      this.history.push({ ...change, by: ended === 'validity' ? 'validity' : 'membership' })
    }
    held.leave(spend.amount)
  }

  private happen(counted: Counted): void {
    this.passDays(counted.day)
    this.nextFact++
    const { fact, day } = counted
    const { held, spend } = this
    const before = held.index
    const added = spend.take(counted)
    if (fact.kind === 'return') {
      this.returns.push(fact)
      held.giveBack(day, spend.amount, fact.amount)
    } else if (added > 0) {
      held.count(day, spend.amount, added, fact.orderId)
    }
    if (this.member && held.index !== before) this.note(fact.at, before, held.index, fact.kind)
    // What was bought on the first joining day before joining counts as if bought by a member.
    if (fact.kind === 'purchase' && (this.member || this.nextEdge === 0)) {
      this.purchases.push({ fact, day, factor: pointsFactorAt(this.programme, held.index) })
    }
  }

  private note(at: Date, from: number, to: number, by: TierChange['by']): void {
    const orderId = to > from ? this.held.by : null
    this.history.push({ at, from: this.tierAt(from), to: this.tierAt(to), by, orderId })
  }

  /** Which of the purchases that begin to count on one day raises the spend into the tier that it then earns. */
  private raisedBy({ entered, added }: DayStart): string | null {
    if (entered.length === 0) return null
    let spend = this.spend.amount - added
    let index = tierIndexFor(this.programme, spend)
    let by: string | null = null
    for (const { fact, adds } of entered) {
      const earned = tierIndexFor(this.programme, (spend += adds))
      if (earned > index) by = fact.orderId
      index = earned
    }
    return by
  }

  /** The highest spend of a day whose start it is, so far: as long as the membership lasts. */
  private bestOf(day: Day): number {
    const { facts, edges } = this
    const leaves = edges[this.nextEdge]?.ms ?? Infinity
    let spend = this.spend.amount
    let best = spend
    for (let i = this.nextFact; ; i++) {
      const fact = facts[i]
      if (!fact || fact.day !== day || fact.at >= leaves) return best
      spend += addsAtOnce(fact)
      best = Math.max(best, spend)
    }
  }
}

const edge = (at: Date, timeZone: string, joins: boolean, ended: Membership['ended']): Edge => ({
  ...{ at, joins, ended, ms: at.getTime() },
  day: dayOf(at, timeZone),
})
