import { dayOf, isoDay } from '@/lib/core/days'
import type { Speaking } from '../benefits'
import type { RelationData } from './data'
import type { Figure } from './schema'

type Shown = 'orders' | 'ordersThisYear' | 'kept' | 'pieces' | 'invested' | 'average' | 'together' | 'points'

/** How many numerals stand side by side. */
const AT_MOST = 4

/**
 * The figures of those names, in that order. One that would be zero, or that nobody can know, is absent: a figure is a
 * thing that is there.
 */
export function figuresOf(names: readonly Shown[], data: RelationData, speaking: Speaking, now: Date): Figure[] {
  return names.flatMap((name) => figureOf(name, data, speaking, now) ?? []).slice(0, AT_MOST)
}

function figureOf(name: Shown, data: RelationData, { say, programme }: Speaking, now: Date): Figure | null {
  const { t, number, moneyShort } = say
  const { stats, pieces, points } = data
  if (!stats) return null
  const counted = (count: number, label: string): Figure | null => (count > 0 ? { figure: number(count), label } : null)
  switch (name) {
    case 'orders': {
      if (!stats.last) return null
      // A day of another year needs its year.
      const yearOf = (at: Date) => isoDay(dayOf(at, programme.timeZone)).slice(0, 4)
      const date = (yearOf(stats.last) === yearOf(now) ? say.day : say.date)(stats.last)
      return counted(stats.orders, t('relation.figure.orders', { count: stats.orders, date }))
    }
    case 'ordersThisYear':
      // Where all are of this year, the headline has said it.
      return stats.ordersThisYear < stats.orders
        ? counted(stats.ordersThisYear, t('relation.figure.ordersThisYear', { count: stats.ordersThisYear }))
        : null
    case 'kept':
      return stats.placed > stats.orders
        ? counted(stats.orders, t('relation.figure.kept', { placed: stats.placed }))
        : null
    case 'pieces':
      return pieces && counted(pieces.count, t('relation.figure.pieces', pieces))
    case 'invested':
      return stats.spend > 0 ? { figure: moneyShort(stats.spend), label: t('relation.figure.invested') } : null
    case 'average':
      return stats.averageOrder > 0
        ? { figure: moneyShort(stats.averageOrder), label: t('relation.figure.average') }
        : null
    case 'together':
      return counted(stats.months, t('relation.figure.months', { count: stats.months }))
    case 'points':
      return (
        points &&
        counted(
          points.active,
          points.worth > 0
            ? t('relation.figure.pointsWorth', { count: points.active, amount: say.money(points.worth) })
            : t('relation.figure.points', { count: points.active }),
        )
      )
  }
}
