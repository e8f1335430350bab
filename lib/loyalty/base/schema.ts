import type { Minor } from '@/lib/core/money'
import type { ComingChange, MembershipFact, Tier } from '../schema'
import type { CountedEntry, CountedOrder, LoyaltyFacts } from '../transactions'

/** Somebody as a list names them. */
export type Customer = {
  id: string
  name: string
  email: string | null
  /** What the till or an import calls them. */
  externalRef: string | null
}

/** One customer of the base with all that tiers depend on; points are left out. */
export type BaseCustomer = Customer & {
  orders: readonly CountedOrder[]
  entries: readonly CountedEntry[]
  memberships: readonly MembershipFact[]
}

/**
 * Something that is worked out while the base goes by: it sees each customer once and keeps no more of them than its
 * result needs, so that memory does not grow with the base.
 */
export type Collector<T> = { add(customer: BaseCustomer, facts: LoyaltyFacts): void; result(): T }

/** The whole base as of a moment. */
export type BaseReport = {
  asOf: Date
  members: number
  /** From low to high. */
  tiers: readonly { tier: Tier; members: number }[]
  /** Members below the lowest tier; always 0 where that one has no floor. */
  below: number
  /** Of all members together; may be negative. */
  qualifyingSpend: Minor
}

/** One member of an audience. */
export type AudienceMember = Customer & {
  /** Null below the lowest tier. */
  tier: Tier | null
  qualifyingSpend: Minor
  memberSince: Date
  next: Tier | null
  amountToNext: Minor | null
}

/** Somebody whose tier will change by itself, without a new fact. */
export type TierChangeAhead = Pick<ComingChange, 'at' | 'kind' | 'amount'> & {
  customer: Customer
  from: Tier | null
  to: Tier | null
  /** As of now, before it. */
  qualifyingSpend: Minor
  /** What counts on that day, once all that leaves or begins to count has done so. */
  spendThen: Minor
}
