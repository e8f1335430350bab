import { MS_PER_DAY } from '@/lib/core/days'
import { CAPS, TRANSACTIONAL, type MessageReason, type MessageStatus } from './schema'

/** What was decided before for the same customer. */
export type Decided = {
  cause: string
  subject: string
  status: MessageStatus
  reason: MessageReason | null
  at: Date
  dueAt: Date
}

const transactional: ReadonlySet<string> = new Set(TRANSACTIONAL)

/**
 * Whether a decision took its place among their messages: it was written, or held. A held one counts like a written one,
 * so that both arms differ by that message and by nothing else.
 */
const takesPlace = ({ cause, status }: Decided): boolean => status !== 'suppressed' && !transactional.has(cause)

/**
 * Why a message that would be due then is one too many: they have `CAPS` in the day or the week before, counted to the
 * millisecond; null where it is not. Of one that waits for the end of quiet hours, that end counts.
 */
export function cappedAt(due: Date, history: readonly Decided[]): 'day' | 'week' | null {
  const within = (days: number): number =>
    history.filter((one) => takesPlace(one) && one.dueAt.getTime() > due.getTime() - days * MS_PER_DAY).length
  if (within(1) >= CAPS.perDay) return 'day'
  return within(7) >= CAPS.perWeek ? 'week' : null
}

/**
 * Reasons after which a message was none: its cause went before anybody read it, or nobody could. Others are decisions,
 * which stand.
 */
const CAME_TO_NOTHING: ReadonlySet<string | null> = new Set<MessageReason>(['stale'])

/** Whether the same trigger spoke, or was decided, less than so many times 24 hours before. */
export const spokeWithin = (cause: string, days: number | null, at: Date, history: readonly Decided[]): boolean =>
  days !== null &&
  history.some(
    (one) =>
      one.cause === cause &&
      !(one.status === 'suppressed' && CAME_TO_NOTHING.has(one.reason)) &&
      one.at.getTime() > at.getTime() - days * MS_PER_DAY,
  )
