import { block, no, percentOwed, yes, type RelationBranch } from './block'
import { figuresOf } from './figures'
import { headOf, offerSentence, reasonToReturn } from './words'

// The branches of whom the relationship itself is told: away, a VIP, or a client of more than one order.

/** No reproach: the relationship's own numbers, and one reason to return. */
export const atRisk: RelationBranch = {
  name: 'at-risk',
  when: ({ atRisk: risk, stats, place }, { say: { t, number } }) => {
    if (place === 'order') return no(t('reason.relation.away.now'))
    if (!risk || !stats || stats.orders === 0) return no(t('reason.relation.away.no'))
    return yes(
      risk.by === 'rhythm'
        ? t('reason.relation.away.rhythm', { silent: risk.silentDays, usual: number(risk.rhythmDays) })
        : t('reason.relation.away.expected', {
            expected: number(Math.round(risk.expected90 * 100) / 100),
            usual: number(Math.round(risk.usual90 * 100) / 100),
          }),
    )
  },
  output: (data, voice) => {
    const { say } = voice
    const { stats } = data
    const { text, house } = reasonToReturn(data, say)
    return block(data, voice, {
      title: stats ? headOf(stats, say, 'months') : '',
      lines: [
        stats?.favouriteHouse ? say.t('relation.house', { house: stats.favouriteHouse }) : null,
        text,
        percentOwed(data),
      ],
      figures: figuresOf(['pieces', 'invested', 'average', 'points'], data, voice, voice.now),
      saysOffer: data.offer !== null,
      ...(house
        ? { link: { href: `/houses/${house.slug}`, label: say.t('relation.link.house', { house: house.name }) } }
        : {}),
    })
  },
}

/** Years together, orders, money invested in their style, thanks, and what is theirs alone this month. */
export const vip: RelationBranch = {
  name: 'vip',
  when: ({ segment, vipRule }, { say: { t, number } }) => {
    if (segment !== 'vip') return no(t('reason.relation.vip.no'))
    if (!vipRule) return yes(t('reason.relation.vip'))
    return yes(
      vipRule.by === 'tier'
        ? t('reason.relation.vip.tier')
        : t('reason.relation.vip.score', { percent: number(Math.round(vipRule.share * 1000) / 10) }),
    )
  },
  output: (data, voice) => {
    const { say } = voice
    const { stats, offer, held, standing } = data
    // This month's own comes in the place of every month's.
    const gives =
      offer?.stage !== 'vip-of-the-month' && standing?.tier && held.length > 0
        ? say.t('relation.with', { tier: standing.tier.name, gives: say.list(held) })
        : null
    const spent = stats && stats.spend > 0
    return block(data, voice, {
      title: stats ? headOf(stats, say, 'years') : '',
      lines: [
        spent ? say.t('relation.invested', { amount: say.money(stats.spend) }) : say.t('relation.thanks'),
        offer ? offerSentence(offer, { say, standing }) : percentOwed(data),
        gives,
      ],
      figures: figuresOf(['pieces', 'ordersThisYear', 'points', 'average'], data, voice, voice.now),
      saysOffer: offer !== null,
    })
  },
}

/** Orders, months together, points. */
export const repeat: RelationBranch = {
  name: 'repeat',
  when: ({ segment, stats }, { say: { t } }) =>
    segment === 'repeat'
      ? yes(t('reason.relation.more', { count: stats?.orders ?? 0 }))
      : no(t('reason.relation.none')),
  output: (data, voice) => {
    const { say } = voice
    const { t, date } = say
    const { stats } = data
    return block(data, voice, {
      title: stats ? headOf(stats, say, 'months') : '',
      lines: [
        // Within a month the title says it.
        stats?.first && stats.months > 0 ? t('relation.began', { date: date(stats.first) }) : null,
        stats?.favouriteHouse ? t('relation.house', { house: stats.favouriteHouse }) : null,
        percentOwed(data),
      ],
      figures: figuresOf(['kept', 'pieces', 'ordersThisYear', 'points', 'average'], data, voice, voice.now),
    })
  },
}
