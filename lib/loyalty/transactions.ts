import type { Minor } from '@/lib/core/money'
import type { OrderReturn, PastOrder } from '@/lib/orders/schema'
import type { LoyaltyProgram, MembershipFact, Redemption, Transaction } from './schema'

/** What loyalty reads of an order. Amounts without shipping, in minor units. */
export type CountedOrder = Pick<
  PastOrder,
  'id' | 'placedAt' | 'merchandise' | 'discount' | 'pointsDiscount' | 'bonusPoints'
> & {
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
  const { orders, entries, redemptions } = known
  const paid = programme.qualifying === 'paid'
  const transactions: Transaction[] = []
  const memberships = [...known.memberships]
  for (const order of orders) {
    const { id: orderId, placedAt: at, merchandise, discount, pointsDiscount, bonusPoints: bonus = 0 } = order
    const amount = paid ? merchandise - discount - pointsDiscount : merchandise
    transactions.push({ kind: 'purchase', at, amount, orderId, ...(bonus > 0 ? { bonus } : {}) })
    for (const back of order.returns) {
      transactions.push({ kind: 'return', at: back.at, amount: paid ? back.refund : back.merchandise, orderId })
    }
  }
  for (const { id, kind, at, amount, currency } of entries) {
    if (kind === 'join' || kind === 'resign') memberships.push({ kind, at, reason: 'request', orderId: null })
    else if (currency !== programme.currency) continue
    else if (kind === 'purchase') transactions.push({ kind, at, amount, orderId: id })
    else transactions.push({ kind, at, amount, orderId: null })
  }
  return { transactions, memberships, redemptions }
}
