import 'server-only'
import { db } from '@/lib/core/db'
import type { FlowContext } from '@/lib/flows/types'
import { readInbox } from '@/lib/messages/inbox/queries'
import { pathFrom } from '@/lib/messages/links'
import { runWhole } from '@/lib/messages/run/whole'
import { INBOX } from './journeys/schema'
import { setWishes, type Stage } from './stage'

const HOUR_MS = 3_600_000

/** One run of the messages for one person, as of this browser's clock: a rehearsal where that was moved. */
export async function runFor(
  { now, realNow, movedClock }: Pick<FlowContext, 'now' | 'realNow' | 'movedClock'>,
  customerId: string,
): Promise<void> {
  await runWhole({ asOf: now, realNow, movedClock, customerIds: [customerId] })
}

/** Hours pass, and the shop runs its messages. What waits for the end of quiet hours is waited for. */
export async function writeTo(stage: Stage, hours: number): Promise<Stage> {
  const later = await setWishes(stage, { offsetMs: stage.wishes.offsetMs + hours * HOUR_MS })
  const { customerId, now } = later.ctx
  if (!customerId) return later
  await runFor(later.ctx, customerId)
  const newest = await db.message.findFirst({
    where: { customerId, at: { lte: now }, dueAt: { gt: now }, status: { in: ['queued', 'kept'] } },
    orderBy: { dueAt: 'asc' },
    select: { dueAt: true },
  })
  if (!newest) return later
  return setWishes(later, { offsetMs: later.wishes.offsetMs + newest.dueAt.getTime() - now.getTime() })
}

async function newest({ ctx: { customerId, now, movedClock } }: Stage) {
  return customerId ? (await readInbox(customerId, { now, movedClock, page: 1 })).messages[0] : undefined
}

/** The page of the newest message in the inbox; the inbox where there is none. */
export async function newestMessage(stage: Stage): Promise<string> {
  const message = await newest(stage)
  return message ? `${INBOX}/${message.id}` : INBOX
}

/** Where the newest message's link leads, as an arrival by it; the inbox where there is none. */
export async function linkOfNewest(stage: Stage): Promise<string> {
  const message = await newest(stage)
  return message ? pathFrom(message.id, message.content.action.path) : INBOX
}
