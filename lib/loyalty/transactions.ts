import type { Minor } from '@/lib/core/money'
import type { OrderReturn, PastOrder } from '@/lib/orders/schema'
import type { LoyaltyProgram, MembershipFact, Redemption, Transaction } from './schema'

/** What loyalty reads of an order. Amounts without shipping, in minor units. */
export type CountedOrder = Pick<PastOrder, 'id' | 'placedAt' | 'merchandise' | 'discount' | 'pointsDiscount'> & {
  returns: readonly Pick<OrderReturn, 'at' | 'merchandise' | 'refund'>[]
}

/** What the till or an import reported; see the table of that name. */
export type LoyaltyEntry = {
  id: string
  kind: 'purchase' | 'return' | 'join' | 'resign'
  at: Date
  amount: Minor
  currency: string
  channel: string
}

/** What loyalty reads of an entry. */
export type CountedEntry = Omit<LoyaltyEntry, 'channel'>

/** One customer's facts as the standing's fold reads them. */
export type LoyaltyFacts = {
  memberships: readonly MembershipFact[]
  transactions: readonly Transaction[]
  redemptions: readonly Redemption[]
}

/**
 * What paid orders with their returns, and what the till reported, are to the standing's fold, each at its own moment
 * and with the amount that the programme counts: merchandise before order discounts, or what was paid for it. Entries in
 * another currency than the programme's count nothing.
 */
export function loyaltyFactsOf(
  programme: Pick<LoyaltyProgram, 'qualifying' | 'currency'>,
  known: {
    orders: readonly CountedOrder[]
    entries: readonly CountedEntry[]
    memberships: readonly MembershipFact[]
    redemptions: readonly Redemption[]
  },
): LoyaltyFacts {
  const { orders, entries, memberships, redemptions } = known
  const paid = programme.qualifying === 'paid'
  const bought = orders.flatMap((order): Transaction[] => {
    const { id: orderId, placedAt: at, merchandise, discount, pointsDiscount } = order
    return [
      { kind: 'purchase', at, amount: paid ? merchandise - discount - pointsDiscount : merchandise, orderId },
      ...order.returns.map((back): Transaction => {
        return { kind: 'return', at: back.at, amount: paid ? back.refund : back.merchandise, orderId }
      }),
    ]
  })
  return {
    transactions: [...bought, ...entries.flatMap((entry) => reported(programme.currency, entry))],
    memberships: [...memberships, ...entries.flatMap(reportedMembership)],
    redemptions,
  }
}

function reported(currency: string, entry: CountedEntry): Transaction[] {
  const { id, kind, at, amount } = entry
  if (entry.currency !== currency) return []
  if (kind === 'purchase') return [{ kind, at, amount, orderId: id }]
  return kind === 'return' ? [{ kind, at, amount, orderId: null }] : []
}

function reportedMembership({ kind, at }: CountedEntry): MembershipFact[] {
  return kind === 'join' || kind === 'resign' ? [{ kind, at, reason: 'request', orderId: null }] : []
}
