import { dateOfDay, dayOf, isoDay, startOfDay, type Day } from '@/lib/core/days'
import { tierIndexOf } from '@/lib/loyalty/programme'
import { dayIn, type OfferFacts } from './facts'
import type { LifecycleOffer, OfferReason, Stage } from './schema'

/** What gives cause for an offer: that somebody is at this stage, since when, and by which facts. */
export type Cause = {
  /** What makes it this cause and no other: a grant's subject. */
  subject: string
  /** The shop's order that earned it, if one did. */
  earnedBy: string | null
  since: Date
  /** The first moment at which the cause is over whatever happens: the month's end. Null: it has no end of its own. */
  end: Date | null
  reason: OfferReason
}

type Found = (offer: LifecycleOffer, facts: OfferFacts) => Cause | null

/** From how many days before a tier ends it is in danger: as long as the shop tells what would keep it. */
export const DANGER_DAYS = 60
/** A silence of so many days, and of so many times their rhythm where they have one, is one to come back from. */
export const SILENCE = { days: 120, rhythms: 2 } as const

/** What gives cause for each stage, as of now; null: nothing does. */
export const CAUSES: Readonly<Record<Exclude<Stage, 'first-order'>, Found>> = {
  'at-risk': (_, facts) => {
    const last = facts.kept.at(-1)?.purchase
    const risk = facts.value?.atRisk
    if (!last || !risk) return null
    const days = dayIn(facts, facts.asOf) - dayIn(facts, last.at)
    return cause(`since:${last.id}`, last.at, { key: 'offer.reason.atRisk', values: { days }, facts: [last.id] })
  },

  'tier-in-danger': (_, facts) => {
    const { standing, programme, asOf } = facts
    const keep = standing?.keep
    if (!keep || keep.amount <= 0) return null
    const by = dayIn(facts, keep.by)
    const values = { tier: keep.tier.name, amount: keep.amount, date: keep.by }
    return {
      subject: `${keep.tier.key}:${isoDay(by)}`,
      earnedBy: null,
      since: startOfDay(by - DANGER_DAYS, programme.timeZone),
      end: by < dayIn(facts, asOf) ? null : startOfDay(by + 1, programme.timeZone),
      reason: {
        key: 'offer.reason.tierInDanger',
        values,
        facts: standing.reached?.orderId ? [standing.reached.orderId] : [],
      },
    }
  },

  'near-tier': (offer, facts) => {
    const { standing } = facts
    const last = facts.kept.at(-1)?.purchase
    const { nearWithin } = offer.when
    if (!standing?.next || standing.amountToNext === null || !last || nearWithin === null) return null
    if (standing.amountToNext > nearWithin) return null
    const values = { tier: standing.next.name, amount: standing.amountToNext }
    const reason = { key: 'offer.reason.nearTier', values, facts: [last.id] }
    return { ...cause(`${standing.next.key}:${last.id}`, last.at, reason), earnedBy: shopOrder(last.id, facts) }
  },

  'tier-reached': (_, facts) => {
    const { standing, programme } = facts
    const change = standing?.history.at(-1)
    const tier = standing?.tier
    // Every member's tier is reached by nobody; coming down to one, or back into one, is no reaching.
    if (!tier || tier.threshold === 0 || !change || change.to?.key !== tier.key) return null
    if (tierIndexOf(programme, change.to) <= tierIndexOf(programme, change.from)) return null
    if (change.orderId === null && change.by === 'membership') return null
    const { orderId, at } = change
    const values = { tier: tier.name, date: at }
    const reason = { key: 'offer.reason.tierReached', values, facts: orderId === null ? [] : [orderId] }
    const subject = `${tier.key}:${orderId ?? isoDay(dayIn(facts, at))}`
    return { ...cause(subject, at, reason), earnedBy: orderId === null ? null : shopOrder(orderId, facts) }
  },

  birthday: (_, facts) => {
    const month = facts.answers['birthday-month']
    // In their own time zone where they said which: the month begins there.
    const today = todayOf(facts)
    if (!month || Number(month) !== dateOfDay(today).getUTCMonth() + 1) return null
    const { first, after } = monthOf(today)
    return {
      ...cause(String(dateOfDay(today).getUTCFullYear()), dateOfDay(first), {
        key: 'offer.reason.birthday',
        values: {},
        facts: ['birthday-month'],
      }),
      end: startOfDay(after, zoneOf(facts)),
    }
  },

  'vip-of-the-month': (_, facts) => {
    if (facts.value?.segment !== 'vip') return null
    const { first, after } = monthOf(dayIn(facts, facts.asOf))
    const { timeZone } = facts.programme
    const reason = {
      key: 'offer.reason.vip',
      values: { orders: facts.value.stats.orders },
      facts: facts.kept.slice(-1).map(({ purchase }) => purchase.id),
    }
    return {
      ...cause(isoDay(first).slice(0, 7), startOfDay(first, timeZone), reason),
      end: startOfDay(after, timeZone),
    }
  },

  'won-back': (_, facts) => {
    const [last, before] = facts.kept.slice(-2).reverse()
    if (!last || !before) return null
    const silent = dayIn(facts, last.purchase.at) - dayIn(facts, before.purchase.at)
    const rhythm = facts.value?.stats.rhythmDays ?? 0
    if (silent < Math.max(SILENCE.days, SILENCE.rhythms * rhythm)) return null
    const { id, at } = last.purchase
    const reason = { key: 'offer.reason.wonBack', values: { days: silent }, facts: [before.purchase.id, id] }
    return { ...cause(id, at, reason), earnedBy: shopOrder(id, facts) }
  },

  'second-order': (_, facts) => {
    const [only, ...more] = facts.kept
    if (!only || more.length > 0) return null
    const { id, at } = only.purchase
    const reason = { key: 'offer.reason.secondOrder', values: { date: at }, facts: [id] }
    return { ...cause(id, at, reason), earnedBy: shopOrder(id, facts) }
  },
}

const cause = (subject: string, since: Date, reason: OfferReason): Cause => ({
  ...{ subject, since, reason },
  ...{ earnedBy: null, end: null },
})

/** What the till reported has no order of the shop. */
const shopOrder = (id: string, { orders }: OfferFacts): string | null =>
  orders.some((order) => order.id === id) ? id : null

/** Theirs where they said one that exists, else the programme's. */
function zoneOf({ answers, programme }: OfferFacts): string {
  const own = answers['time-zone']
  if (!own) return programme.timeZone
  try {
    new Intl.DateTimeFormat('en', { timeZone: own })
    return own
  } catch {
    return programme.timeZone
  }
}

const todayOf = (facts: OfferFacts): Day => dayOf(facts.asOf, zoneOf(facts))

function monthOf(day: Day): { first: Day; after: Day } {
  const date = dateOfDay(day)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return { first: dayOf(new Date(Date.UTC(year, month))), after: dayOf(new Date(Date.UTC(year, month + 1))) }
}
