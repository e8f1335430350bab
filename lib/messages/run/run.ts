import 'server-only'
import { logFault } from '@/lib/core/log'
import type { RunReport } from '../schema'
import { candidatesOf } from './candidates'
import { decideFor, type RunSteps } from './decide'

/** How many customers are decided for at once: each holds a connection or two, of ten that a process has. */
const AT_ONCE = 3

/**
 * Decides what is to be written as of a moment, and writes it down, for everybody or for some: each cause once, whoever
 * runs, how often, and at the same time as whom. Customer by customer, each in one transaction: what a crash leaves undone
 * the next run does. A fault with one customer is logged and counted, and stops nobody else. Sending is another step
 * (lib/messages/deliver). docs/messages.md says what is promised.
 *
 * @param when.asOf domain time; facts later than it are invisible
 * @param when.movedClock a presenter's rehearsal: seen by these customers alone, never measured, and no real run knows of it
 */
export async function runMessages(
  when: { asOf: Date; movedClock?: boolean; customerIds?: readonly string[] },
  { steps, everybody }: { steps?: RunSteps; everybody?: boolean } = {},
): Promise<RunReport> {
  const { asOf } = when
  const moment = { asOf, movedClock: when.movedClock ?? false }
  const report: RunReport = { customers: 0, written: 0, held: 0, suppressed: 0, postponed: 0, failed: 0 }
  const decide = async (customerId: string): Promise<void> => {
    report.customers += 1
    try {
      const { written, held, suppressed, postponed } = await decideFor(customerId, moment, { steps })
      report.written += written
      report.held += held
      report.suppressed += suppressed
      report.postponed += postponed
    } catch (error) {
      logFault('messages: nothing was decided for one customer', error, { customerId })
      report.failed += 1
    }
  }
  for await (const ids of when.customerIds ? [[...new Set(when.customerIds)]] : candidatesOf(asOf, everybody)) {
    const left = ids.values()
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const id of left) await decide(id)
      }),
    )
  }
  return report
}
