import 'server-only'
import type { Decided } from '../caps'
import type { Verdict, Waiting } from '../plan'
import {
  TRANSACTIONAL,
  TRIGGERS,
  type Due,
  type MessageReason,
  type TransactionalKey,
  type TriggerKey,
} from '../schema'
import { verdictsOf } from './decide'
import { readForMessages } from './read'

const HOUR_MS = 3_600_000

/** What a run would do of one cause at a moment, and why. */
export type Explained = {
  cause: TriggerKey | TransactionalKey
  /** `paused`: the trigger is off. `no-cause`: nothing gives cause. The others are a plan's own words. */
  is: 'paused' | 'no-cause' | 'write' | 'held' | 'suppressed' | Waiting
  /** Why it would be held or suppressed; where it was decided before, why it was. */
  reason: MessageReason | null
  /** Null where nothing gives cause. */
  due: Due | null
  /** Before that it is too early; null where nothing gives cause. */
  from: Date | null
  /** When it would be sent: after quiet hours. */
  dueAt: Date | null
  /** What was decided of it before. */
  decided: Decided | null
}

/**
 * Every trigger with its verdict for one customer at a moment, by the same code as a run, which writes nothing here; null
 * for who is nobody, or staff. Orders and returns of which it is too late to speak are left out.
 */
export async function explainMessages(
  customerId: string,
  asOf: Date,
  { movedClock = false }: { movedClock?: boolean } = {},
): Promise<Explained[] | null> {
  const reader = await readForMessages(customerId, { asOf, movedClock })
  if (!reader) return null
  const verdicts = verdictsOf(reader, reader.said)
  const nothing = { reason: null, due: null, from: null, dueAt: null, decided: null }
  const ofTriggers = TRIGGERS.flatMap((cause): Explained[] => {
    const trigger = reader.triggers.find(({ key }) => key === cause)
    if (!trigger) return [{ cause, is: 'paused', ...nothing }]
    const own = verdicts.filter(({ due }) => due.cause === cause)
    if (own.length === 0) return [{ cause, is: 'no-cause', ...nothing }]
    return own.map((verdict) => explained(cause, verdict, reader.said.history, trigger.delayHours))
  })
  const ofOrders = TRANSACTIONAL.flatMap((cause) =>
    verdicts
      .filter((verdict) => verdict.due.cause === cause && !(verdict.what === 'not-now' && verdict.why === 'late'))
      .map((verdict) => explained(cause, verdict, reader.said.history, 0)),
  )
  return [...ofTriggers, ...ofOrders]
}

function explained(
  cause: Explained['cause'],
  verdict: Verdict,
  history: readonly Decided[],
  delayHours: number,
): Explained {
  const { due, dueAt } = verdict
  const decided = history.find((one) => one.cause === cause && one.subject === due.subject) ?? null
  return {
    cause,
    // A plan asks for its time first: what was decided in its time is told, and not what it is too late for.
    is: decided && verdict.what === 'not-now' ? 'told' : 'why' in verdict ? verdict.why : verdict.what,
    reason: 'reason' in verdict ? verdict.reason : (decided?.reason ?? null),
    due,
    from: new Date(due.since.getTime() + delayHours * HOUR_MS),
    dueAt,
    decided,
  }
}
