import 'server-only'
import type { Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { membershipsOf } from '@/lib/loyalty/membership'
import { joinsByOrder } from '@/lib/loyalty/prospect'
import type { ConfirmedOrder } from '@/lib/orders/settle'
import { readCustomerFacts } from './facts'

/**
 * Makes the buyer of a confirmed order a member, when this order does so by reaching a tier. Membership by a first
 * purchase needs no fact of its own: the purchase is the fact, and the standing's fold reads it. The caller holds the
 * customer's lock and has confirmed the order.
 */
export async function joinByOrder(tx: Transaction, order: ConfirmedOrder): Promise<void> {
  const { id, customerId, placedAt: at } = order
  const { programme, memberships, transactions } = await readCustomerFacts(customerId, at, tx)
  // Who once was a member comes back by request only, also when that membership was never written down.
  const before = transactions.filter((fact) => fact.orderId !== id)
  if (membershipsOf({ programme, memberships, transactions: before, asOf: at }).length > 0) return
  const counted = transactions.find((fact) => fact.kind === 'purchase' && fact.orderId === id)
  // With the amount that the programme counts, which need not be the merchandise.
  const merchandise = counted?.amount ?? order.merchandise
  if (!joinsByOrder({ programme, memberships, order: { id, at, merchandise } })) return
  await tx.membershipFact.create({ data: { id: newId(), customerId, kind: 'join', reason: 'order', orderId: id, at } })
}
