import type { PointsEntry } from '@/lib/loyalty/schema'
import { pointsStatementOf } from '@/lib/loyalty/standing'
import type { Shopper } from './schema'

/** How many lines of the statement are shown before somebody asks for all. */
export const STATEMENT_LINES = 12

/** A line of the points statement in finished strings. */
export type StatementLine = {
  key: string
  date: string
  dateTime: string
  text: string
  /** The order's page, where there is one. */
  href: string | null
  state: string
  /** "+690" or "−690". */
  points: string
  balance: string
}

export type PointsView = {
  /** "4,190 active, 0 pending." and what will expire first. */
  line: string
  /** What they pay for at checkout, where they pay for anything. */
  worth: string | null
  /** Newest first. */
  lines: StatementLine[]
  /** Whether there are older lines than those. */
  more: boolean
}

/**
 * The points of a member with their statement. Null for who is no member, and in a programme without points.
 * @param whole all lines, not only the newest.
 */
export function pointsView(shopper: Shopper, whole: boolean): PointsView | null {
  const { say, standing, programme } = shopper
  if (!standing || !programme.points) return null
  const { t, number } = say
  const { points, spendablePoints, changes } = standing
  const held = t('points.held', { active: number(points.active), pending: number(points.pending) })
  const first = changes.find(({ kind }) => kind === 'points-expire')
  const expires = first && t('points.firstToExpire', { points: number(-first.points), date: say.date(first.at) })
  const value = spendablePoints * programme.points.worth
  const { memberships, transactions, redemptions, now } = shopper
  const newest = pointsStatementOf({ programme, memberships, transactions, redemptions, asOf: now }).toReversed()
  const shown = whole ? newest : newest.slice(0, STATEMENT_LINES)
  return {
    line: expires ? `${held} ${expires}` : held,
    worth: value > 0 ? t('points.worth', { points: number(spendablePoints), amount: say.money(value) }) : null,
    lines: shown.map((entry, i) => statementLine(entry, String(newest.length - i), shopper)),
    more: shown.length < newest.length,
  }
}

/** By what an entry came about. Fewer that are waiting: returned before their hold ended. */
function reasonOf({ kind, points, bonus }: PointsEntry): PointsEntry['kind'] | 'promised' {
  if (bonus && points > 0 && (kind === 'earned' || kind === 'pending' || kind === 'activated')) return 'promised'
  return kind === 'pending' && points < 0 ? 'reversed' : kind
}

function statementLine(entry: PointsEntry, key: string, { say, orders }: Shopper): StatementLine {
  const { t, number } = say
  const order = orders.find(({ id }) => id === entry.orderId)
  const [first] = order?.lines ?? []
  const values = {
    order: order?.number ?? '',
    piece: first?.productName ?? '',
    others: (order?.lines.length ?? 1) - 1,
  }
  const of = order ? 'order' : entry.orderId ? 'till' : 'none'
  return {
    key,
    date: say.shortDate(entry.at),
    dateTime: entry.at.toISOString(),
    text: t(`points.for.${reasonOf(entry)}`, { ...values, of }),
    href: order ? `/order/${encodeURIComponent(order.number)}` : null,
    state: t(`points.state.${entry.kind}`),
    points: `${entry.points < 0 ? '−' : '+'}${number(Math.abs(entry.points))}`,
    balance: number(entry.balance),
  }
}
