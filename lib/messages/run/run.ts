import 'server-only'
import type { RunReport } from '../schema'

/**
 * Decides what is to be written as of a moment, and writes it down, for everybody or for some: each cause once, whoever
 * runs, how often, and at the same time as whom. Sending is another step (lib/messages/deliver).
 */
export async function runMessages(when: {
  asOf: Date
  movedClock?: boolean
  customerIds?: readonly string[]
}): Promise<RunReport> {
  void when
  return { customers: 0, written: 0, held: 0, suppressed: 0, postponed: 0 }
}
