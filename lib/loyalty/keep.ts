import { startOfDay, type Day } from '@/lib/core/days'
import type { Course, Dawn } from './course'
import { baseIndex, keepOf } from './cycle'
import type { Keep, LoyaltyProgram } from './schema'
import { windowStart } from './window'

/**
 * Finds out when the present tier would end by itself, and what bought until when would keep it, while time goes on
 * without a new fact.
 *
 * With a cycle, what counts on the last day of the guard and its grace decides, that day's purchases included. Without
 * one the tier must be kept from falling at the start of a day, by what counts until then. With a hold, the purchase has
 * to be made so many days earlier.
 */
export class Keeping {
  answer: Keep | null = null
  isSettled: boolean
  private readonly index: number
  private readonly loses: Day

  constructor(
    private readonly programme: LoyaltyProgram,
    private readonly course: Course,
    private readonly today: Day,
  ) {
    this.index = course.held.index
    this.loses = course.held.guard?.loses ?? Infinity
    this.isSettled = this.index <= baseIndex(programme) || programme.cycle?.downgrade === 'none'
  }

  /** The start of a day, after it has changed the course. */
  watch({ day, counted, decision }: Dawn): void {
    if (this.isSettled) return
    const { programme, course } = this
    if (!programme.cycle) {
      if (counted >= this.index) return
      const missing = (programme.tiers[this.index]?.threshold ?? 0) - course.spend.amount
      // Without a hold a purchase counts from its moment, which must come before the day starts.
      this.settle(missing, day, day - Math.max(1, programme.hold.days))
    } else if (decision === 'lost') {
      this.settle(keepOf(programme, this.index) - course.spend.amount, day, day - programme.hold.days)
    } else if (course.held.guard?.loses !== this.loses) {
      // Kept, or risen above, by what is there already.
      this.settle(0, this.loses, this.loses - programme.hold.days)
    }
  }

  private settle(amount: number, day: Day, last: Day): void {
    this.isSettled = true
    const { programme, course, index, today } = this
    const tier = programme.tiers[index]
    const first = Math.max(course.since, windowStart(programme.window, course.since, day))
    if (!tier || (amount > 0 && (last < today || last < first))) return
    const moment = (each: Day) => startOfDay(each, programme.timeZone)
    this.answer = { tier, amount, from: moment(Math.min(first, last)), by: moment(last) }
  }
}
