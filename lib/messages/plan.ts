import type { Placements } from '@/lib/experiments/placed'
import { takes, type MessageChoices } from '@/lib/shopper/letters'
import type { Consent } from '@/lib/shopper/market'
import { cappedAt, spokeWithin, type Decided } from './caps'
import { afterQuiet } from './quiet'
import type { Due, MessageReason, Trigger } from './schema'
import { TRANSACTIONAL_HOURS } from './triggers/transactional'

/** That an arm met its trigger: one for the holdout, and one for each experiment on it. */
export type PlannedExposure = { experiment: string; arm: string; counterfactual: boolean }

/** Why a message is not written now, though there is cause. Each can be otherwise at another time, but for "told". */
export const WAITING = [
  /** Its delay is not over. */
  'early',
  /** It is too late. */
  'late',
  /** It was decided before. */
  'told',
  /** The same trigger spoke a short while ago. */
  'again',
  /** Another one, of a higher priority, goes first. */
  'behind',
  /** They had as many as anybody gets in a day, or in a week. */
  ...(['day', 'week'] as const),
] as const
export type Waiting = (typeof WAITING)[number]

/** What is decided of one cause. */
export type Verdict = { due: Due; dueAt: Date } & (
  | { what: 'write'; arm: string | null; exposures: readonly PlannedExposure[] }
  | { what: 'held'; reason: MessageReason; arm: string | null; exposures: readonly PlannedExposure[] }
  | { what: 'suppressed'; reason: MessageReason }
  | { what: 'postponed'; why: 'behind' | 'day' | 'week' }
  | { what: 'not-now'; why: Exclude<Waiting, 'behind' | 'day' | 'week'> }
)

export type PlanInput = {
  triggers: readonly Trigger[]
  dues: readonly Due[]
  /** Everything that was decided for them lately, in any order. */
  history: readonly Decided[]
  choices: MessageChoices
  /** What holds where they said nothing. */
  consent: Consent
  /** Whether there is an address at all; whether it takes mail is found out by sending. */
  hasAddress: boolean
  /** The customer's own. */
  timeZone: string
  placements: Placements
  now: Date
}

type Rule = Pick<Trigger, 'delayHours' | 'withinHours' | 'againAfterDays' | 'quiet' | 'priority' | 'holdout'>

/** What an order needs said: at once, at any hour, before all else. */
const AT_ONCE: Rule = {
  ...{ delayHours: 0, withinHours: TRANSACTIONAL_HOURS, againAfterDays: null, quiet: null },
  ...{ priority: Infinity, holdout: false },
}
const HOUR = 3_600_000

/**
 * What becomes of each cause at this moment, in the order in which they were decided. Pure. In turn: is it within its
 * time, was it decided before, did the trigger speak lately, may they be written to, is it one too many; and only then
 * which arm they are in, so that both arms have met the same conditions. One a day at most, the first by priority; the
 * others wait, and are decided again by a later run while they are within their time.
 */
export function planFor(input: PlanInput): Verdict[] {
  const { triggers, dues, now } = input
  const ruleOf = (due: Due): Rule | undefined =>
    due.kind === 'transactional' ? AT_ONCE : triggers.find(({ key }) => key === due.cause)
  const ruled = dues
    .flatMap((due) => {
      const rule = ruleOf(due)
      return rule ? [{ due, rule }] : []
    })
    .sort((a, b) => byPriority(a, b))
  const verdicts: Verdict[] = []
  // What this plan writes or holds takes its place like what was decided before.
  const taken: Decided[] = []
  for (const { due, rule } of ruled) {
    const verdict = verdictOf(due, rule, input, taken)
    verdicts.push(verdict)
    if (verdict.what !== 'write' && verdict.what !== 'held') continue
    const status = verdict.what === 'write' ? 'queued' : 'held'
    const { cause, subject } = due
    taken.push({ cause, subject, status, reason: null, worded: status === 'queued', at: now, dueAt: verdict.dueAt })
  }
  return verdicts
}

type Ruled = { due: Due; rule: Rule }

/** The greater priority first, then the newer cause; of equals by name, so that it is always the same one. */
const byPriority = (a: Ruled, b: Ruled): number =>
  b.rule.priority - a.rule.priority ||
  b.due.since.getTime() - a.due.since.getTime() ||
  (a.due.cause + a.due.subject < b.due.cause + b.due.subject ? -1 : 1)

function verdictOf(due: Due, rule: Rule, input: PlanInput, taken: readonly Decided[]): Verdict {
  const { history, now, timeZone } = input
  const dueAt = afterQuiet(now, rule.quiet, timeZone)
  const all = [...history, ...taken]
  const waited = now.getTime() - due.since.getTime()
  const not = (why: Exclude<Waiting, 'behind' | 'day' | 'week'>): Verdict => ({ due, dueAt, what: 'not-now', why })

  if (waited < rule.delayHours * HOUR) return not('early')
  // By when it would be due: what the morning finds too late is not written at night.
  if (dueAt.getTime() - due.since.getTime() >= rule.withinHours * HOUR) return not('late')
  if (all.some(({ cause, subject }) => cause === due.cause && subject === due.subject)) return not('told')
  if (spokeWithin(due.cause, rule.againAfterDays, now, all)) return not('again')

  const refused = suppressedBy(due, input)
  if (refused) return { due, dueAt, what: 'suppressed', reason: refused }
  if (due.kind === 'transactional') return { due, dueAt, what: 'write', arm: null, exposures: [] }

  const capped = cappedAt(dueAt, all)
  if (capped) {
    const why = taken.length > 0 && cappedAt(dueAt, history) === null ? 'behind' : capped
    return { due, dueAt, what: 'postponed', why }
  }
  return { due, dueAt, ...armOf(due, rule, input.placements) }
}

function suppressedBy(due: Due, { hasAddress, choices, consent }: PlanInput): MessageReason | null {
  if (due.kind !== 'transactional' && !takes(due.kind, choices, consent)) return 'not-wanted'
  return hasAddress ? null : 'no-address'
}

/** Whether they get it: who is held out of everything does not, nor does the control of an experiment on it. */
function armOf({ cause }: Due, { holdout }: Rule, placements: Placements) {
  const exposures: PlannedExposure[] = []
  if (holdout && placements.countsForHoldout) {
    const arm = placements.generic ? 'generic' : 'personal'
    exposures.push({ experiment: placements.holdoutKey, arm, counterfactual: placements.generic })
  }
  if (holdout && placements.generic) return { what: 'held' as const, reason: 'holdout' as const, arm: null, exposures }

  let shown: string | null = null
  let control = false
  // Only experiments in which they take part now are there: all others say nothing, and the message is written.
  for (const { experiment, placement } of placements.bySlot.get(`message.${cause}`) ?? []) {
    const { arm, counted } = placement
    const isControl = arm === experiment.control
    if (counted) exposures.push({ experiment: experiment.key, arm, counterfactual: isControl })
    if (shown === null || (isControl && !control)) shown = arm
    control ||= isControl
  }
  if (control) return { what: 'held' as const, reason: 'experiment' as const, arm: shown, exposures }
  return { what: 'write' as const, arm: shown, exposures }
}
