import type { Say } from '@/lib/experience/say'
import { whyWords } from '@/lib/messages/content/why'
import { CAPS, TRANSACTIONAL } from '@/lib/messages/schema'
import { isMessageKey } from '@/lib/core/messages'
import type { Entry } from './entry'
import { causeWords, statusWords } from './words'

type Row = { label: string; value: string }

/** What a message is and what became of it, line by line. */
export function entryFacts(entry: Entry, say: Say): Row[] {
  const { t, stamp, number } = say
  const rows: (Row | null)[] = [
    { label: t('outbox.entry.status'), value: statusWords(entry, say) },
    { label: t('outbox.entry.cause'), value: causeWords(entry.cause, entry.campaign?.name ?? null, say) },
    { label: t('outbox.entry.kind'), value: t(kindKey(entry.kind)) },
    { label: t('outbox.entry.at'), value: stamp(entry.at) },
    { label: t('outbox.entry.dueAt'), value: stamp(entry.dueAt) },
    entry.sentAt && {
      label: t(entry.status === 'kept' ? 'outbox.entry.keptAt' : 'outbox.entry.sentAt'),
      value: stamp(entry.sentAt),
    },
    entry.attempts > 0 ? { label: t('outbox.entry.attempts'), value: number(entry.attempts) } : null,
    entry.nextTryAt && { label: t('outbox.entry.nextTryAt'), value: stamp(entry.nextTryAt) },
    entry.said === null ? null : { label: t('outbox.entry.said'), value: entry.said },
    entry.arm === null ? null : { label: t('outbox.entry.arm'), value: entry.arm },
    entry.movedClock ? { label: t('outbox.entry.clock'), value: t('outbox.movedText') } : null,
  ]
  return rows.filter((row) => row !== null)
}

const kindKey = (kind: string) => {
  const key = `outbox.kind.${kind}`
  return isMessageKey(key) ? key : 'outbox.kind.transactional'
}

/** What the customer did with it, with its time. */
export const entryMarks = ({ marks }: Entry, { t, stamp }: Say) =>
  marks.flatMap(({ what, at }) => {
    const key = `outbox.did.${what}`
    return isMessageKey(key) ? [{ text: t(key), at: stamp(at), dateTime: at.toISOString() }] : []
  })

/** Why they get it, or why not: reasons first, then the rule that let it through or stopped it. */
export function entryWhy(
  entry: Entry,
  say: Say,
): { title: string; stopped: string | null; reasons: string[]; rule: string[] } {
  const { t } = say
  const isStopped = entry.status === 'held' || entry.status === 'suppressed'
  return {
    title: t(isStopped ? 'outbox.why.titleNot' : 'outbox.why.title'),
    stopped: entry.reason === null ? null : t(`outbox.stopped.${entry.reason}`),
    reasons: whyWords(entry.why, say),
    rule: ruleWords(entry, say),
  }
}

function ruleWords({ cause, rule }: Entry, { t, number }: Say): string[] {
  if (TRANSACTIONAL.some((key) => key === cause)) return [t('outbox.rule.transactional')]
  const caps = t('outbox.rule.caps', { day: CAPS.perDay, week: CAPS.perWeek })
  if (cause === 'campaign') return [t('outbox.rule.campaign'), caps, t('outbox.rule.holdout')]
  if (!rule) return [caps]
  const { delayHours, withinHours, againAfterDays, quiet, priority, holdout } = rule
  return [
    delayHours > 0 ? t('outbox.rule.delay', hours(delayHours)) : t('outbox.rule.noDelay'),
    t('outbox.rule.within', hours(withinHours)),
    againAfterDays === null ? t('outbox.rule.onceEach') : t('outbox.rule.again', { days: againAfterDays }),
    caps,
    quiet ? t('outbox.rule.quiet', quiet) : t('outbox.rule.noQuiet'),
    t('outbox.rule.priority', { priority: number(priority) }),
    t(holdout ? 'outbox.rule.holdout' : 'outbox.rule.noHoldout'),
  ]
}

/** Hours as a message file says them: whole days where they are. */
const hours = (count: number): { of: string; count: number } =>
  count >= 48 && count % 24 === 0 ? { of: 'days', count: count / 24 } : { of: 'hours', count }
