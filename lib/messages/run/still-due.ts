import 'server-only'
import { db } from '@/lib/core/db'
import { isSomebody } from '@/lib/experience/read-person'
import { TRIGGERS, type TriggerKey } from '../schema'
import { CONDITIONS } from '../triggers'
import { readForMessages } from './read'

const HOUR_MS = 3_600_000

/**
 * Whether what gave cause to a message that was decided is still so at `now`, and it is not too late to say so: asked once
 * more before it is sent, so that nobody is reminded of a cart that they bought, told what is missing to a tier that they
 * reached, or welcomed weeks after they came. Quiet hours and caps are asked by who sends. What says that something happened
 * (an order, a return, a campaign) stays true; so does a message of a trigger that was paused since, whose words are
 * written. False for who is nobody any more.
 */
export async function stillDue(
  message: { customerId: string; cause: string; subject: string; movedClock: boolean },
  now: Date,
): Promise<boolean> {
  const { customerId, cause, subject, movedClock } = message
  const key = TRIGGERS.find((one): one is TriggerKey => one === cause)
  if (!key) return isSomebody(customerId)
  // Decided at this very moment, by a run that sends as well: nothing later is visible to it.
  if ((await db.message.count({ where: { customerId, cause, subject, movedClock, at: now } })) > 0) return true
  const reader = await readForMessages(customerId, { asOf: now, movedClock })
  if (!reader) return false
  const trigger = reader.triggers.find((one) => one.key === key)
  if (!trigger) return true
  const isInTime = (since: Date): boolean => now.getTime() - since.getTime() < trigger.withinHours * HOUR_MS
  return CONDITIONS[key](reader.facts, trigger).some((due) => due.subject === subject && isInTime(due.since))
}
