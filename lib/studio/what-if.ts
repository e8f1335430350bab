import type { Say } from '@/lib/experience/say'
import { COST_DAYS } from '@/lib/offers/cost'
import type { Holds, Move, WhatIf, WhatIfSide } from '@/lib/offers/what-if'
import { tierCounts } from './members'

export type WhatIfView = {
  /** "148 members would become Bronze. Discounts over the last year would have cost $31,460.00 more." */
  sentence: string
  /** Beside today; all cells as they are shown. */
  rows: { key: string; cells: [label: string, today: string, whatIf: string, change: string] }[]
  /** Who moves from where to where: "No tier to Bronze: 2, Ada Holt and Sigrid Holt". */
  moves: string[]
}

/** What would be different, in words and as a table beside today. */
export function whatIfView({ today, whatIf, moves }: WhatIf, say: Say): WhatIfView {
  const { t, number, money } = say
  const row = (label: string, a: number, b: number, write: (value: number) => string): WhatIfView['rows'][number] => {
    return { key: label, cells: [label, write(a), write(b), signed(b - a, write)] }
  }
  const before = tierCounts(today, say)
  const people = tierCounts(whatIf, say).map(({ key, name, members }) => {
    return row(name, before.find((each) => each.key === key)?.members ?? 0, members, number)
  })
  const members = today.members === whatIf.members ? [] : [[today.members, whatIf.members] as const]
  return {
    sentence: `${movesSentence(moves, say)} ${costSentence(today, whatIf, say)}`,
    rows: [
      ...people,
      ...members.map(([a, b]) => row(t('studio.whatIf.members'), a, b, number)),
      row(t('studio.whatIf.discounts', { days: COST_DAYS }), today.discounts, whatIf.discounts, money),
    ],
    moves: moves.map(({ from, to, members: count, names }) => {
      const values = { from: held(from, say), to: held(to, say), number: number(count), names: say.list(names) }
      return t(names.length > 0 ? 'studio.whatIf.moveNamed' : 'studio.whatIf.move', values)
    }),
  }
}

function held({ member, tier }: Holds, { t }: Say): string {
  return tier?.name ?? t(member ? 'studio.noTier' : 'studio.noMember')
}

/** "+148", "−148", "0": with a real minus sign. */
function signed(difference: number, write: (value: number) => string): string {
  if (difference === 0) return write(0)
  return `${difference > 0 ? '+' : '−'}${write(Math.abs(difference))}`
}

/** How many would come to hold what they do not hold today, from the lowest to the highest. */
function movesSentence(moves: readonly Move[], say: Say): string {
  const { t, number } = say
  const to = new Map<string, { holds: Holds; count: number }>()
  for (const move of moves) {
    const key = `${move.to.member} ${move.to.tier?.key}`
    to.set(key, { holds: move.to, count: (to.get(key)?.count ?? 0) + move.members })
  }
  if (to.size === 0) return t('studio.whatIf.nobody')
  const phrases = [...to.values()].map(({ holds, count }, i) => {
    const values = { number: number(count), tier: holds.tier?.name ?? '', count }
    const first = i === 0
    if (!holds.member) return t(first ? 'studio.whatIf.leave' : 'studio.whatIf.leaveToo', values)
    if (!holds.tier) return t(first ? 'studio.whatIf.lose' : 'studio.whatIf.loseToo', values)
    return t(first ? 'studio.whatIf.become' : 'studio.whatIf.becomeToo', values)
  })
  return t('studio.whatIf.moves', { moves: say.list(phrases) })
}

function costSentence(today: WhatIfSide, whatIf: WhatIfSide, { t, money }: Say): string {
  const more = whatIf.discounts - today.discounts
  if (more === 0) return t('studio.whatIf.sameCost')
  return t(more > 0 ? 'studio.whatIf.more' : 'studio.whatIf.less', { amount: money(Math.abs(more)) })
}
