import 'server-only'
import type { Transaction } from '@/lib/core/db'
import { newId, newToken } from '@/lib/core/ids'
import { appendExposures } from '@/lib/experiments/queries'
import type { MessageContent } from '../schema'
import type { Verdict } from '../plan'
import type { RunMoment } from './read'

/** A decision that is written down: a message, or why there is none. */
export type Written = Extract<Verdict, { what: 'write' | 'held' | 'suppressed' }>

/**
 * Writes a decision down, once: whoever comes second, with the same cause and subject, changes nothing. Where it is new
 * its exposures are written with it. A rehearsal takes the place of one that was held at a later clock, as if that had
 * not been; it is never measured.
 * @param content what it says; null where it is not written.
 * @param counts whether the customer may be learned from.
 * @returns whether it was new.
 */
export async function writeDecision(
  tx: Transaction,
  { customerId, verdict, content }: { customerId: string; verdict: Written; content: MessageContent | null },
  { asOf, movedClock, counts }: RunMoment & { counts: boolean },
): Promise<boolean> {
  const { due, what, dueAt } = verdict
  const { cause, subject, kind } = due
  if (movedClock) {
    await tx.message.deleteMany({ where: { customerId, cause, subject, movedClock: true, at: { gt: asOf } } })
  }
  const status = what === 'write' ? 'queued' : what
  const reason = verdict.what === 'write' ? null : verdict.reason
  const arm = verdict.what === 'suppressed' ? null : verdict.arm
  const written = await tx.$executeRaw`
    insert into message (id, customer_id, cause, subject, kind, status, reason, arm, content, why, token, at, due_at, moved_clock)
    values (${newId()}::uuid, ${customerId}::uuid, ${cause}, ${subject}, ${kind}, ${status}, ${reason}, ${arm},
      ${content === null ? null : JSON.stringify(content)}::jsonb, ${JSON.stringify(due.why)}::jsonb, ${newToken()},
      ${asOf}, ${dueAt}, ${movedClock})
    on conflict (customer_id, cause, subject, moved_clock) do nothing`
  if (written === 0) return false
  if (verdict.what !== 'suppressed' && counts && !movedClock) {
    const who = { who: customerId, customerId, at: asOf }
    await appendExposures(
      verdict.exposures.map((exposure) => ({ ...exposure, ...who })),
      tx,
    )
  }
  return true
}
