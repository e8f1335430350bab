import 'server-only'
import { db } from '@/lib/core/db'
import { learnsFrom } from '@/lib/flows/consent'
import type { FlowContext } from '@/lib/flows/types'
import { markFollowed } from '@/lib/messages/inbox/marks'
import { readInbox } from '@/lib/messages/inbox/queries'
import { pathFrom } from '@/lib/messages/links'
import { runWhole } from '@/lib/messages/run/whole'
import { MESSAGE_SOURCE } from '@/lib/shopper/landing'
import { INBOX } from './journeys/schema'
import { arriveBy, setWishes, type Stage } from './stage'

const HOUR_MS = 3_600_000

/** What a run did for one person: the causes of what was written, and of what was decided against. */
export type Ran = { written: string[]; against: string[]; failed: boolean }

/** One run of the messages for one person, as of this browser's clock: a rehearsal where that was moved. */
export async function runFor(
  { now, realNow, movedClock }: Pick<FlowContext, 'now' | 'realNow' | 'movedClock'>,
  customerId: string,
): Promise<Ran> {
  const { run } = await runWhole({ asOf: now, realNow, movedClock, customerIds: [customerId] })
  const decided = await db.message.findMany({
    where: { customerId, at: now, movedClock, status: { not: 'cancelled' } },
    orderBy: { seq: 'asc' },
    select: { cause: true, status: true },
  })
  const not = (status: string) => status === 'held' || status === 'suppressed'
  return {
    written: decided.filter(({ status }) => !not(status)).map(({ cause }) => cause),
    against: decided.filter(({ status }) => not(status)).map(({ cause }) => cause),
    failed: run.failed > 0,
  }
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

/** Follows the newest message's link: the visit that it begins, and where it leads; the inbox where there is none. */
export async function followNewest(stage: Stage): Promise<{ stage: Stage; path: string }> {
  const message = await newest(stage)
  if (!message) return { stage, path: INBOX }
  const { ctx } = stage
  if (!(await learnsFrom(ctx))) return { stage, path: pathFrom(message.id, message.content.action.path) }
  // Where the visit begins is where a link is noted as followed.
  await markFollowed(message.id, ctx)
  return {
    stage: await arriveBy(stage, { source: MESSAGE_SOURCE, campaign: message.id }),
    path: pathFrom(message.id, message.content.action.path),
  }
}
