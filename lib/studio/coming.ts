import { dayOf, startOfDay } from '@/lib/core/days'
import type { Say } from '@/lib/experience/say'
import type { TierChangeAhead } from '@/lib/loyalty/base/schema'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'

/** How far ahead the studio looks, in days. */
export const DAYS_AHEAD = 30
/** Changes that are listed; the others are counted. */
export const LISTED = 50

export type ComingRow = { key: string; date: string; member: string; change: string; why: string }

/** Changes of tier that will come by themselves, in words, in the order given. */
export function comingRows(changes: readonly TierChangeAhead[], programme: LoyaltyProgram, say: Say): ComingRow[] {
  return changes.map((change, i) => ({
    key: `${change.customer.id}:${i}`,
    date: say.shortDate(change.at),
    member: change.customer.name,
    change: changeOf(change, say),
    why: reasonOf(change, programme, say),
  }))
}

function changeOf({ from, to }: TierChangeAhead, { t }: Say): string {
  if (from && to) return t('studio.coming.change', { from: from.name, to: to.name })
  if (from) return t('studio.coming.lost', { from: from.name })
  return t('studio.coming.won', { to: to?.name ?? '' })
}

/** Why it comes, with the amount and the day of what leaves or begins to count. */
function reasonOf(change: TierChangeAhead, programme: LoyaltyProgram, say: Say): string {
  const { t, money } = say
  const { kind, spendThen } = change
  const amount = money(Math.abs(change.amount))
  const counts = money(spendThen)
  const daysBefore = (days: number) => say.date(dayBefore(change.at, days, programme.timeZone))
  switch (kind) {
    case 'purchase-leaves':
    case 'return-leaves': {
      const bought = kind === 'purchase-leaves'
      if (programme.window.kind !== 'rolling') {
        return t(bought ? 'studio.coming.purchaseEnds' : 'studio.coming.returnEnds', { amount })
      }
      const date = daysBefore(programme.window.days)
      return t(bought ? 'studio.coming.purchaseLeaves' : 'studio.coming.returnLeaves', { amount, date })
    }
    case 'hold-ends':
      return t('studio.coming.holdEnds', { amount, date: daysBefore(programme.hold.days) })
    case 'guard-ends':
      return t(programme.cycle?.months === 12 ? 'studio.coming.yearEnds' : 'studio.coming.guardEnds', {
        amount: counts,
      })
    case 'grace-ends':
      return t('studio.coming.graceEnds', { amount: counts })
    case 'validity-ends':
      return t('studio.coming.validityEnds')
    case 'validity-extends':
    case 'points-active':
    case 'points-expire':
      throw new RangeError(`${kind} changes no tier`)
  }
}

const dayBefore = (at: Date, days: number, timeZone: string): Date => startOfDay(dayOf(at, timeZone) - days, timeZone)
