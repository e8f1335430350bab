import type { LoyaltyProgram } from '../schema'
import { standingOf } from '../standing'
import { named } from './audience'
import type { Collector, TierChangeAhead } from './schema'

/**
 * Who changes tier by itself, without a new fact, later than `asOf` and not later than `until`: the earliest `limit`
 * changes, and how many there are. Earlier to later; of one day, by name. One member may change more than once.
 */
export function changesAhead(
  programme: LoyaltyProgram,
  { asOf, until, limit }: { asOf: Date; until: Date; limit: number },
): Collector<{ changes: TierChangeAhead[]; count: number }> {
  let changes: TierChangeAhead[] = []
  let count = 0
  const keepEarliest = () => {
    changes = changes
      .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.customer.name < b.customer.name ? -1 : 1))
      .slice(0, limit)
  }
  return {
    add(customer, facts) {
      const now = standingOf({ programme, ...facts, asOf })
      if (!now.member) return
      const { qualifyingSpend, changes: coming } = now.standing
      for (const { at, kind, amount, tier } of coming) {
        if (!tier || at > until) continue
        count += 1
        // A decision sees all that leaves or begins to count that day.
        const spendThen = coming.reduce((sum, each) => (each.at <= at ? sum + each.amount : sum), qualifyingSpend)
        const { from, to } = tier
        changes.push({ customer: named(customer), at, kind, amount, from, to, qualifyingSpend, spendThen })
      }
      if (changes.length > 4 * limit) keepEarliest()
    },
    result() {
      keepEarliest()
      return { changes, count }
    },
  }
}
