import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { lockCustomer } from '@/lib/orders/guards'
import type { ConfirmedOrder } from '@/lib/orders/settle'
import { membershipsOf } from '@/lib/loyalty/membership'
import { joinsByOrder } from '@/lib/loyalty/prospect'
import { readCustomerFacts } from './facts'
import type { FlowCode } from './words'

/**
 * Joins the loyalty programme by request, from now on. Who is a member already stays one, and nothing is written.
 * @returns what to tell.
 */
export async function joinProgramme(who: { customerId: string; now: Date }): Promise<FlowCode> {
  const { customerId, now } = who
  return db.$transaction(async (tx): Promise<FlowCode> => {
    await lockCustomer(tx, customerId)
    const { programme, memberships } = await readCustomerFacts(customerId, now, tx)
    if (membershipsOf(memberships, now).at(-1)?.until === null) return 'membership.already'
    if (!programme.joining.byRequest) return 'membership.byOrder'
    await tx.membershipFact.create({ data: { id: newId(), customerId, kind: 'join', reason: 'request', at: now } })
    return 'membership.joined'
  })
}

/** Makes the buyer of a confirmed order a member, when this order does so. The caller holds the customer's lock. */
export async function joinByOrder(tx: Transaction, order: ConfirmedOrder): Promise<void> {
  const { id, customerId, placedAt: at, merchandise } = order
  const { programme, memberships } = await readCustomerFacts(customerId, at, tx)
  if (!joinsByOrder({ programme, memberships, order: { id, at, merchandise } })) return
  await tx.membershipFact.create({ data: { id: newId(), customerId, kind: 'join', reason: 'order', orderId: id, at } })
}
