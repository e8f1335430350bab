import { fail, ok, type Result } from '@/lib/core/result'
import type { Say } from '@/lib/experience/say'
import { withSetting } from '@/lib/loyalty/base/settings'
import { ProgrammeRefused } from '@/lib/loyalty/programme'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { settingsOf, typedSetting } from './settings'
import { changesBetween } from './versions'

/** A programme with one setting tried; `change` says it: "Threshold of Bronze: $3,500.00 instead of $4,000.00". */
export type Tried = { programme: LoyaltyProgram; change: string }

/**
 * The programme with what somebody typed for a setting, or why there is none, in words: a setting that it does not
 * have, a value that cannot be read, nothing changed, a programme that cannot be run (with path and reason).
 */
export function tried(
  programme: LoyaltyProgram,
  asked: { setting: string; value: string },
  say: Say,
): Result<Tried, string> {
  const { t } = say
  const setting = settingsOf(programme, say).find(({ path }) => path === asked.setting)
  if (!setting) return fail(t('studio.whatIf.unknown'))
  const typed = typedSetting(setting, asked.value, t('studio.value.none'))
  if (!typed.ok) return fail(t(typed.fault))
  try {
    const changed = withSetting(programme, typed.value)
    const changes = changesBetween(programme, changed, say)
    return changes.length > 0 ? ok({ programme: changed, change: changes.join('; ') }) : fail(t('studio.whatIf.same'))
  } catch (error) {
    if (!(error instanceof ProgrammeRefused)) throw error
    const problems = error.problems.map(({ path, reason }) => t('studio.whatIf.problem', { path, reason }))
    return fail(t('studio.whatIf.refused', { problems: problems.join('; ') }))
  }
}
