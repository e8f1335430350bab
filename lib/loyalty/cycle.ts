import type { Day } from '@/lib/core/days'
import { tierIndexFor } from './programme'
import type { LoyaltyProgram } from './schema'

/** What guards a tier: until when, and what of the money it was reached with is still spent. */
export type Guard = {
  /** The day on which the window decides. */
  decides: Day
  /** The day on which the tier is lost if nothing has earned it until then: later than `decides` by the grace. */
  loses: Day
  inGrace: boolean
  /**
   * Minor units: the qualifying spend with which the guard began, and what began to count since, less returns since.
   * What leaves the window stays in it.
   */
  spent: number
  /** Minor units: a return that takes `spent` from here or more to less than this ends the guard. */
  bar: number
}

/** What a decision day came to. */
export type Decision = 'kept' | 'grace' | 'lost'

/** Days of a guard. 12 months are 365 days; other lengths in proportion, half a day up: 6 months are 183. */
export const guardDays = (months: number): number => Math.round((months * 365) / 12)

/** Minor units that keep a tier when a guard ends. */
export const keepOf = ({ tiers }: LoyaltyProgram, index: number): number => {
  const tier = tiers[index]
  return tier ? (tier.keep ?? tier.threshold) : 0
}

/** The tier that a spend below every threshold leaves: the lowest one where it has threshold 0, else none (-1). */
export const baseIndex = ({ tiers }: LoyaltyProgram): number => (tiers[0]?.threshold === 0 ? 0 : -1)

/**
 * The tier that is held, and its guard, from one change of the qualifying spend to the next.
 *
 * Without a cycle, and while nobody is a member, it is what the spend earns. With one, a tier above the base is guarded
 * from the day it is reached; the spend can raise it but not lower it. A guard ends on its decision day, or by a return
 * of what the tier was reached with. While nobody is a member nothing is guarded.
 */
export class HeldTier {
  /** Place in the programme's tiers; -1: none. */
  index: number
  /** The order that reached it; null when none did, or when it was come down to. */
  by: string | null = null
  guard: Guard | null = null
  private member = false
  private readonly base: number

  constructor(private readonly programme: LoyaltyProgram) {
    this.index = this.base = baseIndex(programme)
  }

  /** A membership begins: the tier that the spend earns is held, and guarded anew. */
  join(day: Day, spend: number): void {
    this.member = true
    this.begin(day, spend, 'reached')
  }

  /** A membership ends, and its guard with it. */
  leave(spend: number): void {
    this.member = false
    this.guard = null
    this.hold(tierIndexFor(this.programme, spend), null)
  }

  /**
   * The spend has changed, other than by a return: something began to count, or something left the window.
   * @param added minor units that began to count.
   * @param orderId the order that raised the tier, if it was raised and an order did.
   */
  count(day: Day, spend: number, added: number, orderId: string | null): void {
    const earned = tierIndexFor(this.programme, spend)
    if (this.guard) this.guard.spent += added
    if (!this.isGuarding || earned > this.index) {
      const reached = earned > this.index
      this.hold(earned, orderId)
      if (reached) this.begin(day, spend, 'reached')
    } else if (this.guard?.inGrace && spend >= keepOf(this.programme, this.index)) {
      this.begin(day, spend, 'kept')
    }
  }

  /** A return has lowered the spend by `amount`. */
  giveBack(day: Day, spend: number, amount: number): void {
    const { guard } = this
    if (!this.isGuarding) return this.hold(tierIndexFor(this.programme, spend), null)
    if (!guard) return
    const before = guard.spent
    guard.spent -= amount
    if (before < guard.bar || guard.spent >= guard.bar) return
    this.hold(tierIndexFor(this.programme, spend), null)
    this.begin(day, spend, 'reached')
  }

  /** The next day on which a guard or its grace ends; Infinity for none. */
  nextDecision(): Day {
    if (!this.guard) return Infinity
    return this.guard.inGrace ? this.guard.loses : this.guard.decides
  }

  /**
   * The start of a day that `nextDecision` gave, after what leaves and what begins to count on it.
   * @param spend at the start of the day.
   * @param best the highest spend of that day so far: whatever is bought on it still keeps the tier.
   */
  decide(day: Day, spend: number, best: number): Decision {
    const { guard, programme } = this
    const policy = programme.cycle?.downgrade
    if (!guard || best >= keepOf(programme, this.index)) {
      this.begin(day, spend, 'kept')
      return 'kept'
    }
    if (day < guard.loses) {
      guard.inGrace = true
      return 'grace'
    }
    if (policy !== 'none') this.hold(policy === 'one-down' ? this.index - 1 : this.keptBelow(best), null)
    this.begin(day, spend, 'kept')
    return policy === 'none' ? 'kept' : 'lost'
  }

  private get isGuarding(): boolean {
    return this.member && this.programme.cycle !== null
  }

  /** The highest tier below the one held that `spend` would keep. */
  private keptBelow(spend: number): number {
    for (let i = this.index - 1; i > this.base; i--) if (keepOf(this.programme, i) <= spend) return i
    return this.base
  }

  private hold(index: number, orderId: string | null): void {
    if (index !== this.index) this.by = index > this.index ? orderId : null
    this.index = index
  }

  private begin(day: Day, spend: number, how: 'reached' | 'kept'): void {
    const { cycle, tiers } = this.programme
    if (!this.isGuarding || !cycle || this.index <= this.base) {
      this.guard = null
      return
    }
    const decides = day + guardDays(cycle.months)
    const bar = how === 'kept' ? keepOf(this.programme, this.index) : (tiers[this.index]?.threshold ?? 0)
    this.guard = { decides, loses: decides + cycle.graceDays, inGrace: false, spent: spend, bar }
  }
}
