import type { Say } from '@/lib/experience/say'
import type { RelationalStats } from '@/lib/value/schema'
import { percentWords } from './score-view'

/** The relationship in numbers: what each is called, and the number as it is written. */
export function statsView(stats: RelationalStats, say: Say): { label: string; value: string }[] {
  const { t, money, number, date } = say
  const { spend, orders, placed, first, last, months, years, averageOrder, rhythmDays } = stats
  const never = t('customers.stats.never')
  const together =
    years > 0 ? t('customers.stats.years', { years }) : first ? t('customers.stats.months', { months }) : never
  return [
    { label: t('customers.stats.spend'), value: money(spend) },
    { label: t('customers.stats.orders'), value: number(orders) },
    { label: t('customers.stats.placed'), value: number(placed) },
    { label: t('customers.stats.average'), value: orders > 0 ? money(averageOrder) : never },
    { label: t('customers.stats.first'), value: first ? date(first) : never },
    { label: t('customers.stats.last'), value: last ? date(last) : never },
    { label: t('customers.stats.together'), value: together },
    {
      label: t('customers.stats.rhythm'),
      value:
        rhythmDays === null
          ? t('customers.stats.noRhythm')
          : t('customers.stats.rhythmDays', { days: rhythmDays, number: number(rhythmDays) }),
    },
    {
      label: t('customers.stats.returns'),
      value: t('customers.stats.share', { share: percentWords(stats.returnsShare, say) }),
    },
    {
      label: t('customers.stats.year'),
      value: t('customers.stats.yearOf', { count: stats.ordersThisYear, amount: money(stats.spendThisYear) }),
    },
    ...(stats.favouriteHouse ? [{ label: t('customers.stats.house'), value: stats.favouriteHouse }] : []),
    ...(stats.channels.length > 0
      ? [
          {
            label: t('customers.stats.channels'),
            value: stats.channels
              .map((each) =>
                t('customers.stats.channel', { channel: each.channel, count: each.orders, amount: money(each.spend) }),
              )
              .join('; '),
          },
        ]
      : []),
  ]
}
