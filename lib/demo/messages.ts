import 'server-only'
import { runWhole } from '@/lib/messages/run/whole'
import type { FlowContext } from '@/lib/flows/types'

/** One run of the messages for one person, as of this browser's clock: a rehearsal where that was moved. */
export async function runFor(
  { now, realNow, movedClock }: Pick<FlowContext, 'now' | 'realNow' | 'movedClock'>,
  customerId: string,
): Promise<void> {
  await runWhole({ asOf: now, realNow, movedClock, customerIds: [customerId] })
}
