import 'server-only'
import { realNow } from '@/lib/core/clock'
import { logFault } from '@/lib/core/log'
import { demoPayments, type PaymentProvider } from '@/lib/orders/payment'
import { payOwed } from '@/lib/orders/returns-refund'
import { releaseStale } from '@/lib/orders/settle'

const EVERY_MS = 60_000

/**
 * Finishes what was begun and left: releases what was reserved and never resolved, and pays back what a return still
 * owes. One of them failing does not keep the other from being done. Any number of processes may do so side by side.
 */
export async function sweep(now: Date, payments: PaymentProvider): Promise<void> {
  const parts = [
    ['orders: stale reservations were not released', releaseStale],
    ['orders: owed refunds were not paid', payOwed],
  ] as const
  for (const [fault, part] of parts) {
    try {
      await part(now, payments)
    } catch (error) {
      logFault(fault, error)
    }
  }
}

/**
 * Sweeps once a minute, so that a piece whose buyer vanished can be bought again without anybody checking out, and a
 * refund comes without anybody asking. Never keeps a process alive.
 */
export function startSweeping(): void {
  setInterval(() => void sweep(realNow(), demoPayments), EVERY_MS).unref()
}
