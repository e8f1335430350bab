import 'server-only'
import { finishCampaigns } from '../campaigns/write'
import { deliverDue, type DeliveryReport } from '../deliver/deliver'
import type { RunReport } from '../schema'
import { runMessages } from './run'

/** What a whole run did: decided, written of campaigns that were not finished, and sent. */
export type WholeRun = {
  run: RunReport
  campaigns: Awaited<ReturnType<typeof finishCampaigns>>
  delivery: DeliveryReport
}

/**
 * One whole run, as the command, the scheduler's endpoint and the presenter do it: what gives cause first, then campaigns
 * that were sent and not finished, then everything that is due is delivered. Each step can be repeated and run beside
 * another one. A rehearsal (`movedClock`) touches its own messages only, and they never leave the house.
 */
export async function runWhole(when: {
  asOf: Date
  /** Real time: for attempts at sending. */
  realNow: Date
  movedClock?: boolean
  customerIds?: readonly string[]
}): Promise<WholeRun> {
  const { asOf, realNow, customerIds, movedClock = false } = when
  const run = await runMessages({ asOf, movedClock, customerIds })
  const nothing = { written: 0, held: 0, suppressed: 0, postponed: 0 }
  const campaigns = customerIds ? nothing : await finishCampaigns({ asOf, movedClock })
  const delivery = await deliverDue({ now: asOf, realNow, customerIds, movedClock })
  return { run, campaigns, delivery }
}
