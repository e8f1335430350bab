import { pointsFactorAt } from '@/lib/loyalty/benefits'
import { lowestPaidTier } from '@/lib/loyalty/programme'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { pointsRate, tierSentence } from './benefits'
import type { Say } from './say'

/** Rules of one kind under their heading; each line is a sentence or two that stand by themselves. */
export type TermsPart = {
  key: 'counts' | 'tiers' | 'keeping' | 'membership' | 'points'
  title: string
  lines: string[]
}

/**
 * The rules of a programme in words, from its own settings: change one and its sentence follows.
 * @param say speaks in the programme's currency and time zone.
 */
export function programmeTerms(programme: LoyaltyProgram, say: Say): TermsPart[] {
  const { t } = say
  const parts: TermsPart[] = [
    { key: 'counts', title: t('terms.counts'), lines: countsLines(programme, say) },
    { key: 'tiers', title: t('terms.tiers'), lines: tierLines(programme, say) },
    { key: 'keeping', title: t('terms.keeping'), lines: keepingLines(programme, say) },
    { key: 'membership', title: t('terms.membership'), lines: membershipLines(programme, say) },
  ]
  if (programme.points) parts.push({ key: 'points', title: t('terms.points'), lines: pointsLines(programme, say) })
  return parts
}

/** The same rules as one list of sentences. */
export const programmeRules = (programme: LoyaltyProgram, say: Say): string[] =>
  programmeTerms(programme, say).flatMap(({ lines }) => lines)

/** "A purchase counts for 365 days from its day." */
export function windowSentence({ window }: Pick<LoyaltyProgram, 'window'>, { t }: Say): string {
  return t(`terms.window.${window.kind}`, window.kind === 'rolling' ? { days: window.days } : undefined)
}

function countsLines(programme: LoyaltyProgram, say: Say): string[] {
  const { t } = say
  return [
    t(`terms.amount.${programme.qualifying}`),
    `${windowSentence(programme, say)} ${t('terms.hold', { days: programme.hold.days })}`,
    t(programme.countJoiningDay ? 'terms.joiningDay' : 'terms.afterJoiningDay'),
    t('terms.returns'),
  ]
}

function tierLines(programme: LoyaltyProgram, say: Say): string[] {
  const { t, money } = say
  const [lowest] = programme.tiers
  const froms = programme.tiers.map(({ name, threshold }) =>
    threshold > 0
      ? t('terms.tier.from', { tier: name, amount: money(threshold) })
      : t('terms.tier.everyMember', { tier: name }),
  )
  const gives = programme.tiers.flatMap((tier) => {
    const sentence = tierSentence(tier, { say, programme })
    return sentence ? [t('terms.gives', { tier: tier.name, gives: sentence })] : []
  })
  return [
    t('terms.thresholds', { tiers: say.list(froms) }),
    ...(lowest && lowest.threshold > 0 ? [t('terms.below', { tier: lowest.name })] : []),
    ...gives,
    ...(gives.length > 1 ? [t('terms.inherits')] : []),
  ]
}

/** 12 months are 365 days, other lengths in proportion; as the fold counts them. */
const daysOfMonths = (months: number): number => Math.round((months * 365) / 12)

function keepingLines({ cycle, tiers }: LoyaltyProgram, { t, money }: Say): string[] {
  const base = tiers.filter(({ threshold }) => threshold === 0).map(({ name }) => t('terms.lowest', { tier: name }))
  const keeps = tiers.flatMap(({ name, threshold, keep }) =>
    keep !== undefined && keep !== threshold && threshold > 0
      ? [t('terms.keep', { tier: name, amount: money(keep) })]
      : [],
  )
  if (!cycle) return [t('terms.noCycle'), ...base]
  return [
    t('terms.guard', { days: daysOfMonths(cycle.months) }),
    t('terms.decides'),
    ...keeps,
    ...(cycle.graceDays > 0 && cycle.downgrade !== 'none' ? [t('terms.grace', { days: cycle.graceDays })] : []),
    t(`terms.downgrade.${cycle.downgrade}`),
    t('terms.returnEnds'),
    ...base,
  ]
}

function membershipLines(programme: LoyaltyProgram, say: Say): string[] {
  const { t } = say
  const { validity } = programme
  const points = programme.points ? 'yes' : 'no'
  return [
    joiningSentence(programme, say),
    t('terms.before'),
    ...(validity
      ? [
          `${t('terms.validity', { years: validity.years })} ${t('terms.validity.extend', { transactions: validity.transactions })}`,
        ]
      : [t('terms.noValidity')]),
    t('terms.leave', { points }),
    t('terms.rejoin', { points }),
  ]
}

/** "You join by asking, or by one order that reaches Bronze." */
export function joiningSentence(programme: LoyaltyProgram, say: Say): string {
  const { t } = say
  const { byRequest, byFirstPurchase, byTierOrder } = programme.joining
  const lowest = lowestPaidTier(programme)
  const ways = [
    ...(byRequest ? [t('terms.join.byRequest')] : []),
    ...(byFirstPurchase ? [t('terms.join.byFirstPurchase')] : []),
    // Where the first purchase does, one that reaches a tier is no other way.
    ...(byTierOrder && !byFirstPurchase && lowest ? [t('terms.join.byTierOrder', { tier: lowest.name })] : []),
  ]
  return ways.length > 0 ? t('terms.join', { ways: say.either(ways) }) : t('terms.join.closed')
}

/** The ways of becoming a member as an invitation, a sentence each; none where nobody can. */
export function joiningLines(programme: LoyaltyProgram, { t }: Say): string[] {
  const { joining } = programme
  const lowest = lowestPaidTier(programme)
  if (!joining.byRequest && !joining.byFirstPurchase && !joining.byTierOrder) return [t('terms.join.closed')]
  return [
    ...(joining.byRequest ? [t('loyalty.notMember.join')] : []),
    ...(joining.byFirstPurchase ? [t('loyalty.notMember.firstPurchase')] : []),
    ...(joining.byTierOrder && !joining.byFirstPurchase && lowest
      ? [t('loyalty.notMember.tierOrder', { tier: lowest.name })]
      : []),
  ]
}

function pointsLines(programme: LoyaltyProgram, say: Say): string[] {
  const { t, unit } = say
  const { points, tiers } = programme
  if (!points) return []
  const rateAt = (index: number) => pointsRate(programme, pointsFactorAt(programme, index))
  const [lowest] = tiers
  const all = tiers.map(({ name }, index) => ({ name, rate: rateAt(index) }))
  const same = all.every(({ rate }) => rate === rateAt(-1))
  const rates = same
    ? t('terms.points.rate', { rate: rateAt(-1) })
    : say.list([
        ...(lowest && lowest.threshold > 0 ? [t('terms.points.rateNoTier', { rate: rateAt(-1) })] : []),
        ...all.map(({ name, rate }) => t('terms.points.rateAt', { tier: name, rate })),
      ])
  return [
    `${t('terms.points.rates', { unit, rates })} ${t('terms.points.hold', { days: programme.hold.days })}`,
    points.worth > 0 ? t('terms.points.worth', { amount: say.money(points.worth) }) : t('terms.points.noWorth'),
    points.expireMonths === null ? t('terms.points.stay') : t('terms.points.expire', { months: points.expireMonths }),
    `${t('terms.points.returns')} ${t(`terms.points.${points.afterReturn}`)}`,
  ]
}
