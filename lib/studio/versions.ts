import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { describeProgramme } from './described'

/** A version of the programme as it is stored; `number` counts them from 1 in the order in which they take effect. */
export type Version = { id: string; number: number; effectiveFrom: Date; programme: LoyaltyProgram }

/**
 * What changed from one definition to the next, a phrase per setting: "Threshold of Bronze: $3,500.00 instead of
 * $4,000.00". Empty when they say the same.
 */
export function changesBetween(before: LoyaltyProgram, after: LoyaltyProgram, say: Say): string[] {
  const { t } = say
  const was = new Map(describeProgramme(before, say).map((each) => [each.path, each]))
  const is = describeProgramme(after, say)
  const now = new Set(is.map(({ path }) => path))
  return [
    ...is.flatMap(({ path, label, value }) => {
      const old = was.get(path)
      if (!old) return [t('studio.version.added', { label, value })]
      return old.value === value ? [] : [t('studio.version.changed', { label, value, before: old.value })]
    }),
    ...[...was.values()]
      .filter(({ path }) => !now.has(path))
      .map(({ label, value }) => t('studio.version.removed', { label, value })),
  ]
}

export type VersionRow = { number: number; from: string; state: 'past' | 'present' | 'planned'; changes: string[] }

/** The versions, newest first, each with what it changed. `inForce` is the id of the one in force. */
export function versionRows(versions: readonly Version[], inForce: string, say: Say): VersionRow[] {
  const { t } = say
  const present = versions.findIndex(({ id }) => id === inForce)
  return versions
    .map(({ number, effectiveFrom, programme }, i): VersionRow => {
      const before = versions[i - 1]
      const changes = before ? changesBetween(before.programme, programme, say) : [t('studio.version.first')]
      return {
        number,
        from: say.date(effectiveFrom),
        state: i < present ? 'past' : i === present ? 'present' : 'planned',
        changes: changes.length > 0 ? changes : [t('studio.version.same')],
      }
    })
    .toReversed()
}
