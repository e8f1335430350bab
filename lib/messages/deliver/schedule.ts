import { createHash } from 'node:crypto'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How long after the first, the second, ... attempt the next one follows. In all four days and a half: a server that is
 * away is given up after four to five days (RFC 5321, 4.5.4.1). What is no longer due by then is not sent late.
 */
export const RETRY_AFTER_MS: readonly number[] = [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, DAY, DAY, DAY, DAY]

/** After so many attempts a message is given up. */
export const MOST_ATTEMPTS = RETRY_AFTER_MS.length + 1

/**
 * A claim that is older was left by a runner that is gone: longer than any attempt takes (`PATIENCE` of post.ts), so that
 * nobody takes up what somebody else is still sending.
 */
export const CLAIM_LASTS_MS = 10 * MINUTE

/** How far a wait is stretched or shortened at most, so that what failed together does not come back together. */
const SPREAD = 0.2

/**
 * Real time of the next attempt after `attempts` of them; null where that was the last. The spread follows from the
 * message's id and the attempt, so that it is the same whoever works it out.
 */
export function nextTry(messageId: string, attempts: number, realNow: Date): Date | null {
  const wait = RETRY_AFTER_MS[attempts - 1]
  if (wait === undefined) return null
  const hash = createHash('sha256').update(`${messageId}:${attempts}`).digest().readUInt32BE(0) / 2 ** 32
  return new Date(realNow.getTime() + Math.round(wait * (1 - SPREAD + 2 * SPREAD * hash)))
}
