import 'server-only'
import { db } from '@/lib/core/db'
import { getProjections } from '@/lib/ranking/queries'
import { composeMessage } from '../compose'
import { planFor, type Verdict } from '../plan'
import type { RunReport } from '../schema'
import { duesOf } from '../triggers'
import { readForMessages, readSaid, type Reader, type RunMoment, type Said } from './read'
import { writeDecision, type Written } from './write'

/** The named moments of deciding for one customer, between which somebody else may slip in: for tests. */
export type RunStep = 'read' | 'locked' | 'composed' | 'written'
export type RunSteps = (step: RunStep, customerId: string) => Promise<void> | void

/** What is decided for a customer, by what was read of them. */
export const verdictsOf = ({ facts, triggers, timeZone, shopper }: Reader, said: Said): Verdict[] =>
  planFor({
    ...{ triggers, timeZone, consent: shopper.consent, dues: duesOf(facts, triggers) },
    ...{ history: said.history, choices: said.choices, hasAddress: said.hasAddress },
    ...{ placements: shopper.placements, now: shopper.now },
  })

const toWrite = (verdicts: readonly Verdict[]): Written[] =>
  verdicts.filter((one): one is Written => one.what === 'write' || one.what === 'held' || one.what === 'suppressed')

/**
 * Decides for one customer and writes it down, all of it in one transaction that holds their row: whoever decides for them
 * at the same time waits, reads what was decided here, and decides on top of it. Only for whom there is something to
 * write is anything locked; under the lock what was decided and said before is read again.
 */
export async function decideFor(
  customerId: string,
  moment: RunMoment,
  { steps }: { steps?: RunSteps } = {},
): Promise<Omit<RunReport, 'customers' | 'failed'>> {
  const none = { written: 0, held: 0, suppressed: 0, postponed: 0 }
  const reader = await readForMessages(customerId, moment)
  if (!reader) return none
  await steps?.('read', customerId)
  const first = verdictsOf(reader, reader.said)
  if (toWrite(first).length === 0) return { ...none, postponed: countOf(first, 'postponed') }
  // Read before anything is locked, and only where something is worded: the first call waits for the log.
  const projections = await getProjections()
  return db.$transaction(async (tx) => {
    const said = await readSaid(customerId, moment, { within: tx, lock: true })
    await steps?.('locked', customerId)
    if (!said) return none
    const verdicts = verdictsOf(reader, said)
    const report = { ...none, postponed: countOf(verdicts, 'postponed') }
    for (const verdict of toWrite(verdicts)) {
      const content = verdict.what === 'write' ? composeMessage(reader.shopper, verdict.due, { projections }) : null
      await steps?.('composed', customerId)
      const counts = reader.shopper.allowed
      if (!(await writeDecision(tx, { customerId, verdict, content }, { ...moment, counts }))) continue
      await steps?.('written', customerId)
      report[verdict.what === 'write' ? 'written' : verdict.what] += 1
    }
    return report
  })
}

const countOf = (verdicts: readonly Verdict[], what: Verdict['what']): number =>
  verdicts.filter((verdict) => verdict.what === what).length
