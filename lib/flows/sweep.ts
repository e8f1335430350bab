import 'server-only'
import { realNow } from '@/lib/core/clock'
import { logFault } from '@/lib/core/log'
import { demoPayments } from '@/lib/orders/payment'
import { releaseStale } from '@/lib/orders/settle'

const EVERY_MS = 60_000

/**
 * Releases, once a minute, what was reserved and never resolved, so that a piece whose buyer vanished can be bought
 * again without anybody checking out. Any number of processes may do so side by side. Never keeps a process alive.
 */
export function startSweeping(): void {
  setInterval(() => {
    releaseStale(realNow(), demoPayments).catch((error: unknown) =>
      logFault('orders: stale reservations were not released', error),
    )
  }, EVERY_MS).unref()
}
