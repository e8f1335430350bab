import { formatMoney, type Minor } from '@/lib/core/money'
import { count, signed, table } from '@/lib/loyalty/base/table'
import { asOfTold, dayTold, reportObject, tierRows, type ReportObject } from '@/lib/loyalty/base/told'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { COST_DAYS } from './cost'
import type { Holds, WhatIf } from './what-if'

type Programmes = { programme: LoyaltyProgram; changed: LoyaltyProgram; settings: readonly string[] }

export type WhatIfObject = ReportObject & {
  /** Minor units, over the last year. */
  discounts: number
  whatIf: Omit<ReportObject, 'asOf'> & {
    settings: readonly string[]
    discounts: number
    /** `null`: no member; "none": below the lowest tier. */
    moves: { from: string | null; to: string | null; members: number }[]
  }
}

/** What would be different, for machines: the report of today with the other one inside. */
export function whatIfObject({ programme, changed, settings }: Programmes, { today, whatIf, moves }: WhatIf) {
  const { asOf: _, ...other } = reportObject(changed, whatIf)
  const name = ({ member, tier }: Holds) => (member ? (tier?.name ?? 'none') : null)
  const object: WhatIfObject = {
    ...reportObject(programme, today),
    discounts: today.discounts,
    whatIf: {
      settings,
      ...other,
      discounts: whatIf.discounts,
      moves: moves.map(({ from, to, members }) => ({ from: name(from), to: name(to), members })),
    },
  }
  return object
}

/** What would be different, for people: both counts side by side, who moves where, and the cost. */
export function whatIfText({ programme, changed, settings }: Programmes, result: WhatIf): string {
  const { today, whatIf, moves, asOf } = result
  const names = [...new Set([...tierRows(programme, today), ...tierRows(changed, whatIf)].map(({ name }) => name))]
  const of = (rows: readonly { name: string; members: number }[], name: string) =>
    rows.find((row) => row.name === name)?.members ?? 0
  const rows = names.map((name): [string, number, number] => {
    return [name, of(tierRows(programme, today), name), of(tierRows(changed, whatIf), name)]
  })
  const cost = (amount: Minor, { currency }: LoyaltyProgram) => formatMoney(amount, currency)
  const sameCurrency = programme.currency === changed.currency
  const difference = whatIf.discounts - today.discounts
  const counted = [...rows, ['All members', today.members, whatIf.members] as [string, number, number]].map(
    ([name, a, b]) => [name, count(a), count(b), signed(b - a)],
  )
  const discounts = [
    `Discounts, last ${COST_DAYS} days`,
    cost(today.discounts, programme),
    cost(whatIf.discounts, changed),
    sameCurrency ? signed(difference, (value) => cost(value, programme)) : '',
  ]
  return [
    asOfTold(programme, asOf),
    `  What if ${settings.join(', ')}`,
    table(['Tier', 'Today', 'What if', 'Change'], [...counted, discounts]),
    moves.length === 0 ? '  Nobody would hold another tier.' : movesTable(moves),
    `  Discounts: what percentages off would have cost on the purchases of the ${COST_DAYS} days up to ${dayTold(asOf, programme)},` +
      '\n  each priced with the best one in force just before it.',
  ].join('\n\n')
}

function movesTable(moves: WhatIf['moves']): string {
  const name = ({ member, tier }: Holds) => (member ? (tier?.name ?? 'No tier') : 'No member')
  const rows = moves.map(({ from, to, members, names }) => [name(from), name(to), count(members), names.join(', ')])
  const named = moves.some(({ names }) => names.length > 0)
  return named
    ? table(['From', 'To', 'Members', 'Who'], rows, [1, 3])
    : table(
        ['From', 'To', 'Members'],
        rows.map((row) => row.slice(0, 3)),
        [1],
      )
}
