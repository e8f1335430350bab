import type { MessageKey } from '@/lib/core/messages'
import type { ShownOffer } from '@/lib/offers/lifecycle/schema'
import type { RelationalStats } from '@/lib/value/schema'
import { pointsRate, type Speaking } from '../benefits'
import { benefitWords, type Told } from '../offer-words'
import type { Say } from '../say'
import type { RelationData } from './data'

/** "3 years together, 47 orders": years from the first one on, months before, and before a month is over its first day. */
export function headOf(stats: RelationalStats, { t, date }: Say, by: 'years' | 'months'): string {
  const { years, months, orders, first } = stats
  if (by === 'years' && years > 0) return t('relation.head.years', { years, orders })
  if (months > 0) return t('relation.head.months', { months, orders })
  return first ? t('relation.head.since', { orders, date: date(first) }) : ''
}

/** "15% off and a note written by hand until December 31, 2026": what an offer gives, and the last day it does. */
export function offerWords({ benefits, until }: Pick<ShownOffer, 'benefits' | 'until'>, told: Told): string {
  const { say } = told
  const benefit = say.list(benefits.map((each) => benefitWords(each, told)))
  // Its last moment is the one before it no longer holds.
  return until ? say.t('relation.offer.until', { benefit, date: say.date(new Date(until.getTime() - 1)) }) : benefit
}

const OFFERED: Readonly<Partial<Record<ShownOffer['stage'], MessageKey>>> = {
  'at-risk': 'relation.offer.at-risk',
  birthday: 'relation.offer.birthday',
  'vip-of-the-month': 'relation.offer.vip-of-the-month',
}

/** "This month, for you: the season’s book …": an offer as a sentence of its own, by its stage. */
export const offerSentence = (offer: ShownOffer, told: Told): string =>
  told.say.t(OFFERED[offer.stage] ?? 'relation.offer.for', { benefit: offerWords(offer, told) })

/**
 * What the next order brings: the offer that is shown, the percentage that a cart would take, and for members points at
 * their rate. Only what checkout honours; none for nothing.
 */
export function nextUnlocks(data: RelationData, { say, programme }: Speaking): string[] {
  const { offer, percent, standing } = data
  const gives: string[] = []
  const offered = offer?.benefits.find(({ kind }) => kind === 'percent')
  // The cart takes the highest percentage and no other.
  const higher = percent !== null && (offered?.kind !== 'percent' || percent > offered.percent) ? percent : null
  if (higher !== null) gives.push(say.t('offer.give.percent', { percent: higher }))
  const benefits = offer?.benefits.filter(({ kind }) => kind !== 'percent' || higher === null) ?? []
  if (offer && benefits.length > 0) gives.push(offerWords({ ...offer, benefits }, { say, standing }))
  const points = standing && programme.points ? pointsRate(programme, data.pointsFactor) : null
  const rate = points && inner(say.t('benefit.points', { rate: points, points: say.number(points), unit: say.unit }))
  // What holds until a day is a sentence of its own: points at their rate end on none.
  const dated = offer !== null && benefits.length > 0
  if (rate && !dated) gives.push(rate)
  return [
    ...(gives.length > 0 ? [say.t('relation.nextUnlocks', { gives: say.list(gives) })] : []),
    ...(rate && dated ? [say.t('relation.nextEarns', { rate })] : []),
  ]
}

/** The one reason to come back: an offer, or something new, or points that wait, or what there is to see. */
export function reasonToReturn(
  data: RelationData,
  say: Say,
): { text: string; house: { slug: string; name: string } | null } {
  const { t } = say
  if (data.offer) return { text: offerSentence(data.offer, { say, standing: data.standing }), house: null }
  const { newPieces, points } = data
  if (newPieces?.house) {
    const { house, count } = newPieces
    return { text: t('relation.new.house', { count, house: house.name }), house }
  }
  if (newPieces) return { text: t('relation.new.all', { count: newPieces.count }), house: null }
  if (points && points.active > 0 && points.worth > 0) {
    const { active: count, worth } = points
    return { text: t('relation.new.points', { count, amount: say.money(worth) }), house: null }
  }
  return { text: t('relation.new.collection', { count: data.collection }), house: null }
}

/** Inside a sentence. */
export const inner = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
