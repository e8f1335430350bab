import { MINOR_PER_UNIT } from '@/lib/core/money'
import { benefitLines, type Speaking } from '../benefits'
import { dearestPiece, isKept } from '../owned'
import { isNearTier, NEAR_UNITS, relationSteps, type RelationData } from './data'
import type { Branch, Verdict, Workflow } from './engine'
import { figuresOf } from './figures'
import type { Relation, RelationBlock, RelationInput, RelationPromise } from './schema'
import { headOf, inner, nextUnlocks, offerSentence, promisesWith, reasonToReturn } from './words'

/** How the branches speak: the words of a language, and the programme that they speak of. */
export type RelationVoice = Speaking & { now: Date }

type RelationBranch = Branch<RelationData, RelationVoice, Relation>

const yes = (because: string): Verdict => ({ holds: true, because })
const no = (because: string): Verdict => ({ holds: false, because })

/** The programme's promise, the same with personalisation on or off: what is owed is in it. */
const promise = (data: RelationData, { say }: RelationVoice): RelationPromise => ({
  kind: 'promise',
  promises: promisesWith(data, say),
})

/** What every block has; a branch adds its own words. */
function block(
  data: RelationData,
  voice: RelationVoice,
  own: Pick<RelationBlock, 'title' | 'figures'> &
    Partial<Pick<RelationBlock, 'next' | 'link'>> & { lines: readonly (string | null)[] },
): RelationBlock {
  const { t } = voice.say
  const { standing, place, ordinal } = data
  const link = standing
    ? place === 'home'
      ? { href: '/account', label: t('relation.link.account') }
      : { href: '/account/loyalty', label: t('promise.loyalty.yours') }
    : { href: '/loyalty', label: t('relation.link.programme') }
  return {
    kind: 'relation',
    lead: ordinal === null ? null : t('relation.lead', { n: ordinal }),
    tier: standing?.tier ? { name: standing.tier.name, metal: standing.tier.accent } : null,
    next: data.way,
    link,
    ...own,
    lines: own.lines.filter((line) => line !== null),
  }
}

/** The offer that is shown; else, where no banner says it, the percentage that a cart would take now. */
function owed({ offer, place, promises }: RelationData, { say }: RelationVoice): string | null {
  if (offer) return offerSentence(offer, say)
  const percent = place === 'account' ? promises.find(({ key }) => key === 'offer') : undefined
  return percent ? `${percent.title}.` : null
}

/** Nothing is told of a relationship when personalisation is off; what was earned is told as to everybody. */
const off: RelationBranch = {
  name: 'off',
  when: ({ personalised }, { say: { t } }) =>
    personalised ? no(t('reason.relation.on')) : yes(t('reason.relation.off')),
  output: promise,
}

/** No reproach: the relationship's own numbers, and one reason to return. */
const atRisk: RelationBranch = {
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
        data.offer ? null : owed(data, voice),
      ],
      figures: figuresOf(['pieces', 'invested', 'average', 'points'], data, voice, voice.now),
      ...(house
        ? { link: { href: `/houses/${house.slug}`, label: say.t('relation.link.house', { house: house.name }) } }
        : {}),
    })
  },
}

/** Years together, orders, money invested in their style, thanks, and what is theirs alone this month. */
const vip: RelationBranch = {
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
        owed(data, voice),
        gives,
      ],
      figures: figuresOf(['pieces', 'ordersThisYear', 'average', 'points'], data, voice, voice.now),
    })
  },
}

/** How far the next tier is, what this year's orders earned, and what one more unlocks. */
const nearTier: RelationBranch = {
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
        owed(data, voice),
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
const oneTimer: RelationBranch = {
  name: 'one-timer',
  when: ({ segment, stats }, { say: { t } }) =>
    segment === 'one-timer'
      ? yes(t('reason.relation.one'))
      : no(t('reason.relation.one.no', { count: stats?.orders ?? 0 })),
  output: (data, voice) => {
    const { say } = voice
    const { t } = say
    const { stats, first, place, standing, promises } = data
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
    const programme = standing ? null : promises.find(({ key }) => key === 'loyalty')
    return block(data, voice, {
      title: dearest
        ? t(place === 'order' ? 'relation.head.firstNow' : 'relation.head.first', { piece: dearest.productName })
        : t('relation.head.firstDay', { date }),
      lines: [
        told ? (what ? t('relation.firstOrder', { ...values, what }) : t('relation.firstOrderTill', values)) : null,
        nextUnlocks(data, voice),
        programme ? `${programme.title}.` : null,
      ],
      figures: figuresOf(['pieces', 'invested', 'together', 'points'], data, voice, voice.now),
    })
  },
}

/** Orders, months together, points. */
const repeat: RelationBranch = {
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
        owed(data, voice),
      ],
      figures: figuresOf(['kept', 'pieces', 'ordersThisYear', 'average', 'points'], data, voice, voice.now),
    })
  },
}

/** Nobody's yet: the programme's promise. */
const prospect: RelationBranch = {
  name: 'prospect',
  when: (_, { say: { t } }) => yes(t('reason.relation.none')),
  output: promise,
}

/** What the shop says of a relationship, in the order in which its branches are asked. */
export const relationWorkflow: Workflow<RelationInput, RelationData, RelationVoice, Relation> = {
  data: relationSteps,
  branches: [off, atRisk, vip, nearTier, oneTimer, repeat, prospect],
}
