import type { Minor } from '@/lib/core/money'
import { named } from '@/lib/loyalty/base/audience'
import { census } from '@/lib/loyalty/base/census'
import type { BaseCustomer, BaseReport, Collector } from '@/lib/loyalty/base/schema'
import type { LoyaltyProgram, Tier } from '@/lib/loyalty/schema'
import { courseOf, tierOf } from '@/lib/loyalty/standing'
import { loyaltyFactsOf, type LoyaltyFacts } from '@/lib/loyalty/transactions'
import { discountsOf, purchasesOf } from './cost'

/** A move of at most so many members names them. */
export const NAMED = 10

export type WhatIfSide = BaseReport & {
  /** What percentages off would have cost over the last year (`discountsOf`), everybody together. */
  discounts: Minor
}

/** What somebody holds; `tier` null: below the lowest one, or no member. */
export type Holds = { member: boolean; tier: Tier | null }

export type Move = {
  /** Under the programme of today. */
  from: Holds
  /** Under the other one. */
  to: Holds
  members: number
  /** Who they are, by name; empty where they are more than `NAMED`. */
  names: readonly string[]
}

export type WhatIf = {
  asOf: Date
  today: WhatIfSide
  whatIf: WhatIfSide
  /** Who would hold something else, from low to high by what they hold, then by what they would hold. */
  moves: readonly Move[]
}

/**
 * Holds two programmes against each other over the same base and as of the same moment: the one in force and one that
 * is only thought of, as if it had been in force all along. The facts it is shown must be the first one's.
 */
export function whatIf(programme: LoyaltyProgram, changed: LoyaltyProgram, asOf: Date): Collector<WhatIf> {
  const [today, other] = [side(programme, asOf), side(changed, asOf)]
  const moves = new Map<string, Omit<Move, 'names' | 'members'> & { order: number; names: string[]; members: number }>()
  const sameFacts = programme.qualifying === changed.qualifying && programme.currency === changed.currency
  return {
    add(customer, facts) {
      const otherFacts = sameFacts ? facts : loyaltyFactsOf(changed, { ...customer, redemptions: [] })
      const from = today.add(customer, facts)
      const to = other.add(customer, otherFacts)
      if (from.member === to.member && from.tier?.key === to.tier?.key) return
      const key = JSON.stringify([from, to].map(({ member, tier }) => [member, tier?.key]))
      const order = rank(programme, from) * (changed.tiers.length + 2) + rank(changed, to)
      const move = moves.get(key) ?? { from, to, order, names: [], members: 0 }
      moves.set(key, move)
      move.members += 1
      if (move.members <= NAMED) move.names.push(nameOf(customer))
    },
    result: () => ({
      asOf,
      today: today.result(),
      whatIf: other.result(),
      moves: [...moves.values()]
        .sort((a, b) => a.order - b.order)
        .map(({ from, to, members, names }) => ({ from, to, members, names: members > NAMED ? [] : names.sort() })),
    }),
  }
}

/** One programme: counts, costs, and says what each customer holds. */
function side(programme: LoyaltyProgram, asOf: Date) {
  const counted = census(programme, asOf)
  let discounts = 0
  const gives = programme.tiers.some(({ benefits }) => benefits.some(({ kind }) => kind === 'percent-off'))
  return {
    add(customer: BaseCustomer, facts: LoyaltyFacts): Holds {
      const now = tierOf({ programme, ...facts, asOf })
      counted.count(now)
      if (gives) {
        const { history } = courseOf({ programme, ...facts, asOf })
        const purchases = purchasesOf(programme, customer)
        discounts += discountsOf({ programme, history, purchases, asOf })
      }
      return { member: now.member, tier: (now.member && programme.tiers[now.tierIndex]) || null }
    },
    result: (): WhatIfSide => ({ ...counted.result(), discounts }),
  }
}

/** 0 for no member, 1 below the lowest tier, then the tiers. */
const rank = ({ tiers }: LoyaltyProgram, { member, tier }: Holds): number =>
  member ? 2 + tiers.findIndex(({ key }) => key === tier?.key) : 0

/** People by name, who is known from the till only by what it calls them. */
function nameOf(customer: BaseCustomer): string {
  const { name, externalRef, email } = named(customer)
  return name || (externalRef ?? email ?? '')
}
