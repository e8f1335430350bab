import { createHash } from 'node:crypto'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How long after the first, the second, ... attempt the next one follows, of those that the server answered. In all four
 * days and a half: it is given up after four to five days (RFC 5321, 4.5.4.1). Before each the message is asked again
 * whether it is still due (lib/messages/run/still-due.ts): a welcome of last week is not sent.
 */
export const RETRY_AFTER_MS: readonly number[] = [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, DAY, DAY, DAY, DAY]

/** After so many attempts a message is given up. */
export const MOST_ATTEMPTS = RETRY_AFTER_MS.length + 1

/** A message that was due so long ago is given up, however few attempts reached a server: domain time. */
export const LONGEST_WAIT_MS = 7 * DAY

/** The longest wait of a message between two questions whether it may leave now: real time. */
export const LONGEST_PAUSE_MS = DAY

/**
 * A claim that is older was left by a runner that is gone: longer than any attempt takes (`PATIENCE` of post.ts), so that
 * nobody takes up what somebody else is still sending.
 */
export const CLAIM_LASTS_MS = 10 * MINUTE

/** How far a wait is stretched or shortened at most, so that what failed together does not come back together. */
const SPREAD = 0.2

/** A wait from then on, spread by the message's id and a number, so that it is the same whoever works it out. */
function spread(messageId: string, number: number, wait: number, from: Date): Date {
  const hash = createHash('sha256').update(`${messageId}:${number}`).digest().readUInt32BE(0) / 2 ** 32
  return new Date(from.getTime() + Math.round(wait * (1 - SPREAD + 2 * SPREAD * hash)))
}

/** Real time of the next attempt after `attempts` of them; null where that was the last. */
export function nextTry(messageId: string, attempts: number, realNow: Date): Date | null {
  const wait = RETRY_AFTER_MS[attempts - 1]
  return wait === undefined ? null : spread(messageId, attempts, wait, realNow)
}

/**
 * Real time of the next attempt after one that reached no server, which counts for nothing: a quarter of the time since
 * the message was due (domain times), five minutes at least and an hour at most. So a fault of ours is noticed as mended
 * within the hour, and a letter that makes the server hang up does not come first in every run.
 */
export function nextReach(messageId: string, { dueAt, now, realNow }: { dueAt: Date; now: Date; realNow: Date }): Date {
  const wait = Math.min(HOUR, Math.max(5 * MINUTE, (now.getTime() - dueAt.getTime()) / 4))
  return spread(messageId, 0, wait, realNow)
}
