import type { MessageKey } from '@/lib/core/messages'
import type { Say } from '@/lib/experience/say'
import type { Shopper } from '@/lib/experience/schema'
import { whyWords } from '@/lib/messages/content/why'
import type { Explained } from '@/lib/messages/run/explain'

/** What a run does of one cause, in the presenter's words. */
export type ToldCause = { cause: string; verdict: string; why: readonly string[] }

/** "Cart left" */
const named = (cause: string): string => cause.charAt(0).toUpperCase() + cause.slice(1).replaceAll('-', ' ')

/**
 * A cause with its verdict and reasons. What nothing gives cause to is told apart, by name only, and so is what is long past
 * and was never decided.
 */
export function toldCauses(
  explained: readonly Explained[],
  { say, now }: Pick<Shopper, 'say' | 'now'>,
): { told: ToldCause[]; late: ToldCause[]; without: string[] } {
  const quiet = explained.filter(({ is }) => is === 'no-cause')
  const tell = (one: Explained): ToldCause => ({
    cause: named(one.cause),
    verdict: verdictWords(one, say, now),
    why: one.due ? whyWords(one.due.why, say) : [],
  })
  const isLate = ({ is, decided }: Explained) => is === 'late' && !decided
  return {
    told: explained.filter((one) => one.is !== 'no-cause' && !isLate(one)).map(tell),
    late: explained.filter(isLate).map(tell),
    without: quiet.map(({ cause }) => named(cause)),
  }
}

function verdictWords({ is, reason, from, dueAt, decided }: Explained, { t, stamp }: Say, now: Date): string {
  const because = reason ? t(`demo.messages.reason.${reason}` as MessageKey) : '' // each of REASONS has its words: told.test.ts
  if (is === 'told') {
    const status = decided?.status
    if (status === 'held') return t('demo.messages.told.held', { because })
    if (status === 'suppressed') return t('demo.messages.told.suppressed', { because })
    const at = decided?.dueAt ?? now
    return t(at > now ? 'demo.messages.told.coming' : 'demo.messages.told.written', { at: stamp(at) })
  }
  if (is === 'held' || is === 'suppressed') return t(`demo.messages.is.${is}`, { because })
  if (is === 'early') return t('demo.messages.is.early', { at: stamp(from ?? now) })
  if (is === 'write') return t('demo.messages.is.write', { at: stamp(dueAt ?? now) })
  return t(`demo.messages.is.${is}` as MessageKey)
}
