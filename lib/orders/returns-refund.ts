import 'server-only'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import type { PaymentProvider } from './payment'

/** How long after an attempt to pay back the next one may be made, in real time. */
export const RETRY_AFTER_MS = 60_000

/** How many refunds one call looks after; the next call takes the rest. */
const REFUNDS_AT_ONCE = 50

/**
 * Pays back what a return owes, with no transaction open, and writes that it is paid. The provider is asked by the
 * return's id, so that a process that dies in between pays nothing twice. A fault is logged and leaves it owed.
 * @returns whether it is paid now, by this call or an earlier one.
 */
export async function payBack(returnId: string, payments: PaymentProvider): Promise<boolean> {
  try {
    const back = await db.return.findUniqueOrThrow({
      where: { id: returnId },
      include: { lines: { select: { refund: true } }, order: { select: { currency: true } } },
    })
    if (back.refundStatus === 'paid') return true
    const amount = back.lines.reduce((sum, { refund }) => sum + refund, 0)
    const { currency } = back.order
    const { reference } = await payments.refund({ returnId, orderId: back.orderId, amount, currency })
    await db.return.updateMany({
      where: { id: returnId, refundStatus: 'pending' },
      data: { refundStatus: 'paid', refundReference: reference },
    })
    return true
  } catch (error) {
    logFault('orders: a refund was not paid', error, { return: returnId })
    return false
  }
}

/**
 * Tries again to pay back what is still owed, those first that waited longest. Any number of processes may call it at
 * once: each attempt is claimed by its time before the provider is asked.
 * @returns how many this call paid.
 */
export async function payOwed(realNow: Date, payments: PaymentProvider): Promise<number> {
  const due = {
    refundStatus: 'pending',
    OR: [{ refundTriedAt: null }, { refundTriedAt: { lte: new Date(realNow.getTime() - RETRY_AFTER_MS) } }],
  }
  const owed = await db.return.findMany({
    where: due,
    orderBy: { refundTriedAt: { sort: 'asc', nulls: 'first' } },
    take: REFUNDS_AT_ONCE,
    select: { id: true },
  })
  let count = 0
  for (const { id } of owed) {
    const claimed = await db.return.updateMany({ where: { id, ...due }, data: { refundTriedAt: realNow } })
    if (claimed.count > 0 && (await payBack(id, payments))) count += 1
  }
  return count
}
