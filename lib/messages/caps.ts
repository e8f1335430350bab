import { MS_PER_DAY } from '@/lib/core/days'
import { CAPS, TRANSACTIONAL, type MessageReason, type MessageStatus } from './schema'

/** What was decided before for the same customer. */
export type Decided = {
  cause: string
  subject: string
  status: MessageStatus
  reason: MessageReason | null
  /** Whether it has words: it was written, whatever became of it. Of what was held or suppressed when decided it has none. */
  worded: boolean
  at: Date
  dueAt: Date
}

const transactional: ReadonlySet<string> = new Set(TRANSACTIONAL)

/**
 * Whether a decision took its place among their messages: it was written, or held. A held one counts like a written one,
 * and a written one counts whatever became of it before it was sent (its cause went, they put it away, the server refused
 * it): of the held one nobody ever learns whether that had happened to it. So both arms differ by that message and by
 * nothing else.
 */
const takesPlace = ({ cause, status, worded }: Decided): boolean =>
  (status !== 'suppressed' || worded) && !transactional.has(cause)

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
 * Whether the same trigger was decided less than so many times 24 hours before: written, held or suppressed, and whatever
 * became of it since, for the same reason.
 */
export const spokeWithin = (cause: string, days: number | null, at: Date, history: readonly Decided[]): boolean =>
  days !== null && history.some((one) => one.cause === cause && one.at.getTime() > at.getTime() - days * MS_PER_DAY)
