import type { MessageKey } from '@/lib/core/messages'
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
export function whatIfView(compared: WhatIf, say: Say): WhatIfView {
  const { today, whatIf, moves } = compared
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
    sentence: `${movesSentence(compared, say)} ${costSentence(today, whatIf, say)}`,
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

/** What becomes of people who move, by what they come to hold: in the first phrase, and in one after it. */
const PHRASES = {
  become: ['studio.whatIf.become', 'studio.whatIf.becomeToo'],
  lose: ['studio.whatIf.lose', 'studio.whatIf.loseToo'],
  join: ['studio.whatIf.join', 'studio.whatIf.joinToo'],
  leave: ['studio.whatIf.leave', 'studio.whatIf.leaveToo'],
} as const satisfies Record<string, readonly [MessageKey, MessageKey]>

function fateOf({ from, to }: Move): keyof typeof PHRASES {
  if (!to.member) return 'leave'
  if (to.tier) return 'become'
  return from.member ? 'lose' : 'join'
}

/** How many would come to hold what they do not hold today: tiers from the lowest to the highest, then the others. */
function movesSentence({ moves, whatIf }: WhatIf, say: Say): string {
  const { t, number } = say
  const sum = (some: readonly Move[]) => some.reduce((all, { members }) => all + members, 0)
  const of = (fate: keyof typeof PHRASES) => moves.filter((move) => fateOf(move) === fate)
  const counted = [
    ...whatIf.tiers.map(({ tier }) => {
      const some = of('become').filter(({ to }) => to.tier?.key === tier.key)
      return { fate: 'become' as const, tier: tier.name, count: sum(some) }
    }),
    ...(['lose', 'join', 'leave'] as const).map((fate) => ({ fate, tier: '', count: sum(of(fate)) })),
  ].filter(({ count }) => count > 0)
  if (counted.length === 0) return t('studio.whatIf.nobody')
  const phrases = counted.map(({ fate, tier, count }, i) =>
    t(PHRASES[fate][i === 0 ? 0 : 1], { count, number: number(count), tier }),
  )
  return t('studio.whatIf.moves', { moves: say.list(phrases) })
}

function costSentence(today: WhatIfSide, whatIf: WhatIfSide, { t, money }: Say): string {
  const more = whatIf.discounts - today.discounts
  if (more === 0) return t('studio.whatIf.sameCost')
  return t(more > 0 ? 'studio.whatIf.more' : 'studio.whatIf.less', { amount: money(Math.abs(more)) })
}
