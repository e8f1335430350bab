import { MINOR_PER_UNIT } from '@/lib/core/money'
import { benefitLines } from '../benefits'
import { dearestPiece, isKept } from '../owned'
import { block, no, percentOwed, yes, type RelationBranch } from './block'
import { isNearTier, NEAR_UNITS } from './data'
import { figuresOf } from './figures'
import { inner, nextUnlocks } from './words'

// The branches of whom the next order matters most: close to a tier, or after the first one.

/** How far the next tier is, what this year's orders earned, and what one more unlocks. */
export const nearTier: RelationBranch = {
  name: 'near-tier',
  when: ({ segment, toNext }, { say: { t, money } }) => {
    if (segment !== 'repeat') return no(t('reason.relation.near.segment'))
    if (!toNext) return no(t('reason.relation.near.none'))
    const values = {
      amount: money(toNext.amount),
      tier: toNext.tier.name,
      limit: money(NEAR_UNITS * MINOR_PER_UNIT),
    }
    return isNearTier(toNext.amount) ? yes(t('reason.relation.near', values)) : no(t('reason.relation.near.no', values))
  },
  output: (data, voice) => {
    const { say } = voice
    const { t, money, date } = say
    const { toNext, way, stats, earnedThisYear } = data
    const tier = toNext?.tier.name ?? ''
    const amount = money(toNext?.amount ?? 0)
    const orders = stats?.ordersThisYear ?? 0
    const earned =
      orders === 0 || !stats
        ? null
        : earnedThisYear !== null && earnedThisYear > 0
          ? t('relation.earned', { orders, points: earnedThisYear })
          : stats.spendThisYear > 0
            ? t('relation.spent', { orders, amount: money(stats.spendThisYear) })
            : null
    const gives = toNext ? benefitLines(toNext.tier, voice) : []
    return block(data, voice, {
      title: t('standing.toNext', { amount, tier }),
      lines: [
        earned,
        toNext?.comes
          ? t('relation.comes', { tier, date: date(toNext.comes) })
          : t('relation.oneMore', { amount, tier }),
        percentOwed(data),
      ],
      figures: figuresOf(['orders', 'together', 'invested', 'points'], data, voice, voice.now),
      // Its title is the block's own.
      next: way && {
        ...way,
        ...(gives.length > 0
          ? {
              title: t('relation.unlocks', { tier }),
              line: `${say.list(gives.map((line, i) => (i === 0 ? line : inner(line))))}.`,
            }
          : { title: '' }),
      },
    })
  },
}

/** When the first order was and what it was, and what the next one unlocks. */
export const oneTimer: RelationBranch = {
  name: 'one-timer',
  when: ({ segment, stats }, { say: { t } }) =>
    segment === 'one-timer'
      ? yes(t('reason.relation.one'))
      : no(t('reason.relation.one.no', { count: stats?.orders ?? 0 })),
  output: (data, voice) => {
    const { say } = voice
    const { t } = say
    const { stats, first, place, begins } = data
    const dearest = first && dearestPiece(first)
    const date = stats?.first ? say.date(stats.first) : ''
    const told = stats && stats.spend > 0 && place !== 'order'
    const values = {
      first: stats && stats.placed > stats.orders ? 'no' : 'yes',
      date,
      amount: say.money(stats?.spend ?? 0),
    }
    const others = (first?.lines.filter(isKept).reduce((sum, line) => sum + line.quantity - line.returned, 0) ?? 1) - 1
    const what = dearest && t('relation.what', { piece: dearest.productName, house: dearest.houseName, others })
    return block(data, voice, {
      title: dearest
        ? t(place === 'order' ? 'relation.head.firstNow' : 'relation.head.first', { piece: dearest.productName })
        : t('relation.head.firstDay', { date }),
      lines: [
        told ? (what ? t('relation.firstOrder', { ...values, what }) : t('relation.firstOrderTill', values)) : null,
        ...nextUnlocks(data, voice),
        begins ? `${begins}.` : null,
      ],
      figures: figuresOf(['pieces', 'invested', 'together', 'points'], data, voice, voice.now),
      saysOffer: data.offer !== null,
    })
  },
}
